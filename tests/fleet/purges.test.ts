import { describe, expect, it } from 'vitest';
import type { LiveNewsroom } from '../publish/live-newsroom.ts';
import { contentOf, SITE, sourceOf } from './content.ts';
import type { Call } from './fleet.ts';
import { differing, openLive, publishLive, rebuildByFleet } from './fleet.ts';

const LIMITS = { perSegment: 8, perRead: 5, slack: 1, perMerge: 3, perCommit: 60 };
const partition = (items: readonly unknown[]): unknown[][] => [items.slice(0, 10), items.slice(10)];

/** Rebuilds by a fleet, and returns what the edge is asked to forget. `meddle` may change the newsroom meanwhile. */
async function purgesOf(newsroom: LiveNewsroom, meddle?: (call: Call) => Promise<void>): Promise<readonly string[]> {
  const items: string[] = [];
  await rebuildByFleet(newsroom, {
    partition,
    limits: LIMITS,
    purge: async request => void items.push(...request.items),
    meddle: async call => {
      await meddle?.(call);
      return call.run();
    },
  });
  expect(await differing(newsroom)).toEqual([]);
  return items;
}

async function open(): Promise<LiveNewsroom> {
  const newsroom = await openLive(contentOf(20), { site: SITE, limits: LIMITS });
  await publishLive(newsroom, { kind: 'sweep' });
  return newsroom;
}

describe('what the edge forgets of a fleet', () => {
  it('is nothing where nothing changed', async () => {
    expect(await purgesOf(await open())).toEqual([]);
  });

  it('is everything where a page was written, by whichever of many', async () => {
    const newsroom = await open();
    await newsroom.write('articles/002.md', sourceOf(2, 'summary: Khác'));
    expect(await purgesOf(newsroom)).toContain('/*');
  });

  it('is everything where another rebuild was activated meanwhile, which may have dropped its mark', async () => {
    const newsroom = await open();
    let isDone = false;
    const purges = await purgesOf(newsroom, async ({ event }) => {
      if (event.fleet.items === undefined || isDone) return;
      isDone = true;
      await publishLive(newsroom, { kind: 'full' });
    });
    expect([isDone, purges.includes('/*')]).toEqual([true, true]);
  });
});
