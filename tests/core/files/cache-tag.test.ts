import { describe, expect, it } from 'vitest';
import { cacheTagOf } from '../../../functions/core/files/cache-tag.ts';
import { anyText, fc, runs } from '../../property.ts';

describe('the cache tag of a file', () => {
  it.each([
    ['articles/bao-a-0123abcd/index.html', 'article:bao-a-0123abcd'],
    ['articles/bao-a-0123abcd/index.md', 'article:bao-a-0123abcd'],
    ['articles/bao-a-0123abcd/anh/Sông.jpg', 'article:bao-a-0123abcd'],
    ['rss.xml', 'file:rss.xml'],
    ['doi-song/atom.xml', 'file:doi-song/atom.xml'],
    ['doi-song/atom.xml.br', 'file:doi-song/atom.xml'],
    ['feed.json.gz', 'file:feed.json'],
    ['index.html', 'file:index.html'],
    ['articles/index.html', 'file:articles/index.html'],
    ['media/a.jpg', 'file:media/a.jpg'],
    ['sitemaps/2026-11.xml', 'file:sitemaps/2026-11.xml'],
  ])('of %s is %s', (path, tag) => {
    expect(cacheTagOf(path)).toBe(tag);
  });

  it('is a hash where the name is no tag: other letters, capitals, which a tag has not, commas, or too many', () => {
    const paths = ['media/sông.jpg', 'media/A.jpg', 'media/a,b.jpg', 'media/a b.jpg', `media/${'a'.repeat(200)}.jpg`];
    const tags = paths.map(cacheTagOf);
    for (const tag of tags) expect(tag).toMatch(/^file:~[0-9a-f]{32}$/);
    expect(new Set([...tags, cacheTagOf('media/a.jpg')]).size).toBe(paths.length + 1);
  });

  it('is one that CloudFront and S3 take, and differs wherever files do, in any case of its letters', () => {
    const name = fc.oneof(anyText({ minLength: 1 }), fc.constantFrom('a', 'A', '~', 'à', 'a,b', 'index.html'));
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map(names => names.join('/'));
    fc.assert(
      fc.property(path, path, (one, other) => {
        const [tag, another] = [cacheTagOf(one), cacheTagOf(other)];
        expect(tag).toMatch(/^(?:file|article):[!-+\--~]{1,80}$/);
        expect(tag).toBe(tag.toLowerCase());
        const isVariant = /\.(?:br|gz)$/.test(one + other) || /\.(?:br|gz)$/.test(one) || /\.(?:br|gz)$/.test(other);
        const areTogether = /^articles\/[^/]+\/./s.test(one) && /^articles\/[^/]+\/./s.test(other);
        if (one !== other && !isVariant && !areTogether) expect(tag).not.toBe(another);
      }),
      runs(2000),
    );
  });
});
