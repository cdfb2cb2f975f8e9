import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { readSite } from '../../functions/content/read-site.ts';
import { readingSlug } from '../../functions/core/article/key.ts';
import { isContent } from '../../functions/core/bucket-layout.ts';
import { encodeBody } from '../../functions/core/files/encode-body.ts';
import { LIMITS, type Limits } from '../../functions/core/index/limits.ts';
import { Guard } from '../../functions/guard/guard.ts';
import { Origin } from '../../functions/preview/origin.ts';
import { PreviewPublisher, type PublishedPreview } from '../../functions/preview/publisher.ts';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { makeContent, SITE_YAML } from '../cli/run.ts';
import { NOW } from '../core/samples.ts';
import { article, REMEMBERED } from '../publish/newsroom.ts';
import { FIRST_SITE, Newsroom } from '../simulation/newsroom.ts';
import { createRandom } from '../simulation/random.ts';
import { IS_THOROUGH } from '../thorough.ts';

/** Saves of one newsroom, each compared with a build. */
const SAVES = IS_THOROUGH ? 30 : 16;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FEEDS_URL = 'http://127.0.0.1:8080/';
/** So that a few articles meet every bound. */
const NARROW: Limits = {
  ...LIMITS,
  entries: 4,
  news: 3,
  considered: 6,
  slack: 1,
  delta: 5,
  perSegment: 4,
  perArchive: 2,
  perPage: 2,
  archivesPerCommit: 3,
};

/** A preview of a store of content, at a time that tests set. */
class Preview {
  now = NOW;
  readonly content: ObjectStore;
  readonly origin = new Origin(() => this.now);
  readonly #limits: Limits;
  readonly #publisher: PreviewPublisher;

  constructor(content: ObjectStore, limits = LIMITS) {
    this.content = content;
    this.#limits = limits;
    const options = { content, origin: this.origin, feedsUrl: FEEDS_URL, now: () => this.now, place: 'articles' };
    this.#publisher = new PreviewPublisher({ ...options, limits });
  }

  async publish(...given: Parameters<PreviewPublisher['publish']>): Promise<PublishedPreview> {
    const published = await this.#publisher.publish(...given);
    if (!published) throw new Error('the sweep was interrupted');
    return published;
  }

  /** Returns the bytes and metadata that it shows, by path. Compressed forms must match their files. */
  async shown(): Promise<ReadonlyMap<string, string>> {
    const files = new Map<string, string>();
    for await (const { key } of this.origin.store.list()) {
      const object = this.origin.get(key);
      if (!object) throw new Error(`${key} is not shown`);
      const [, path, ending] = /^(.*)\.(br|gz)$/.exec(key) ?? [];
      const { body, metadata } = object;
      if (path === undefined) files.set(key, textOf(body, metadata));
      else if (!(ending === 'br' ? brotliDecompressSync : gunzipSync)(body).equals(this.origin.get(path)?.body ?? body))
        throw new Error(`${key} is not ${path}`);
    }
    return files;
  }

  /** Returns the files of a build from scratch; `undefined` if site.yaml is invalid. */
  async built(): Promise<ReadonlyMap<string, string> | undefined> {
    const { site } = await readSite(this.content, { feedsUrl: FEEDS_URL });
    if (!site) return undefined;
    const files = new Map<string, string>();
    const guard = new Guard(REMEMBERED);
    const built = await build({ content: this.content, site, now: this.now, limits: this.#limits, guard });
    for await (const { path, body, metadata } of built.files())
      files.set(path, textOf(Buffer.from(encodeBody(body)), metadata));
    return files;
  }
}

function textOf(body: Buffer, metadata: object = {}): string {
  return `${JSON.stringify(metadata)} ${body.toString('latin1')}`;
}

/** A directory that is written to at the time of a test, by renaming, or else over the file that is there. */
function createWrittenStore(directory: string, now: () => number, isOver: () => boolean): ObjectStore {
  const store = createDirectoryStore(directory);
  return {
    list: (prefix, options) => store.list(prefix, options),
    get: (key, options) => store.get(key, options),
    delete: key => store.delete(key),
    put: async (key, bytes, options) => {
      const isThere = (await store.get(key)) !== undefined;
      if (isThere && isOver()) writeFileSync(join(directory, key), bytes);
      else await store.put(key, bytes, options);
      utimesSync(join(directory, key), now() / 1000, now() / 1000);
      return { etag: '' };
    },
  };
}

describe('what a preview tells of pictures', () => {
  it('warns of links to articles that are not public, until they are', async () => {
    const fields = (more: string): string => `title: B\ndate: 2026-11-20\ncategory: X\n${more}`;
    const content = createMemoryStore({
      'site.yaml': SITE_YAML,
      'articles/a.md': article('title: A\ndate: 2026-11-20\ncategory: X', '[b](b.md) [c](c.md)'),
      'articles/b.md': article(fields('draft: true')),
    });
    const preview = new Preview(content);
    const told = ({ problems }: PublishedPreview): readonly string[] =>
      problems.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`);
    const ofC = 'articles/a.md:6:15 "c.md" leads to articles/c.md, which is not there; correct the path';
    expect(told(await preview.publish('everything'))).toEqual([
      'articles/a.md:6:5 "b.md" leads to articles/b.md, which is not published while it is a draft (draft: true): ' +
        'publish it, too, or take the link out',
      ofC,
    ]);
    await content.put('articles/b.md', new TextEncoder().encode(article(fields(''))));
    expect(told(await preview.publish('changes', ['articles/b.md']))).toEqual([ofC]);
    const c = article('title: C\ndate: 2026-11-20\ncategory: X');
    await content.put('articles/c.md', new TextEncoder().encode(c));
    expect(told(await preview.publish('changes', ['articles/c.md']))).toEqual([]);
    await content.delete('articles/b.md');
    expect(told(await preview.publish('sweep'))).toEqual([
      'articles/a.md:6:5 "b.md" leads to articles/b.md, which is not there; correct the path',
    ]);
  });

  it('warns of links of an article that shows a picture beside it, whatever is published anew', async () => {
    const content = createMemoryStore({
      'site.yaml': SITE_YAML,
      'articles/a/index.md': article('title: A\ndate: 2026-11-20\ncategory: X', '![x](x.jpg) [b](../b.md)'),
      'articles/a/x.jpg': 'x',
      'articles/b.md': article('title: B\ndate: 2026-11-20\ncategory: X\ndraft: true'),
      'articles/c.md': article('title: C\ndate: 2026-11-20\ncategory: X\nwithdrawn: true'),
    });
    const preview = new Preview(content);
    const told = ({ problems }: PublishedPreview): readonly string[] =>
      problems.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message.slice(0, 9)}`);
    const ofB = ['articles/a/index.md:6:17 "../b.md"'];
    expect(told(await preview.publish('everything'))).toEqual(ofB);
    await content.put('site.yaml', new TextEncoder().encode(`${SITE_YAML}categories: [X, Y]\n`));
    expect(told(await preview.publish('changes', ['site.yaml']))).toEqual(ofB);
  });

  it('places a warning of a rule that is empty where site.yaml has the rule', async () => {
    const rules = 'feeds:\n  rules:\n    - title: Thể thao\n      include: { tags: [bóng đá] }\n';
    const content = createMemoryStore({
      'site.yaml': SITE_YAML + rules,
      'articles/a.md': article('title: A\ndate: 2026-11-20\ncategory: X'),
    });
    const preview = new Preview(content);
    const told = ({ problems }: PublishedPreview): readonly string[] =>
      problems.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message.slice(0, 35)}`);
    const ofRule = ['site.yaml:7:7 feeds.rules: no article that is out'];
    expect(told(await preview.publish('everything'))).toEqual(ofRule);
    await content.put('site.yaml', new TextEncoder().encode(`${SITE_YAML}description: Tin\n${rules}`));
    expect(told(await preview.publish('changes', ['site.yaml']))).toEqual([ofRule[0]?.replace(':7:', ':8:')]);
  });

  it('is a warning where readers do not see one, or site.yaml names one that is not there, and is mended', async () => {
    const large = Buffer.alloc(1024 ** 2 + 1);
    const content = createMemoryStore({
      'site.yaml': `${SITE_YAML}logo: /media/logo.png\n`,
      'articles/a/index.md': article('title: A\ndate: 2026-11-20\ncategory: X', '![x](x.jpg)'),
      'articles/a/x.jpg': large,
      'media/y.heic': 'y',
    });
    const preview = new Preview(content);
    const told = ({ problems }: PublishedPreview): readonly string[] =>
      problems.map(({ path, message }) => `${path} ${message.slice(0, 24)}`);
    expect(told(await preview.publish('everything'))).toEqual([
      'articles/a/x.jpg the picture has 1.0 MB, ',
      'media/y.heic browsers show no picture',
      'site.yaml logo: there is no media/',
    ]);
    await content.put('articles/a/x.jpg', Buffer.from('x'));
    await content.put('media/logo.png', large);
    await content.delete('media/y.heic');
    const keys = ['articles/a/x.jpg', 'media/logo.png', 'media/y.heic'];
    expect(told(await preview.publish('changes', keys))).toEqual(['media/logo.png the picture has 1.0 MB, ']);
    // No event told of these.
    await content.put('articles/a/x.jpg', large);
    await content.put('media/logo.png', Buffer.from('x'));
    expect(told(await preview.publish('sweep'))).toEqual(['articles/a/x.jpg the picture has 1.0 MB, ']);
    await content.delete('articles/a/x.jpg');
    expect(told(await preview.publish('sweep'))).toEqual([expect.stringContaining('articles/a/index.md')]);
  });
});

describe('what a preview publishes of changes', () => {
  it.each(IS_THOROUGH ? [1, 6, 7, 8] : [1])(
    'is byte for byte what a build makes, whatever is edited (seed %i)',
    async seed => {
      const random = createRandom(seed);
      const clock = { now: NOW };
      const directory = makeContent({ 'site.yaml': FIRST_SITE });
      const content = createWrittenStore(
        directory,
        () => clock.now,
        () => random.chance(0.5),
      );
      const preview = new Preview(content, NARROW);
      const newsroom = new Newsroom(content, random);
      for (let at = 0; at < 20; at++) await newsroom.change(clock.now);
      await preview.publish('everything');
      let compared = 0;
      for (let at = 0; at < SAVES; at++) {
        clock.now += random.chance(0.1) ? 30 * HOUR : MINUTE;
        preview.now = clock.now;
        const keys = new Set<string>();
        for (let edits = random.integer(3); edits >= 0; edits--)
          for (const key of await newsroom.change(clock.now)) keys.add(key);
        // Nobody empties a newsroom that is looked at.
        if (await isEmpty(content)) for (const key of await refill(newsroom, content, clock.now)) keys.add(key);
        const isMissed = random.chance(0.1);
        const { problems } = isMissed ? await preview.publish('sweep') : await preview.publish('changes', [...keys]);
        const built = await preview.built();
        if (!built) continue;
        expect(await preview.shown()).toEqual(built);
        compared += 1;
        if (at % 10 !== 0) continue;
        const other = new Preview(content, NARROW);
        other.now = clock.now;
        expect(problems).toEqual((await other.publish('everything')).problems);
        other.origin.close();
      }
      expect(compared).toBeGreaterThan(0.4 * SAVES);
      preview.origin.close();
    },
  );
});

describe('a preview', () => {
  const files = {
    'site.yaml': SITE_YAML,
    'articles/a.md': article('title: A\ndate: 2026-11-20'),
    'articles/b.md': article('title: B\ndate: 2026-11-21'),
  };

  it('is left as it is where all its articles go at once, and not where one goes after the other', async () => {
    const content = createMemoryStore(files);
    const preview = new Preview(content);
    await preview.publish('everything');
    const shown = await preview.shown();
    await content.delete('articles/a.md');
    await content.delete('articles/b.md');
    const keys = ['articles/a.md', 'articles/b.md'];
    for (const kind of ['changes', 'sweep', 'everything'] as const)
      await expect(preview.publish(kind, keys)).rejects.toThrow(
        'articles: there is no article, where there were 2, so nothing is changed; put the articles back',
      );
    expect(await preview.shown()).toEqual(shown);
    await content.put('articles/b.md', Buffer.from(files['articles/b.md']));
    await preview.publish('changes', keys);
    await content.delete('articles/b.md');
    const { counts } = await preview.publish('changes', ['articles/b.md']);
    expect(counts.published).toBe(0);
    expect(await preview.shown()).toEqual(await preview.built());
    preview.origin.close();
  });

  it('tells of an article that comes out or expires by itself, as of one that was saved', async () => {
    const at = (hours: number): string => new Date(NOW + hours * HOUR).toISOString();
    const content = createMemoryStore({
      'site.yaml': SITE_YAML,
      'articles/a.md': article(`title: A\ndate: ${at(1)}\nexpires: ${at(3)}`),
      'articles/b.md': article(`title: B\ndate: ${at(-1)}`),
    });
    const preview = new Preview(content);
    await preview.publish('everything');
    const told: unknown[] = [];
    for (const hours of [2, 2, 4]) {
      preview.now = NOW + hours * HOUR;
      const { articles } = await preview.publish('changes');
      told.push(articles.map(({ key, status }) => `${key} ${status}`));
    }
    expect(told).toEqual([['articles/a.md published'], [], ['articles/a.md expired']]);
  });

  it('counts feeds as a build does, those of authors and tags, too', async () => {
    const content = createMemoryStore({
      'site.yaml': `${SITE_YAML}feeds: { authors: true, tags: { minimum: 2 } }\n`,
      'articles/a.md': article('title: A\ndate: 2026-11-20\nauthor: Lê Na\ntags: [gốm, lụa]'),
      'articles/b.md': article('title: B\ndate: 2026-11-21\nauthor: Trần Vũ\ntags: [gốm, tre]'),
    });
    const preview = new Preview(content);
    const counts = async (published: PublishedPreview) => {
      const { site } = await readSite(content, { feedsUrl: FEEDS_URL });
      if (!site) throw new Error('site.yaml is invalid');
      return [published.feedCount, (await build({ content, site, now: NOW })).feedCount];
    };
    // That of all, two of authors, and that of the one tag which two articles have.
    expect(await counts(await preview.publish('everything'))).toEqual([4, 4]);
    await content.put('articles/b.md', Buffer.from(article('title: B\ndate: 2026-11-21\ntags: [lụa, gốm]')));
    expect(await counts(await preview.publish('changes', ['articles/b.md']))).toEqual([4, 4]);
    await content.put('articles/b.md', Buffer.from(article('title: B\ndate: 2026-11-21')));
    expect(await counts(await preview.publish('changes', ['articles/b.md']))).toEqual([2, 2]);
    preview.origin.close();
  });

  it('counts and reports media as a build does', async () => {
    const more = {
      'media/ghi-chu.md': '# Ghi',
      'articles/ban/b.HEIC': 'x',
      'articles/ban/c.m4a': 'ID3',
      'articles/ban/d.md': 'D',
    };
    const content = createMemoryStore({ ...files, ...more });
    const preview = new Preview(content);
    const shown = await preview.publish('everything');
    const { site } = await readSite(content, { feedsUrl: FEEDS_URL });
    if (!site) throw new Error('the site is not valid');
    const built = await build({ content, site, now: NOW });
    expect([shown.counts.rejected, built.counts.rejected]).toEqual([1, 1]);
    expect(shown.problems.filter(({ path }) => path.endsWith('.HEIC'))).toEqual([]);
    const named = article('title: B\ndate: 2026-11-20\nimage: b.HEIC\nenclosure: c.m4a');
    await content.put('articles/ban/d.md', Buffer.from(named));
    const { problems } = await preview.publish('changes', ['articles/ban/d.md']);
    for (const told of [
      ['articles/ban/b.HEIC', 'browsers show no pictures of this kin'],
      ['articles/ban/c.m4a', 'the file is an MP3, whatever its name'],
    ])
      expect(problems.map(({ path, message }) => [path, message.slice(0, 37)])).toContainEqual(told);
    preview.origin.close();
  });

  it('tells once of a feed that another slug takes from its address, and not as a problem', async () => {
    const content = createMemoryStore(files);
    const preview = new Preview(content);
    await content.put('articles/a.md', Buffer.from(article('title: A\ndate: 2026-11-20\ncategory: Thời sự')));
    await preview.publish('everything');
    await content.put('site.yaml', Buffer.from(`${SITE_YAML}categories: [{ title: Thời sự, slug: tin-nong }]\n`));
    const { lostFeeds, problems } = await preview.publish('changes', ['site.yaml']);
    expect(lostFeeds.map(({ message }) => message)).toEqual([
      expect.stringMatching(/at \/thoi-su\/, .* write id: thoi-su and aliases: \[thoi-su] into it/),
    ]);
    expect(problems.filter(({ path }) => path === 'site.yaml')).toEqual([]);
    expect((await preview.publish('sweep')).lostFeeds).toEqual([]);
    preview.origin.close();
  });

  it('tells of an address that another slug leaves without a page, until an alias leads on', async () => {
    const content = createMemoryStore(files);
    const preview = new Preview(content);
    await preview.publish('everything');
    const key = 'articles/a.md';
    const saved = async (fields: string) => {
      await content.put(key, Buffer.from(article(`title: A\ndate: 2026-11-20\n${fields}`)));
      const { articles, lost } = await preview.publish('changes', [key]);
      return { path: `/${articles[0]?.url?.slice(FEEDS_URL.length)}`, lost };
    };
    // The address that its path makes leads to it whatever its slug is.
    const first = await saved('slug: cho-que');
    expect(first.lost).toEqual([]);
    const second = await saved('slug: cho-phien');
    expect(second.lost).toEqual([{ key, path: first.path }]);
    expect((await saved('slug: cho-phien\nauthor: Lê Na')).lost).toEqual([]);
    expect(await saved(`slug: cho-moi\naliases: [${second.path}]`)).toMatchObject({ lost: [] });
    // Another path makes another id, too.
    const renamed = async (from: string, to: string, fields: string, atOnce: boolean) => {
      await content.delete(from);
      if (!atOnce) expect((await preview.publish('changes', [from])).lost).toEqual([]);
      await content.put(to, Buffer.from(article(`title: A\ndate: 2026-11-20\n${fields}`)));
      return (await preview.publish('changes', atOnce ? [from, to] : [to])).lost;
    };
    const id = 'tag:bao.example,2018:articles/a';
    const [b, c] = ['articles/x.md', 'articles/y.md'];
    const third = await saved('slug: cho-ba');
    // The address that the path of the file made led there, too.
    const own = (of: string): readonly string[] => [`/articles/${readingSlug(of)}/`];
    expect(await renamed(key, b, 'slug: cho-ba', true)).toEqual([
      { key: b, from: key, path: third.path, formerPaths: own(key), id },
    ]);
    const path = `/articles/${readingSlug(b, 'cho-ba')}/`;
    expect(await renamed(b, c, `id: ${id}\naliases: [${path}]`, false)).toEqual([
      {
        ...{ key: c, from: b, formerPaths: own(b), aliases: [path] },
        ...{ id: 'tag:bao.example,2018:articles/x', declaresId: true },
      },
    ]);
    const aliases = `aliases: [${path}, /articles/${readingSlug(c)}/]`;
    expect(await renamed(c, key, `id: ${id}\n${aliases}`, true)).toEqual([]);
    // What is held back or taken back has left no address: it has none.
    expect((await saved('slug: cho-cu\ndraft: true')).lost).toEqual([]);
    preview.origin.close();
  });

  it('tells of an article that is renamed back, or has its slug again, as of one that is where it was', async () => {
    const content = createMemoryStore(files);
    const preview = new Preview(content);
    await preview.publish('everything');
    const [a, b, c] = ['articles/a.md', 'articles/x.md', 'articles/y.md'];
    const renamed = async (from: string, to: string, fields = '', steps = [[...new Set([from, to])]]) => {
      await content.delete(from);
      if (steps.length > 1) await preview.publish('changes', steps[0]);
      await content.put(to, Buffer.from(article(`title: A\ndate: 2026-11-20\n${fields}`)));
      const { lost, back } = (await preview.publish('changes', steps.at(-1))) ?? {};
      return [lost, back].map(moved => moved?.map(each => each.key));
    };
    expect(await renamed(a, b)).toEqual([[b], []]);
    expect(await renamed(b, a)).toEqual([[], [a]]);
    expect(await renamed(a, b)).toEqual([[b], []]);
    expect(await renamed(b, c)).toEqual([[c], []]);
    expect(await renamed(c, a, '', [[c], [a]])).toEqual([[], [a]]);
    expect(await renamed(a, a, 'slug: cho')).toEqual([[], []]);
    expect(await renamed(a, a, 'slug: que')).toEqual([[a], []]);
    expect(await renamed(a, a, 'slug: cho')).toEqual([[], [a]]);
    expect(await renamed(a, c, 'id: tag:bao.example,2018:khac')).toEqual([[c], []]);
    expect(await renamed(c, a, 'slug: cho\nid: tag:bao.example,2018:khac')).toEqual([[a], []]);
    preview.origin.close();
  });

  it('reports with each run what the last listing showed: clashes, folders, and what can be no object', async () => {
    const skipped = new Map([['articles//c.md', 'has a name that no key can have; rename it']]);
    const more = {
      'media/ả.jpg': 'x',
      ['media/ả.jpg'.normalize('NFD')]: 'x',
      'articles/d.md/e.md': files['articles/a.md'],
    };
    const content = createMemoryStore({ ...files, ...more }, { skipped });
    const preview = new Preview(content);
    const first = await preview.publish('everything');
    expect(first.problems.map(({ path, severity }) => [path, severity])).toEqual([
      ['articles//c.md', 'error'],
      ['articles/d.md', 'warning'],
      ['media/ả.jpg'.normalize('NFD'), 'warning'],
      ['media/ả.jpg', 'error'],
    ]);
    expect(first.counts.rejected).toBe(2);
    expect((await preview.publish('changes', ['articles/a.md'])).problems).toEqual(first.problems);
    skipped.clear();
    await content.delete('articles/d.md/e.md');
    expect((await preview.publish('sweep')).problems.map(({ path }) => path)).toEqual([
      'media/ả.jpg'.normalize('NFD'),
      'media/ả.jpg',
    ]);
    preview.origin.close();
  });
});

async function isEmpty(content: ObjectStore): Promise<boolean> {
  for await (const { key } of content.list('articles/')) if (isContent(key)) return false;
  return true;
}

async function refill(newsroom: Newsroom, content: ObjectStore, now: number): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  while (await isEmpty(content)) for (const key of await newsroom.change(now)) keys.add(key);
  return keys;
}
