import { describe, expect, it } from 'vitest';
import type { State } from '../../../functions/core/index/state.ts';
import { fc, runs } from '../../property.ts';
import { type Change, FoldedNewsroom, KEYS, TAGS } from './folded-newsroom.ts';

/** More keys than a commit has of its own: those of an article, of its claims and of its feeds. */
const MAX_WAITING = 8;

const tags = fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 4 });
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      key: fc.constantFrom(...KEYS),
      day: fc.integer({ min: 0, max: 70 }),
      tags,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), key: fc.constantFrom(...KEYS) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('touch' as const), key: fc.constantFrom(...KEYS) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('refill' as const), tag: fc.constantFrom(...TAGS) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('file' as const), tag: fc.constantFrom(...TAGS), isThere: fc.boolean() }),
  },
);
/** Changes of one commit, often one and sometimes many. */
const commit = fc.record({
  changes: fc.oneof(
    { weight: 6, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(change, { minLength: 12, maxLength: 40 }) },
  ),
  isWaiting: fc.boolean(),
});
const limits = fc.record({
  delta: fc.integer({ min: 2, max: 16 }),
  foldsPerCommit: fc.integer({ min: 1, max: 3 }),
  backlog: fc.integer({ min: 4, max: 50 }),
  segments: fc.constantFrom(1, 3, 7),
  /** The first commits were those of older code, which folded everything at once and noted nothing. */
  isOlder: fc.boolean(),
});

/** Returns how many articles a state notes that some feeds lack. */
function notedIn({ unfolded }: Pick<State, 'unfolded'>): number {
  return Object.keys(unfolded?.feeds ?? {}).length;
}

describe('a delta that is folded in parts', () => {
  it('says with its segments and months what all the changes said, whatever was folded', async () => {
    const met = { parts: 0, wholes: 0, older: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(commit, { minLength: 10, maxLength: 40 }), limits, async (history, narrow) => {
        const newsroom = new FoldedNewsroom(narrow);
        for (const each of history) {
          const before = newsroom.state;
          await newsroom.commit(each);
          expect(newsroom.longest).toBeLessThanOrEqual(Math.max(narrow.backlog, narrow.delta) + MAX_WAITING);
          const [noted, left] = [notedIn(before), notedIn(newsroom.state)];
          if (left > 0) met.parts += 1;
          if (noted > 1 && left === 0) met.wholes += 1;
          if (!before.unfolded && newsroom.state.unfolded) met.older += 1;
          expect(await newsroom.seen()).toEqual(newsroom.meant());
        }
      }),
      runs(1000, 1 / 40),
    );
    expect(Math.min(...Object.values(met))).toBeGreaterThan(0);
  }, 600_000);
});
