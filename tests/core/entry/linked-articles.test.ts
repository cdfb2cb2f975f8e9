import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { linkedArticles, severalMeant } from '../../../functions/core/entry/linked-articles.ts';

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
    ...['[b](<./hai>)', '[b]: ./hai', '[b]: <./hai>', '<a href="./hai">', "<a href='./hai'>", '<a href=./hai>'].map(
      (text): [string, string[]] => [
        text,
        ['', '/index'].flatMap(x => [`articles/a/hai${x}.md`]).concat('articles/a/hai.html', 'articles/a/hai.markdown'),
      ],
    ),
    ['[b](@/x/hai.md)', ['articles/a/hai.md', 'articles/a/x/hai.md', 'articles/hai.md', 'articles/x/hai.md']],
    ...['[b](@/hai)', '[b](<@/hai>)', '[b]: @/hai', '<a href="@/hai">'].map((text): [string, string[]] => [
      text,
      ['articles/a/', 'articles/', 'articles/_posts/'].flatMap(folder =>
        ['hai.md', 'hai.markdown', 'hai.html', 'hai/index.md'].map(name => folder + name),
      ),
    ]),
    ['[b]({{ site.baseurl }}hai.md)', ['articles/a/hai.md']],
    ['[b]({{site.baseurl}}hai.md)', ['articles/a/hai.md']],
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
  ])('are a hundred at most that links may mean which may mean several, those of the first links: %s', (path, most) => {
    const text = Array.from({ length: 1000 }, (_, at) => `[x](${path.replace('hai', `hai${at}`)})`).join(' ');
    const several = severalMeant('articles/a/mot.md', Buffer.from(text));
    expect(several).toHaveLength(most);
    expect(several.flat().length).toBeLessThanOrEqual(100);
    expect(several.at(-1)?.[0]).toContain(`hai${most - 1}.`);
  });
});
