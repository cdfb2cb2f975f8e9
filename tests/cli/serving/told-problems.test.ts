import { expect, test } from 'vitest';
import { ToldProblems } from '../../../functions/cli/serving/told-problems.ts';
import type { Problem } from '../../../functions/core/problem.ts';

const warning = (message: string, line?: number): Problem => ({
  path: 'articles/a.md',
  severity: 'warning',
  message,
  ...(line !== undefined && { line, column: 1 }),
});
const error = (message: string, line?: number): Problem => ({ ...warning(message, line), severity: 'error' });

type Step = readonly [now: readonly Problem[], fresh: readonly Problem[], mended: readonly Problem[]];

const [picture, link, date] = [warning('picture', 5), warning('link', 7), error('date', 3)];

test.each<[what: string, steps: readonly Step[]]>([
  [
    'one of two',
    [
      [[picture, link], [picture, link], []],
      [[link], [], [picture]],
    ],
  ],
  [
    'one that moved',
    [
      [[picture], [picture], []],
      [[warning('picture', 9)], [], []],
      [[], [], [warning('picture', 9)]],
    ],
  ],
  [
    'one of two alike',
    [
      [[picture, warning('picture', 8)], [picture, warning('picture', 8)], []],
      [[warning('picture', 8)], [], [picture]],
    ],
  ],
  [
    'one where another comes elsewhere',
    [
      [[picture], [picture], []],
      [[link], [link], [picture]],
    ],
  ],
  [
    'one that is wrong in another way',
    [
      [[date], [date], []],
      [[error('another date', 3)], [error('another date', 3)], []],
      [[error('no title', 2)], [error('no title', 2)], []],
      [[], [], [error('no title', 2)]],
    ],
  ],
  [
    'one that an error hides',
    [
      [[picture], [picture], []],
      [[date], [date], []],
      [[date], [], []],
      [[picture], [], [date]],
      [[], [], [picture]],
    ],
  ],
  [
    'one that is mended while an error hides it',
    [
      [[picture, link], [picture, link], []],
      [[date], [date], []],
      [[link], [], [picture, date]],
    ],
  ],
])('problems are fresh and mended: %s', (_, steps) => {
  const told = new ToldProblems();
  for (const [now, fresh, mended] of steps) {
    const changes = told.update(now);
    expect(changes.fresh).toEqual(fresh);
    expect(new Set(changes.mended)).toEqual(new Set(mended));
  }
});

test('problems of other files come and go by themselves', () => {
  const told = new ToldProblems();
  const other = { ...date, path: 'articles/b.md' };
  expect(told.update([picture])).toEqual({ fresh: [picture], mended: [] });
  expect(told.update([other])).toEqual({ fresh: [other], mended: [picture] });
});

test.each<[what: string, lines: number, message: string]>([
  ['that moved by a line', 1, 'picture'],
  ['that are other ones', 0, 'link'],
])('very many problems of a file are each read a few times: %s', (_, lines, message) => {
  const [count, told] = [2000, new ToldProblems()];
  let reads = 0;
  const many = (first: number, text: string): readonly Problem[] =>
    Array.from({ length: count }, (_, at) => {
      const read = <Value>(value: Value): Value => {
        reads++;
        return value;
      };
      return {
        path: 'articles/a.md',
        get severity() {
          return read('warning' as const);
        },
        get message() {
          return read(`${text} ${at}`);
        },
        get line() {
          return read(first + at);
        },
      };
    });
  told.update(many(1, 'picture'));
  told.update(many(1 + lines, message));
  expect(reads).toBeLessThan(count * 100);
});
