import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../functions/core/article/key.ts';
import { pathsIn } from '../../functions/core/plan/file-plan.ts';
import { PublicListing } from '../../functions/rebuild/listing/public-listing.ts';
import { type Activation, planActivation } from '../../functions/rebuild/plan-activation.ts';
import { readAll } from '../../functions/rebuild/read-all.ts';
import { LIFETIME } from '../../functions/run/clock.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, PERMALINK, siteYaml } from '../publish/live-newsroom.ts';
import { type Begun, begin, story } from './begun.ts';

const [A, B] = ['articles/a.md', 'articles/b.md'] as const;
const CONTENT = { [A]: story('A', 2, 'category: Đời sống', 'aliases: /cu/'), [B]: story('B', 3), 'media/a.jpg': 'a' };

/** Reads everything anew, but for activating it. */
async function read(newsroom: LiveNewsroom, content: ObjectStore = newsroom.content): Promise<Begun> {
  const begun = await begin(newsroom, { content });
  expect(await readAll(begun)).toBe('done');
  return begun;
}

/** Forgets a source that was read, and its entry in feeds, so that a plan has to read it again. */
async function forget({ feeds }: LiveNewsroom, { rebuild }: Begun, key: string): Promise<void> {
  rebuild.objects.delete(key);
  for await (const { key: cache } of feeds.list('state/entries/')) await feeds.delete(cache);
}

/** Plans the activation of what was read, over the state that is active by now. */
async function plan({ rebuild, ownFiles }: Begun): Promise<Activation> {
  const { state } = await rebuild.run.state.load();
  const published = await PublicListing.list(rebuild.run.public);
  const planned = await planActivation({ ...rebuild, published }, state, 'test', ownFiles);
  if (planned === 'lost') throw new Error('lost');
  return planned;
}

const stale = ({ plan: { stale: files } }: Activation): readonly string[] => [...pathsIn(files)].sort();

describe('the plan that activates a rebuild', () => {
  it('is idle where the active state says all of it already', async () => {
    const planned = await plan(await read(await LiveNewsroom.open(CONTENT)));
    expect(planned).toMatchObject({ isIdle: true, plan: { removals: [], pending: { paths: [], keys: [] } } });
    expect(stale(planned)).toEqual([]);
  });

  it('is not idle where the index alone is another', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('articles/nhap.md', story('Nháp', 1, 'draft: true'));
    const planned = await plan(await read(newsroom));
    expect(stale(planned)).toEqual([]);
    expect(planned.isIdle).toBe(false);
  });

  it('makes everything where there was no state', async () => {
    const newsroom = new LiveNewsroom(CONTENT);
    const planned = await plan(await read(newsroom));
    expect(stale(planned)).toEqual(expect.arrayContaining(['rss.xml', 'doi-song/rss.xml', 'sitemap.xml', 'opml.xml']));
    expect(planned.isIdle).toBe(false);
    expect([...planned.plan.pending.paths].sort()).toEqual(stale(planned));
    // A fresh deployment is audited later.
    expect(planned.plan.next.audit).toEqual({ at: NOW, files: 0 });
    expect(planned.plan.next.isBlank).toBeUndefined();
  });

  it('removes what belongs to nothing, and no page, copy, address or compressed form of what is out', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    for (const path of ['khac.html', 'articles/khac/index.html', 'media/khac.jpg', 'khac.xml.br'])
      await newsroom.feeds.put(`public/${path}`, Buffer.from('x'));
    const planned = await plan(await read(newsroom));
    expect([...planned.plan.removals].sort()).toEqual([
      'articles/khac/index.html',
      'khac.html',
      'khac.xml.br',
      'media/khac.jpg',
    ]);
    expect(planned.isIdle).toBe(false);
  });

  it('makes again what is missing or was changed, and knows what is there as it was written', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.feeds.put('public/feed.json', Buffer.from('{}'));
    await newsroom.feeds.delete('public/doi-song/atom.xml.br');
    const { files } = await newsroom.state();
    const versionOf = (path: string): string => files[path]?.version ?? '';
    const planned = await plan(await read(newsroom));
    // The files of one feed are planned together, and those that are there are left alone when it is applied.
    const names = ['atom.xml', 'feed.json', 'index.html', 'rss.xml'];
    expect(stale(planned)).toEqual([...names, ...names.map(name => `doi-song/${name}`)].sort());
    const isThere = (path: string) => planned.isThere(path, versionOf(path));
    expect(['rss.xml', 'atom.xml', 'feed.json', 'doi-song/atom.xml'].map(isThere)).toEqual([true, true, false, false]);
    expect(planned.isThere('rss.xml', '')).toBe(false);
    expect(Object.keys(planned.before)).toContain('rss.xml');
    expect(Object.keys(planned.before)).not.toContain('feed.json');
  });

  it('makes again the pages of months whose records are lost', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, { limits: { delta: 0 } });
    for await (const { key } of newsroom.feeds.list('state/months/')) await newsroom.feeds.delete(key);
    expect(stale(await plan(await read(newsroom)))).toContain('browse/2026-11/index.html');
  });

  it('takes in sources that changed since they were read, and has the next sweep look at them again', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.feeds.delete('public/feed.json');
    const begun = await read(newsroom);
    await newsroom.write(A, story('A khác', 2));
    await forget(newsroom, begun, A);
    const planned = await plan(begun);
    expect([...begun.rebuild.twice]).toEqual([A]);
    const { next } = planned.plan;
    expect(next.windows.articles.map(({ title }) => title)).toEqual(['A khác', 'B']);
    const { runId } = begun.rebuild.run;
    expect(next.pending).toEqual([{ run: `${runId} again`, since: 0, paths: [], keys: [A] }]);
    expect(stale(planned)).toEqual(expect.arrayContaining(['rss.xml', 'feed.json']));
  });

  it('leaves out what is not there of an article that another left its id to since they were read', async () => {
    const site = siteYaml(PERMALINK);
    const lacking = story('B', 3, 'id: mot', 'image: /media/khong-co.jpg');
    const newsroom = new LiveNewsroom({ [A]: story('A', 2, 'id: mot'), [B]: lacking }, { site });
    const begun = await read(newsroom);
    await newsroom.write(A, story('A', 2));
    await forget(newsroom, begun, A);
    const { next } = (await plan(begun)).plan;
    expect(next.windows.articles.map(({ title, missing }) => [title, missing])).toEqual([
      ['A', undefined],
      ['B', expect.any(String)],
    ]);
    expect(next.delta[B]).toMatchObject({ status: 'published', missing: expect.any(String) });
  });

  it('removes the page of a source that has another address since it was read, or is gone', async () => {
    const slugs = { [A]: story('A', 2, 'slug: mot'), [B]: story('B', 3, 'slug: hai') };
    const newsroom = new LiveNewsroom({ ...slugs, 'articles/c.md': story('C', 4) });
    const begun = await read(newsroom);
    await newsroom.write(A, story('A', 2, 'slug: ba'));
    await newsroom.remove(B);
    for (const key of [A, B]) begun.rebuild.objects.delete(key);
    // Those of former addresses are written, which is marked first.
    await begun.ownFiles.begin();
    const { state } = await begun.rebuild.run.state.load();
    const planned = await planActivation(begun.rebuild, state, 'test', begun.ownFiles);
    if (planned === 'lost') throw new Error('lost');
    expect([...planned.plan.removals].sort()).toEqual([
      `articles/${readingSlug(B, 'hai')}/chapters.json`,
      `articles/${readingSlug(B, 'hai')}/index.html`,
      `articles/${readingSlug(A, 'mot')}/chapters.json`,
      `articles/${readingSlug(A, 'mot')}/index.html`,
    ]);
  });

  it('keeps the work of runs that may still be alive, and forgets its own mark and old ones', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const begun = await read(newsroom);
    const { run } = begun.rebuild;
    const { state, etag } = await run.state.load();
    if (!state) throw new Error('there is no state');
    const pending = [{ run: 'other', since: NOW, paths: ['opml.xml'], keys: [B] }];
    const rebuilding = { [run.runId]: NOW, alive: NOW - LIFETIME, over: NOW - LIFETIME - 1 };
    await run.state.commit({ ...state, pending, rebuilding, audit: { at: NOW - HOUR, files: 7 } }, etag);
    const planned = await plan(begun);
    expect(planned.plan.next).toMatchObject({ pending, audit: { at: NOW - HOUR, files: 7 } });
    expect(planned.plan.next.rebuilding).toEqual({ alive: NOW - LIFETIME });
    expect(planned.isIdle).toBe(false);
    // It may have been half-written.
    expect(stale(planned)).toContain('opml.xml');
    expect([...planned.forced]).toEqual(['opml.xml']);
  });

  it('is lost where a page of a former address has to be written before any mark', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.feeds.delete('public/cu/index.html');
    const { rebuild, ownFiles } = await read(newsroom);
    const { state } = await rebuild.run.state.load();
    expect(await planActivation(rebuild, state, 'test', ownFiles)).toBe('lost');
    expect((await newsroom.state()).rebuilding).toEqual({ [rebuild.run.runId]: NOW });
    const marked = await rebuild.run.state.load();
    const planned = await planActivation(rebuild, marked.state, 'test', ownFiles);
    if (planned === 'lost') throw new Error('lost twice');
    expect(await newsroom.feeds.get('public/cu/index.html')).toBeDefined();
    expect(planned.plan.removals).toEqual([]);
  });

  it('removes pages that were written for a key that lost them, unless they belong to something else', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const begun = await read(newsroom);
    const own = `articles/${readingSlug(A)}/index.html`;
    // The page of the former address, over which one was written, is written again, and that is marked first.
    await begun.ownFiles.begin();
    begun.rebuild.stray.add('articles/lac/index.html').add('cu/index.html');
    begun.rebuild.copied.add('articles/lac/a.jpg').add(own);
    expect([...(await plan(begun)).plan.removals].sort()).toEqual([
      'articles/lac/a.jpg',
      'articles/lac/chapters.json',
      'articles/lac/index.html',
    ]);
  });

  it('removes the twins and chapters of such pages, too, which were not there when it began', async () => {
    const alias = 'articles/cu-0a1b2c3d/index';
    const content = { [A]: story('A', 2, `aliases: /${alias}.html`), [B]: story('B', 3) };
    const newsroom = await LiveNewsroom.open(content, { site: siteYaml('markdown: true') });
    const begun = await read(newsroom);
    await begun.ownFiles.begin();
    begun.rebuild.stray.add('articles/lac-0a1b2c3d/index.html').add(`${alias}.html`);
    const beside = [`public/${alias}.md`, 'public/articles/cu-0a1b2c3d/chapters.json'];
    for (const path of beside) await newsroom.feeds.put(path, Buffer.from('lạc'));
    const { state } = await begun.rebuild.run.state.load();
    const planned = await planActivation(begun.rebuild, state, 'test', begun.ownFiles);
    if (planned === 'lost') throw new Error('lost');
    expect([...planned.plan.removals].sort()).toEqual([
      'articles/lac-0a1b2c3d/chapters.json',
      'articles/lac-0a1b2c3d/index.html',
      'articles/lac-0a1b2c3d/index.md',
    ]);
    expect(await Promise.all(beside.map(path => newsroom.feeds.get(path)))).toEqual([undefined, undefined]);
  });
});
