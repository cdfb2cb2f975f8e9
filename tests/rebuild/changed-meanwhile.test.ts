import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { HOUR } from '../core/samples.ts';
import { LiveNewsroom, PERMALINK, siteYaml } from '../publish/live-newsroom.ts';
import { story } from './begun.ts';

const KEYS = Array.from({ length: 6 }, (_, at) => `articles/a${at}.md`);
const [LAST = ''] = KEYS.slice(-1);
/** Read one by one, and folded after few changes. */
const LIMITS = { delta: 2, perSegment: 2, perRead: 1 };

/** A content bucket that tells whether the last of the keys was read, and feeds that change once it was. */
function changedOnce({ content, feeds }: LiveNewsroom, change: () => Promise<unknown>) {
  let [isRead, isLeft] = [false, true];
  return {
    content: {
      ...content,
      get: async (key, options) => {
        isRead ||= key === LAST;
        return content.get(key, options);
      },
    } satisfies ObjectStore,
    feeds: {
      ...feeds,
      get: async (key, options) => {
        if (isRead && isLeft && key === 'state/state.br') {
          isLeft = false;
          await change();
        }
        return feeds.get(key, options);
      },
    } satisfies ObjectStore,
  };
}

describe('what other runs publish while a rebuild reads', () => {
  it.each([
    ['written', (newsroom: LiveNewsroom, key: string) => newsroom.write(key, story('Mới', 1))],
    ['deleted', (newsroom: LiveNewsroom, key: string) => newsroom.remove(key)],
  ] as const)('stays as they left it, though the delta tells of it no more: %s', async (_, change) => {
    const site = siteYaml(PERMALINK, 'feeds: { authors: true, tags: true }');
    const content = Object.fromEntries(KEYS.map((key, at) => [key, story(`Tin ${at}`, at + 2)]));
    const newsroom = await LiveNewsroom.open(content, { site, limits: LIMITS });
    await newsroom.sweep();
    newsroom.now += HOUR;
    const changed = KEYS.slice(0, -1);
    const stores = changedOnce(newsroom, async () => {
      for (const key of changed) {
        await change(newsroom, key);
        await newsroom.changes(key);
      }
    });
    await newsroom.publish({ kind: 'full' }, stores);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    const { problems, changed: written } = await newsroom.publish({ kind: 'sweep', audit: true });
    expect({ problems, written }).toEqual({ problems: [], written: [] });
  });
});
