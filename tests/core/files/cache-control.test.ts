import { describe, expect, it } from 'vitest';
import { cacheControlOf, secondsUntilSeen } from '../../../functions/core/files/cache-control.ts';

const MINUTE = 'public, max-age=60, stale-while-revalidate=60, stale-if-error=86400';
const FIVE_MINUTES = 'public, max-age=300, stale-while-revalidate=300, stale-if-error=86400';
const DAY = 'public, max-age=86400, stale-while-revalidate=86400, stale-if-error=86400';

describe('how long caches may keep what is published', () => {
  it.each([
    ['rss.xml', MINUTE],
    ['doi-song/atom.xml', MINUTE],
    ['doi-song/atom.xml.br', MINUTE],
    ['feed.json.gz', MINUTE],
    ['index.html', MINUTE],
    ['doi-song/index.html', MINUTE],
    ['news-sitemap.xml', MINUTE],
    ['smartnews.xml', MINUTE],
    ['404.html', MINUTE],
    ['articles/cho-que-1234/index.html', FIVE_MINUTES],
    ['archives/2026-11/rss.xml', FIVE_MINUTES],
    ['doi-song/archives/2026-11-2/atom.xml.br', FIVE_MINUTES],
    ['sitemap.xml', FIVE_MINUTES],
    ['sitemaps/2026-11.xml', FIVE_MINUTES],
    ['opml.xml', FIVE_MINUTES],
    ['media/a.jpg', DAY],
    ['media/rss.xml', DAY],
    ['media/index.html', DAY],
  ])('%s: %s', (path, expected) => {
    expect(cacheControlOf(path)).toBe(expected);
  });

  it.each(['rss.xml', 'opml.xml', 'media/a.jpg'])('is over, also in a cache that refreshes it meanwhile: %s', path => {
    const [, fresh, stale] = /max-age=(\d+), stale-while-revalidate=(\d+)/.exec(cacheControlOf(path)) ?? [];
    expect(secondsUntilSeen(path)).toBe(Number(fresh) + Number(stale));
  });
});
