import { describe, expect, it } from 'vitest';
import { LIMITS as ALL } from '../../functions/core/index/limits.ts';
import { publishAll } from '../../functions/publish/publish-all.ts';
import { REVISION } from '../../functions/state/revision.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import type { LiveNewsroom } from '../publish/live-newsroom.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { contentOf, SITE } from './content.ts';
import { differing, type FleetOptions, openLive, rebuildByFleet } from './fleet.ts';

const LIMITS = { perSegment: 8, perRead: 5, slack: 1, perMerge: 3, perCommit: 60 };
const partition = (items: readonly unknown[]): unknown[][] =>
  Array.from({ length: Math.ceil(items.length / 10) }, (_, at) => items.slice(10 * at, 10 * at + 10));

async function open(): Promise<LiveNewsroom> {
  const newsroom = await openLive(contentOf(20), { site: SITE, limits: LIMITS });
  await newsroom.write('site.yaml', SITE.replace('minimumHours: 24', 'minimumHours: 23'));
  return newsroom;
}

/** Runs a fleet, and returns the times of its activations. */
async function activationsOf(
  newsroom: LiveNewsroom,
  meddle: NonNullable<FleetOptions['meddle']>,
  timeLeft = (): number => 300_000,
): Promise<readonly unknown[]> {
  const times: unknown[] = [];
  await rebuildByFleet(newsroom, {
    partition,
    limits: LIMITS,
    timeLeft,
    meddle: async call => {
      if (call.event.full) times.push(newsroom.now);
      if (times.length > 99) throw new Error('it does not end');
      return meddle(call);
    },
  }).catch(error => times.push(error));
  return times;
}

describe('the last step of a fleet', () => {
  it('ends the fleet once it is active, though another has marked the state meanwhile', async () => {
    const newsroom = await open();
    const times = await activationsOf(newsroom, async call => {
      if (!call.event.full) return call.run();
      const store = new StateStore(createPrefixedStore(newsroom.feeds, 'state/'));
      const { state, etag } = await store.load();
      if (state)
        await store.commit({ ...state, rebuilding: { ...state.rebuilding, 'fleet-other': newsroom.now } }, etag);
      return call.run();
    });
    expect(times).toHaveLength(1);
    expect((await newsroom.state()).rebuilding).toEqual({ 'fleet-other': expect.any(Number) });
  });

  it('is tried some times, half a minute apart, where it can not be done', async () => {
    const newsroom = await open();
    let isLast = false;
    const meddle: FleetOptions['meddle'] = call => {
      isLast = call.event.full === true;
      return call.run();
    };
    const times = await activationsOf(newsroom, meddle, () => (isLast ? 0 : 300_000));
    expect(times).toHaveLength(61);
    expect(times.slice(1, 60).every((time, at) => Number(time) === Number(times[at]) + 30_000)).toBe(true);
    expect(times.at(-1)).toMatchObject({ name: 'NotActive' });
  });

  it('that is called once more changes nothing', async () => {
    const newsroom = await open();
    let read = -1;
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        const result = await call.run();
        if (call.event.full) ({ read } = (await call.run()) as { read: number });
        return result;
      },
    });
    expect(read).toBe(0);
    expect(await differing(newsroom)).toEqual([]);
  });
});

describe('a second fleet', () => {
  it('does not begin while one is at work', async () => {
    const newsroom = await open();
    let refused: unknown;
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        if (call.event.fleet.step === 'plan')
          refused ??= await rebuildByFleet(newsroom, { partition, limits: LIMITS, name: 'second' }).catch(
            error => error,
          );
        return call.run();
      },
    });
    expect(refused).toMatchObject({
      name: 'FleetAtWork',
      message: expect.stringContaining('fleet-fleet is at work, or failed not long ago; start this one once'),
    });
    expect(await differing(newsroom)).toEqual([]);
    await rebuildByFleet(newsroom, { partition, limits: LIMITS, name: 'second' });
  });
});

describe('a run from a terminal beside a fleet', () => {
  it('says so, and ends', async () => {
    const newsroom = await open();
    const outcomes: unknown[] = [];
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        if (call.event.fleet.step === 'plan' && outcomes.length === 0) {
          let loads = 0;
          const get: typeof newsroom.feeds.get = (key, options) => {
            if (key === 'state/state.br' && ++loads > 50) throw new Error('it does not end');
            return newsroom.feeds.get(key, options);
          };
          const { content, feeds } = newsroom;
          const options = { content, feeds: { ...feeds, get }, now: () => newsroom.now, revision: REVISION };
          outcomes.push(await publishAll({ ...options, limits: { ...ALL, ...LIMITS } }, { kind: 'sweep' }));
        }
        return call.run();
      },
    });
    expect(outcomes).toMatchObject([{ complete: false, waitsForFleet: true }]);
  });
});

describe('functions that begin at once', () => {
  it('note once that the fleet writes pages', async () => {
    const newsroom = await openLive(contentOf(IS_THOROUGH ? 60 : 12), { site: SITE, limits: LIMITS });
    await newsroom.write('site.yaml', SITE.replace('minimumHours: 24', 'minimumHours: 23'));
    let tries = 0;
    let commits = 0;
    let isReading = false;
    const { put } = newsroom.feeds;
    newsroom.feeds.put = async (key, ...rest) => {
      const isState = key === 'state/state.br' && isReading;
      if (isState) tries += 1;
      // All have read the state by then.
      if (isState) await new Promise(resolve => setTimeout(resolve, 20));
      const result = await put(key, ...rest);
      if (isState) commits += 1;
      return result;
    };
    await rebuildByFleet(newsroom, {
      partition: items => items.map(item => [item]),
      limits: LIMITS,
      meddle: call => {
        isReading = call.event.fleet.step === 'read';
        return call.run();
      },
    });
    expect(tries).toBeGreaterThan(1);
    expect(commits).toBe(1);
  });
});
