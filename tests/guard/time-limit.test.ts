import { describe, expect, it } from 'vitest';
import { attemptBatch, attemptEach, Overtime, within } from '../../functions/guard/time-limit.ts';

const LIMITS = { batch: 100, alone: 100 };

/** Never ends. */
function loop(): never {
  for (let turns = 0; ; ) turns = (turns + 1) % 7;
}

/** Takes longer than the universe has. */
function backtrack(): boolean {
  return /^(a+)+$/.test(`${'a'.repeat(60)}b`);
}

function work(item: string): string {
  if (item === 'loop') return loop();
  if (item === 'backtrack') return String(backtrack());
  if (item === 'recurse') return work(item) + item;
  if (item === 'grow') return 'x'.repeat(2 ** 30);
  return item.toUpperCase();
}

describe('within', () => {
  it('gives what the work gives, and throws what it throws', () => {
    expect(within(10_000, () => 7)).toBe(7);
    expect(() =>
      within(10_000, () => {
        throw new TypeError('of its own');
      }),
    ).toThrow(new TypeError('of its own'));
  });

  it('lets work without a limit end by itself', () => {
    expect(within(Number.POSITIVE_INFINITY, () => work('a'))).toBe('A');
    expect(() =>
      within(Number.POSITIVE_INFINITY, () => {
        throw new TypeError('of its own');
      }),
    ).toThrow(new TypeError('of its own'));
  });

  it('ends loops, whatever they catch, and regular expressions', () => {
    expect(() => within(100, loop)).toThrow(Overtime);
    expect(() => within(100, backtrack)).toThrow(Overtime);
    const stubborn = (): never => {
      for (;;) {
        try {
          loop();
        } catch {
          // Again.
        }
      }
    };
    expect(() => within(100, stubborn)).toThrow(Overtime);
    expect(within(100, () => 'still there')).toBe('still there');
  });
});

describe('a batch', () => {
  it('gives results up to the item that does not end', () => {
    expect(attemptBatch(['a', 'loop', 'b'], work, 100)).toEqual({ attempts: [{ result: 'A' }], overtime: 100 });
    expect(attemptBatch(['a', 'b'], work, 100)).toEqual({ attempts: [{ result: 'A' }, { result: 'B' }] });
  });

  it('keeps what an item throws to that item', () => {
    const { attempts, overtime } = attemptBatch(['a', 'recurse', 'grow', 'b'], work, 10_000);
    expect(overtime).toBeUndefined();
    expect(attempts).toEqual([
      { result: 'A' },
      { error: expect.any(RangeError) },
      { error: expect.any(RangeError) },
      { result: 'B' },
    ]);
  });
});

describe('each of several items', () => {
  it('is worked on whatever the others do', () => {
    const attempts = attemptEach(['a', 'loop', 'b', 'backtrack', 'recurse', 'c'], work, LIMITS);
    expect(attempts.map(attempt => ('result' in attempt ? attempt.result : (attempt.error as Error).name))).toEqual([
      'A',
      'Overtime',
      'B',
      'Overtime',
      'RangeError',
      'C',
    ]);
  });

  it('that does not end is given up after it failed twice by itself, and not before', () => {
    for (const failures of [1, 2, 3]) {
      let begun = 0;
      const slow = (item: string): string => {
        if (item !== 'slow') return item;
        begun += 1;
        return begun <= failures ? loop() : 'done';
      };
      const [, second, third] = attemptEach(['a', 'slow', 'b'], slow, LIMITS);
      expect(third).toEqual({ result: 'b' });
      expect(second).toEqual(failures < 3 ? { result: 'done' } : { error: expect.any(Overtime) });
      expect(begun).toBe(3 - (failures === 1 ? 1 : 0));
    }
  });
});
