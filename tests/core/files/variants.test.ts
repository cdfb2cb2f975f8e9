import { describe, expect, it } from 'vitest';
import {
  CODING_ENDINGS,
  chaptersPath,
  everyPathOf,
  hasVariants,
  isChaptersPath,
  mainPathOf,
  pageBeside,
  twinPath,
  variantOf,
} from '../../../functions/core/files/variants.ts';
import { ask } from '../../edge/runtime.ts';

const PATHS = [
  'atom.xml',
  'doi-song/feed.json',
  'rss.xml',
  'index.html',
  'opml.xml',
  'media/atom.xml',
  'my-atom.xml',
  'a/b/atom.xml',
];

describe('compressed forms', () => {
  it('are of Atom and JSON Feed, and lie beside them', () => {
    expect(PATHS.filter(hasVariants)).toEqual(['atom.xml', 'doi-song/feed.json', 'a/b/atom.xml']);
    expect(variantOf('doi-song/atom.xml.br')).toEqual({ path: 'doi-song/atom.xml', coding: 'br' });
    expect(variantOf('feed.json.gz')).toEqual({ path: 'feed.json', coding: 'gzip' });
    for (const path of ['atom.xml', 'rss.xml.br', 'media/atom.xml.gz', 'atom.xml.zst', '.br', ''])
      expect(variantOf(path)).toBeUndefined();
  });

  it('are those that the edge asks for, no more and no fewer', () => {
    for (const path of PATHS) {
      for (const coding of ['br', 'gzip'] as const) {
        const asked = ask(`/${path}`, { headers: { 'accept-encoding': coding } });
        expect(asked).toMatchObject({ uri: `/${path}${hasVariants(path) ? CODING_ENDINGS[coding] : ''}` });
      }
    }
  });
});

describe('files beside a page', () => {
  it('lie beside it, and lead to it', () => {
    expect(twinPath('articles/a-1/index.html')).toBe('articles/a-1/index.md');
    expect(chaptersPath('articles/a-1/index.html')).toBe('articles/a-1/chapters.json');
    expect(pageBeside('articles/a-1/chapters.json')).toBe('articles/a-1/index.html');
    expect(['articles/a-1/chapters.json', 'articles/a-1/index.md', 'chapters.json'].filter(isChaptersPath)).toEqual([
      'articles/a-1/chapters.json',
    ]);
    expect(pageBeside('articles/a-1/index.md')).toBe('articles/a-1/index.html');
    expect(everyPathOf('articles/a-1/index.html')).toEqual([
      'articles/a-1/index.html',
      'articles/a-1/index.md',
      'articles/a-1/chapters.json',
    ]);
    expect(['articles/a-1/index.md', 'a/atom.xml.br', 'rss.xml'].map(mainPathOf)).toEqual([
      'articles/a-1/index.html',
      'a/atom.xml',
      'rss.xml',
    ]);
  });

  it.each(['index.html', 'doi-song/index.html', 'articles/a/b/index.html', 'articles/a-1/a.html', 'media/index.html'])(
    'are none of %s',
    path => {
      expect([twinPath(path), chaptersPath(path)]).toEqual([undefined, undefined]);
      expect(pageBeside(path.replace('.html', '.md'))).toBeUndefined();
      expect(pageBeside(path.replace(/[^/]+$/, 'chapters.json').replace('a-1/', ''))).toBeUndefined();
      expect(everyPathOf(path)).toEqual([path]);
    },
  );
});
