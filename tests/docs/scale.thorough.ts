import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../functions/core/index/limits.ts';
import { ROOT } from '../lib/samples.ts';
import { MONTH } from './cost.ts';
import { entriesAt, largest, publishesAt, publishing } from './scale.ts';
import { type Measures, measure, PER_DAY } from './scale-measures.ts';
import { scalePage } from './scale-page.ts';

const SIZES = [10, 1000] as const;

let measures: Measures;
beforeAll(async () => {
  measures = await measure(SIZES);
}, 300_000);

describe('docs/scale.md', () => {
  it('is what the model makes of what is counted', async () => {
    await expect(scalePage(measures)).toMatchFileSnapshot(join(ROOT, 'docs/scale.md'));
  });

  it('reckons with the requests that docs/deploy.md reckons with, and no more than are wanted', () => {
    const { put, get } = largest(measures.publish);
    expect({ PUT: put, GET: get }).toEqual(MONTH.publish);
    expect(put + get).toBeLessThanOrEqual(32);
    for (const size of SIZES) expect(measures.publish[size]?.put).toBe(put);
    expect(measures.due).toBe(1);
    expect(measures.purge.publish).toBe(MONTH.purge);
  });

  it('has the busy newsroom take the requests of a quiet one, and more bytes', () => {
    const quiet = largest(measures.publish);
    const { busy } = measures;
    expect([busy.put, busy.get, busy.entries]).toEqual([quiet.put, quiet.get, 2 * PER_DAY]);
    expect(busy.bytes).toBeGreaterThan(2 * quiet.bytes);
    expect(measures.feed.busy / measures.feed.few).toBeGreaterThan(8);
  });

  it('knows how many entries a feed shows, and what publishing costs', () => {
    expect(entriesAt(PER_DAY / 1440)).toEqual({ young: 460, shown: 460 });
    expect(entriesAt(50)).toEqual({ young: 144_000, shown: LIMITS.entries });
    expect(entriesAt(0.001).shown).toBe(50);
    // By hand: 26 PUT and 6 GET of each of 43,200.
    expect(publishing(1, measures).publishing).toBeCloseTo(43_200 * (26 * 0.000005 + 6 * 0.0000004), 6);
    expect(publishesAt(50)).toBe(2_160_000);
  });
});
