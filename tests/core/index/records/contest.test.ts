import { describe, expect, it } from 'vitest';
import { contestProblems } from '../../../../functions/core/index/records/contest.ts';
import type { Problem } from '../../../../functions/core/problem.ts';

describe('problems of what an object shares with others', () => {
  const problem = (message: string): Problem => ({ path: 'articles/a.md', severity: 'warning', message });

  it('are told of id and path before pictures and addresses', () => {
    const missing = [problem('no b.jpg'), problem('no c.jpg')];
    const former = { 'x/': problem('former') };
    const told = contestProblems({ former, missing, path: problem('path'), id: problem('id') });
    expect(told.map(({ message }) => message)).toEqual(['id', 'path', 'no b.jpg', 'no c.jpg', 'former']);
  });

  it('are read where all missing pictures have one, as states had it', () => {
    expect(contestProblems({ missing: problem('no b.jpg and c.jpg') })).toEqual([problem('no b.jpg and c.jpg')]);
  });

  it('are none where there is nothing to tell', () => {
    expect(contestProblems({})).toEqual([]);
  });
});
