import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { LiveNewsroom, type Ran, siteYaml } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';

/** The header of a GIF, which tells its sides. */
const gif = (width: number, height: number) => `GIF89a${String.fromCharCode(width, 0, height, 0)}`;
const fields = (image: string) => article(`title: A\ndate: 2026-11-20\ntags: [chợ]\nimage: ${image}`);
const SITE = siteYaml('feeds: { tags: true }');
const LIMITS = { perSegment: 8, perCommit: 5, perRead: 5, slack: 1, delta: 7 };
const MOST = 20;
const FULL = { kind: 'full' } as const;

const pictures = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`media/${at + 10}.gif`, gif(12, at + 1)]));

/** A run that has time to measure some pictures, and those that it measured. */
async function runMeasuring(
  newsroom: LiveNewsroom,
  most = Number.POSITIVE_INFINITY,
  revision = 'tested',
): Promise<Ran & { readonly measured: readonly string[] }> {
  const measured: string[] = [];
  const content: ObjectStore = {
    ...newsroom.content,
    get: (key, options) => {
      if (options && 'first' in options && key.endsWith('.gif')) measured.push(key);
      return newsroom.content.get(key, options);
    },
  };
  const timeLeft = () => (measured.length < most ? 60_000 : 0);
  return { ...(await newsroom.publish(FULL, { content, timeLeft, revision })), measured };
}

async function sidesIn(newsroom: LiveNewsroom, path: string): Promise<readonly string[]> {
  const rss = Buffer.from((await newsroom.feeds.get(`public/${path}`))?.bytes ?? []).toString();
  return rss.match(/(?<=<media:content [^>]*)width="\d+" height="\d+"/g) ?? [];
}

describe('a rebuild measures pictures', () => {
  it('as long as it has time, and goes on where it stopped', async () => {
    const newsroom = new LiveNewsroom(
      { ...pictures(60), 'articles/a.md': fields('/media/69.gif'), 'articles/b.md': fields('/media/10.gif') },
      { site: SITE, limits: LIMITS },
    );
    const measured: string[] = [];
    for (let isComplete = false; !isComplete; ) {
      const ran = await runMeasuring(newsroom, MOST);
      expect(ran.measured.length).toBeLessThanOrEqual(MOST);
      if (!ran.complete) expect(ran.measured).not.toEqual([]);
      measured.push(...ran.measured);
      isComplete = ran.complete;
    }
    expect(measured.sort()).toEqual(Object.keys(pictures(60)).sort());
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect(await sidesIn(newsroom, 'tags/cho/rss.xml')).toEqual(['width="12" height="60"', 'width="12" height="1"']);
  });

  it.each([{}, { perStoredPart: 4 }])(
    'and tells them as they are, though they change between its runs: %j',
    async more => {
      const story = (at: number): string => article(`title: A\ndate: 2026-11-${at}\nimage: ${at}.gif`);
      const articles = Array.from({ length: 19 }, (_, at) => [`articles/z${at + 10}.md`, story(at + 10)]);
      const beside = Object.entries(pictures(19)).map(([key, bytes]) => [key.replace('media', 'articles'), bytes]);
      const site = siteYaml('entries: 1', 'minimumHours: 0');
      for (const bytes of [gif(99, 98), 'no picture', undefined]) {
        const content = Object.fromEntries([...articles, ...beside]);
        // Articles are read first.
        const newsroom = new LiveNewsroom(content, { site, limits: { ...LIMITS, ...more } });
        expect((await runMeasuring(newsroom, 12)).complete).toBe(false);
        for (const [key = ''] of beside)
          if (bytes === undefined) await newsroom.remove(key);
          else await newsroom.write(key, bytes);
        newsroom.now += 60_000;
        for (let isComplete = false; !isComplete; ) isComplete = (await newsroom.sweep()).complete;
        await newsroom.sweep();
        expect(await newsroom.files()).toEqual(await newsroom.scratch());
      }
    },
  );

  it('of which no state tells the sides of the version that is there', async () => {
    const newsroom = new LiveNewsroom(
      { ...pictures(20), 'articles/a.md': fields('/media/29.gif') },
      { site: SITE, limits: LIMITS },
    );
    expect((await runMeasuring(newsroom)).measured).toHaveLength(20);
    await newsroom.write('media/29.gif', gif(3, 4));
    expect((await runMeasuring(newsroom, undefined, 'another')).measured).toEqual(['media/29.gif']);
    expect(await sidesIn(newsroom, 'rss.xml')).toEqual(['width="3" height="4"']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await runMeasuring(newsroom)).measured).toEqual([]);
  });

  it('beside an article after it read that', async () => {
    const others = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [`articles/n${at}.md`, article('title: B\ndate: 2026-11-20')]),
    );
    const newsroom = await LiveNewsroom.open(
      { ...others, 'articles/z.md': fields('a.gif'), 'articles/a.gif': gif(12, 7) },
      { site: SITE, limits: LIMITS },
    );
    expect(await sidesIn(newsroom, 'rss.xml')).toEqual(['width="12" height="7"']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});
