import { SITE_KEY } from '../core/bucket-layout.ts';
import type { Problem } from '../core/problem.ts';
import type { Site } from '../core/site/site.ts';
import { feedsUrlOf } from '../core/site/usual-addresses.ts';
import { slugify } from '../core/text/slug.ts';

/** Returns the address that `bantin init` gives a newsroom whose own it is not told; nobody can have it (RFC 2606). */
export function placeholderUrl(title: string): string {
  return `https://${slugify(title) || 'newsroom'}.example/`;
}

/** Names that nobody can have, or that lead back to the machine (RFC 2606, RFC 6761). */
const NOBODYS: readonly string[] = ['example.com', 'example.net', 'example.org', 'example', 'invalid', 'localhost'];
const LOOPBACK = /^(?:127\.[\d.]+|\[::1\])$/;

/**
 * Returns a warning for each address of a site that can't be its own: what Bantin wrote for want of another, a
 * name from examples, or the machine itself.
 */
export function placeholderProblems({ title, url, feedsUrl }: Pick<Site, 'title' | 'url' | 'feedsUrl'>): Problem[] {
  const urls = [placeholderUrl(title), placeholderUrl('')];
  const warning = (message: string): Problem => ({ path: SITE_KEY, severity: 'warning', message });
  const problems: Problem[] = [];
  const reason = (address: string, written: readonly string[]): string | undefined =>
    written.includes(address) ? 'is a placeholder, such as bantin init writes where it is told none' : nobodys(address);
  const ofHome = reason(url, urls);
  if (ofHome !== undefined)
    problems.push(
      warning(
        `url: ${url} ${ofHome}; write that of the newsroom before the first article is out, since ids are made of it`,
      ),
    );
  const ofFeeds = reason(feedsUrl, urls.map(feedsUrlOf));
  if (ofFeeds !== undefined)
    problems.push(
      warning(
        `feedsUrl: ${feedsUrl} ${ofFeeds}; write where the feeds are served (a deployment takes its own address in ` +
          'place of it)',
      ),
    );
  return problems;
}

function nobodys(address: string): string | undefined {
  const { hostname } = new URL(address);
  if (LOOPBACK.test(hostname)) return 'is the address of the machine itself';
  const name = NOBODYS.find(name => hostname === name || hostname.endsWith(`.${name}`));
  if (name === undefined) return undefined;
  return name === 'localhost'
    ? 'is the address of the machine itself'
    : 'is an address from examples, which nobody has';
}
