import { describe, expect, it } from 'vitest';
import { fleetFacts, fleetLines } from '../../functions/cli/output/fleet-lines.ts';
import { costOf, readFleets } from '../../functions/state/fleet/fleet-status.ts';
import { FleetStore } from '../../functions/state/fleet/fleet-store.ts';
import { deleteGarbage } from '../../functions/state/garbage.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { LiveNewsroom } from '../publish/live-newsroom.ts';
import { contentOf, SITE } from './content.ts';
import { rebuildByFleet } from './fleet.ts';
import { StateError } from './state-machine.ts';

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);
const LIMITS = { perMerge: 3 };
const storeOf = (newsroom: LiveNewsroom) => createPrefixedStore(newsroom.feeds, 'state/');
const statusOf = (newsroom: LiveNewsroom) => readFleets(new FleetStore(storeOf(newsroom)));
const partition = (items: readonly unknown[]): unknown[][] =>
  Array.from({ length: Math.ceil(items.length / 10) }, (_, at) => items.slice(10 * at, 10 * at + 10));

describe('the status of fleets', () => {
  it('says how far one is, and what the last one took', async () => {
    const newsroom = new LiveNewsroom(contentOf(40), { site: SITE });
    expect(fleetFacts(await statusOf(newsroom))).toBeUndefined();
    let during: readonly string[] = [];
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        newsroom.now += 1000;
        if (call.event.full) during = fleetLines(await statusOf(newsroom), clock);
        return call.run();
      },
    });
    // 40 articles and 4 that are none, or of other kinds; a picture is nobody's source.
    expect(during).toEqual([
      expect.stringMatching(/^fleet fleet began at \d\d:\d\d: 44 sources read in 5 parts, \d groups merged; if it is/),
    ]);
    const status = await statusOf(newsroom);
    expect(status).toMatchObject({ last: { id: 'fleet', sources: 44, read: 44, batches: 5 } });
    expect(fleetLines(status, clock)).toEqual([
      expect.stringMatching(
        /^rebuilt by a fleet from \d\d:\d\d to \d\d:\d\d: 44 sources in 5 parts; \d+ s of functions, about \$0\.00$/,
      ),
    ]);
    expect(fleetFacts(status)).toMatchObject({ last: { began: expect.stringMatching(/^2026-/) } });
  });

  it('reckons with list prices', () => {
    const report = { id: 'a', began: 0, ended: 0, sources: 0, read: 0, rejected: 0 };
    const tally = { batches: 200, milliseconds: 200_000, puts: 100_000, gets: 100_000 };
    expect(costOf({ ...report, ...tally })).toBeCloseTo(0.0027 + 0.5 + 0.04 + 0.015, 4);
  });

  it('names one that died, until it is a day old', async () => {
    const newsroom = new LiveNewsroom(contentOf(20), { site: SITE });
    const died = rebuildByFleet(newsroom, {
      partition,
      meddle: async call => {
        if (call.event.fleet.step === 'plan') throw new StateError('Runtime.ExitError', 'it died');
        return call.run();
      },
    });
    await expect(died).rejects.toThrow('it died');
    const left = async (hours: number): Promise<number | undefined> => {
      await deleteGarbage(new StateStore(storeOf(newsroom)), newsroom.now + hours * 3_600_000, []);
      return (await statusOf(newsroom)).underWay?.done?.batches;
    };
    expect([await left(23), await left(25)]).toEqual([3, undefined]);
  });
});
