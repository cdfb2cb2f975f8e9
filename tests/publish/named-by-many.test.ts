import { describe, expect, it } from 'vitest';
import { IS_THOROUGH } from '../thorough.ts';
import { LiveNewsroom, noted, PERMALINK, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const LOGO = 'media/logo.png';
const COUNT = IS_THOROUGH ? 48 : 14;
const EACH = 6;
const LIMITS = { againPerCommit: EACH, perSegment: 8, delta: 5 };
const naming = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at): [string, string] => [
      `articles/x${at}.md`,
      article(`title: T${at}\ndate: 2026-10-${10 + (at % 15)}\ntags: [Chợ]`, `Lời.\n\n![Logo](/${LOGO})`),
    ]),
  );

const SITE = ['minimumHours: 0', 'entries: 5'];

const open = (line = ''): Promise<LiveNewsroom> =>
  LiveNewsroom.open({ ...naming(COUNT), [LOGO]: 'x' }, { site: siteYaml(...SITE, line), limits: LIMITS });

const pagesIn = (paths: readonly string[]): readonly string[] =>
  paths.filter(path => /^articles\/.*\/index\.html$/.test(path));

async function namingPages(newsroom: LiveNewsroom): Promise<number> {
  const files = await newsroom.files();
  return [...files].filter(([path, text]) => pagesIn([path]).length > 0 && text.includes(LOGO)).length;
}

describe('a file under media/ that many articles name', () => {
  it.each(['', 'feeds: { tags: { formats: [rss, atom] } }', 'markdown: true', PERMALINK])(
    'comes and goes some articles at a time, and a sweep finishes it: %s',
    async line => {
      const newsroom = await open(line);
      for (const isGone of [true, false]) {
        const key = await (isGone ? newsroom.remove(LOGO) : newsroom.write(LOGO, 'x'));
        const { changed } = await newsroom.changes(key);
        expect(pagesIn(changed).length).toBe(line === PERMALINK ? 0 : EACH);
        expect((await newsroom.state()).again?.length).toBe(COUNT - EACH);
        await newsroom.sweep();
        expect((await newsroom.state()).again).toBeUndefined();
        expect(await newsroom.files()).toEqual(await newsroom.scratch());
        expect((await newsroom.publish({ kind: 'sweep', audit: true })).changed).toEqual([]);
        expect((await newsroom.publish({ kind: 'full' })).changed).toEqual([]);
      }
    },
  );

  it('is finished by runs of what is due, too, and news does not wait for it', async () => {
    const newsroom = await open();
    await newsroom.changes(await newsroom.remove(LOGO));
    const { changed } = await newsroom.changes(
      await newsroom.write('articles/new.md', article('title: NEW\ndate: 2026-11-20')),
    );
    expect(pagesIn(changed).length).toBe(1);
    expect((await newsroom.titles())?.[0]).toBe('NEW');
    expect(await namingPages(newsroom)).toBe(COUNT - EACH);
    await newsroom.publish({ kind: 'due' });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('costs no page twice where it is back before the rest was looked at', async () => {
    const newsroom = await open();
    await newsroom.changes(await newsroom.remove(LOGO));
    await newsroom.changes(await newsroom.write(LOGO, 'x'));
    const { changed } = await newsroom.sweep();
    expect(pagesIn(changed).length).toBeLessThanOrEqual(EACH);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('has no article read for the place where it is named, where there are many', async () => {
    const site = siteYaml(...SITE, PERMALINK);
    const newsroom = await LiveNewsroom.open({ ...naming(120), [LOGO]: 'x' }, { site });
    const read: string[] = [];
    const content = noted(newsroom.content, read);
    const { problems } = await newsroom.publish({ kind: 'changes', keys: [await newsroom.remove(LOGO)] }, { content });
    expect(problems.length).toBe(120);
    expect(problems.filter(({ line }) => line !== undefined)).toEqual([]);
    expect(read.filter(request => request.startsWith('GET articles/')).length).toBeLessThan(30);
  });

  it('is told in the feeds of tags, too, by an article whose event comes before its turn', async () => {
    const enclosing = (at: number): string =>
      article(`title: T${at}\ndate: 2026-10-1${at}\ntags: [Chợ]\nenclosure: /media/a.mp3`);
    const keys = Array.from({ length: 6 }, (_, at) => `articles/x${at}.md`);
    const content = Object.fromEntries(keys.map((key, at) => [key, enclosing(at)]));
    const site = siteYaml('minimumHours: 0', 'feeds: { tags: true }');
    const newsroom = await LiveNewsroom.open(content, { site, limits: { againPerCommit: 1, delta: 2 } });
    await newsroom.changes(await newsroom.write('media/a.mp3', 'x'));
    const waiting = (await newsroom.state()).again ?? [];
    expect(waiting.length).toBe(5);
    await newsroom.changes(...waiting.slice(2, 4));
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('is forgotten by a rebuild, which looks at everything', async () => {
    const newsroom = await open();
    await newsroom.changes(await newsroom.remove(LOGO));
    await newsroom.publish({ kind: 'full' });
    expect((await newsroom.state()).again).toBeUndefined();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('is finished by runs of which each ends early, and what is new comes out in the first', async () => {
    // A run has time for the files of one commit and those of half another.
    const [count, each, most] = [72, 20, 45];
    const limits = { ...LIMITS, againPerCommit: each };
    const newsroom = await LiveNewsroom.open({ ...naming(count), [LOGO]: 'x' }, { site: siteYaml(...SITE), limits });
    await newsroom.remove(LOGO);
    await newsroom.write('articles/new.md', article('title: NEW\ndate: 2026-11-20'));
    const left: number[] = [];
    for (let runs = 0; runs < 12 && left.at(-1) !== 0; runs++) {
      let puts = 0;
      const feeds = noted(newsroom.feeds, [], request => {
        if (!request.startsWith('PUT public/')) return;
        puts += 1;
        if (puts > most) throw new Error('the time is over');
      });
      await newsroom.publish({ kind: 'sweep' }, { feeds }).catch(() => {});
      left.push(await namingPages(newsroom));
      newsroom.now += 20 * 60_000;
      if (runs === 0) expect(await newsroom.titles()).toContain('NEW');
    }
    expect(left[0]).toBeGreaterThan(0);
    expect(left.at(-1)).toBe(0);
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});
