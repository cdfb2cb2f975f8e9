import { SITE_KEY } from '../core/bucket-layout.ts';
import type { Problem } from '../core/problem.ts';
import type { Site } from '../core/site/site.ts';
import { feedsUrlOf } from '../core/site/usual-addresses.ts';
import { slugify } from '../core/text/slug.ts';

/** Returns the address that `bantin init` gives a newsroom whose own it is not told; nobody can have it (RFC 2606). */
export function placeholderUrl(title: string): string {
  return `https://${slugify(title) || 'newsroom'}.example/`;
}

/** Returns a warning for each address of a site that is still the one that `bantin init` wrote for want of another. */
export function placeholderProblems({ title, url, feedsUrl }: Pick<Site, 'title' | 'url' | 'feedsUrl'>): Problem[] {
  const urls = [placeholderUrl(title), placeholderUrl('')];
  const warning = (message: string): Problem => ({ path: SITE_KEY, severity: 'warning', message });
  const problems: Problem[] = [];
  if (urls.includes(url))
    problems.push(
      warning(
        `url: ${url} is what init wrote for want of an address; write that of the newsroom before the first article ` +
          'is out, since ids are made of it',
      ),
    );
  if (urls.map(feedsUrlOf).includes(feedsUrl))
    problems.push(
      warning(
        `feedsUrl: ${feedsUrl} is what init wrote for want of an address; write where the feeds are served (a ` +
          'deployment takes its own address in place of it)',
      ),
    );
  return problems;
}
