import { describe, expect, it } from 'vitest';
import { mediaTypeOf, publishedMediaType } from '../../../functions/core/feed/media-type.ts';

describe('media types', () => {
  it.each([
    ['rss.xml', 'application/rss+xml; charset=utf-8'],
    ['doi-song/atom.xml', 'application/atom+xml; charset=utf-8'],
    ['doi-song/feed.json', 'application/feed+json; charset=utf-8'],
    ['opml.xml', 'text/x-opml; charset=utf-8'],
    ['follow.json', 'application/json; charset=utf-8'],
    ['sitemaps/2026-11.xml', 'application/xml; charset=utf-8'],
    ['articles/a/index.html', 'text/html; charset=utf-8'],
    ['media/a.jpg', undefined],
  ])('of what is published are those of the contract: %s', (path, type) => {
    expect(publishedMediaType(path)).toBe(type);
  });

  it.each([
    ['media/a.JPG', 'image/jpeg'],
    ['a.b/c', undefined],
    ['a.__proto__', undefined],
    ['__proto__', undefined],
    ['a.', undefined],
  ])('of other files are told by their ending: %s', (path, type) => {
    expect(mediaTypeOf(path)).toBe(type);
  });
});
