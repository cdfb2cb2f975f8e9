import type { PublishedFile } from '../files/published-file.ts';
import type { FormerClaim } from '../index/index-record.ts';
import { renderMovedPage } from '../pages/moved-page.ts';
import type { Site } from '../site/site.ts';

/**
 * Returns the page of a former address of an article. Where the article is read here, the address says so itself; where
 * it is read elsewhere, the page takes readers there.
 */
export function formerPage({ former, url, title }: FormerClaim, site: Site): PublishedFile {
  const body = renderMovedPage({ site, title, url });
  if (!url.startsWith(site.feedsUrl)) return { path: former, body };
  return { path: former, body, metadata: { redirect: `/${url.slice(site.feedsUrl.length)}` } };
}
