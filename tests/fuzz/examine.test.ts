import { describe, expect, it } from 'vitest';
import { examine, examineLarge, type Subject, screen, stillHolds } from './examine.ts';
import type { Laboratory } from './laboratory.ts';
import { textOf } from './shape.ts';

const SUBJECT: Subject = { target: 'md', shape: ['<', { unit: 'x' }, '>'] };

/** A laboratory that counts in place of measuring: what an input of so many bytes takes, and what becomes of it. */
function counting(
  cost: (bytes: number) => number,
  size: (bytes: number) => number = bytes => bytes,
  articles = 1,
): Laboratory {
  return {
    async perform({ shape, n, limit }) {
      const bytes = textOf(shape, n).length;
      const cpu = cost(bytes);
      return cpu > limit
        ? { died: `more than ${limit} ms of CPU` }
        : { cpu, bytes, size: size(bytes), articles, found: [] };
    },
    close: async () => {},
  };
}

async function verdictOf(laboratory: Laboratory, cpu?: number): Promise<string | undefined> {
  const suspect = await screen(laboratory, SUBJECT);
  return suspect && (await examine(laboratory, SUBJECT, suspect, cpu))?.what;
}

describe('an examination', () => {
  it.each<[string, (bytes: number) => number]>([
    ['linear', bytes => bytes / 300],
    ['linear beside a constant', bytes => 30 + bytes / 300],
    ['n log n', bytes => (bytes * Math.log2(bytes)) / 4000],
    ['linear, with a step', bytes => bytes / 1000 + (bytes > 65_536 ? bytes / 200 : 0)],
    ['quadratic, but never long', bytes => Math.min(bytes ** 2 / 1e7, 60)],
  ])('says nothing of what is %s', async (_, cost) => {
    expect(await verdictOf(counting(cost))).toBeUndefined();
  });

  it('says how fast the CPU grows', async () => {
    expect(await verdictOf(counting(bytes => 2 + bytes ** 2 / 2e7))).toMatch(/^CPU grows 1\d\.\d times from n to 4n$/);
  });

  it('says what came to no end, and measures how it grows up to there', async () => {
    const cubic = counting(bytes => bytes ** 3 / 1e6);
    const suspect = await screen(cubic, SUBJECT);
    const verdict = suspect && (await examine(cubic, SUBJECT, suspect));
    expect(verdict?.what).toMatch(/^\d+ bytes end in more than \d+ ms of CPU$/);
    expect(verdict?.measured.map(attempt => 'died' in attempt)).toEqual([false, false, false, true]);
  });

  it('says what takes too long, although it is linear, where there is a bound', async () => {
    const slow = counting(bytes => bytes / 100);
    expect(await verdictOf(slow)).toBeUndefined();
    expect(await verdictOf(slow, 500)).toMatch(/^102400 bytes take 1024 ms of CPU$/);
  });

  it('lets a document of many articles take longer', async () => {
    const many = counting(bytes => bytes / 100, undefined, 5000);
    expect(await verdictOf(many, 500)).toBeUndefined();
    expect(await verdictOf(many, 20)).toMatch(/^102400 bytes take 1024 ms of CPU$/);
  });

  it('says what takes too long at 5 MB, although it is quick at 100 KB', async () => {
    expect(
      await examineLarge(
        counting(bytes => bytes / 1000),
        SUBJECT,
        5000,
      ),
    ).toBeUndefined();
    const laboratory = counting(bytes => bytes ** 2 / 2e9);
    expect(await verdictOf(laboratory, 500)).toBeUndefined();
    const verdict = await examineLarge(laboratory, SUBJECT, 5000);
    expect(verdict?.what).toBe('5000000 bytes take 12500 ms of CPU');
    expect(verdict?.measured).toHaveLength(4);
  });

  it('says what becomes too large', async () => {
    const laboratory = counting(
      bytes => bytes / 300,
      bytes => bytes ** 2 / 100,
    );
    expect(await verdictOf(laboratory)).toMatch(/^102400 bytes become 104857600 \(1024 to one\)$/);
  });

  it('takes one slow moment of the machine for no growth', async () => {
    let calls = 0;
    const noisy = counting(bytes => {
      calls += 1;
      return (calls === 3 ? 20 : 1) * (bytes / 300);
    });
    expect(await verdictOf(noisy)).toBeUndefined();
  });

  it('knows a smaller shape that is as slow from one that is not', async () => {
    const laboratory = counting(bytes => 2 + bytes ** 2 / 2e7);
    const suspect = await screen(laboratory, SUBJECT);
    const verdict = suspect && (await examine(laboratory, SUBJECT, suspect));
    if (!verdict) throw new Error('nothing was found');
    const smaller: Subject = { target: 'md', shape: [{ unit: 'x' }] };
    expect(await stillHolds(laboratory, smaller, verdict)).toBe(true);
    expect(
      await stillHolds(
        counting(bytes => bytes / 300),
        smaller,
        verdict,
      ),
    ).toBe(false);
  });
});
