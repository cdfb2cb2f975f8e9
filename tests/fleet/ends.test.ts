import { describe, expect, it } from 'vitest';
import { NOW } from '../core/samples.ts';
import { LiveNewsroom } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';
import { contentOf, SITE } from './content.ts';
import { type Call, differing, publishLive, rebuildByFleet } from './fleet.ts';
import { StateError } from './state-machine.ts';

const LIMITS = { perSegment: 8, perRead: 5, slack: 1, perMerge: 3, perCommit: 60 };
const MINUTE = 60_000;
const KEY = 'articles/het-han.md';
const SECRET = 'Bimatcanrut';
const ending = (fields: string): string =>
  article(`title: Hết hạn\ndate: 2018-01-05T00:00:00Z\n${fields}`, `Lời ${SECRET}.`);
const partition = (items: readonly unknown[]): unknown[][] =>
  Array.from({ length: Math.ceil(items.length / 4) }, (_, at) => items.slice(4 * at, 4 * at + 4));
const has = ({ event }: Call, key: string): boolean => JSON.stringify(event.fleet.items ?? []).includes(`"${key}"`);

const textsWith = async (newsroom: LiveNewsroom): Promise<readonly string[]> =>
  [...(await newsroom.files())].filter(([, text]) => text.includes(SECRET)).map(([path]) => path);

const siteIsNew = (newsroom: LiveNewsroom): Promise<unknown> =>
  newsroom.write('site.yaml', SITE.replace('minimumHours: 24', 'minimumHours: 23'));

describe('an article that ends while a fleet is at work', () => {
  it.each(['succeeds', 'fails'])(
    'is not put back by a function that goes by an earlier present: the fleet %s',
    async how => {
      const newsroom = new LiveNewsroom(contentOf(20), { site: SITE, limits: LIMITS });
      await newsroom.write(KEY, ending(`expires: ${new Date(NOW + 5 * MINUTE).toISOString()}`));
      await publishLive(newsroom, { kind: 'full' });
      expect(await textsWith(newsroom)).not.toEqual([]);
      await siteIsNew(newsroom);
      const seen: (readonly string[])[] = [];
      const rebuilt = rebuildByFleet(newsroom, {
        partition,
        limits: LIMITS,
        meddle: async call => {
          if (call.event.fleet.step === 'plan' && how === 'fails') throw new StateError('FleetOver', 'it fails');
          if (has(call, KEY)) {
            newsroom.now += 10 * MINUTE;
            await publishLive(newsroom, { kind: 'due' });
          }
          const result = await call.run();
          if (seen.length > 0 || has(call, KEY)) seen.push(await textsWith(newsroom));
          return result;
        },
      });
      if (how === 'fails') await expect(rebuilt).rejects.toThrow('it fails');
      else await rebuilt;
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.flat()).toEqual([]);
      if (how === 'succeeds') expect(await differing(newsroom)).toEqual([]);
    },
  );

  it('has no page by a function that nobody knows of to take it away', async () => {
    const newsroom = new LiveNewsroom(contentOf(20), { site: SITE, limits: LIMITS });
    await newsroom.write(KEY, ending(`expires: ${new Date(NOW + 30 * MINUTE).toISOString()}`));
    const seen: (readonly string[])[] = [];
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        if (call.event.full) newsroom.now += 40 * MINUTE;
        const result = await call.run();
        seen.push(await textsWith(newsroom));
        return result;
      },
    });
    expect(seen.flat()).toEqual([]);
    expect(await differing(newsroom)).toEqual([]);
  });

  it('or is held back by a data file since the fleet began, has no page either', async () => {
    const newsroom = new LiveNewsroom(contentOf(20), { site: SITE, limits: LIMITS });
    const key = 'articles/kin/het-han.md';
    await newsroom.write(key, ending(''));
    await publishLive(newsroom, { kind: 'full' });
    await siteIsNew(newsroom);
    const seen: (readonly string[])[] = [];
    await rebuildByFleet(newsroom, {
      partition,
      limits: LIMITS,
      meddle: async call => {
        if (has(call, key)) {
          newsroom.now += MINUTE;
          await newsroom.write('articles/kin/kin.json', '{ "draft": true }');
          await publishLive(newsroom, { kind: 'changes', keys: ['articles/kin/kin.json'] });
        }
        const result = await call.run();
        if (seen.length > 0 || has(call, key)) seen.push(await textsWith(newsroom));
        return result;
      },
    });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.flat()).toEqual([]);
    expect(await differing(newsroom)).toEqual([]);
  });
});
