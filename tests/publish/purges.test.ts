import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../functions/core/article/key.ts';
import type { Limits } from '../../functions/core/index/limits.ts';
import type { Work } from '../../functions/publish/publish.ts';
import type { PurgeEdge } from '../../functions/run/publish-options.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { type LiveNewsroom, LiveNewsroom as Newsroom, noted, PERMALINK, type Ran, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';
import { NotedEdge } from './noted-edge.ts';

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const KEY = 'articles/a.md';
const TAG = `#article:${readingSlug(KEY)}`;
const FEEDS = ['#file:atom.xml', '#file:feed.json', '#file:rss.xml', '#file:index.html', '#file:news-sitemap.xml'];

const dated = (more = '', age = HOUR): string =>
  article(`title: Chợ phiên\ndate: ${new Date(NOW - age).toISOString()}\ncategory: Đời sống\n${more}`);
const GOOD = dated();
const OTHER = GOOD.replace('Đời sống', 'Thể thao');
const WITHDRAWN = dated('withdrawn: { reason: Sai nguồn }');

interface Purged {
  readonly newsroom: LiveNewsroom;
  readonly edge: NotedEdge;
  readonly run: (work: Work, feeds?: ObjectStore) => Promise<Ran>;
  readonly changes: (...keys: readonly string[]) => Promise<Ran>;
}

interface OpenOptions {
  readonly site?: string;
  readonly isTagged?: boolean;
  readonly limits?: Partial<Limits>;
}

/** A newsroom whose files have had tags for long, unless told. */
async function open(
  content: Readonly<Record<string, string>> = { [KEY]: GOOD },
  { site = siteYaml(), isTagged = true, limits = {} }: OpenOptions = {},
): Promise<Purged> {
  const newsroom = await Newsroom.open(content, { site, limits });

  const edge = new NotedEdge();
  const run: Purged['run'] = (work, feeds = newsroom.feeds) => newsroom.publish(work, { edge, feeds });
  if (!isTagged) await forgetTags(newsroom);
  return { newsroom, edge, run, changes: (...keys) => run({ kind: 'changes', keys }) };
}

/** As a state is that an older version wrote, over files that may have no tags. */
async function forgetTags({ feeds }: LiveNewsroom): Promise<void> {
  const store = new StateStore(createPrefixedStore(feeds, 'state/'));
  const { state, etag } = await store.load();
  if (!state) throw new Error('there is no state');
  const { purges: _, ...older } = state;
  await store.commit(older, etag);
}

/** The feeds bucket where a run dies at a request. */
function dyingAt(store: ObjectStore, at: (request: string) => boolean): ObjectStore {
  return noted(store, [], async request => {
    if (at(request)) throw new Error('killed');
  });
}

const withdraw = async ({ newsroom, changes }: Purged): Promise<Ran> => changes(await newsroom.write(KEY, WITHDRAWN));

describe('the edge', () => {
  it('forgets an article that is withdrawn, and what showed it, after the files are written', async () => {
    const opened = await open();
    const { newsroom, edge } = opened;
    const requests: string[] = [];
    const purge = edge.purge;
    await newsroom.write(KEY, WITHDRAWN);
    const seen: string[] = [];
    const watched: PurgeEdge = {
      perDay: 100,
      purge: request => {
        seen.push(...requests);
        return purge(request);
      },
    };
    await newsroom.publish({ kind: 'changes', keys: [KEY] }, { edge: watched, feeds: noted(newsroom.feeds, requests) });
    expect(edge.take()).toEqual(expect.arrayContaining([TAG, '#file:doi-song/rss.xml', ...FEEDS]));
    const written = requests.filter(request => /^(?:PUT|DELETE) public\//.test(request));
    expect(written.length).toBeGreaterThan(10);
    expect(written.filter(request => !seen.includes(request))).toEqual([]);
    // Committed before, noted as sent by the commit that follows: no request more.
    expect(seen.filter(request => request === 'PUT state/state.br')).toHaveLength(1);
    expect(requests.filter(request => request === 'PUT state/state.br')).toHaveLength(2);
    expect((await newsroom.state()).purges).toEqual({
      isOn: true,
      taggedSince: 0,
      spent: { day: Math.floor(NOW / DAY), items: expect.any(Number) },
    });
  });

  it('is not asked by a publish, which takes the requests that it takes without an edge', async () => {
    const { newsroom, edge, changes } = await open();
    const twin = await Newsroom.open({ [KEY]: GOOD });
    await newsroom.write('articles/b.md', GOOD);
    await twin.write('articles/b.md', GOOD);
    expect((await changes('articles/b.md')).requests).toEqual((await twin.changes('articles/b.md')).requests);
    expect(edge.references).toEqual([]);
  });

  it.each([
    ['is deleted', async ({ newsroom }: Purged) => newsroom.remove(KEY)],
    ['is a draft again', async ({ newsroom }: Purged) => newsroom.write(KEY, dated('draft: true'))],
    ['can not be published any more', async ({ newsroom }: Purged) => newsroom.write(KEY, dated('tags: ['))],
    ['is corrected', async ({ newsroom }: Purged) => newsroom.write(KEY, `${GOOD}Đã sửa.\n`)],
  ])('forgets an article that %s', async (_, change) => {
    const opened = await open();
    await opened.changes(await change(opened));
    expect(opened.edge.take()).toEqual(expect.arrayContaining([TAG, '#file:rss.xml', '#file:doi-song/index.html']));
  });

  it('forgets a former address that another article has taken over just before', async () => {
    const [site, former] = [siteYaml(PERMALINK), 'aliases: [/cu/]'];
    const { newsroom, edge, changes } = await open({ 'articles/b.md': dated(former) }, { site });
    await changes(await newsroom.write(KEY, dated(former)));
    expect((await newsroom.files()).get('cu/index.html')).toBeDefined();
    expect(edge.take()).toEqual([]);
    await changes(await newsroom.remove('articles/b.md'));
    expect(edge.take()).toContain('#file:cu/index.html');
  });

  it('forgets an article that expires, in the run that learns of it', async () => {
    const { newsroom, edge, run } = await open({ [KEY]: dated(`expires: ${new Date(NOW + HOUR).toISOString()}`) });
    await run({ kind: 'due' });
    expect(edge.take()).toEqual([]);
    newsroom.now += HOUR;
    await run({ kind: 'due' });
    expect(edge.take()).toEqual(expect.arrayContaining([TAG, '#file:rss.xml']));
  });

  it('forgets what an embargo changes, and that its page was not there', async () => {
    const { newsroom, edge, run } = await open({ [KEY]: dated('', -HOUR) });
    newsroom.now += HOUR;
    await run({ kind: 'due' });
    const page = `/articles/${readingSlug(KEY)}/`;
    expect(edge.take()).toEqual(expect.arrayContaining([page, `${page}index.html`, TAG, '#file:rss.xml']));
  });

  it('forgets a picture that is gone, or another', async () => {
    const { newsroom, edge, changes } = await open({ [KEY]: GOOD, 'media/anh.jpg': 'x' });
    await changes(await newsroom.write('media/anh.jpg', 'y'));
    expect(edge.take()).toEqual(['#file:media/anh.jpg']);
    await changes(await newsroom.remove('media/anh.jpg'));
    expect(edge.take()).toEqual(['#file:media/anh.jpg']);
  });

  it('forgets feeds that showed an article until a publish a moment ago', async () => {
    const site = siteYaml(PERMALINK, 'entries: 1', 'minimumHours: 0');
    const { newsroom, edge, changes } = await open({ [KEY]: GOOD }, { site });
    await changes(await newsroom.write('articles/b.md', dated('', 0)));
    expect(await newsroom.titles()).toHaveLength(1);
    const { changed } = await changes(await newsroom.remove(KEY));
    expect(changed).not.toContain('rss.xml');
    expect(edge.take()).toEqual(expect.arrayContaining(FEEDS));
  });

  it('forgets documents of archives that showed an article until others moved it on', async () => {
    const key = (day: number): string => `articles/x${day}.md`;
    const story = (day: number): string => article(`title: T${day}\ndate: 2026-10-${day}\ncategory: Đời sống`);
    const content = Object.fromEntries([20, 21, 22, 23, 24, 25].map(day => [key(day), story(day)]));
    const site = siteYaml('archives: true', 'entries: 2', 'minimumHours: 0');
    const { newsroom, edge, run, changes } = await open(content, { site });
    // The first document had the articles of the 20th and the 21st, and the caches have it so.
    await newsroom.write(key(10), story(10));
    await run({ kind: 'sweep' });
    await newsroom.remove(key(21));
    edge.take();
    const { changed } = await changes(key(21));
    expect(changed).not.toContain('archives/2026-10/rss.xml');
    expect(edge.take()).toEqual(
      expect.arrayContaining(['#file:archives/2026-10/rss.xml', '#file:doi-song/archives/2026-10/atom.xml']),
    );
  });

  it('forgets pages of a month that listed an article until others moved it on, in every feed', async () => {
    const key = (day: number): string => `articles/x${day}.md`;
    const story = (day: number): string =>
      article(`title: T${day}\ndate: 2026-10-${day}\ncategory: Đời sống\nmain: false`);
    const content = Object.fromEntries([20, 21, 22, 23].map(day => [key(day), story(day)]));
    const { newsroom, edge, changes } = await open(content, { limits: { perPage: 2 } });
    // The first page had the articles of the 20th and the 21st, and the caches have it so.
    await changes(await newsroom.write(key(10), story(10)));
    expect((await newsroom.files()).get('browse/2026-10-1/index.html')).not.toContain('T21');
    edge.take();
    const { changed } = await changes(await newsroom.remove(key(21)));
    expect(changed).not.toContain('browse/2026-10-1/index.html');
    expect(edge.take()).toEqual(
      expect.arrayContaining(['#file:browse/2026-10-1/index.html', '#file:doi-song/browse/2026-10-1/index.html']),
    );
  });

  it('forgets by path, too, where files may have no tags', async () => {
    const opened = await open(undefined, { isTagged: false });
    await withdraw(opened);
    const page = `/articles/${readingSlug(KEY)}/`;
    const paths = [page, `${page}index.html`, '/rss.xml', '/atom.xml', '/atom.xml.br', '/atom.xml.gz', '/'];
    expect(opened.edge.take()).toEqual(expect.arrayContaining([TAG, '#file:rss.xml', ...paths]));
  });

  it('forgets everything that is rewritten, where that is wanted', async () => {
    const { newsroom, edge, changes } = await open();
    edge.everyPublish = true;
    const { changed } = await changes(await newsroom.write('articles/b.md', GOOD));
    const tags = edge.take();
    expect(tags).toContain('#file:rss.xml');
    expect(tags).toContain(`#article:${readingSlug('articles/b.md')}`);
    expect(tags.length).toBe(changed.length);
  });

  it('forgets everything at once for the price of one, where a run touches too much', async () => {
    const keys = Array.from({ length: 120 }, (_, at) => `articles/${at}.md`);
    const { newsroom, edge, changes } = await open(Object.fromEntries(keys.map(key => [key, GOOD])));
    for (const key of keys.slice(1)) await newsroom.remove(key);
    await changes(...keys.slice(1));
    expect(edge.take()).toEqual(['/*']);
  });
});

describe('a purge that is not taken', () => {
  it('fails no publish, waits in the state, and is sent by the next run, once', async () => {
    const opened = await open();
    const { newsroom, edge, run } = opened;
    edge.isDown = true;
    expect(await withdraw(opened)).toMatchObject({ complete: true });
    expect((await newsroom.state()).purges?.waiting).toMatchObject([{ isLeft: true, isUrgent: true }]);
    await run({ kind: 'due' });
    expect(edge.references).toHaveLength(2);
    // Whatever was lost of the first answer, this is the same request.
    expect(new Set(edge.references).size).toBe(1);
    edge.isDown = false;
    await run({ kind: 'due' });
    expect(edge.take()).toContain(TAG);
    expect((await newsroom.state()).purges?.waiting).toBeUndefined();
    expect((await run({ kind: 'due' })).requests).toEqual(['GET state/state.br']);
    expect(edge.take()).toEqual([]);
  });

  it('is sent by the next publish, with what that has', async () => {
    const opened = await open({ [KEY]: GOOD, 'articles/b.md': GOOD });
    const { newsroom, edge, changes } = opened;
    edge.isDown = true;
    await withdraw(opened);
    edge.isDown = false;
    await changes(await newsroom.remove('articles/b.md'));
    expect(edge.take()).toEqual(expect.arrayContaining([TAG, `#article:${readingSlug('articles/b.md')}`]));
  });

  it('is forgotten after three days, when no cache has the files any more', async () => {
    const opened = await open();
    const { newsroom, edge, run } = opened;
    edge.isDown = true;
    await withdraw(opened);
    edge.isDown = false;
    newsroom.now += 4 * DAY;
    await run({ kind: 'due' });
    expect(edge.take()).toEqual([]);
    expect((await newsroom.state()).purges?.waiting).toBeUndefined();
  });
});

describe('a run that dies', () => {
  it.each([
    ['at its first file', /^PUT public\//],
    ['at its last commit', /^PUT state\/state\.br$/],
  ])('%s leaves its purge to a run after it', async (_, request) => {
    const { newsroom, edge, run, changes } = await open();
    await newsroom.write(KEY, WITHDRAWN);
    let seen = 0;
    const nth = request.source.includes('state') ? 2 : 1;
    const dying = dyingAt(newsroom.feeds, asked => request.test(asked) && ++seen === nth);
    await expect(run({ kind: 'changes', keys: [KEY] }, dying)).rejects.toThrow('killed');
    edge.take();
    // Until it may be at work no more, nobody takes it over.
    await changes();
    expect(edge.take()).toEqual([]);
    newsroom.now += 16 * MINUTE;
    await run({ kind: 'due' });
    expect(edge.take()).toContain(TAG);
    await run({ kind: 'due' });
    expect(edge.take()).toEqual([]);
    expect((await newsroom.state()).purges?.waiting).toBeUndefined();
  });

  it('has nothing forgotten twice, where another publishes between its commits', async () => {
    const { newsroom, edge, run } = await open({ [KEY]: GOOD, 'articles/b.md': GOOD });
    await newsroom.write(KEY, WITHDRAWN);
    let commits = 0;
    const racing = noted(newsroom.feeds, [], async request => {
      if (request !== 'PUT state/state.br' || ++commits !== 2) return;
      // A sweep leaves its work to nobody.
      await newsroom.write('articles/c.md', OTHER);
      await newsroom.sweep();
    });
    await run({ kind: 'changes', keys: [KEY] }, racing);
    expect(commits).toBeGreaterThan(2);
    // What both touch has other bytes since.
    const items = edge.take();
    expect(items.filter(item => item === '#file:rss.xml')).toHaveLength(2);
    expect(items.filter(item => item === '#file:doi-song/rss.xml')).toHaveLength(1);
    expect((await newsroom.state()).purges?.waiting).toBeUndefined();
  });
});

describe('the budget of a day', () => {
  it('lets corrections wait for the ages of their files, never withdrawals, and counts both', async () => {
    const opened = await open();
    const { newsroom, edge, changes } = opened;
    edge.perDay = 3;
    await changes(await newsroom.write(KEY, `${GOOD}Đã sửa.\n`));
    expect(edge.take()).toEqual([]);
    const { spent } = (await newsroom.state()).purges ?? {};
    expect(spent).toEqual({ day: Math.floor(NOW / DAY), items: 0, skipped: expect.any(Number) });
    expect(spent?.skipped).toBeGreaterThan(5);
    await withdraw(opened);
    expect(edge.take()).toContain(TAG);
    expect((await newsroom.state()).purges?.spent?.items).toBeGreaterThan(5);
    newsroom.now += DAY;
    edge.perDay = 100;
    await changes(await newsroom.write(KEY, GOOD));
    expect(edge.take()).toContain(TAG);
    expect((await newsroom.state()).purges?.spent).toEqual({
      day: Math.floor(NOW / DAY) + 1,
      items: expect.any(Number),
    });
  });
});

describe('who can not ask the edge', () => {
  it('leaves it to those who can, and to nobody where there is none', async () => {
    const opened = await open({ [KEY]: GOOD, 'articles/b.md': GOOD });
    const { newsroom, edge, run } = opened;
    await newsroom.changes(await newsroom.remove('articles/b.md'));
    expect((await newsroom.state()).purges).toEqual({ taggedSince: 0 });
    await withdraw(opened);
    edge.take();
    await newsroom.changes(await newsroom.write(KEY, dated('withdrawn: { reason: Lý do khác }')));
    expect((await newsroom.state()).purges?.waiting).toHaveLength(1);
    await run({ kind: 'due' });
    expect(edge.take()).toContain(TAG);
  });
});

describe('a rebuild', () => {
  it('has forgotten what it changes, and nothing where it changes nothing', async () => {
    const { newsroom, edge, run } = await open({ [KEY]: GOOD, 'articles/b.md': GOOD });
    await run({ kind: 'full' });
    expect(edge.take()).toEqual([]);
    await newsroom.write(KEY, WITHDRAWN);
    await run({ kind: 'full' });
    expect(edge.take()).toEqual(['/*']);
    await newsroom.remove('articles/b.md');
    await run({ kind: 'sweep' });
    expect(edge.take()).toContain(`#article:${readingSlug('articles/b.md')}`);
  });

  it('has forgotten what it takes back where a publish of a minute ago has written over it, too', async () => {
    const [site, former] = [siteYaml(PERMALINK), 'aliases: [/cu/]'];
    const { newsroom, edge, run, changes } = await open({ 'articles/b.md': dated(former) }, { site });
    await changes(await newsroom.write(KEY, dated(former)));
    expect(edge.take()).toEqual([]);
    // The edge may hold the page of that address as it was: it told of the other article.
    await newsroom.remove('articles/b.md');
    await run({ kind: 'full' });
    expect(edge.take()).toEqual(['/*']);
  });

  it('knows what it changes where it stores what it reads in parts, too', async () => {
    const content = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`articles/${at}.md`, dated('', at * HOUR)]),
    );
    const newsroom = await Newsroom.open(content, {
      limits: { perRead: 5, perStoredPart: 4, perSegment: 8, delta: 3 },
    });
    const edge = new NotedEdge();
    const ran = await newsroom.publish({ kind: 'full' }, { edge });
    expect(ran.requests.filter(request => request.startsWith('PUT state/parts/')).length).toBeGreaterThan(5);
    expect(edge.take()).toEqual([]);
    await newsroom.write('articles/0.md', WITHDRAWN);
    await newsroom.publish({ kind: 'full' }, { edge });
    expect(edge.take()).toEqual(['/*']);
  });

  it('has everything forgotten where another run of it may have written files', async () => {
    const content = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`articles/${at}.md`, dated('', at * HOUR)]),
    );
    const newsroom = await Newsroom.open(content, { limits: { perRead: 5 } });
    const edge = new NotedEdge();
    let reads = 0;
    const stores = {
      content: noted(newsroom.content, [], () => {
        reads += 1;
      }),
      timeLeft: () => (reads > 20 ? 0 : 10 * MINUTE),
    };
    await newsroom.publish({ kind: 'full' }, { edge, ...stores });
    expect(edge.take()).toEqual([]);
    expect((await newsroom.publish({ kind: 'full' }, { edge })).complete).toBe(true);
    expect(edge.take()).toEqual(['/*']);
  });

  it('knows that a newsroom that it begins has nothing in any cache', async () => {
    const newsroom = new Newsroom({ [KEY]: GOOD });
    const edge = new NotedEdge();
    await newsroom.publish({ kind: 'full' }, { edge });
    expect(edge.references).toEqual([]);
    expect((await newsroom.state()).purges).toEqual({ isOn: true, taggedSince: 0 });
    // Without a state, all files are written, over others that may have no tag.
    await newsroom.feeds.delete('state/state.br');
    await newsroom.publish({ kind: 'full' }, { edge });
    expect(edge.take()).toEqual(['/*']);
    expect((await newsroom.state()).purges?.taggedSince).toBe(NOW);
  });
});
