import { MEDIA_PREFIX } from '../bucket-layout.ts';
import { formatAt } from '../feed/formats.ts';
import { variantOf } from './variants.ts';

const DAY = 86_400;

/**
 * Value of `Cache-Control` for a file under `public/`: S3 stores it, readers and CloudFront heed it. A feed's `max-age`
 * is how long its readers wait for news, and some poll by it (RFC 9111, section 5.2.2.1). Ages are short, so no
 * invalidation is needed: a change is fetched within one to five minutes.
 */
export function cacheControlOf(path: string): string {
  const { fresh, stale } = agesOf(path);
  return `public, max-age=${fresh}, stale-while-revalidate=${stale}, stale-if-error=${DAY}`;
}

/**
 * Seconds after which no cache that works shows the old bytes of a file that changed, wherever on earth and however it
 * got them.
 */
export function secondsUntilSeen(path: string): number {
  const { fresh, stale } = agesOf(path);
  return fresh + stale;
}

/**
 * In seconds: how long a file is fresh, and for how long after that it may be shown while a new one is fetched (RFC
 * 5861); a day where that fails.
 */
function agesOf(path: string): { readonly fresh: number; readonly stale: number } {
  const plain = variantOf(path)?.path ?? path;
  // A picture may be replaced under its own name, so not for ever.
  if (plain.startsWith(MEDIA_PREFIX)) return { fresh: DAY, stale: DAY };
  return isNews(plain) ? { fresh: 60, stale: 60 } : { fresh: 300, stale: 300 };
}

/**
 * Returns whether a file changes with every article: feeds, the pages that list them, and the sitemap of news. A page
 * that is missing may be there soon, so it counts, too.
 */
function isNews(path: string): boolean {
  if (path === '404.html' || path === 'news-sitemap.xml') return true;
  // Readers do not ask for an archive again.
  if (/(?:^|\/)archives\//.test(path)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isLanding = name === 'index.html' && !path.startsWith('articles/') && !/(?:^|\/)browse\//.test(path);
  return isLanding || formatAt(path) !== undefined;
}
