import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
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

/** Sides of the only picture in all feeds; `undefined` where there is none. */
async function sidesOf(newsroom: LiveNewsroom): Promise<readonly (string | undefined)[] | undefined> {
  const pictures = await contentsIn(newsroom, 'rss.xml');
  expect(pictures.length).toBeLessThan(2);
  for (const path of ['tin/rss.xml', 'tags/cho/rss.xml']) expect(await contentsIn(newsroom, path)).toEqual(pictures);
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
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
    const newsroom = await LiveNewsroom.open(content, { site: SITE });
    expect(await sidesOf(newsroom)).toEqual(['12', '7']);
    await newsroom.write(key, gif(3, 4));
    await newsroom.publish({ kind: 'full' });
    expect(await sidesOf(newsroom)).toEqual(['3', '4']);
  });

  it('has those that are declared before its own', async () => {
    const image = `image: { src: ${reference}, width: 99 }`;
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': fields(image), [key]: gif(12, 7) }, { site: SITE });
    expect(await sidesOf(newsroom)).toEqual(['99', undefined]);
  });
});
