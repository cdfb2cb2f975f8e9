import { describe, expect, it } from 'vitest';
import {
  boundProblems,
  compareProblems,
  formatProblem,
  groupProblems,
  type Problem,
} from '../../functions/core/problem.ts';

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

  it('stands by path, line and column; without a line by message, in whatever order it was found', () => {
    const problems = [
      { ...PROBLEM, message: 'yes' },
      { ...PROBLEM, message: 'maybe' },
      { ...PROBLEM, path: 'b' },
      { ...PROBLEM, line: 2, column: 1 },
      { ...PROBLEM, line: 1, column: 9 },
      { ...PROBLEM, line: 1, column: 9, message: 'first' },
      { ...PROBLEM, line: 1, column: 2 },
      PROBLEM,
    ];
    expect(problems.sort(compareProblems).map(formatProblem)).toEqual([
      'articles/a.md: maybe',
      'articles/a.md: no',
      'articles/a.md: yes',
      'articles/a.md:1:2: no',
      'articles/a.md:1:9: no',
      'articles/a.md:1:9: first',
      'articles/a.md:2:1: no',
      'b: no',
    ]);
  });
});

describe('problems of one source', () => {
  it('are told as they are, where they are few and short', () => {
    const problems = [PROBLEM, { ...PROBLEM, line: 2 }];
    expect(boundProblems(problems)).toEqual(problems);
  });

  it('are 50 at most, and one that counts the rest and is as bad as the worst of them', () => {
    const warning: Problem = { ...PROBLEM, severity: 'warning' };
    const many = [...Array.from({ length: 60 }, (_, line) => ({ ...warning, line })), PROBLEM];
    const bounded = boundProblems(many);
    expect(bounded).toHaveLength(51);
    expect(bounded.at(-1)).toEqual({
      ...PROBLEM,
      line: 50,
      message: 'there are 11 more problems from here on; mend those above first',
    });
    expect(boundProblems(many.slice(0, -1)).at(-1)?.severity).toBe('warning');
  });

  it('quote no more of a source than a person reads, and still say what to do', () => {
    const message = `found "${'\u{1f600}'.repeat(100_000)}"; write another`;
    const [bounded] = boundProblems([{ ...PROBLEM, message }]);
    expect(bounded?.message).toHaveLength(501);
    expect(bounded?.message.isWellFormed()).toBe(true);
    expect(bounded?.message).toMatch(/^found ".*….*"; write another$/u);
  });
});

describe('problems that many files have', () => {
  const unknown = { ...PROBLEM, severity: 'warning' as const, message: 'x is unknown', files: 1 };

  it('are reported once, at the first, with their count', () => {
    const problems = [unknown, PROBLEM, { ...unknown, path: 'b' }, { ...unknown, path: 'c', files: 1200 }];
    expect(groupProblems(problems).map(formatProblem)).toEqual([
      'articles/a.md: warning: x is unknown (in 1,202 files)',
      'articles/a.md: no',
    ]);
  });

  it('are those of places where one file has them several times', () => {
    const again = [unknown, { ...unknown, line: 2 }, { ...unknown, line: 3 }];
    expect(groupProblems(again).map(formatProblem)).toEqual(['articles/a.md: warning: x is unknown (in 3 places)']);
    expect(groupProblems([...groupProblems(again), unknown])).toEqual([{ ...unknown, places: 4 }]);
    expect(groupProblems([...again, { ...unknown, path: 'b' }])[0]?.files).toBe(2);
  });

  it('are not mixed with others', () => {
    const problems = [
      unknown,
      { ...unknown, severity: 'note' as const },
      { ...unknown, message: 'y' },
      PROBLEM,
      PROBLEM,
    ];
    expect(groupProblems(problems)).toEqual(problems);
  });
});

describe('fields that are not known', () => {
  const unknown = (path: string, name: string, rest = 'it is ignored'): Problem => ({
    ...{ path, line: 3, column: 1, severity: 'warning', files: 1 },
    message: `${name} is not a field that Bantin knows; ${rest}`,
  });

  it('are told once, in whatever case their names are', () => {
    const problems = [unknown('a.md', 'Foo'), unknown('b.md', 'foo'), unknown('b.md', 'FOO'), unknown('c.md', 'bar')];
    expect(groupProblems(problems).map(formatProblem)).toEqual([
      'a.md:3:1: warning: Foo is not a field that Bantin knows; it is ignored (in 2 files)',
      'c.md:3:1: warning: bar is not a field that Bantin knows; it is ignored',
    ]);
    const meant = [
      unknown('a.md', 'Sumary', 'did you mean Summary?'),
      unknown('b.md', 'sumary', 'did you mean summary?'),
    ];
    expect(groupProblems(meant)).toHaveLength(2);
  });
});
