import { describe, expect, it } from 'vitest';
import { LiveNewsroom } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const NFC = 'articles/ảnh.md'.normalize('NFC');
const NFD = NFC.normalize('NFD');
const ENGLISH = 'articles/en.md';

const source = (slug: string, ...fields: readonly string[]) =>
  article([`title: Ảnh ${slug}`, 'date: 2026-11-01', `slug: ${slug}`, `id: ${slug}`, ...fields].join('\n'));
const english = (...fields: readonly string[]) => source('en', 'language: en', `translationOf: ${NFC}`, ...fields);

async function englishNamedOn(newsroom: LiveNewsroom, slug: string): Promise<boolean> {
  const files = await newsroom.files();
  return [...files].some(([path, text]) => path.startsWith(`articles/${slug}`) && text.includes('hreflang="en"'));
}

async function expectAsScratch(newsroom: LiveNewsroom): Promise<void> {
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
  expect((await newsroom.publish({ kind: 'sweep', audit: true })).changed).toEqual([]);
}

describe('an original with a twin in the other normalization', () => {
  it.each([
    ['is published', source('hai')],
    ['is a translation itself', source('hai', 'translationOf: articles/khac.md')],
  ])('names no translation any more where the twin comes before it and %s', async (_, twin) => {
    const newsroom = await LiveNewsroom.open({ [NFD]: source('goc'), [ENGLISH]: english() });
    expect(await englishNamedOn(newsroom, 'goc')).toBe(true);
    await newsroom.changes(await newsroom.write(NFC, twin));
    expect(await englishNamedOn(newsroom, 'goc')).toBe(false);
    await expectAsScratch(newsroom);
    await newsroom.changes(await newsroom.write(ENGLISH, english('draft: true')));
    await expectAsScratch(newsroom);
  });

  it('names its translations again where the twin leaves', async () => {
    const newsroom = await LiveNewsroom.open({ [NFD]: source('goc'), [NFC]: source('hai'), [ENGLISH]: english() });
    expect(await englishNamedOn(newsroom, 'goc')).toBe(false);
    await newsroom.changes(await newsroom.remove(NFC));
    expect(await englishNamedOn(newsroom, 'goc')).toBe(true);
    await expectAsScratch(newsroom);
  });
});
