import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../functions/core/article/key.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

/** The header of a GIF, which tells its sides. */
const gif = (width: number, height: number) => `GIF89a${String.fromCharCode(width, 0, height, 0)}`;
const fields = (more: string) => article(`title: A\ndate: 2026-11-20\ncategory: Tin\ntags: [chợ]\n${more}`);
const SITE = siteYaml('feeds: { tags: true }');

async function contentsIn(newsroom: LiveNewsroom, path: string): Promise<readonly (readonly (string | undefined)[])[]> {
  const rss = Buffer.from((await newsroom.feeds.get(`public/${path}`))?.bytes ?? []).toString();
  const contents = rss.match(/<media:content [^>]*>/g) ?? [];
  return contents.map(content => ['width', 'height'].map(side => new RegExp(`${side}="(\\d+)"`).exec(content)?.[1]));
}

const PAGE = `articles/${readingSlug('articles/a.md')}/index.html`;

/** Sides of the picture on the page of the article: above its text, in Open Graph and in JSON-LD, which agree. */
async function sidesOnPage(newsroom: LiveNewsroom): Promise<readonly (string | undefined)[]> {
  const page = Buffer.from((await newsroom.feeds.get(`public/${PAGE}`))?.bytes ?? []).toString();
  const [img = ''] = page.match(/<img [^>]*>/) ?? [];
  const sides = ['width', 'height'].map(side => new RegExp(` ${side}="(\\d+)"`).exec(img)?.[1]);
  for (const [at, side] of ['width', 'height'].entries()) {
    expect(new RegExp(`<meta property="og:image:${side}" content="(\\d+)">`).exec(page)?.[1]).toBe(sides[at]);
    expect(new RegExp(`"ImageObject"[^}]*"${side}":(\\d+)`).exec(page)?.[1]).toBe(sides[at]);
  }
  return sides;
}

/** Sides of the only picture in all feeds and on its page; `undefined` where there is none. */
async function sidesOf(newsroom: LiveNewsroom): Promise<readonly (string | undefined)[] | undefined> {
  const pictures = await contentsIn(newsroom, 'rss.xml');
  expect(pictures.length).toBeLessThan(2);
  for (const path of ['tin/rss.xml', 'tags/cho/rss.xml']) expect(await contentsIn(newsroom, path)).toEqual(pictures);
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
  // RSS tells one side alone, too.
  const [width, height] = pictures[0] ?? [];
  if (height !== undefined || width === undefined) expect(await sidesOnPage(newsroom)).toEqual([width, height]);
  return pictures[0];
}

const changes = (...keys: readonly string[]) => ({ kind: 'changes', keys }) as const;

describe.each([
  ['under media/', 'media/a.gif', '/media/a.gif'],
  ['beside the article', 'articles/a.gif', 'a.gif'],
])('a picture %s', (_, key, reference) => {
  it('has its sides in feeds, whichever came first, and as it is now', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': fields(`image: ${reference}`) }, { site: SITE });
    // One that is not there is left out.
    expect(await sidesOf(newsroom)).toBeUndefined();
    await newsroom.write(key, gif(12, 7));
    await newsroom.publish(changes(key));
    expect(await sidesOf(newsroom)).toEqual(['12', '7']);
    await newsroom.write(key, gif(120, 70));
    await newsroom.publish(changes(key));
    expect(await sidesOf(newsroom)).toEqual(['120', '70']);
    await newsroom.write('articles/a.md', fields(`image: ${reference}\nsummary: Mới`));
    await newsroom.publish(changes('articles/a.md'));
    expect(await sidesOf(newsroom)).toEqual(['120', '70']);
    await newsroom.write(key, 'no picture');
    await newsroom.sweep();
    expect(await sidesOf(newsroom)).toEqual([undefined, undefined]);
  });

  it('has them after a rebuild', async () => {
    const content = { 'articles/a.md': fields(`image: ${reference}`), [key]: gif(12, 7) };
    // One object at a time: the article comes before the picture.
    const newsroom = await LiveNewsroom.open(content, { site: SITE, limits: { perRead: 1 } });
    expect(await sidesOf(newsroom)).toEqual(['12', '7']);
    await newsroom.write(key, gif(3, 4));
    await newsroom.publish({ kind: 'full' });
    expect(await sidesOf(newsroom)).toEqual(['3', '4']);
  });

  it('has them on the page of an article that no feed shows any more', async () => {
    const newer = Object.fromEntries(
      [1, 2, 3, 4].map(day => [`articles/moi/${day}.md`, article(`title: ${day}\ndate: 2026-11-2${day}`)]),
    );
    const site = siteYaml('entries: 1', 'minimumHours: 0');
    const limits = { slack: 1, delta: 2, perSegment: 2, perRead: 2 };
    const content = { ...newer, 'articles/a.md': fields(`image: ${reference}`) };
    const newsroom = await LiveNewsroom.open(content, { site, limits });
    expect(await sidesOnPage(newsroom)).toEqual([undefined, undefined]);
    for (const [width, height] of [
      [12, 7],
      [120, 70],
    ] as const) {
      await newsroom.changes(await newsroom.write(key, gif(width, height)));
      expect(await sidesOnPage(newsroom)).toEqual([`${width}`, `${height}`]);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
    }
    // The same sides leave the page alone.
    const { changed } = await newsroom.changes(await newsroom.write(key, `${gif(120, 70)} other`));
    expect(changed).not.toContain(PAGE);
    await newsroom.write(key, gif(3, 4));
    await newsroom.publish({ kind: 'full' });
    expect(await sidesOnPage(newsroom)).toEqual(['3', '4']);
    expect((await newsroom.publish({ kind: 'full' })).changed).toEqual([]);
    await newsroom.changes(await newsroom.remove(key));
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('has those that are declared before its own', async () => {
    const image = `image: { src: ${reference}, width: 99 }`;
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': fields(image), [key]: gif(12, 7) }, { site: SITE });
    expect(await sidesOf(newsroom)).toEqual(['99', undefined]);
  });
});
