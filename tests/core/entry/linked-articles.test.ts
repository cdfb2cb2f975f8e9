import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../functions/core/article/source-text.ts';
import { linkedArticles, meantByLinks, placeOfLink } from '../../../functions/core/entry/linked-articles.ts';

const meant = (text: string, { key = 'articles/a/mot.md', hasPermalink = false } = {}) => {
  const bytes = Buffer.from(text);
  const source = openSource(bytes);
  if (!('body' in source)) throw new Error('not opened');
  const format = key.endsWith('.html') ? 'html' : 'markdown';
  return meantByLinks({ key, format, title: 'Một' }, bytes, source, hasPermalink);
};
const linked = (text: string) => linkedArticles('articles/a/mot.md', Buffer.from(text));

describe('articles that a text leads to by their files', () => {
  it.each([
    ['[b](../b/hai.md)', 'articles/b/hai.md'],
    ['[b](hai.md#x "T")', 'articles/a/hai.md'],
    ['[b](</articles/hai.md>)', 'articles/hai.md'],
    ["<a href='hai.txt?x'>", 'articles/a/hai.txt'],
    ['<a href=hai.md>', 'articles/a/hai.md'],
    ['[b](b%C3%A0i%20hai.md)', 'articles/a/bài hai.md'],
    [`[b](${'bài.md'.normalize('NFD')})`, 'articles/a/bài.md'],
  ])('%s', (text, key) => {
    expect(linked(text)).toEqual([key]);
  });

  it.each([
    ['[b]: hai.html', ['articles/a/hai.html', 'articles/a/hai.md', 'articles/a/hai.mdx']],
    [
      '[b](./hai)',
      ['', '/index'].flatMap(x => [`articles/a/hai${x}.md`]).concat('articles/a/hai.html', 'articles/a/hai.markdown'),
    ],
    ['[b](@/x/hai.md)', ['articles/a/hai.md', 'articles/a/x/hai.md', 'articles/hai.md', 'articles/x/hai.md']],
    ['[b]({filename}hai.md)', ['articles/a/hai.md']],
    ['[b]({% link a/hai.md %})', ['articles/a/a/hai.md', 'articles/a/hai.md', 'articles/hai.md']],
    [
      '{% post_link hai x %}<br>',
      ['articles/', 'articles/a/', 'articles/_posts/'].flatMap(folder =>
        ['hai.md', 'hai.markdown', 'hai.html', 'hai/index.md'].map(name => folder + name),
      ),
    ],
  ])('any of several: %s', (text, keys) => {
    expect(linked(text)).toEqual([...keys].sort());
  });

  it.each([
    '[b](https://a.example/hai.md)',
    '[b](../../media/a.md)',
    '[b](../../../a.md)',
    '[b](mot.md)',
    'hai.mdx3',
    'x',
  ])('none: %s', text => {
    expect(linked(text)).toEqual([]);
  });

  it('are as many as anybody reads', () => {
    expect(linked(Array.from({ length: 1000 }, (_, at) => `[x](${at}.md)`).join(' '))).toHaveLength(200);
  });
  it.each([
    ['hai.html', 33],
    ['./hai', 25],
  ])('are a hundred at most that links may mean, those of the first links: %s', (path, most) => {
    const text = Array.from({ length: 1000 }, (_, at) => `[x](${path.replace('hai', `hai${at}`)})`).join(' ');
    const several = meant(text);
    expect(several).toHaveLength(most);
    expect(several.flat().length).toBeLessThanOrEqual(100);
    expect(several.at(-1)?.[0]).toContain(`hai${most - 1}.`);
  });
});

describe('articles that links may mean', () => {
  it.each([
    ['[b](hai.md)', [['articles/a/hai.md']]],
    ['[b](hai.md#x "T"), [c]( <hai.md> )', [['articles/a/hai.md']]],
    ['[b][1]\n\n[1]: ../b/hai.md', [['articles/b/hai.md']]],
    ['<a href="hai.md">b</a> and `[c](ba.md)`', [['articles/a/hai.md']]],
    ['[b](hai.html)', [['articles/a/hai.html', 'articles/a/hai.md', 'articles/a/hai.mdx']]],
  ])('are those of links: %s', (text, keys) => {
    expect(meant(text)).toEqual(keys);
  });

  it.each([
    'Read README.md, (README.md) and hai.md.',
    '`[b](hai.md)`',
    '```\n[b](hai.md)\n```',
    '[b](https://bao.example/hai.md)',
    '[b](mot.md)',
    '\\[b](hai.md)',
  ])('are none of what is no link to another: %s', text => {
    expect(meant(text)).toEqual([]);
  });

  it('are of Markdown alone where other names may be those of pages', () => {
    const text = '[b](hai.html), [c](ba.txt), [d](./bon), [e](nam.md)';
    expect(meant(text, { hasPermalink: true })).toEqual([['articles/a/nam.md']]);
  });

  it('are found in HTML', () => {
    const text = '<p><a href="hai.md">b</a> <!-- <a href="ba.md">c</a> --></p>';
    expect(meant(text, { key: 'articles/a/mot.html' })).toEqual([['articles/a/hai.md']]);
  });

  it('have the place of the first link to them', () => {
    const text = '---\ntitle: Một\n---\n\n`[b](hai.md)`\nXem [b](hai.md#x).\n';
    expect(placeOfLink('articles/a/mot.md', 'articles/a/hai.md', text)).toEqual({ line: 6, column: 9 });
    expect(placeOfLink('articles/a/mot.md', 'articles/a/ba.md', text)).toBeUndefined();
  });
});
