import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createArticleReader } from '../../../functions/core/article/read-article.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { NOW, SITE } from '../samples.ts';

const KEY = 'articles/tin/a.md';

function read(value: string, metadata?: Readonly<Record<string, string>>) {
  const field = value === '' ? '' : `translationOf: ${value}\n`;
  const text = `---\ntitle: A\ndate: 2026-11-20\n${field}---\nLời.\n`;
  const source = { key: KEY, bytes: Buffer.from(text), lastModified: NOW, ...(metadata && { metadata }) };
  const { article, problems } = createArticleReader(SITE)(source);
  return { original: article?.translationOf, problems: problems.map(formatProblem) };
}

describe('the field translationOf', () => {
  it.each([
    ['b.md', 'articles/tin/b.md'],
    ['./b.md', 'articles/tin/b.md'],
    ['../b.html', 'articles/b.html'],
    ['articles/2026/11/cầu.md', 'articles/2026/11/cầu.md'],
    ['/articles/2026/11/cầu.md'.normalize('NFD'), 'articles/2026/11/cầu.md'],
    ['articles/c%E1%BA%A7u.md', 'articles/cầu.md'],
  ])('is a path from the folder of the article, or from the root: %s', (value, key) => {
    expect(read(value)).toEqual({ original: { key, line: 4, column: 16 }, problems: [] });
  });

  it('is taken from metadata, whose names are in lower case', () => {
    expect(read('', { translationof: 'b.md' }).original).toEqual({ key: 'articles/tin/b.md', line: 1, column: 1 });
  });

  it.each([
    ['https://bao.example/b', 'found "https://bao.example/b"'],
    ['../../media/b.jpg', 'found "../../media/b.jpg"'],
    ['../../../b.md', 'found "../../../b.md"'],
    ['b', 'found "b"'],
    ['[b.md]', 'found a list'],
    ['content/articles/tin/b.md', 'paths begin inside the folder of the content; write articles/tin/b.md'],
    ['./content/articles/b.md', 'paths begin inside the folder of the content; write articles/b.md'],
    ['a.md', 'is the path of this article itself; write the path of the original'],
    ['articles/tin/a.md', 'is the path of this article itself'],
  ])('is reported with its place where it is no such path, and the article is published: %s', (value, message) => {
    const { original, problems } = read(value);
    expect(original).toBeUndefined();
    expect(problems).toEqual([expect.stringContaining(message)]);
    expect(problems[0]).toMatch(/^articles\/tin\/a\.md:4:16: translationOf: /);
  });
});
