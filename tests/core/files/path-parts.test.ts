import { describe, expect, it } from 'vitest';
import { partOfPath } from '../../../functions/core/files/path-parts.ts';
import { hashInPath, hashOf, publicPathOf, segmentOf } from '../../../functions/core/index/index-record.ts';

describe('what a file is remembered with', () => {
  it.each([
    'articles/a.md',
    'articles/Đời sống/ảnh.md',
    'media/ả.mp3',
    'media/ả.mp3'.normalize('NFD'),
    'media/atom.xml',
  ])('is the segment of its source, which its path tells: %s', key => {
    expect(hashInPath(publicPathOf(key))).toBe(hashOf(key));
    expect(partOfPath(publicPathOf(key), 1000)).toBe(`segment ${segmentOf(key, 1000)}`);
  });

  it.each([
    ['archives/2026-11/rss.xml', 'archives 2026-11'],
    ['doi-song/archives/2026-11-2/atom.xml.br', 'archives 2026-11'],
    ['rss.xml', 'state'],
    ['doi-song/atom.xml.gz', 'state'],
    ['sitemaps/2026-11.xml', 'state'],
    ['articles/evil.html', 'state'],
    ['articles/a-0123abcd/index.html/b', 'state'],
  ])('is told by its path: %s', (path, part) => {
    expect(partOfPath(path, 1000)).toBe(part);
  });
});
