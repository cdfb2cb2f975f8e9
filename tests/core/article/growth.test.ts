import { describe, expect, it } from 'vitest';
import { renderEntry } from '../../../functions/core/entry/render-entry.ts';
import { expectLinear } from '../../growth.ts';
import { IS_THOROUGH } from '../../thorough.ts';
import { articleOf, NOW, problemsOf, read, SITE } from '../samples.ts';

const FIELDS = [
  'id',
  'title',
  'link',
  'image',
  'enclosure',
  'summary',
  'category',
  'tags',
  'updated',
  'language',
  'author',
];
const VALUES = [' ', 'x', '/', '../', '#', '%', '|#', '&', 'a@', 'é.', '-', '1', 'e\u0301\u0323', 'a, '];
const BLOCKS: readonly (readonly [name: string, blockOf: (n: number) => string])[] = [
  ...['[', '{', '[{', '&a ', '*a ', '- ', '? ', ': ', 'a: ', "'", '"', '\\', '!', '!!str ', '#', 'x '].map(
    (text): (typeof BLOCKS)[number] => [text, n => `a: ${text.repeat(n / text.length)}`],
  ),
  ['fields', n => Array.from({ length: n / 9 }, (_, index) => `k${index}: x`).join('\n')],
  ['ever deeper', n => Array.from({ length: Math.sqrt(2 * n) }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
  ['lines of a text', n => `a: "${'b\n  '.repeat(n / 4)}"`],
  ['tags', n => `tags: [${Array.from({ length: n / 8 }, (_, index) => `t${index}`).join(', ')}]`],
  ['authors', n => `authors: [${Array.from({ length: n / 8 }, (_, index) => `t${index}`).join(', ')}]`],
  ['categories', n => `categories: [${Array.from({ length: n / 8 }, (_, index) => `t${index}`).join(', ')}]`],
  ['an address of mail', n => `author: { name: A, email: "${'a@'.repeat(n / 2)}" }`],
  ['a media type', n => `enclosure: { url: a.mp3, type: "a/${'b;'.repeat(n / 2)}" }`],
];
/** Four times of it is what front matter may have. */
const N = 15_000;

function readAndRender(text: string): void {
  const { article } = read(text);
  if (article) renderEntry(article, 'Lời', { site: SITE, now: NOW, mediaSizes: new Map(), addresses: new Map() });
}

describe('reading front matter takes time in proportion to its length', () => {
  const fences = (block: string): string => `---\n${block}\n---\nLời\n`;
  const fieldsOf = (block: string): string => fences(`title: Tin\ndate: 2026-11-20\n${block}`);

  // Each field with some of the values, and each value in some of the fields; in thorough tests all with all.
  it.each(FIELDS.map((field, at) => [field, at] as const))('in %s', async (field, at) => {
    for (const value of VALUES.filter((_, index) => IS_THOROUGH || (index + at) % 3 === 0)) {
      const line = (n: number) => `${field}: "x${value.repeat(n / value.length)}x"`;
      await expectLinear(readAndRender, n => (field === 'title' ? fences(line(n)) : fieldsOf(line(n))), N);
    }
  });

  it.each(BLOCKS)('with %j', async (_name, blockOf) => {
    await expectLinear(readAndRender, n => fieldsOf(blockOf(n)), N);
  });

  it.each([
    ['TOML', (n: number) => `+++\ntitle = "Tin"\na = ${'['.repeat(n)}\n+++\nLời`],
    ['TOML keys', (n: number) => `+++\ntitle = "Tin"\n${'a'.repeat(n)}.${'a.'.repeat(n / 2)}b = 1\n+++\nLời`],
    ['JSON', (n: number) => `{"title": "Tin", "a": ${'['.repeat(n)}\n\nLời`],
    ['header lines', (n: number) => `Title: Tin\n${'A: b\n'.repeat(n / 5)}\nLời`],
    ['a fence that is never closed', (n: number) => `---\n${'---x\n'.repeat(n / 5)}`],
    ['lines above', (n: number) => `${'\n'.repeat(n)}---\ntitle: Tin\n---\n`],
  ])('in %s', async (_name, inputOf) => {
    await expectLinear(readAndRender, inputOf, N);
  });
});

describe('reading the fields of a page takes time in proportion to its length', () => {
  it.each(['\n', ''])('each with a rule, and %j between them', async between => {
    const metas = (n: number): string => `<meta name="hidden" content="0">${between}`.repeat(n / 33);
    const page = (n: number): string => `<head><title>Tin</title>${metas(n)}</head><p>Lời</p>`;
    await expectLinear(
      text => read(text, { key: 'articles/a.html' }),
      n => page(12 * n),
      N,
    );
  });
});

describe('fields that are too long', () => {
  const fields = (line: string): string => `---\ntitle: Tin\ndate: 2026-11-20\n${line}\n---\nLời`;
  const many = (count: number): string => Array.from({ length: count }, (_, index) => `t${index}`).join(', ');

  it('an id is as long as front matter may be: readers know it by its very characters', () => {
    expect(articleOf(fields(`id: ${'x'.repeat(60_000)}`)).id).toHaveLength(60_000);
  });

  it('of tags 200 are read, of authors 100, and the article is published', () => {
    expect(articleOf(fields(`tags: [${many(200)}]`)).tags).toHaveLength(200);
    expect(articleOf(fields(`tags: [${many(201)}]`)).tags).toHaveLength(200);
    expect(articleOf(fields(`authors: [${many(101)}]`)).authors).toHaveLength(100);
    expect(problemsOf(fields(`tags: [${many(201)}]\nauthors: [${many(101)}]`))).toEqual([
      'articles/a.md:5:10: authors: has 101 entries, at most 100 are read; take some out',
      'articles/a.md:4:7: tags: has 201 entries, at most 200 are read; take some out',
    ]);
  });

  it('what a page says of itself is cut', () => {
    const meta = (name: string, content: string) => `<meta name="${name}" content="${content}">`;
    const long = 'x '.repeat(100_000);
    const page =
      `<title>${long}</title>${meta('description', long)}${meta('author', long)}${meta('og:image', long)}<p>` +
      'Lời</p>';
    const article = articleOf(`---\ndate: 2026-11-20\n---\n${page}`, { key: 'articles/a.html' });
    expect(JSON.stringify(article).length).toBeLessThan(20_000);
  });

  it('a date that a page says at length is none, and not passed over', () => {
    const page = `<title>Tin</title><meta name="date" content="2026-11-20${' '.repeat(10_000)}x"><p>Lời</p>`;
    const { article, problems } = read(page, { key: 'articles/a.html' });
    expect(article).toBeUndefined();
    expect(problems[0]?.message.length).toBeLessThan(400);
  });
});
