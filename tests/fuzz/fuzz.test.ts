import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IS_THOROUGH } from '../thorough.ts';
import { describeFinding, fuzz } from './fuzz.ts';
import { GRAMMARS } from './grammars/grammars.ts';
import { createLaboratory, type Laboratory } from './laboratory.ts';
import type { Shape } from './shape.ts';

let laboratory: Laboratory;
beforeAll(async () => {
  laboratory = await createLaboratory();
});
afterAll(() => laboratory.close());

/** Inputs for each grammar. `npm run fuzz` goes on for as long as it is told, and judges times, too. */
const INPUTS = IS_THOROUGH ? 5 : 1;
/** Inputs that are glanced at for each of these. */
const SWEPT = IS_THOROUGH ? 10 : 1;

describe('the fuzzer', () => {
  it('finds nothing whose time or size grows faster than the input, nothing invalid, nothing lost', async () => {
    const findings: string[] = [];
    const goOn = (inputs: number): boolean => inputs < INPUTS * GRAMMARS.length;
    for await (const finding of fuzz({ seed: 1, grammars: GRAMMARS, laboratory, goOn, swept: SWEPT, retries: 2 }))
      findings.push(describeFinding(finding));
    expect(findings).toEqual([]);
  }, 600_000);

  it.each(GRAMMARS)('gets through to what reads $name', async ({ target, frame }) => {
    const shape: Shape = [frame.replace('·', '')];
    const task = { target, shape, n: 1, repetitions: 1, limit: 60_000 };
    expect(await laboratory.perform({ kind: 'inspect', ...task })).toMatchObject({ found: [] });
    const { size } = (await laboratory.perform({ kind: 'measure', ...task })) as { size: number };
    expect(size).toBeGreaterThan(frame === '·' ? -1 : 90);
  });

  it('ends an input that takes too long, names it, and goes on', async () => {
    const task = { kind: 'measure', target: 'md', n: 700_000, repetitions: 1 } as const;
    const endless = await laboratory.perform({ ...task, shape: ['# x\n', { unit: 'x *y* ' }], limit: 50 });
    expect(endless).toEqual({ died: 'more than 50 ms of CPU' });
    expect(await laboratory.perform({ ...task, shape: ['# x\n\ny\n'], limit: 60_000 })).toMatchObject({ bytes: 7 });
  });

  it('names the place where the time goes', async () => {
    const shape: Shape = ['# x\n', { unit: 'x *y* ' }];
    const task = { kind: 'profile', target: 'md', shape, n: 9_000, repetitions: 1, limit: 60_000 } as const;
    const { found } = (await laboratory.perform(task)) as { found: readonly string[] };
    expect(found.join('\n')).toMatch(/functions\/core\/body\/\S+ \S+ > \S+ \d+ %/);
  });
});
