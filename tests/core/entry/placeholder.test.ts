import { describe, expect, it } from 'vitest';
import { sourceOfNew } from '../../../functions/core/article/new-source.ts';
import { createArticleReader } from '../../../functions/core/article/read-article.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { SITE } from '../samples.ts';

function told(key: string, text: string): readonly string[] {
  const { problems } = createArticleReader(SITE)({ key, bytes: Buffer.from(text), lastModified: 0 });
  return problems.map(formatProblem);
}

describe('the line of a new article', () => {
  it.each([
    ['vi', 'md'],
    ['en', 'md'],
    ['fr', 'html'],
    ['vi', 'html'],
  ] as const)('is told of where it is left, and the article is no draft (%s, .%s)', (language, ending) => {
    const source = (isDraft: boolean): string =>
      sourceOfNew({ title: 'Chợ', ending, date: '2026-11-28 08:30', isDraft }, { language, categories: [] });
    const text = source(false);
    const line = text.trimEnd().split('\n').length;
    expect(told(`articles/a.${ending}`, text)).toEqual([
      `articles/a.${ending}:${line}:1: warning: this line of bantin new is still there; ` +
        'write the article in place of it',
    ]);
    expect(told(`articles/a.${ending}`, source(true))).toEqual([]);
    const [last = ''] = text.trimEnd().split('\n').slice(-1);
    expect(told(`articles/a.${ending}`, text.replace(last, 'Lời.'))).toEqual([]);
    expect(told(`articles/a.${ending}`, text.replace(last, `Dòng "${last.replace(/<.?p>/g, '')}" có sẵn.`))).toEqual(
      [],
    );
  });
});
