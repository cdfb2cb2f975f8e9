import { describe, expect, it } from 'vitest';
import type { ArticleFormat } from '../../../functions/core/article/article.ts';
import { createArticleReader } from '../../../functions/core/article/read-article.ts';
import { readPageFacts } from '../../../functions/core/body/page-facts.ts';
import { cleanText } from '../../../functions/core/text/clean.ts';
import { expectLinear } from '../../growth.ts';
import { SITE } from '../samples.ts';
import { render } from './render.ts';

/**
 * What takes other parsers time that grows with the square of its size takes them minutes at this size, and so runs into
 * the limit of a test, which is thousands of times what these take here.
 */
const N = 100_000;
/** Of what takes longer, but no longer than its size asks for. */
const M = N / 5;
const HOSTILE: readonly (readonly [ArticleFormat, string, string])[] = [
  ['markdown', '[', '['.repeat(N)],
  ['markdown', '[]', '['.repeat(N) + ']'.repeat(N)],
  ['markdown', '*_', '*_'.repeat(N)],
  ['markdown', '*a_', '*a_ '.repeat(N)],
  ['markdown', '![', '!['.repeat(N)],
  ['markdown', '[a](', '[a]('.repeat(N)],
  ['markdown', '[^', `${'[^'.repeat(N)}\n\n[^1]: x`],
  ['markdown', '^[', '^['.repeat(N)],
  ['markdown', '`', '`'.repeat(N)],
  ['markdown', 'runs of `', Array.from({ length: 1500 }, (_, i) => '`'.repeat(i)).join(' ')],
  ['markdown', 'quotes', '> '.repeat(10_000)],
  ['markdown', 'lists', '- '.repeat(10_000)],
  ['markdown', 'indented lists', Array.from({ length: 2000 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')],
  ['markdown', 'tables', `${'a|'.repeat(5000)}\n${'-|'.repeat(5000)}\n${'x\n'.repeat(2000)}`],
  ['markdown', 'definitions', Array.from({ length: N / 2 }, (_, i) => `[a${i}]: x`).join('\n')],
  ['markdown', 'footnotes', `${labels(N / 2, '')}\n\n${labels(N / 2, ': x\n\n')}`],
  [
    'markdown',
    'links beside a tag',
    `<b>x</b> ${Array.from({ length: N / 2 }, (_, i) => `[x](https://a.example/${i})`).join(' ')}`,
  ],
  ['markdown', 'addresses', 'http://'.repeat(N)],
  ['markdown', 'comments', '<!--'.repeat(N)],
  ['markdown', 'tags', '<b>'.repeat(N)],
  ['markdown', 'comments that begin lines', '<!--\n\n'.repeat(M)],
  ['markdown', 'scripts that begin lines', '<script>\n\n'.repeat(M)],
  ['markdown', 'tags in quotes', '<a title="\n\n'.repeat(M)],
  ['markdown', 'words in brackets', '<email> '.repeat(M)],
  ['markdown', 'closed elements', '<select>x</select> '.repeat(M)],
  ['markdown', 'tables with more cells', `|a|b|\n|-|-|\n${'|x|y|z|\n'.repeat(M / 2)}`],
  ['markdown', 'definitions of one link', '[a]: x\n'.repeat(M)],
  ['markdown', 'words behind fences', '~~~ a ~~~\n~~~\n'.repeat(M)],
  ['markdown', 'scripts, and one end', `${'<script> '.repeat(M)}lời</script>`],
  ['markdown', 'titles, and one end', `${'<title> '.repeat(M)}lời</title>`],
  ['html', 'titles, and one odd end', `${'<title> '.repeat(M)}lời</title x>`],
  ['html', 'quotes in code', `<script>x = ${'\\"'.repeat(M)}\n${`'\n"\n`.repeat(M)}</script>`],
  ['html', 'comments', '<!--'.repeat(M)],
  ['html', 'tags that never end', '<a b="'.repeat(M)],
  ['html', 'tags within values', `<a b='<a b="'>`.repeat(M)],
  ['html', 'odd attributes', `<a ${'"<'.repeat(M)}`],
  ['html', 'odd tags', '<a é '.repeat(M)],
  ['html', 'titles', '<title>'.repeat(M)],
  ['html', 'titles within titles', '<title><title></title x>'.repeat(M)],
  ['html', 'sections of characters', '<![CDATA['.repeat(M)],
  ['html', 'templates', `${'<template>x'.repeat(150)}${'y'.repeat(M)}${'</template>'.repeat(150)}`],
  ['html', 'frames', '<iframe src=x>y</iframe>'.repeat(M)],
  ['html', 'words around the text', `<article>x</article>${'<p>y</p>'.repeat(M)}`],
  ['html', 'code', `<script>${'"/*`'.repeat(M)}</script>`],
  ['html', 'open tags', '<b>'.repeat(N)],
  ['html', 'crossed tags', '<b>'.repeat(N) + '</i>'.repeat(N)],
  ['html', 'close tags', '</x>'.repeat(N)],
  ['html', 'scripts', '<b><script>'.repeat(N)],
  ['html', 'attributes', `<p ${Array.from({ length: N }, (_, i) => `a${i}=x`).join(' ')}>`],
  [
    'html',
    'srcset',
    `<img srcset="${','.repeat(N)}"><img srcset="${' '.repeat(N)}"><img srcset="${'a 1x,'.repeat(N)}">`,
  ],
  ['html', '<', '<'.repeat(N)],
  ['text', 'lines', 'a\n'.repeat(N)],
];

function labels(count: number, after: string): string {
  return Array.from({ length: count }, (_, i) => `[^${i}]${after}`).join('');
}

const ENDINGS: Readonly<Record<ArticleFormat, string>> = { markdown: 'md', html: 'html', text: 'txt' };
const HEAD = '---\ntitle: x\ndate: 2026-01-02\n---\n';

describe('hostile text takes no more time than its size asks for', () => {
  const read = createArticleReader(SITE);

  it.each(HOSTILE)('%s: %s', (format, _, text) => {
    expect(render(format, text).references).toBeDefined();
    expect(readPageFacts(format, text)).toBeDefined();
    expect(
      read({ key: `articles/a.${ENDINGS[format]}`, bytes: Buffer.from(HEAD + text), lastModified: 0 }).article,
    ).toBeDefined();
  });
});

const GROWING: readonly (readonly [ArticleFormat, string, number, (n: number) => string])[] = [
  [
    'markdown',
    'one definition, many references',
    4000,
    n => `[a]: https://a.example/${'x'.repeat(n)}\n\n${'[a] '.repeat(2 * n)}`,
  ],
  ['markdown', 'a stray # in a long address', 20_000, n => `<https://a.example/${'#'.repeat(n)}>`],
  ['markdown', 'marks in a row', 10_000, n => `a${'\u0301\u0323'.repeat(n)}`],
  ['html', 'commas in a srcset', 20_000, n => `<img srcset="a${','.repeat(n)}x">`],
  ['html', 'a stray # in a long address', 20_000, n => `<a href="https://a.example/${'#a'.repeat(n)}">x</a>`],
  ['text', 'marks in a row', 10_000, n => `a${'\u0323\u0301'.repeat(n)}`],
];

describe('work grows no faster than the text', () => {
  it.each(GROWING)('%s: %s', (format, _, n, inputOf) => {
    expectLinear(text => render(format, cleanText(text)), inputOf, n);
  });
});
