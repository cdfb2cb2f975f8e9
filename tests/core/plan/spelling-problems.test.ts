import { describe, expect, it } from 'vitest';
import type { SpelledName } from '../../../functions/core/feed/feed-key.ts';
import type { StoredRecord } from '../../../functions/core/index/index-record.ts';
import { titlesIn } from '../../../functions/core/index/traits/feed-traits.ts';
import { isSpelledOtherwise, spellingProblems } from '../../../functions/core/plan/spelling-problems.ts';
import { formatProblem, groupProblems } from '../../../functions/core/problem.ts';

const TITLES = titlesIn({ titles: { 'category:thoi-su': 'Thời sự', 'category:news': 'NEWS' } });
const spelled = (...titles: readonly string[]): StoredRecord => ({
  status: 'published',
  etag: '"1"',
  spelled: titles.map((title): SpelledName => `category:${title}`),
});

describe('what is reported of spellings', () => {
  it('names each article that spells a name otherwise', () => {
    const problems = spellingProblems(
      [
        ['articles/a.md', spelled('Thời sự')],
        ['articles/b.md', spelled('THỜI SỰ', 'news')],
        ['articles/c.md', spelled('Thơi sư')],
        ['articles/d.md', spelled('thoi-su', 'Thể thao')],
        ['articles/e.md', { status: 'draft', etag: '"1"' }],
        ['articles/f.md', null],
        ['media/a.mp3', { status: 'media', etag: '"1"', size: 1 }],
        ['feed:category:thoi-su', { status: 'feed', spellings: { 'Thời sự': 1 } }],
      ],
      TITLES,
    );
    const called = 'and the feed is called so; spell it so, too, or list it in site.yaml';
    expect(problems.map(formatProblem)).toEqual([
      `articles/b.md: warning: category: "THỜI SỰ" is "Thời sự" to more articles, ${called}`,
      'articles/b.md: warning: category: "news" is "NEWS" to at least as many articles (of equals the first in the ' +
        `order of Unicode counts), ${called}`,
      'articles/c.md: warning: category: "Thơi sư" has the slug thoi-su, as "Thời sự" has, so they share ' +
        'a feed, called "Thời sự"; spell it so, or list both in site.yaml with slugs of their own',
    ]);
  });

  it('is one line with a count where many do', () => {
    const many = (count: number) =>
      groupProblems(
        spellingProblems(
          Array.from({ length: count }, (_, at) => [`articles/${at}.md`, spelled('THỜI SỰ')] as const),
          TITLES,
        ),
      );
    expect(many(10)).toHaveLength(10);
    expect(many(11)).toMatchObject([{ path: 'articles/0.md', files: 11 }]);
  });

  it('is said of a record by itself', () => {
    expect(isSpelledOtherwise(spelled('Thời sự'), TITLES)).toBe(false);
    expect(isSpelledOtherwise(spelled('thời sự'), TITLES)).toBe(true);
  });
});
