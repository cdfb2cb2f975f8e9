import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../../functions/core/article/key.ts';
import { pageMediaPath } from '../../../functions/core/article/page-media.ts';
import { partOfPath, segmentCounts } from '../../../functions/core/files/path-parts.ts';
import { publicPathOf } from '../../../functions/core/index/index-record.ts';
import {
  hashInPath,
  hashOf,
  hashOfFormer,
  segmentOf,
  segmentOfHash,
} from '../../../functions/core/index/keys/record-keys.ts';
import { feedSegmentOf } from '../../../functions/core/index/segmented/feed-segments.ts';

const COUNTS = { segments: 1000, feedSegments: 0 };

describe('what a file is remembered with', () => {
  it.each([
    'articles/a.md',
    'articles/Đời sống/ảnh.md',
    'media/ả.mp3',
    'media/ả.mp3'.normalize('NFD'),
    'media/atom.xml',
  ])('is the segment of its source, which its path tells: %s', key => {
    const path = publicPathOf(key, undefined) ?? '';
    expect(hashInPath(path)).toBe(hashOf(key));
    expect(partOfPath(path, COUNTS)).toBe(`segment ${segmentOf(key, 1000)}`);
  });

  it('is, for media beside an article, the segment of the article', () => {
    const key = 'articles/Đời sống/index.md';
    for (const slug of [readingSlug(key), readingSlug(key, 'cho-que')]) {
      const path = pageMediaPath(slug, 'ảnh/một.jpg');
      expect(hashInPath(path)).toBe(hashOf(key));
      expect(partOfPath(path, COUNTS)).toBe(`segment ${segmentOf(key, 1000)}`);
    }
    expect(publicPathOf('articles/a-0123abcd/a.jpg', undefined)).toBeUndefined();
  });

  it.each([
    ['archives/2026-11/rss.xml', 'archives 2026-11'],
    ['doi-song/archives/2026-11-2/atom.xml.br', 'archives 2026-11'],
    ['rss.xml', 'state'],
    ['doi-song/atom.xml.gz', 'state'],
    ['sitemaps/2026-11.xml', 'state'],
    ['articles/evil.html', `segment ${segmentOfHash(hashOfFormer('articles/evil.html'), 1000)}`],
    ['doi-song/index.html', `segment ${segmentOfHash(hashOfFormer('doi-song/index.html'), 1000)}`],
    ['index.html', 'state'],
    ['articles/a-0123abcd/index.html/b', 'state'],
  ])('is told by its path: %s', (path, part) => {
    expect(partOfPath(path, COUNTS)).toBe(part);
  });

  it('is, for a file of a segmented feed, the segment of the feed, of which there is one at least', () => {
    const counts = { segments: 1000, feedSegments: 1000 };
    const part = `feeds ${feedSegmentOf('tag:lũ', 1000)}`;
    expect(partOfPath('tags/lũ/atom.xml.br', counts)).toBe(part);
    expect(partOfPath('tags/lũ/atom.xml.br', segmentCounts({ segments: [] }))).toBe('feeds 0');
    expect(partOfPath('tags/rss.xml', counts)).toBe('state');
  });
});
