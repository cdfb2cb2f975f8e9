import { describe, expect, it } from 'vitest';
import { compareProblems, formatProblem, type Problem } from '../../functions/core/problem.ts';

const PROBLEM: Problem = { path: 'articles/a.md', severity: 'error', message: 'no' };

describe('a problem', () => {
  it('is written as compilers do', () => {
    expect(formatProblem(PROBLEM)).toBe('articles/a.md: no');
    expect(formatProblem({ ...PROBLEM, line: 2 })).toBe('articles/a.md:2: no');
    expect(formatProblem({ ...PROBLEM, line: 2, column: 3, severity: 'warning' })).toBe(
      'articles/a.md:2:3: warning: no',
    );
    expect(formatProblem({ ...PROBLEM, column: 3 })).toBe('articles/a.md: no');
  });

  it('stands on one line and commands no terminal, whatever names hold', () => {
    expect(formatProblem({ ...PROBLEM, path: 'a\nb\u001b[31m\u009b', message: '"\u202ex\u2028" Đời' })).toBe(
      'a\\u{a}b\\u{1b}[31m\\u{9b}: "\\u{202e}x\\u{2028}" Đời',
    );
  });

  it('stands by path, line and column', () => {
    const problems = [
      { ...PROBLEM, path: 'b' },
      { ...PROBLEM, line: 2, column: 1 },
      { ...PROBLEM, line: 1, column: 9 },
      { ...PROBLEM, line: 1, column: 2 },
      PROBLEM,
    ];
    expect(problems.sort(compareProblems).map(formatProblem)).toEqual([
      'articles/a.md: no',
      'articles/a.md:1:2: no',
      'articles/a.md:1:9: no',
      'articles/a.md:2:1: no',
      'b: no',
    ]);
  });
});
