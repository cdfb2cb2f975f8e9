import { expect, test } from 'vitest';
import { clockOf, leavingLines } from '../../../functions/cli/output/held-articles.ts';

const NOW = Date.UTC(2026, 10, 30);
const time = clockOf('UTC');

/** Returns the lines of articles that go after so many days. */
function linesOf(...days: readonly number[]): readonly string[] {
  const leaving = days.map(day => ({ key: `articles/${day}.md`, at: NOW + day * 86_400_000 }));
  return leavingLines(leaving, { now: NOW, time });
}

test('articles that go soon are listed, the first to go first, and others counted', () => {
  expect(linesOf()).toEqual([]);
  expect(linesOf(30, 31, 5)).toEqual([
    'articles/5.md  public until 2026-12-05 00:00',
    'articles/30.md  public until 2026-12-30 00:00',
    'and 1 more that goes later; --json lists it',
  ]);
});

test('no more are listed than a person reads', () => {
  const lines = linesOf(...Array.from({ length: 3000 }, (_, at) => 1 + at / 1000));
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe('and 2,980 more that go later; --json lists them all');
});

test('articles that all go late are counted', () => {
  expect(linesOf(400)).toEqual(['1 article that goes in more than 30 days; --json lists it']);
  expect(linesOf(400, 500)).toEqual(['2 articles that go in more than 30 days; --json lists them all']);
});
