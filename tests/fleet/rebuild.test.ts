import { describe, expect, it } from 'vitest';
import { LiveNewsroom } from '../publish/live-newsroom.ts';
import { createRandom } from '../simulation/random.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { contentOf, SITE, sourceOf } from './content.ts';
import { type Call, differing, type FleetOptions, publishLive, rebuildByFleet } from './fleet.ts';
import { StateError } from './state-machine.ts';

/** So narrow that a few hundred articles have segments, groups of merges and several commits. */
const LIMITS = { perSegment: 8, perRead: 5, slack: 1, perMerge: 3, delta: 30, perCommit: 60 };

/** Parts items into some batches, wherever they stand in the listing. */
function partitionBy(seed: number): NonNullable<FleetOptions['partition']> {
  return items => {
    const random = createRandom(seed);
    const batches: unknown[][] = Array.from({ length: 1 + random.integer(24) }, () => []);
    for (const item of items) batches[random.integer(batches.length)]?.push(item);
    return batches.filter(batch => batch.length > 0);
  };
}

/** Articles of a newsroom. */
const ARTICLES = IS_THOROUGH ? 400 : 36;
/** Articles of most whose functions fail: more than two commits have, in a dozen segments. */
const MEDDLED = Math.min(ARTICLES, 150);

const isRead = ({ event }: Call): boolean => event.fleet.step === 'read';
const died = (): StateError => new StateError('Runtime.ExitError', 'it died');

/** Sources that a run was asked for. */
function readBy(newsroom: LiveNewsroom): string[] {
  const read: string[] = [];
  const { get } = newsroom.content;
  newsroom.content.get = (key, options) => {
    if (/^articles\/\d+\.md$/.test(key)) read.push(key);
    return get(key, options);
  };
  return read;
}

/** Objects of fleets under `state/`. */
async function leftOf(newsroom: LiveNewsroom): Promise<readonly string[]> {
  const left: string[] = [];
  for await (const { key } of newsroom.feeds.list('state/')) if (key.includes('fleet')) left.push(key);
  return left;
}

describe('a rebuild by a fleet', () => {
  it('writes what a build from scratch does, reads each source once and leaves nothing but a report', async () => {
    const newsroom = new LiveNewsroom(contentOf(ARTICLES), { site: SITE, limits: LIMITS });
    const read = readBy(newsroom);
    const steps: (string | undefined)[] = [];
    const meddle = (call: Call): Promise<unknown> => {
      if (call.event.full) expect(new Set(read).size).toBe(ARTICLES);
      if (!call.event.full) expect(read.length).toBe(new Set(read).size);
      steps.push(call.event.fleet.step);
      return call.run();
    };
    await rebuildByFleet(newsroom, { partition: partitionBy(3), meddle, limits: LIMITS });
    expect(await differing(newsroom)).toEqual([]);
    expect(await leftOf(newsroom)).toEqual(['state/fleet.br']);
    expect((await newsroom.state()).rebuilding).toEqual({});
    // Batches, what they were merged into, and what that was.
    expect(steps.filter(step => step === 'plan').length).toBeGreaterThan(3);
    expect(steps.filter(step => step === 'merge').length).toBeGreaterThan(4);
  });

  it('of what is published already writes nothing', async () => {
    const own = Object.entries(contentOf(40)).map(([key, text]) => [key, text.replaceAll(/^(?:id|slug): .*\n/gm, '')]);
    const newsroom = new LiveNewsroom(Object.fromEntries(own), { site: SITE, limits: LIMITS });
    await publishLive(newsroom, { kind: 'full' });
    const written: string[] = [];
    const { put } = newsroom.feeds;
    newsroom.feeds.put = (key, ...rest) => {
      if (key.startsWith('public/')) written.push(key);
      return put(key, ...rest);
    };
    newsroom.now += 60_000;
    await rebuildByFleet(newsroom, { partition: partitionBy(4), limits: LIMITS });
    expect(written).toEqual([]);
  });

  it.each(Array.from({ length: IS_THOROUGH ? 30 : 1 }, (_, at) => at + 1))(
    'with functions that fail, come twice and come late, beside live publishing (%i)',
    async seed => {
      const random = createRandom(seed);
      const articles = seed <= 4 ? ARTICLES : MEDDLED;
      const newsroom = new LiveNewsroom(contentOf(articles), { site: SITE, limits: LIMITS });
      if (random.chance(0.7)) await publishLive(newsroom, { kind: 'full' });
      if (random.chance(0.5)) await newsroom.write('site.yaml', SITE.replace('entries: 5', 'entries: 4'));
      const late: (() => Promise<unknown>)[] = [];
      const live = async (): Promise<void> => {
        const key = `articles/${String(random.integer(articles + 10)).padStart(3, '0')}.md`;
        const at = Number(key.slice(9, 12));
        if (random.chance(0.4)) await newsroom.remove(key);
        else await newsroom.write(key, sourceOf(at, random.chance(0.3) ? 'x: 1' : `summary: ${random.integer(99)}`));
        if (random.chance(0.8)) await publishLive(newsroom, { kind: 'changes', keys: [key] });
      };
      const meddle = async (call: Call): Promise<unknown> => {
        newsroom.now += 2000 + random.integer(3000);
        if (random.chance(0.15)) await live();
        if (call.event.full) return call.run();
        const fate = random.integer(10);
        if (fate === 0) throw died();
        if (fate === 1)
          await call.run().then(() => {
            throw died();
          });
        if (fate === 2) await Promise.all([call.run(), call.run()]);
        if (fate === 3 && isRead(call)) late.push(call.run);
        if (fate === 4) await live();
        if (fate === 5) for (const run of late.splice(0, 1)) await run();
        return call.run();
      };
      await rebuildByFleet(newsroom, { partition: partitionBy(seed), meddle, limits: LIMITS });
      newsroom.now += 60_000;
      for (const run of late) await expect(run()).rejects.toThrow('it is over');
      await publishLive(newsroom, { kind: 'sweep' });
      expect(await differing(newsroom)).toEqual([]);
      expect((await newsroom.state()).rebuilding).toEqual({});
    },
  );
});
