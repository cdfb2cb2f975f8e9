import { describe, expect, it } from 'vitest';
import { CODING_ENDINGS, hasVariants, variantOf } from '../../../functions/core/files/variants.ts';
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
