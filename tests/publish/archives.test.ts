import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { readSite } from '../../functions/content/read-site.ts';
import { encodeBody } from '../../functions/core/files/encode-body.ts';
import { LIMITS, type Limits } from '../../functions/core/index/limits.ts';
import type { Instant } from '../../functions/core/instant.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { Guard } from '../../functions/guard/guard.ts';
import { publish, type Work } from '../../functions/publish/publish.ts';
import type { Outcome } from '../../functions/run/outcome.ts';
import type { PublishOptions } from '../../functions/run/publish-options.ts';
import { createCountingStore } from '../../functions/stores/counting-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore, StoredObject } from '../../functions/stores/object-store.ts';
import { all, parseXml, text, texts } from '../core/feed/parsed-xml.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { objectsIn } from './live-newsroom.ts';
import { article, REMEMBERED } from './newsroom.ts';

const DAY = 24 * HOUR;
const FEEDS = 'https://feeds.bao.example/';
const siteYaml = (more = '') =>
  `title: Báo Mẫu\nurl: https://bao.example/\nsince: 2018\nfeedsUrl: ${FEEDS}\npermalink: /{slug}.html\n` +
  `entries: 4\nminimumHours: 0\n${more}`;
const WITH_ARCHIVES = siteYaml('archives: true\n');
const LIMITED = { ...LIMITS, perArchive: 3 };
const FEW_AT_ONCE = { ...LIMITED, archivesPerCommit: 2 };

/** Outcome of a run, and the paths that it wrote or deleted, without `public/`. */
interface Done extends Outcome {
  readonly touched: readonly string[];
  readonly requests: Readonly<Record<string, number>>;
}

/** Objects of feeds buckets after the first sweep of a newsroom, by what it was opened with. */
const OPENED = new Map<string, readonly StoredObject[]>();

class Newsroom {
  clock: Instant = NOW;
  readonly content = createMemoryStore({}, { now: () => this.clock });
  readonly feeds = createMemoryStore({}, { now: () => this.clock });
  readonly #limits: Limits;
  #runs = 0;

  private constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** A newsroom that is up to date, with an article a day: a copy, where one was opened with the same. */
  static async open(days: number, site = WITH_ARCHIVES, limits: Limits = LIMITED): Promise<Newsroom> {
    const newsroom = new Newsroom(limits);
    await newsroom.put('site.yaml', site);
    for (let day = 1; day <= days; day++) await newsroom.write(day);
    const name = JSON.stringify([days, site, limits]);
    const same = OPENED.get(name);
    for (const { key, bytes, ...object } of same ?? []) await newsroom.feeds.put(key, bytes, object);
    newsroom.#runs = 1;
    if (same) return newsroom;
    await newsroom.run({ kind: 'sweep' });
    OPENED.set(name, await objectsIn(newsroom.feeds));
    return newsroom;
  }

  async put(key: string, content: string): Promise<void> {
    await this.content.put(key, Buffer.from(content));
  }

  /** The article of so many days ago. */
  async write(day: number, more = '', body = `Lời ${day}.`): Promise<string> {
    const date = new Date(NOW - day * DAY).toISOString();
    const key = `articles/${day}.md`;
    await this.put(key, article(`title: Bài ${day}\ndate: ${date}\ncategory: ${day % 2 ? 'Lẻ' : 'Chẵn'}${more}`, body));
    return key;
  }

  async run(work: Work, more: Partial<Pick<PublishOptions, 'timeLeft' | 'feeds'>> = {}): Promise<Done> {
    const before = await etags(this.feeds);
    const requests: Record<string, number> = {};
    const count = (bucket: string) => (kind: string) => {
      requests[`${bucket} ${kind}`] = (requests[`${bucket} ${kind}`] ?? 0) + 1;
    };
    const outcome = await publish(
      {
        content: createCountingStore(this.content, count('content')),
        feeds: createCountingStore(more.feeds ?? this.feeds, count('feeds')),
        now: () => this.clock,
        runId: `run-${this.#runs++}`,
        revision: 'tested',
        limits: this.#limits,
        guard: REMEMBERED,
        ...(more.timeLeft && { timeLeft: more.timeLeft }),
      },
      work,
    );
    const after = await etags(this.feeds);
    const touched = [...new Set([...before.keys(), ...after.keys()])].filter(key => before.get(key) !== after.get(key));
    return { ...outcome, touched, requests };
  }

  async changed(...keys: readonly string[]): Promise<Done> {
    this.clock += HOUR;
    return this.run({ kind: 'changes', keys });
  }

  /** A file under `public/`. */
  async read(path: string): Promise<string | undefined> {
    const object = await this.feeds.get(`public/${path}`);
    return object && Buffer.from(object.bytes).toString();
  }

  async archives(): Promise<readonly string[]> {
    const keys = [...(await etags(this.feeds)).keys()];
    return keys.filter(key => /(?:^|\/)archives\//.test(key) && !/\.(?:br|gz)$/.test(key));
  }

  /** Paths that are other than in a build from scratch. */
  async differences(): Promise<readonly string[]> {
    const { site } = await readSite(this.content);
    if (!site) throw new Error('no site');
    const wanted = new Map<string, string>();
    const guard = new Guard(REMEMBERED);
    const built = await build({ content: this.content, site, now: this.clock, limits: this.#limits, guard });
    for await (const { path, body } of built.files()) wanted.set(path, Buffer.from(encodeBody(body)).toString());
    const published = [...(await etags(this.feeds)).keys()].filter(path => !/\.(?:br|gz)$/.test(path));
    const paths = new Set([...wanted.keys(), ...published]);
    const compared = await Promise.all(
      [...paths].map(async path => ((await this.read(path)) === wanted.get(path) ? [] : [path])),
    );
    return compared.flat();
  }
}

/** Returns the ETags of files under `public/`, by path. */
async function etags(feeds: ObjectStore): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const { key, etag, lastModified } of feeds.list('public/'))
    found.set(key.slice('public/'.length), `${etag} ${lastModified}`);
  return found;
}

const linkOf = (document: ReturnType<typeof parseXml>, name: string, rel: string) =>
  all(document, name)
    .find(({ attributes }) => attributes.rel === rel)
    ?.attributes.href?.slice(FEEDS.length);

interface Page {
  readonly ids: readonly string[];
  readonly older: string | undefined;
}

const READERS: Readonly<Record<string, (body: string) => Page>> = {
  'rss.xml': body => {
    const [channel] = all(parseXml(body), 'channel');
    if (!channel) throw new Error('no channel');
    return { ids: texts(channel, 'item', 'guid'), older: linkOf(channel, 'atom:link', 'prev-archive') };
  },
  'atom.xml': body => {
    const feed = parseXml(body);
    return { ids: texts(feed, 'entry', 'id'), older: linkOf(feed, 'link', 'prev-archive') };
  },
  'feed.json': body => {
    const { items, next_url } = JSON.parse(body) as { items: { id: string }[]; next_url?: string };
    return { ids: items.map(({ id }) => id), older: next_url?.slice(FEEDS.length) };
  },
};

/** Every id that a reader finds that goes back from a feed to the end, and the documents that it reads. */
async function goBack(
  newsroom: Newsroom,
  folder: string,
  name: string,
): Promise<{ ids: Set<string>; paths: string[] }> {
  const ids = new Set<string>();
  const paths: string[] = [];
  for (let path: string | undefined = folder + name; path !== undefined; ) {
    paths.push(path);
    const body = await newsroom.read(path);
    const page: Page | undefined = body === undefined ? undefined : READERS[name]?.(body);
    if (!page) throw new Error(`${path} is missing`);
    for (const id of page.ids) ids.add(id);
    path = page.older;
  }
  return { ids, paths };
}

describe('archives', () => {
  it.each(Object.keys(READERS))('lead whoever reads %s back to the very first article', async name => {
    const newsroom = await Newsroom.open(40);
    const idsOf = (days: readonly number[]) => days.map(day => `tag:bao.example,2018:articles/${day}`).sort();
    const days = Array.from({ length: 40 }, (_, at) => at + 1);
    const { ids, paths } = await goBack(newsroom, '', name);
    expect([...ids].sort()).toEqual(idsOf(days));
    expect(new Set(paths).size).toBe(paths.length);
    expect([...(await goBack(newsroom, 'le/', name)).ids].sort()).toEqual(idsOf(days.filter(day => day % 2)));
    expect(paths[1]).toMatch(/^archives\/2026-11-\d\//);
  });

  it('are there without a publisher, too, and only where the site wants them', async () => {
    const newsroom = await Newsroom.open(40);
    expect((await newsroom.archives()).length).toBeGreaterThan(60);
    expect(await newsroom.differences()).toEqual([]);
    expect(await (await Newsroom.open(40, siteYaml())).archives()).toEqual([]);
  });

  it('go when the site wants them no more, and come back', async () => {
    const newsroom = await Newsroom.open(20);
    const before = await newsroom.archives();
    await newsroom.put('site.yaml', siteYaml());
    await newsroom.changed('site.yaml');
    expect(await newsroom.archives()).toEqual([]);
    expect(await newsroom.read('rss.xml')).not.toContain('archive');
    await newsroom.put('site.yaml', WITH_ARCHIVES);
    await newsroom.changed('site.yaml');
    expect(await newsroom.archives()).toEqual(before);
    expect(await newsroom.differences()).toEqual([]);
  });

  it('are as the first of their time saw them: the length of an enclosure is told in feeds alone', async () => {
    const newsroom = await Newsroom.open(0);
    await newsroom.put('media/a.mp3', 'x'.repeat(1234));
    for (let day = 1; day <= 12; day++) await newsroom.write(day, '\nenclosure: /media/a.mp3');
    await newsroom.run({ kind: 'sweep' });
    await newsroom.put('media/a.mp3', 'x'.repeat(99));
    const { touched } = await newsroom.changed('media/a.mp3');
    expect(touched).toContain('rss.xml');
    expect(touched.filter(path => path.includes('archives/'))).toEqual([]);
    expect(await newsroom.read('rss.xml')).toContain('length="99"');
    expect(await newsroom.read('archives/2026-11/rss.xml')).toContain('length="0"');
    expect(await newsroom.differences()).toEqual([]);
  });
});

describe('what a publish does to archives', () => {
  const archivesIn = ({ touched }: Done) =>
    [
      ...new Set(touched.filter(path => /(?:^|\/)archives\//.test(path)).map(path => path.replace(/[^/]+$/, ''))),
    ].sort();

  it('is nothing, mostly, where an article is new; else it makes the document that is full', async () => {
    const newsroom = await Newsroom.open(40);
    const made = [];
    for (let day = 0; day > -6; day--) {
      newsroom.clock += DAY;
      made.push(archivesIn(await newsroom.changed(await newsroom.write(day))));
    }
    // Today's is the 23rd article of its month. Each third fills a document, and the one before is linked to it.
    expect(made.map(folders => folders.filter(folder => folder.startsWith('archives/')))).toEqual([
      [],
      ['archives/2026-11-7/', 'archives/2026-11-8/'],
      [],
      [],
      ['archives/2026-11-8/', 'archives/2026-11-9/'],
      [],
    ]);
    expect(await newsroom.differences()).toEqual([]);
  });

  it('is in the documents of the article alone where an old one is edited', async () => {
    const newsroom = await Newsroom.open(40);
    const done = await newsroom.changed(await newsroom.write(30, '', 'Đã sửa.'));
    expect(archivesIn(done)).toEqual(['archives/2026-10-4/', 'chan/archives/2026-10-2/']);
    // The articles of both documents, less the one that was read, once each.
    expect(done.requests['content GET']).toBe(5);
    expect(await newsroom.read('archives/2026-10-4/atom.xml')).toContain('Đã sửa.');
    expect(await newsroom.differences()).toEqual([]);
  });

  it('takes away what is withdrawn, and makes the rest of its month', async () => {
    const newsroom = await Newsroom.open(40, WITH_ARCHIVES, FEW_AT_ONCE);
    await newsroom.content.delete('articles/38.md');
    const done = await newsroom.changed('articles/38.md');
    expect(done.complete).toBe(true);
    // Two documents are made at once; the first is the one that showed it.
    expect(await newsroom.read('archives/2026-10-2/atom.xml')).not.toContain('Bài 38');
    expect(await newsroom.differences()).not.toEqual([]);
    expect(await newsroom.run({ kind: 'sweep' })).toMatchObject({ complete: true });
    expect(await newsroom.differences()).toEqual([]);
    expect(archivesIn(done).every(folder => folder.includes('2026-10') || folder.includes('2026-11'))).toBe(true);
  });

  it('is mended by a sweep where a run was cut off, though the article that it published went again', async () => {
    const newsroom = await Newsroom.open(22);
    await newsroom.changed(await newsroom.write(0));
    newsroom.clock += DAY;
    const key = await newsroom.write(-1);
    let commits = 0;
    const failing: ObjectStore = {
      ...newsroom.feeds,
      put: async (path, ...rest) => {
        if (path === 'state/state.br' && ++commits > 1) throw new Error('cut off');
        return newsroom.feeds.put(path, ...rest);
      },
    };
    await expect(newsroom.run({ kind: 'changes', keys: [key] }, { feeds: failing })).rejects.toThrow('cut off');
    expect(await newsroom.read('archives/2026-11-7/rss.xml')).toContain('next-archive');
    await newsroom.content.delete(key);
    newsroom.clock += HOUR;
    await newsroom.run({ kind: 'sweep' });
    expect(await newsroom.read('archives/2026-11-7/rss.xml')).not.toContain('next-archive');
    expect(await newsroom.differences()).toEqual([]);
  });

  it('changes nothing where nothing changed', async () => {
    const newsroom = await Newsroom.open(40);
    newsroom.clock += HOUR;
    expect(await newsroom.run({ kind: 'sweep' })).toMatchObject({ written: 0, touched: [] });
    expect(await newsroom.run({ kind: 'full' })).toMatchObject({ written: 0, touched: [] });
  });

  it('is made good by a rebuild where files are gone or other than they were', async () => {
    const newsroom = await Newsroom.open(40);
    await newsroom.feeds.delete('public/archives/2026-10/rss.xml');
    await newsroom.feeds.put('public/archives/2026-10-2/atom.xml', Buffer.from('x'));
    await newsroom.feeds.put('public/archives/2026-01/atom.xml', Buffer.from('x'));
    newsroom.clock += HOUR;
    const { touched } = await newsroom.run({ kind: 'full' });
    expect([...touched].sort()).toEqual([
      'archives/2026-01/atom.xml',
      'archives/2026-10-2/atom.xml',
      'archives/2026-10-2/atom.xml.br',
      'archives/2026-10-2/atom.xml.gz',
      'archives/2026-10/rss.xml',
    ]);
    expect(await newsroom.differences()).toEqual([]);
  });
});

describe('many archive documents', () => {
  it('are made a few with each commit, and by the next run where time runs short', async () => {
    const newsroom = await Newsroom.open(40, siteYaml(), FEW_AT_ONCE);
    await newsroom.put('site.yaml', WITH_ARCHIVES);
    let left = 12;
    const first = await newsroom.run({ kind: 'sweep' }, { timeLeft: () => (left-- > 0 ? 60_000 : 0) });
    const made = (await newsroom.archives()).length;
    expect(first.complete).toBe(false);
    expect(made).toBeGreaterThan(0);
    const second = await newsroom.run({ kind: 'sweep' });
    expect(second).toMatchObject({ complete: true, read: 0 });
    expect((await newsroom.archives()).length).toBeGreaterThan(made);
    expect(await newsroom.differences()).toEqual([]);
  });

  it('do not hold up news: an event leaves to sweeps what others left to be made', async () => {
    const newsroom = await Newsroom.open(40, siteYaml(), FEW_AT_ONCE);
    await newsroom.put('site.yaml', WITH_ARCHIVES);
    let left = 12;
    await newsroom.run({ kind: 'sweep' }, { timeLeft: () => (left-- > 0 ? 60_000 : 0) });
    const before = await newsroom.archives();
    await newsroom.changed(await newsroom.write(0));
    expect(await newsroom.read('rss.xml')).toContain('Bài 0');
    expect((await newsroom.archives()).length - before.length).toBeLessThanOrEqual(2 * 3);
  });
});

describe('a feed that is cut short', () => {
  it('is told of by the publisher and by a build, once', async () => {
    const newsroom = await Newsroom.open(0, siteYaml().replace('minimumHours: 0', 'minimumHours: 24'));
    for (let at = 0; at < 501; at++)
      await newsroom.put(
        `articles/${at}.md`,
        article(`title: Bài ${at}\ndate: ${new Date(NOW - at * 60_000).toISOString()}`),
      );
    const warning =
      'site.yaml: warning: minimumHours: the feed of all has more than 500 articles of the last 24 hours ' +
      'and shows the newest 500, so readers may miss some; set archives: true, so that they find the rest, ' +
      'or lower minimumHours';
    const { problems } = await newsroom.run({ kind: 'sweep' });
    expect(problems.map(formatProblem)).toEqual([warning]);
    const { site } = await readSite(newsroom.content);
    if (!site) throw new Error('no site');
    const built = await build({ content: newsroom.content, site, now: NOW });
    expect(built.problems.map(formatProblem)).toEqual([warning]);
    expect(text(parseXml((await newsroom.read('rss.xml')) ?? ''), 'channel', 'item', 'title')).toBe('Bài 0');
  });
});
