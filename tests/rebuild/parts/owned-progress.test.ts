import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../../functions/stores/object-store.ts';
import { HOUR } from '../../core/samples.ts';
import { LiveNewsroom, noted, siteYaml } from '../../publish/live-newsroom.ts';
import { story } from '../begun.ts';

const KEYS = Array.from({ length: 80 }, (_, at) => `articles/${String(at).padStart(2, '0')}.md`);
const CONTENT = Object.fromEntries(KEYS.map((key, at) => [key, story(`Bài số ${at}.`, 20 + at * 20)]));
/** So that parts are stored and folded many times in a rebuild. */
const LIMITS = { perRead: 5, perStoredPart: 4, perSegment: 8, delta: 3, entries: 10, considered: 12, slack: 2 };
const MINUTE = 60_000;

/** A newsroom in which everything is there, so that a rebuild has no page to write. */
const open = () => LiveNewsroom.open(CONTENT, { limits: LIMITS });

/** The store of the content, with the keys of articles that were read; `before` may throw. */
function reading({ content }: LiveNewsroom, before: (reads: number) => void = () => {}) {
  const read: string[] = [];
  const store = noted(content, [], request => {
    if (!request.startsWith('GET articles/')) return;
    before(read.length);
    read.push(request.slice('GET '.length));
  });
  return { store, read };
}

/** Has a rebuild die once it has read 50 articles. */
async function die(newsroom: LiveNewsroom): Promise<void> {
  const { store } = reading(newsroom, reads => {
    if (reads >= 50) throw new Error('killed');
  });
  await expect(newsroom.publish({ kind: 'full' }, { content: store })).rejects.toThrow('killed');
  expect(await newsroom.feeds.get('state/rebuild.br')).toBeDefined();
}

async function partsOf({ feeds }: LiveNewsroom): Promise<readonly string[]> {
  const parts: string[] = [];
  for await (const { key } of feeds.list('state/parts/')) parts.push(key);
  return parts;
}

/** The store of feeds, with the paths of files that were written and that tell of an article. */
function watching({ feeds }: LiveNewsroom, key: string) {
  const number = key.slice('articles/'.length, -'.md'.length);
  const told = new RegExp(`Bài số ${number}\\.|/${number}-`);
  const held: string[] = [];
  const store: ObjectStore = {
    ...feeds,
    put: (name, bytes, options) => {
      const text = /\.(?:br|gz)$/.test(name) ? '' : Buffer.from(bytes).toString();
      if (name.startsWith('public/') && told.test(text)) held.push(name);
      return feeds.put(name, bytes, options);
    },
  };
  return { feeds: store, held };
}

/** Does something before each time that a rebuild notes how far it is, with their number. */
function atProgress(feeds: ObjectStore, each: (number: number) => Promise<void>): ObjectStore {
  let number = 0;
  return noted(feeds, [], async request => {
    if (request === 'PUT state/rebuild.br') await each(++number);
  });
}

describe('the progress of a rebuild that died', () => {
  it('is gone on from as soon as its run is over, though it wrote no page', async () => {
    const newsroom = await open();
    await die(newsroom);
    newsroom.now += 16 * MINUTE;
    const { store, read } = reading(newsroom);
    expect(await newsroom.publish({ kind: 'due' }, { content: store })).toMatchObject({ complete: true });
    expect(read.length).toBeGreaterThan(20);
    expect(read.length).toBeLessThan(60);
    expect(await partsOf(newsroom)).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('is of no use once another rebuild was activated, which knew that an article was deleted', async () => {
    const newsroom = await open();
    await die(newsroom);
    const key = 'articles/60.md';
    await newsroom.remove(key);
    // The run that died may be at work for all that this one knows.
    await newsroom.publish({ kind: 'full' });
    newsroom.now += 16 * MINUTE;
    const { feeds, held } = watching(newsroom, key);
    await newsroom.publish({ kind: 'due' }, { feeds });
    expect(held).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it.each(['is deleted', 'becomes a draft'])('is of no use days later: an article %s meanwhile', async what => {
    const newsroom = await open();
    await die(newsroom);
    newsroom.now += 24 * HOUR;
    const key = 'articles/60.md';
    if (what === 'is deleted') await newsroom.remove(key);
    else await newsroom.write(key, story('Bài số 60.', 1220, 'draft: true'));
    await newsroom.changes(key);
    newsroom.now += 24 * HOUR;
    const { feeds, held } = watching(newsroom, key);
    const { store, read } = reading(newsroom);
    await newsroom.publish({ kind: 'full' }, { content: store, feeds });
    expect(new Set(read).size).toBeGreaterThanOrEqual(79);
    expect(held).toEqual([]);
    expect(await partsOf(newsroom)).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('leaves no parts behind where the site is another by then', async () => {
    const newsroom = await open();
    await die(newsroom);
    newsroom.now += 20 * MINUTE;
    await newsroom.write('site.yaml', siteYaml().replace('Báo Mẫu', 'Báo Khác'));
    await newsroom.publish({ kind: 'full' });
    expect(await partsOf(newsroom)).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

describe('a rebuild that takes long', () => {
  it('is not taken for dead by runs of what is due', async () => {
    const newsroom = await open();
    const done: number[] = [];
    const feeds = atProgress(newsroom.feeds, async () => {
      newsroom.now += 5 * MINUTE;
      done.push((await newsroom.publish({ kind: 'due' })).read);
    });
    await newsroom.write('site.yaml', siteYaml().replace('Báo Mẫu', 'Báo Khác'));
    const { store, read } = reading(newsroom);
    expect(await newsroom.publish({ kind: 'full' }, { content: store, feeds })).toMatchObject({ complete: true });
    expect(done.length).toBeGreaterThan(10);
    expect(new Set(done)).toEqual(new Set([0]));
    expect(read.length).toBeLessThan(90);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('keeps its parts while a sweep rebuilds, too', async () => {
    const newsroom = await open();
    const sweeps: boolean[] = [];
    const feeds = atProgress(newsroom.feeds, async number => {
      newsroom.now += 14 * MINUTE;
      if (number === 9) sweeps.push((await newsroom.publish({ kind: 'sweep' })).complete);
    });
    await newsroom.write('site.yaml', siteYaml().replace('Báo Mẫu', 'Báo Khác'));
    const { store, read } = reading(newsroom);
    expect(await newsroom.publish({ kind: 'full' }, { content: store, feeds })).toMatchObject({ complete: true });
    expect(sweeps).toEqual([true]);
    expect(read.length).toBeLessThan(90);
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    newsroom.now += 3 * HOUR;
    await newsroom.publish({ kind: 'full' });
    expect(await partsOf(newsroom)).toEqual([]);
  });
});
