import { describe, expect, it } from 'vitest';
import type { Listed } from '../../../functions/core/index/article-summary.ts';
import { FeedWindows } from '../../../functions/core/index/feed-windows.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { cutFeedProblems } from '../../../functions/core/views/cut-feeds.ts';
import { HOUR, makeArticle, NOW, SITE } from '../samples.ts';

const CATEGORY = { id: 'doi-song', title: 'Đời sống', slug: 'doi-song' };
const problemsOf = (count: number, site = SITE): readonly string[] => {
  const archive = new FeedWindows<Listed>({ ...site, entries: 2 }, NOW, { ...LIMITS, entries: 3 });
  for (let at = 0; at < count; at++)
    archive.add(makeArticle({ published: NOW - at * HOUR, categories: at < 4 ? [CATEGORY] : [] }));
  return cutFeedProblems(archive, site).map(formatProblem);
};

describe('cutFeedProblems', () => {
  it('warns of each feed that leaves out what is younger than minimumHours', () => {
    expect(problemsOf(3)).toEqual([]);
    expect(problemsOf(5)).toEqual([
      'site.yaml: warning: minimumHours: the feed of all has more than 3 articles of the last 48 hours and ' +
        'shows the newest 3, so readers may miss some; set archives: true, so that they find the rest, or ' +
        'lower minimumHours',
      'site.yaml: warning: minimumHours: the feed doi-song/ has more than 3 articles of the last 48 hours ' +
        'and shows the newest 3, so readers may miss some; set archives: true, so that they find the rest, or ' +
        'lower minimumHours',
    ]);
  });

  it('has another remedy where there are archives already', () => {
    expect(problemsOf(4, { ...SITE, archives: true })[0]).toMatch(
      /; those that follow its archives find the rest there; for the others lower minimumHours$/,
    );
  });
});
