import { describe, expect, it } from 'vitest';
import { EmptyListing } from '../../functions/content/empty-listing.ts';
import { compareContent } from '../../functions/publish/compare-content.ts';
import { openRun } from '../../functions/run/open-run.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, type LiveOptions, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const articles = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`articles/${at}.md`, article(`title: ${at}\ndate: 2026-11-20`)]),
  );
const open = (count: number, limits: LiveOptions['limits'] = {}) => LiveNewsroom.open(articles(count), { limits });

async function compared(newsroom: LiveNewsroom, more: { readonly allowEmpty?: boolean } = {}) {
  const run = openRun({ ...newsroom.options(), ...more });
  const difference = await compareContent(run, await newsroom.state());
  return difference === 'rebuild' || difference === 'short'
    ? difference
    : { ...difference, keys: [...difference.keys].sort() };
}

describe('content that is compared with the index', () => {
  it('is the same where nothing changed', async () => {
    expect(await compared(await open(3))).toEqual({ keys: [], readSite: false, dataKeys: [] });
  });

  it('differs in what is new, gone, or another, and in nothing that is no content', async () => {
    const newsroom = await open(4, { perSegment: 2 });
    await newsroom.write('articles/new.md', 'Mới');
    await newsroom.write('media/a.jpg', 'a');
    await newsroom.write('articles/1.md', article('title: Khác\ndate: 2026-11-20'));
    await newsroom.remove('articles/2.md');
    for (const key of ['articles/.DS_Store', 'articles/_index.md', 'other/a.md']) await newsroom.write(key, 'a');
    const keys = ['articles/1.md', 'articles/2.md', 'articles/new.md', 'media/a.jpg'];
    expect(await compared(newsroom)).toEqual({ keys, readSite: true, dataKeys: ['articles/_index.md'] });
  });

  it('differs where a file has the same bytes and was put at another time', async () => {
    const newsroom = await open(2);
    newsroom.now += 5000;
    await newsroom.write('articles/1.md', article('title: 1\ndate: 2026-11-20'));
    expect(await compared(newsroom)).toEqual({ keys: ['articles/1.md'], readSite: false, dataKeys: [] });
  });

  it.each([
    ['site.yaml changed', 'site.yaml', siteYaml('entries: 7')],
    ['an authors file came', '_data/authors.yml', 'na: { name: Lê Na }'],
  ])('has the site read again where %s', async (_, key, text) => {
    const newsroom = await open(1);
    await newsroom.write(key, text);
    expect(await compared(newsroom)).toEqual({ keys: [], readSite: true, dataKeys: [] });
  });

  it('has the first of two authors files read, and is the same where the second changes', async () => {
    const newsroom = new LiveNewsroom({
      ...articles(1),
      'authors.yml': 'na: { name: Na }',
      '_data/authors.yml': 'a: {}',
    });
    await newsroom.publish({ kind: 'full' });
    await newsroom.write('_data/authors.yml', 'b: {}');
    expect(await compared(newsroom)).toEqual({ keys: [], readSite: false, dataKeys: [] });
    await newsroom.remove('authors.yml');
    expect(await compared(newsroom)).toEqual({ keys: [], readSite: true, dataKeys: [] });
  });

  it('is listed in ranges side by side where there is much of it, and goes on where time ran short', async () => {
    const limits = { perSegment: 10, perRange: 10, perCompression: 4, delta: 8 };
    const newsroom = await open(64, limits);
    const ranges: unknown[] = [];
    const taken: string[] = [];
    const content: ObjectStore = {
      ...newsroom.content,
      listsInPages: true,
      async *list(prefix, options) {
        ranges.push(options);
        for await (const summary of newsroom.content.list(prefix, options)) {
          taken.push(summary.key);
          yield summary;
        }
      },
    };
    await newsroom.write('articles/new.md', article('title: Mới\ndate: 2026-11-20'));
    await newsroom.write('articles/a.json', '{"draft": true}');
    await newsroom.write('articles/a.md', article('title: Nháp\ndate: 2026-11-20'));
    await newsroom.remove('articles/40.md');
    let before = await newsroom.files();
    let [sweeps, looks] = [1, 0];
    // Every third look finds no time: each sweep lists some ranges, and a part of others.
    const timeLeft = () => (looks++ % 3 === 2 ? 0 : 60_000);
    while (!(await newsroom.publish({ kind: 'sweep' }, { content, timeLeft })).complete) {
      expect(await newsroom.files()).toEqual(before);
      expect(await newsroom.feeds.get('state/listing.br')).toBeDefined();
      // What an event told of meanwhile is not taken for something else later.
      if (sweeps === 1) await newsroom.changes(await newsroom.remove('articles/0.md'));
      before = await newsroom.files();
      sweeps += 1;
      expect(sweeps).toBeLessThan(20);
    }
    expect(ranges.length).toBeGreaterThan(7);
    expect(sweeps).toBeGreaterThan(1);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect(await newsroom.feeds.get('state/listing.br')).toBeUndefined();
    // Where a sweep stopped, the first key that it had no time for is asked for once more.
    expect(taken.length - new Set(taken).size).toBeLessThanOrEqual(7 * (sweeps - 1));
    expect((await newsroom.publish({ kind: 'sweep' }, { content })).requests).toEqual([
      'GET state/state.br',
      'GET state/listing.br',
      expect.stringMatching(/^GET state\/segments\//),
    ]);
  });

  it('lets nothing out that a first data file of an article holds back, which came while it was listed', async () => {
    const newsroom = await open(64, { perSegment: 10, perRange: 10, perCompression: 4, delta: 8 });
    const content: ObjectStore = { ...newsroom.content, listsInPages: true };
    let enough = 0;
    for (let looks = 0; ; looks = 0) {
      enough += 1;
      const timeLeft = () => (looks++ >= enough ? 0 : 60_000);
      const { complete } = await newsroom.publish({ kind: 'sweep' }, { content, timeLeft });
      if (complete) break;
      await newsroom.write('articles/0.json', '{"draft": true}');
      await newsroom.changes('articles/0.json');
      expect((await newsroom.publish({ kind: 'sweep' }, { content })).complete).toBe(true);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
      await newsroom.changes(await newsroom.remove('articles/0.json'));
      await newsroom.sweep();
    }
    expect(enough).toBeGreaterThan(2);
  });

  it('is listed anew where what was listed is old, or of other segments', async () => {
    const newsroom = await open(12, { perSegment: 4, perRange: 3 });
    const content: ObjectStore = { ...newsroom.content, listsInPages: true };
    const short = () => newsroom.publish({ kind: 'sweep' }, { content, timeLeft: () => 0 });
    const head = async () => {
      const store = new StateStore(createPrefixedStore(newsroom.feeds, 'state/'));
      return (await store.readListing<{ readonly since: number; readonly parts: readonly number[] }>())?.head;
    };
    expect(await short()).toMatchObject({ complete: false });
    expect(await head()).toMatchObject({ since: NOW });
    newsroom.now += 7 * 24 * HOUR;
    await short();
    expect(await head()).toMatchObject({ since: NOW });
    newsroom.now += 1;
    await short();
    expect(await head()).toMatchObject({ since: newsroom.now });
    const store = new StateStore(createPrefixedStore(newsroom.feeds, 'state/'));
    await store.writeListing({ since: newsroom.now, left: [], etags: [], problems: [], parts: [0] }, []);
    expect(await newsroom.publish({ kind: 'sweep' }, { content })).toMatchObject({ complete: true, read: 0 });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('is read anew where more than half of a large newsroom changed, and no sooner', async () => {
    const newsroom = await open(10, { perCommit: 2 });
    for (let at = 0; at < 5; at++) await newsroom.write(`articles/${at}.md`, 'Khác');
    expect(await compared(newsroom)).toMatchObject({ keys: { length: 5 } });
    await newsroom.write('articles/5.md', 'Khác');
    expect(await compared(newsroom)).toBe('rebuild');
  });

  it('is compared key by key in a small newsroom, however much of it changed', async () => {
    const newsroom = await open(4, { perCommit: 2 });
    for (let at = 0; at < 4; at++) await newsroom.write(`articles/${at}.md`, 'Khác');
    expect(await compared(newsroom)).toMatchObject({ keys: { length: 4 } });
  });

  it('is read anew where it has four times as many objects as its segments are made for', async () => {
    const newsroom = await open(1, { perSegment: 1 });
    for (let at = 1; at < 4; at++) await newsroom.write(`articles/${at}.md`, 'Lời');
    expect(await compared(newsroom)).toMatchObject({ keys: { length: 3 } });
    await newsroom.write('articles/4.md', 'Lời');
    expect(await compared(newsroom)).toBe('rebuild');
  });

  it('is read anew where the segment is lost that would say what changed', async () => {
    const newsroom = await open(8, { perSegment: 2, delta: 0 });
    for await (const { key } of newsroom.feeds.list('state/segments/')) await newsroom.feeds.delete(key);
    expect(await compared(newsroom)).toEqual({ keys: [], readSite: false, dataKeys: [] });
    await newsroom.write('articles/1.md', 'Khác');
    expect(await compared(newsroom)).toBe('rebuild');
  });

  it('is refused where no article is left of several, unless that is meant', async () => {
    const newsroom = await open(2);
    for (const key of ['articles/0.md', 'articles/1.md']) await newsroom.remove(key);
    await expect(compared(newsroom)).rejects.toThrow(EmptyListing);
    expect(await compared(newsroom, { allowEmpty: true })).toMatchObject({ keys: { length: 2 } });
  });
});
