import { describe, expect, it } from 'vitest';
import { isContent } from '../../../functions/core/bucket-layout.ts';
import { type ObjectRecord, ownerOf, publicPathOf } from '../../../functions/core/index/index-record.ts';
import { addToDigest, EMPTY_DIGEST } from '../../../functions/core/text/set-digest.ts';
import { fc } from '../../property.ts';

const NFC = 'ảnh'.normalize('NFC');
const NFD = 'ảnh'.normalize('NFD');

describe('the catalogue', () => {
  it('tells of articles and media, without litter', () => {
    const keys = [
      'articles/a.md',
      'media/x/a.jpg',
      'articles/.DS_Store',
      'site.yaml',
      'article/a.md',
      'x/articles/a.md',
    ];
    expect(keys.filter(isContent)).toEqual(['articles/a.md', 'media/x/a.jpg']);
  });

  it('has one path for all spellings of a key', () => {
    expect(publicPathOf(`articles/${NFC}.md`, undefined)).toBe(publicPathOf(`articles/${NFD}.md`, undefined));
    expect(publicPathOf(`media/${NFD}.jpg`, undefined)).toBe(`media/${NFC}.jpg`);
  });

  it('gives a path to the first that may have it', () => {
    const published = (hasPage: boolean): ObjectRecord => ({ status: 'published', etag: 'x', hasPage });
    const draft: ObjectRecord = { status: 'draft', etag: 'x' };
    expect(ownerOf([])).toBeUndefined();
    expect(ownerOf([['articles/a.md', draft]])).toBeUndefined();
    expect(ownerOf([['articles/a.md', published(false)]])).toBeUndefined();
    expect(
      ownerOf([
        ['articles/c.md', published(true)],
        ['articles/a.md', draft],
        ['articles/b.md', published(true)],
      ]),
    ).toBe('articles/b.md');
  });
});

describe('a digest', () => {
  const objects = fc.uniqueArray(fc.tuple(fc.string(), fc.string()), { selector: ([key]) => key });
  const sum = (all: readonly (readonly [string, string])[]) =>
    all.reduce((digest, [key, etag]) => addToDigest(digest, key, etag), EMPTY_DIGEST);

  it('is the same in whatever order objects come', () => {
    fc.assert(
      fc.property(objects, all => {
        expect(sum([...all].reverse())).toEqual(sum(all));
      }),
    );
  });

  it('is as if an object had never been there once it is taken out', () => {
    fc.assert(
      fc.property(objects, fc.string(), fc.string(), (all, key, etag) => {
        expect(addToDigest(addToDigest(sum(all), key, etag), key, etag, -1)).toEqual(sum(all));
      }),
    );
  });

  it('is another where an object has another version, or another name, or two have changed theirs', () => {
    const base = sum([
      ['articles/a.md', '"1"'],
      ['articles/b.md', '"2"'],
    ]);
    const others = [
      [
        ['articles/a.md', '"2"'],
        ['articles/b.md', '"1"'],
      ],
      [
        ['articles/a.md', '"1"'],
        ['articles/b.md', '"3"'],
      ],
      [
        ['articles/a.md', '"1"'],
        ['articles/c.md', '"2"'],
      ],
      [['articles/a.md', '"1"']],
      [
        ['articles/a.md"', '1"'],
        ['articles/b.md', '"2"'],
      ],
    ] as const;
    for (const other of others) expect(sum(other)).not.toEqual(base);
  });
});
