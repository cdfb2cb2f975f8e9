import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { LIMITS, type Limits } from '../../functions/core/index/limits.ts';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import { Guard } from '../../functions/guard/guard.ts';
import { publish, type Work } from '../../functions/publish/publish.ts';
import { decode } from '../../functions/state/encode.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { digestOf } from '../../functions/stores/public-files.ts';
import { all, parseXml } from '../core/feed/parsed-xml.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { SITE_YAML } from '../lambda/invocation.ts';
import { article, REMEMBERED } from './newsroom.ts';

const iso = (instant: number) => new Date(instant).toISOString();
const written = (word: string, hoursAgo: number, more = '') =>
  article(
    `title: ${word}\ndate: ${iso(NOW - hoursAgo * HOUR)}\ncategory: Đời sống${more && `\n${more}`}`,
    `Lời ${word}.`,
  );

interface Published {
  readonly text: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A newsroom that publishes one change after another, each file compared with a build from scratch after each. */
async function open(initial: Readonly<Record<string, string>>, siteYaml = SITE_YAML, limits: Limits = LIMITS) {
  const content = createMemoryStore({ 'site.yaml': siteYaml, ...initial }, { now: () => NOW });
  const feeds = createMemoryStore({}, { now: () => newsroom.now });
  let keepsNoEntries = false;
  const watched: ObjectStore = {
    ...feeds,
    put: async (key, ...more) => {
      if (keepsNoEntries && key.startsWith('state/entries')) throw new Error('503 Slow Down');
      return feeds.put(key, ...more);
    },
  };
  let runs = 0;
  const files = async (): Promise<ReadonlyMap<string, Published>> => {
    const found = new Map<string, Published>();
    for await (const { key } of feeds.list('public/')) {
      const object = await feeds.get(key);
      if (object && !/\.(?:br|gz)$/.test(key))
        found.set(key.slice(7), { text: Buffer.from(object.bytes).toString(), metadata: object.metadata });
    }
    return found;
  };
  const run = async (work: Work): Promise<ReadonlyMap<string, Published>> => {
    const runId = `run-${runs++}`;
    const now = (): number => newsroom.now;
    await publish({ content, feeds: watched, runId, revision: 'test', limits, now, guard: REMEMBERED }, work);
    const { site } = parseSite(siteYaml);
    if (!site) throw new Error('site.yaml is invalid');
    const wanted = new Map<string, string>();
    const built = await build({ content, site, now: newsroom.now, limits, guard: new Guard(REMEMBERED) });
    for await (const file of built.files()) wanted.set(file.path, digestOf(file));
    const made = await files();
    const digests = [...made].map(([path, { text, metadata }]): [string, string] => {
      const isPlain = Object.keys(metadata).length === 0;
      return [path, digestOf({ path, body: text, ...(!isPlain && { metadata }) })];
    });
    expect(new Map(digests)).toEqual(wanted);
    return made;
  };
  const newsroom = {
    now: NOW,
    /** Everything is published, and entries are not kept for the next run. */
    failAtTheEnd: async () => {
      keepsNoEntries = true;
      await expect(run({ kind: 'sweep' })).rejects.toThrow('503');
      keepsNoEntries = false;
    },
    /** All that the entry caches hold. */
    cached: async () => {
      const held: string[] = [];
      for await (const { key } of feeds.list('state/entries/'))
        held.push(JSON.stringify(decode('entries', (await feeds.get(key))?.bytes ?? new Uint8Array())));
      return held.join('\n');
    },
    sweep: () => run({ kind: 'sweep' }),
    rebuild: () => run({ kind: 'full' }),
    put: async (key: string, text: string) => {
      await content.put(key, Buffer.from(text));
      return run({ kind: 'changes', keys: [key] });
    },
    remove: async (key: string) => {
      await content.delete(key);
      return run({ kind: 'changes', keys: [key] });
    },
  };
  await newsroom.sweep();
  return newsroom;
}

/** Paths of the files that have a word in them. */
function having(files: ReadonlyMap<string, Published>, word: string): readonly string[] {
  return [...files].flatMap(([path, { text }]) => (text.includes(word) ? [path] : [])).sort();
}

function deleted(files: ReadonlyMap<string, Published>, path = 'atom.xml') {
  return all(parseXml(files.get(path)?.text ?? ''), 'at:deleted-entry').map(({ attributes }) => attributes);
}

const PAGE = /^articles\/a-[0-9a-f]{8}\/index\.html$/;
const pageOf = (files: ReadonlyMap<string, Published>) => [...files].find(([path]) => PAGE.test(path))?.[1];

describe('an article that is withdrawn', () => {
  const CONTENT = { 'articles/a.md': written('BIMAT', 5), 'articles/b.md': written('Khác', 9) };
  const GONE = `withdrawn: { reason: Nguồn tin rút lời, date: "${iso(NOW - HOUR)}" }`;

  it('is out of every feed, list and sitemap in the same run, and comes back once the field is taken out', async () => {
    const newsroom = await open(CONTENT);
    const before = await newsroom.sweep();
    expect(having(before, 'BIMAT').length).toBeGreaterThan(8);
    const files = await newsroom.put('articles/a.md', written('BIMAT', 5, GONE));
    expect(having(files, 'BIMAT')).toEqual([]);
    expect(having(files, '/articles/a-')).toEqual([]);
    expect(having(files, 'Nguồn tin rút lời')).toEqual([expect.stringMatching(PAGE), 'atom.xml', 'doi-song/atom.xml']);
    expect(pageOf(before)?.metadata).toEqual({});
    expect(pageOf(files)).toMatchObject({ metadata: { status: '410' }, text: expect.stringContaining('noindex') });
    const tombstone = { ref: 'tag:bao.example,2018:articles/a', when: '2026-11-23T11:00:00Z' };
    expect([deleted(files), deleted(files, 'doi-song/atom.xml')]).toEqual([[tombstone], [tombstone]]);
    expect(await newsroom.put('articles/a.md', CONTENT['articles/a.md'])).toEqual(before);
  });

  it('is told of by a rebuild as by any other run, and leaves everything once its source is deleted', async () => {
    const newsroom = await open(CONTENT);
    const files = await newsroom.put('articles/a.md', written('BIMAT', 5, GONE));
    expect(await newsroom.rebuild()).toEqual(files);
    const after = await newsroom.remove('articles/a.md');
    expect(pageOf(after)).toBeUndefined();
    expect(deleted(after)).toEqual([]);
  });

  it.each(['withdrawn: true', 'draft: true'])('leaves the caches of feeds that only it had (%s)', async field => {
    const own = 'author: Bút danh\ntags: [Riêng]';
    const site = `${SITE_YAML}feeds: { authors: true, tags: true }\n`;
    const newsroom = await open({ ...CONTENT, 'articles/b.md': article(`title: B\ndate: 2026-11-20`) }, site);
    await newsroom.put('articles/a.md', written('BIMAT', 5, own));
    expect(await newsroom.cached()).toContain('BIMAT');
    await newsroom.put('articles/a.md', written('BIMAT', 5, `${own}\n${field}`));
    expect(await newsroom.cached()).not.toContain('BIMAT');
    expect(await newsroom.cached()).toContain('Lời.');
  });

  it('leaves a feed that showed nothing else, though the feed is one that only it had', async () => {
    const newsroom = await open({ 'articles/a.md': written('BIMAT', 5) });
    const files = await newsroom.put('articles/a.md', written('BIMAT', 5, GONE));
    expect([...files.keys()].filter(path => path.startsWith('doi-song/'))).toEqual([]);
    expect(deleted(files)).toHaveLength(1);
    expect([...files.keys()].filter(path => path.startsWith('sitemaps/'))).toEqual([]);
  });

  it.each([
    ['a draft', 5, 'draft: true'],
    ['dated in the future', -5, 'tags: [x]'],
  ])('was never out where it is %s: nothing tells of it', async (_, hoursAgo, more) => {
    const newsroom = await open({ 'articles/b.md': written('Khác', 9) });
    const before = await newsroom.sweep();
    expect(await newsroom.put('articles/a.md', written('BIMAT', hoursAgo, `${more}\n${GONE}`))).toEqual(before);
  });

  it('has no page of ours where it was read elsewhere', async () => {
    const newsroom = await open({ 'articles/a.md': written('BIMAT', 5) });
    const files = await newsroom.put('articles/a.md', written('BIMAT', 5, `link: https://khac.example/a\n${GONE}`));
    expect(pageOf(files)).toBeUndefined();
    expect(deleted(files)).toHaveLength(1);
  });

  it.each(['sweep', 'rebuild'] as const)(
    'is gone at once, whatever date is told; a %s tells one to come once it has come',
    async by => {
      const newsroom = await open(CONTENT);
      const when = (files: ReadonlyMap<string, Published>) => deleted(files).map(attributes => attributes.when);
      const later = `withdrawn: { date: "${iso(NOW + HOUR)}" }`;
      const files = await newsroom.put('articles/a.md', written('BIMAT', 5, later));
      expect(having(files, 'BIMAT')).toEqual([]);
      expect(when(files)).toEqual(['2026-11-23T07:00:00Z']);
      expect(pageOf(files)?.text).not.toContain('Gỡ ngày');
      newsroom.now += HOUR;
      const after = await newsroom[by]();
      expect(when(after)).toEqual(['2026-11-23T13:00:00Z']);
      expect(pageOf(after)?.text).toContain('Gỡ ngày');
    },
  );

  it('is told of in the months below, though none of their sitemaps has anything left', async () => {
    const month = 31 * 24;
    const initial = {
      'articles/1.md': written('Một', 60),
      'articles/2.md': written('Hai', 61),
      'articles/3.md': written('Ba', 62),
      'articles/a.md': written('BIMAT', month, 'withdrawn: true'),
      'articles/5.md': written('Năm', 3 * month),
    };
    const site = `${SITE_YAML}entries: 2\nminimumHours: 0\n`;
    const newsroom = await open(initial, site, { ...LIMITS, slack: 0, delta: 1, perSegment: 1 });
    expect(deleted(await newsroom.remove('articles/1.md'))).toEqual([]);
    const files = await newsroom.remove('articles/2.md');
    expect(deleted(files)).toHaveLength(1);
    expect([...files.keys()].filter(path => path.startsWith('sitemaps/'))).toHaveLength(2);
  });

  it('is told of in the archive where it stood, and no other article there moves to another document', async () => {
    const month = 31 * 24;
    const old = [1, 2, 3, 4, 5].map(at => [`articles/${at}.md`, written(`Cũ ${at}`, month + at)]);
    const archived = { ...CONTENT, ...Object.fromEntries(old), 'articles/a.md': written('BIMAT', month + 9) };
    const newsroom = await open(archived, `${SITE_YAML}entries: 2\nminimumHours: 0\narchives: true\n`);
    const before = await newsroom.sweep();
    expect(having(before, 'BIMAT')).toContain('archives/2026-10/atom.xml');
    const files = await newsroom.put('articles/a.md', written('BIMAT', month + 9, GONE));
    expect(having(files, 'BIMAT')).toEqual([]);
    expect(deleted(files)).toEqual([]);
    expect(deleted(files, 'archives/2026-10/atom.xml')).toMatchObject([{ ref: 'tag:bao.example,2018:articles/a' }]);
    const archives = [...files].filter(([path]) => path.includes('archives/'));
    const changed = archives.filter(([path, { text }]) => text !== before.get(path)?.text);
    expect([...new Set(changed.map(([path]) => path.replace(/[^/]*$/, '')))]).toEqual([
      'archives/2026-10/',
      'doi-song/archives/2026-10/',
    ]);
    expect([...files.keys()]).toEqual([...before.keys()]);
  });

  it('stays for SmartNews alone, marked as deleted, where the site says so', async () => {
    const newsroom = await open(CONTENT, `${SITE_YAML}smartnews: true\n`);
    const files = await newsroom.put('articles/a.md', written('BIMAT', 5, GONE));
    expect(having(files, '<media:status state="deleted">deleted</media:status>')).toEqual(['smartnews.xml']);
    expect(having(files, 'smartnews.xml')).toEqual(['smartnews.xml']);
    expect(having(files, '/articles/a-')).toEqual(['smartnews.xml']);
    expect(having(files, 'BIMAT')).toEqual([]);
  });
});

describe('a correction', () => {
  it('is shown once its date has come, though entries are remembered as they were before', async () => {
    const fields = `updated: "${iso(NOW + HOUR)}"\ncorrection: DINHCHINH`;
    const newsroom = await open({ 'articles/a.md': written('A', 5, fields), 'articles/b.md': written('B', 9) });
    expect(having(await newsroom.sweep(), 'DINHCHINH')).toEqual([]);
    newsroom.now += HOUR;
    await newsroom.failAtTheEnd();
    const files = await newsroom.put('articles/b.md', written('B mới', 9));
    expect(having(files, 'DINHCHINH')).toEqual([
      expect.stringMatching(PAGE),
      'atom.xml',
      'doi-song/atom.xml',
      'doi-song/feed.json',
      'doi-song/rss.xml',
      'feed.json',
      'rss.xml',
    ]);
  });
});
