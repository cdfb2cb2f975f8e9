import { describe, expect, it } from 'vitest';
import { LiveNewsroom } from '../publish/live-newsroom.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { contentOf, SITE, sourceOf } from './content.ts';
import { type Call, differing, openLive, publishLive, rebuildByFleet } from './fleet.ts';
import { StateError } from './state-machine.ts';

const LIMITS = { perSegment: 8, perRead: 5, slack: 1, perMerge: 3, perCommit: 60 };
/** Articles of a batch. */
const PER_BATCH = IS_THOROUGH ? 4 : 2;
/** So many that there are several groups to merge, of several batches each, and that one batch is less than a tenth. */
const ARTICLES = IS_THOROUGH ? 60 : 11 * PER_BATCH;

const open = (articles = ARTICLES): LiveNewsroom =>
  new LiveNewsroom(contentOf(articles), { site: SITE, limits: LIMITS });
const openPublished = (articles = ARTICLES): Promise<LiveNewsroom> =>
  openLive(contentOf(articles), { site: SITE, limits: LIMITS });
const partition = (items: readonly unknown[]): unknown[][] =>
  Array.from({ length: Math.ceil(items.length / PER_BATCH) }, (_, at) =>
    items.slice(PER_BATCH * at, PER_BATCH * (at + 1)),
  );
const died = (): StateError => new StateError('Runtime.ExitError', 'it died');
const has = ({ event }: Call, key: string): boolean => JSON.stringify(event.fleet.items ?? []).includes(`"${key}"`);

describe('what a fleet has not read', () => {
  it('is read by the last step, where a batch fails whenever it is tried', async () => {
    const newsroom = open();
    let tries = 0;
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        if (!has(call, 'articles/010.md')) return call.run();
        tries += 1;
        throw died();
      },
    });
    expect(tries).toBe(7);
    expect(await differing(newsroom)).toEqual([]);
  });

  it.each(['plan', 'merge'])('is read by the last step, where parts of it are lost before the step %s', async step => {
    const newsroom = open();
    let isLost = false;
    const meddle = async (call: Call): Promise<unknown> => {
      if (call.event.fleet.step === step && !isLost) {
        const parts: string[] = [];
        for await (const { key } of newsroom.feeds.list('state/fleet/fleet/read/')) parts.push(key);
        for (const key of parts.slice(0, 3)) await newsroom.feeds.delete(key);
        isLost = parts.length > 3;
      }
      return call.run();
    };
    await rebuildByFleet(newsroom, { partition, limits: LIMITS, meddle });
    expect(isLost).toBe(true);
    expect(await differing(newsroom)).toEqual([]);
  });

  it('is everything, where what was merged is lost, or site.yaml was changed meanwhile', async () => {
    for (const change of ['state/parts/', 'state/fleet/fleet/merged/', 'site.yaml']) {
      const newsroom = open();
      await rebuildByFleet(newsroom, {
        partition,
        limits: LIMITS,
        meddle: async call => {
          if (call.event.full && change === 'site.yaml') await newsroom.write('site.yaml', SITE.replace('Mẫu', 'Mới'));
          else if (call.event.full)
            for await (const { key } of newsroom.feeds.list(change)) await newsroom.feeds.delete(key);
          return call.run();
        },
      });
      expect(await differing(newsroom)).toEqual([]);
    }
  });

  it('is looked for by the last step: nothing is told of what is held back since, whoever knew it', async () => {
    const newsroom = await openPublished();
    const { put } = newsroom.feeds;
    const told: string[] = [];
    let isGone = false;
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        if (call.event.fleet.step === 'plan' && !isGone) {
          await newsroom.write('articles/005.md', sourceOf(5, 'draft: true'));
          await publishLive(newsroom, { kind: 'full' });
          isGone = true;
          Object.assign(newsroom.feeds, {
            put: (key: string, bytes: Uint8Array, options: Parameters<typeof put>[2]) => {
              const isText = key.startsWith('public/') && !/\.(?:br|gz)$/.test(key);
              if (isText && Buffer.from(bytes).toString().includes('/005-')) told.push(key);
              return put(key, bytes, options);
            },
          });
        }
        return call.run();
      },
    });
    expect(isGone).toBe(true);
    expect(told).toEqual([]);
    expect(await differing(newsroom)).toEqual([]);
  });

  it('is what groups have whose merging fails', async () => {
    const newsroom = open();
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        const { step, group } = call.event.fleet;
        if (step === 'merge' && group === 1) throw died();
        return call.run();
      },
    });
    expect(await differing(newsroom)).toEqual([]);
  });

  it('leaves all as it was, where more than a tenth of the batches fail', async () => {
    const newsroom = await openPublished();
    await newsroom.write('articles/000.md', sourceOf(0, 'summary: Khác'));
    const feeds = async () => [...(await newsroom.files())].filter(([path]) => !path.startsWith('articles/'));
    const before = await feeds();
    const failing = ['articles/000.md', 'articles/010.md', 'articles/020.md'];
    const rebuilt = rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        if (failing.some(key => has(call, key))) throw died();
        return call.run();
      },
    });
    await expect(rebuilt).rejects.toThrow(
      'More than 10 % of the batches could not be read, so nothing was made active',
    );
    expect(await feeds()).toEqual(before);
    // The next rebuild is one of a single function, and what the fleet left is in nobody's way.
    await publishLive(newsroom, { kind: 'full' });
    expect(await differing(newsroom)).toEqual([]);
  });
});

describe('a function of a fleet', () => {
  it('that reads a batch once more writes nothing', async () => {
    const newsroom = open();
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        if (call.event.full) return call.run();
        const first = await call.run();
        const written: string[] = [];
        const { put } = newsroom.feeds;
        newsroom.feeds.put = (key, ...rest) => {
          written.push(key);
          return put(key, ...rest);
        };
        await call.run();
        newsroom.feeds.put = put;
        // What was planned is planned again, and what is there stays.
        expect(written.filter(key => !key.includes('/groups-'))).toEqual([]);
        return first;
      },
    });
    expect(await differing(newsroom)).toEqual([]);
  });

  it('that is called once more after it died writes down what it is at work on', async () => {
    const newsroom = open();
    const requests: string[] = [];
    const { put } = newsroom.feeds;
    newsroom.feeds.put = (key, ...rest) => {
      requests.push(key);
      return put(key, ...rest);
    };
    const tried: string[][] = [];
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        if (!has(call, 'articles/010.md')) return call.run();
        if (tried.length === 0) {
          tried.push([]);
          throw died();
        }
        const before = requests.length;
        const result = await call.run();
        tried.push(requests.slice(before));
        return result;
      },
    });
    expect(tried[1]).toContain('state/suspects.br');
    expect(await newsroom.feeds.get('state/suspects.br')).toBeUndefined();
  });

  it('counts a source once that two batches have', async () => {
    const newsroom = open();
    await rebuildByFleet(newsroom, {
      partition: items => [...partition(items), items.slice(6, 14), items.slice(20, 23)],
      limits: LIMITS,
    });
    expect(await differing(newsroom)).toEqual([]);
    const { counts } = await newsroom.state();
    const single = await openPublished();
    expect(counts).toEqual((await single.state()).counts);
  });

  it('leaves nothing readable that was withdrawn while it read', async () => {
    const newsroom = await openPublished();
    await newsroom.write('site.yaml', SITE.replace('Mẫu', 'Mới'));
    let isRemoved = false;
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        const result = await call.run();
        if (has(call, 'articles/012.md') && !isRemoved) {
          isRemoved = true;
          await publishLive(newsroom, { kind: 'changes', keys: [await newsroom.remove('articles/012.md')] });
          // The one that read it before comes late, and writes its page.
          await call.run();
        }
        return result;
      },
    });
    expect(isRemoved).toBe(true);
    expect([...(await newsroom.files()).keys()].filter(path => path.startsWith('articles/012-'))).toEqual([]);
    expect(await differing(newsroom)).toEqual([]);
  });

  it('is not disturbed by sweeps, until it has given no sign for a quarter of an hour', async () => {
    const newsroom = await openPublished(60);
    await newsroom.write('site.yaml', SITE.replace('minimumHours: 24', 'minimumHours: 23'));
    const swept: (readonly [boolean, number])[] = [];
    const sweep = async (): Promise<void> => {
      const { complete, read } = await publishLive(newsroom, { kind: 'sweep' });
      swept.push([complete, read]);
    };
    const rebuilt = rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        if (call.event.fleet.step !== 'plan') return call.run();
        await sweep();
        newsroom.now += 16 * 60_000;
        await sweep();
        throw died();
      },
    });
    await expect(rebuilt).rejects.toThrow('it died');
    expect(swept.slice(0, 2)).toEqual([
      [false, 0],
      [true, 64],
    ]);
    expect(await differing(newsroom)).toEqual([]);
  });

  it('goes on where the last step is short of time, as often as that takes', async () => {
    const newsroom = open();
    let calls = 0;
    let activations = 0;
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      // Each call of the last step has time for some more questions than the one before.
      timeLeft: () => (activations > 0 && ++calls > 6 * activations ? 0 : 300_000),
      meddle: async call => {
        if (!call.event.full) return call.run();
        newsroom.now += 60_000;
        activations += 1;
        calls = 0;
        expect(activations).toBeLessThan(40);
        return call.run();
      },
    });
    expect(activations).toBeGreaterThan(2);
    expect(await differing(newsroom)).toEqual([]);
  });
});
