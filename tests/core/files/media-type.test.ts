import { describe, expect, it } from 'vitest';
import { mediaTypeOf, publishedMediaType, storedMediaType } from '../../../functions/core/files/media-type.ts';

describe('media types', () => {
  it.each([
    ['rss.xml', 'application/rss+xml; charset=utf-8'],
    ['smartnews.xml', 'application/rss+xml; charset=utf-8'],
    ['doi-song/atom.xml', 'application/atom+xml; charset=utf-8'],
    ['doi-song/feed.json', 'application/feed+json; charset=utf-8'],
    ['opml.xml', 'text/x-opml; charset=utf-8'],
    ['follow.json', 'application/json; charset=utf-8'],
    ['sitemaps/2026-11.xml', 'application/xml; charset=utf-8'],
    ['articles/a/index.html', 'text/html; charset=utf-8'],
    ['robots.txt', 'text/plain; charset=utf-8'],
    ['doi-song/robots.txt', undefined],
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

  it.each([
    ['rss.xml', 'application/rss+xml; charset=utf-8'],
    ['doi-song/atom.xml.br', 'application/atom+xml; charset=utf-8'],
    ['feed.json.gz', 'application/feed+json; charset=utf-8'],
    ['404.html', 'text/html; charset=utf-8'],
    ['sitemaps/2026-11-2.xml', 'application/xml; charset=utf-8'],
    ['media/a.jpg', 'image/jpeg'],
    ['media/nhạc.WAV', 'audio/wav'],
    ['media/a.svg', 'image/svg+xml'],
    ['media/a.txt', 'text/plain; charset=utf-8'],
    ['media/a.html', 'text/html; charset=utf-8'],
    ['media/feed.json', 'application/json'],
    ['media/rss.xml.br', 'application/octet-stream'],
    ['media/a', 'application/octet-stream'],
    ['media/a.unknown', 'application/octet-stream'],
  ])('of everything under public/: %s', (path, type) => {
    expect(storedMediaType(path)).toBe(type);
  });
});
