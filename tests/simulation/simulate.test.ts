import { describe, expect, it } from 'vitest';
import { IS_THOROUGH } from '../thorough.ts';
import { simulate } from './simulate.ts';

const STEPS = IS_THOROUGH ? 200 : 16;

describe('the simulation', () => {
  // Each seed is another newsroom; `npm run simulate` goes on for as long as it is told.
  it.each(IS_THOROUGH ? [1, 2, 4, 6] : [1, 4])(
    'finds after every quiet sweep what a build from scratch makes (seed %d)',
    async seed => {
      const { steps, comparisons, requests, forgotten } = await simulate({ seed, steps: STEPS });
      expect(steps).toBe(STEPS);
      expect(comparisons).toBeGreaterThan(STEPS / 40);
      expect(requests).toBeGreaterThan(STEPS);
      expect(forgotten).toBeGreaterThan(STEPS / 60);
    },
    120_000,
  );

  it('ends where a run of events, which made everything, has archives to make while another is at work', async () => {
    expect((await simulate({ seed: 8807, steps: 3 })).steps).toBe(3);
  }, 120_000);

  it('goes the same way for the same seed', async () => {
    const options = { seed: 9, steps: IS_THOROUGH ? 60 : 6 };
    const [one, other] = [await simulate(options), await simulate(options)];
    expect(one).toEqual(other);
  }, 120_000);
});
