import { readingPath } from '../article/article-url.ts';
import { entryMarkdown } from '../feed/correction.ts';
import type { Entry } from '../feed/feed.ts';
import { linkHeader } from '../files/link-header.ts';
import type { PublishedFile } from '../files/published-file.ts';
import { twinPath } from '../files/variants.ts';
import { escapeHtmlText } from '../html/canonical-html.ts';
import { inlineMarkdown } from '../html/inline-markdown.ts';
import { licenseLinks } from '../rights/licensed.ts';
import type { Site } from '../site/site.ts';

/** Returns the address of the Markdown twin of a page, where the site has them. */
export function twinUrl(slug: string, site: Site): string | undefined {
  const path = site.markdown ? twinPath(readingPath(slug)) : undefined;
  return path && site.feedsUrl + path;
}

/** Returns an article in Markdown at a path: its title, and its text. Search engines are led to the page. */
function twinAt(path: string, entry: Entry, site: Site): PublishedFile {
  const title = inlineMarkdown([escapeHtmlText(entry.title)]);
  const links = [`<${entry.url}>; rel="canonical"`, ...(entry.license ? licenseLinks(entry.license, site, false) : [])];
  return { path, body: `# ${title}\n\n${entryMarkdown(entry, site)}\n`, ...linkHeader(links) };
}

/** Returns the Markdown twin of a page, where the site has them. */
export function twinOf(slug: string, entry: Entry, site: Site): readonly PublishedFile[] {
  const path = site.markdown ? twinPath(readingPath(slug)) : undefined;
  return path === undefined ? [] : [twinAt(path, entry, site)];
}
