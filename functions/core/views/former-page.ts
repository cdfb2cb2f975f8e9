import { Buffer } from 'node:buffer';
import type { PublishedFile } from '../files/published-file.ts';
import type { FormerClaim } from '../index/records/claim-record.ts';
import { renderMovedPage } from '../pages/moved-page.ts';
import type { Site } from '../site/site.ts';

/**
 * Maximum length of an address in an object's metadata, in ASCII: S3 takes 2,048 bytes of metadata, including names.
 */
const MAX_REDIRECT = 1500;

/**
 * Returns the page of a former address of an article. If the article is read here, the address redirects by itself. If
 * it is read elsewhere, or its address is too long for that, the page redirects readers.
 */
export function formerPage({ former, url, title }: FormerClaim, site: Site): PublishedFile {
  const body = renderMovedPage({ site, title, url });
  if (!url.startsWith(site.feedsUrl)) return { path: former, body };
  const redirect = `/${url.slice(site.feedsUrl.length)}`;
  return Buffer.byteLength(redirect) > MAX_REDIRECT
    ? { path: former, body }
    : { path: former, body, metadata: { redirect } };
}
