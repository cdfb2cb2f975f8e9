import { describe, expect, it } from 'vitest';
import { DAY } from '../../functions/core/instant.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { fc, runs } from '../property.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { LiveNewsroom, noted, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const SITE = siteYaml('entries: 2', 'minimumHours: 0', 'feeds: { authors: true, tags: true }');
const KEYS = Array.from({ length: 14 }, (_, at) => `articles/a${at}.md`);
const TAGS = Array.from({ length: 9 }, (_, at) => `t${at}`);
/** Changes of the longest run: those of one article, its feeds and the segments that it left. */
const MAX_BROUGHT = 16;

type Step =
  | { readonly kind: 'put'; readonly key: string; readonly day: number; readonly tags: readonly string[] }
  | { readonly kind: 'remove' | 'withdraw'; readonly key: string }
  | { readonly kind: 'sweep' }
  /** The run that takes in an article ends at one of its requests. */
  | { readonly kind: 'crash'; readonly key: string; readonly tags: readonly string[]; readonly at: number };

const tags = fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 3 });
const key = fc.constantFrom(...KEYS);
const put = fc.record({ kind: fc.constant('put' as const), key, day: fc.integer({ min: 0, max: 70 }), tags });
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: put },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('remove' as const, 'withdraw' as const), key }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'sweep' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('crash' as const), key, tags, at: fc.integer({ min: 0, max: 40 }) }),
    },
  ),
  IS_THOROUGH ? { minLength: 20, maxLength: 40 } : { minLength: 14, maxLength: 18 },
);
const limits = fc.record({
  delta: fc.integer({ min: 4, max: 16 }),
  foldsPerCommit: fc.integer({ min: 1, max: 2 }),
  backlog: fc.integer({ min: 20, max: 50 }),
  slack: fc.integer({ min: 0, max: 2 }),
  perSegment: fc.constantFrom(2, 4),
  perFeedSegment: fc.constantFrom(1, 2),
});

const text = (name: string, day: number, names: readonly string[], ...more: readonly string[]) =>
  article(
    [
      `title: ${name}`,
      `date: ${new Date(NOW - day * DAY).toISOString()}`,
      `tags: [${names.join(', ')}]`,
      'author: An',
      ...more,
    ].join('\n'),
  );

async function take(newsroom: LiveNewsroom, step: Step, at: number): Promise<void> {
  newsroom.now += HOUR;
  if (step.kind === 'sweep') await newsroom.sweep();
  else if (step.kind === 'remove') await newsroom.changes(await newsroom.remove(step.key));
  else if (step.kind === 'crash') await crash(newsroom, step, at);
  else {
    const [day, names, more] = step.kind === 'put' ? [step.day, step.tags, []] : [3, ['t1'], ['withdrawn: true']];
    await newsroom.changes(await newsroom.write(step.key, text(`${step.key} ${at}`, day, names, ...more)));
  }
}

async function crash(newsroom: LiveNewsroom, step: Extract<Step, { kind: 'crash' }>, at: number): Promise<void> {
  await newsroom.write(step.key, text(`${step.key} ${at}`, 0, step.tags));
  let writes = 0;
  const feeds = noted(newsroom.feeds, [], request => {
    if (!request.startsWith('GET') && writes++ >= step.at) throw new Error('the run ended here');
  });
  await newsroom.publish({ kind: 'changes', keys: [step.key] }, { feeds }).catch(() => undefined);
  newsroom.now += HOUR;
  await newsroom.sweep();
}

/** Has the state forget which feeds lack changes, as one that older code wrote. */
async function forgetUnfolded(newsroom: LiveNewsroom): Promise<void> {
  await new StateStore(createPrefixedStore(newsroom.feeds, 'state/')).update(state => {
    if (!state) return undefined;
    const { unfolded: _, ...rest } = state;
    return rest;
  });
}

describe('changes that are folded a few segments at a time', () => {
  it.each([
    ['written by this code', false],
    ['begun by older code', true],
  ])(
    'leave feeds, pages and sitemaps as a build makes them, in a state %s',
    async (_, isOld) => {
      let folded = 0;
      await fc.assert(
        fc.asyncProperty(steps, limits, async (history, narrow) => {
          const initial = KEYS.slice(0, 8).map((key, at) => [
            key,
            text(key, at * 9, [`t${at % 9}`, `t${(at * 4) % 9}`]),
          ]);
          const newsroom = await LiveNewsroom.open(Object.fromEntries(initial), { site: SITE, limits: narrow });
          await newsroom.sweep();
          if (isOld) await forgetUnfolded(newsroom);
          for (const [at, step] of history.entries()) {
            await take(newsroom, step, at);
            const state = await newsroom.state();
            if (Object.keys(state.unfolded?.feeds ?? {}).length > 0) folded += 1;
            expect(Object.keys(state.delta).length).toBeLessThanOrEqual(narrow.backlog + MAX_BROUGHT);
            expect(await newsroom.files()).toEqual(await newsroom.scratch());
          }
        }),
        runs(10),
      );
      expect(folded).toBeGreaterThan(0);
    },
    300_000,
  );
});
