import { Buffer } from 'node:buffer';
import { beforeEach, describe, expect, it } from 'vitest';
import { besidePaths } from '../../functions/core/files/variants.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { type ObjectStore, PreconditionFailed } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { withEtagsOfTheirOwn } from '../stores/etags-of-their-own.ts';
import { LiveNewsroom, noted, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const story = (title: string, hoursAgo: number): string =>
  article(`title: ${title}\ndate: ${new Date(NOW - hoursAgo * HOUR).toISOString()}\ncategory: Đời sống`);
const CONTENT = {
  'articles/a.md': story('Một', 1),
  'articles/b.md': story('Hai', 30),
  'articles/c.md': story('Ba', 24 * 40),
  'articles/d.md': story('Bốn', 24 * 41),
  'media/a.jpg': 'ảnh',
};
const SITE = siteYaml('entries: 2', 'minimumHours: 0', 'archives: true');
const LIMITS = { perSegment: 2, slack: 1, delta: 3, archivesPerCommit: 2, perCompression: 2 };
const AUDIT = { kind: 'sweep', audit: true } as const;

let newsroom: LiveNewsroom;
let page: string;
beforeEach(async () => {
  newsroom = await LiveNewsroom.open(CONTENT, { site: SITE, limits: LIMITS });
  page = [...(await newsroom.files()).keys()].find(path => path.startsWith('articles/a-')) ?? '';
});

/** All that lies under `public/`: bytes as text, by path. */
async function everything({ feeds }: LiveNewsroom = newsroom): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for await (const { key } of feeds.list('public/'))
    files.set(key, Buffer.from((await feeds.get(key))?.bytes ?? []).toString('latin1'));
  return files;
}

const put = (path: string, text = 'của người khác'): Promise<unknown> =>
  newsroom.feeds.put(`public/${path}`, Buffer.from(text));

const told = ({ problems }: { readonly problems: readonly { path: string; message: string }[] }): readonly string[] =>
  problems.map(({ path, message }) => `${path} ${message}`);

const CHANGED = 'was changed by somebody else; it is written again';
const DELETED = 'was deleted by somebody else; it is written again';
const ADDED = 'was added by somebody else; it is deleted';

describe('files that others', () => {
  const archive = (): string => [...paths].find(path => /^archives\/.*\/rss\.xml$/.test(path)) ?? 'no archive was made';
  let paths: readonly string[] = [];
  beforeEach(async () => {
    paths = [...(await newsroom.files()).keys()];
  });

  it.each<[string, () => string]>([
    ['a feed', () => 'rss.xml'],
    ['a feed of a category', () => 'doi-song/feed.json'],
    ['a landing page', () => 'index.html'],
    ['a list', () => 'opml.xml'],
    ['a sitemap', () => 'sitemaps/2026-11.xml'],
    ['an archive document', archive],
    ['a page of a month', () => 'browse/2026-11/index.html'],
    ['a page of a month of a category', () => 'doi-song/browse/2026-10/index.html'],
    ['a page', () => page],
    ['a file of media', () => 'media/a.jpg'],
  ])('changed, truncated or deleted are written again: %s', async (_, pathOf) => {
    const before = await everything();
    const path = pathOf();
    const half = before.get(`public/${path}`)?.slice(0, -2) ?? '';
    for (const [tamper, message, count] of [
      [() => put(path), CHANGED, { changed: 1, deleted: 0, added: 0 }],
      [() => put(path, half), CHANGED, { changed: 1, deleted: 0, added: 0 }],
      [() => newsroom.feeds.delete(`public/${path}`), DELETED, { changed: 0, deleted: 1, added: 0 }],
    ] as const) {
      await tamper();
      const ran = await newsroom.publish(AUDIT);
      expect(told(ran)).toEqual([`public/${path} ${message}`]);
      // A twin of the page may have come, too, and chapters.
      const changed = [path, ...besidePaths(path)].sort();
      expect(ran).toMatchObject({ complete: true, published: 0, audit: { ...count, paths: [path] }, changed });
      expect(await everything()).toEqual(before);
    }
    expect(await newsroom.publish(AUDIT)).toMatchObject({
      problems: [],
      audit: { changed: 0, paths: [] },
      changed: [],
    });
  });

  it.each([
    'evil.html',
    'the-thao/rss.xml',
    'articles/evil.html',
    'articles/evil-0123abcd/index.html',
    'media/evil.svg',
    'archives/2001-02/rss.xml',
    'doi-song/archives/2026-11-9/atom.xml',
    'sitemaps/2001-02.xml',
    'browse/2001-02/index.html',
    'doi-song/browse/2026-11-9/index.html',
    'rss.xml.gz',
  ])('added are deleted: %s', async path => {
    const before = await everything();
    await put(path);
    const ran = await newsroom.publish(AUDIT);
    expect(told(ran)).toEqual([`public/${path} ${ADDED}`]);
    expect(ran.audit).toMatchObject({ changed: 0, deleted: 0, added: 1 });
    expect(await everything()).toEqual(before);
  });

  it('added, and that can not be deleted, are reported, and hold up no run', async () => {
    await put('x.html');
    const feeds: ObjectStore = {
      ...newsroom.feeds,
      async delete(key) {
        if (key === 'public/x.html') throw new Error('AccessDenied');
        await newsroom.feeds.delete(key);
      },
    };
    const ran = await newsroom.publish(AUDIT, { feeds });
    expect(told(ran)).toEqual([
      "public/x.html was added by somebody else, and can't be deleted (AccessDenied); delete it by hand, or " +
        'give the function the right to',
    ]);
    expect(ran.audit).toMatchObject({ added: 1 });
    const key = await newsroom.write('articles/e.md', story('Năm', 0));
    expect((await newsroom.publish({ kind: 'changes', keys: [key] }, { feeds })).changed).toContain('rss.xml');
    expect((await newsroom.publish({ kind: 'sweep' }, { feeds })).changed).toEqual([]);
  });

  it('changed or deleted in a compressed form are written again', async () => {
    const before = await everything();
    await put('atom.xml.br');
    await newsroom.feeds.delete('public/doi-song/feed.json.gz');
    expect(told(await newsroom.publish(AUDIT)).toSorted()).toEqual([
      `public/atom.xml ${CHANGED}`,
      `public/doi-song/feed.json ${CHANGED}`,
    ]);
    expect(await everything()).toEqual(before);
  });

  it('deleted altogether are all there again, in as many commits as it takes', async () => {
    newsroom = await LiveNewsroom.open(CONTENT, { site: SITE, limits: { ...LIMITS, perCommit: 3 } });
    const before = await everything();
    for (const key of before.keys()) await newsroom.feeds.delete(key);
    const ran = await newsroom.publish(AUDIT);
    expect(ran.audit).toMatchObject({ files: 0, deleted: (await newsroom.files()).size });
    expect(await everything()).toEqual(before);
  });

  it('put under a name that can not be asked for are reported, since no run can delete them', async () => {
    const { feeds } = newsroom;
    const list: ObjectStore['list'] = (prefix, options) => {
      if (prefix === 'public/') options?.onSkipped?.('public//evil.html', "can't be named so");
      return feeds.list(prefix, options);
    };
    const ran = await newsroom.publish(AUDIT, { feeds: { ...feeds, list } });
    expect(told(ran)).toEqual([
      'public//evil.html was added by somebody else, and can not be asked for by this name; delete it by hand',
    ]);
    expect(ran.audit).toMatchObject({ added: 1 });
  });

  it('changed are reported by a rebuild that is asked for, and mended', async () => {
    const before = await everything();
    await put(page);
    await put('media/a.jpg');
    await put('atom.xml.gz');
    await put('evil.html');
    const ran = await newsroom.publish({ kind: 'full' });
    expect(told(ran).toSorted()).toEqual([
      `public/${page} ${CHANGED}`,
      `public/atom.xml ${CHANGED}`,
      `public/evil.html ${ADDED}`,
      `public/media/a.jpg ${CHANGED}`,
    ]);
    expect(ran).toMatchObject({ complete: true, audit: { changed: 3, added: 1 } });
    expect(await everything()).toEqual(before);
    expect((await newsroom.state()).audit?.found).toMatchObject({ at: newsroom.now, changed: 3, added: 1 });
  });

  it('changed stay as they are where only their metadata is another, which no listing shows', async () => {
    const bytes = (await newsroom.feeds.get('public/rss.xml'))?.bytes ?? new Uint8Array();
    await newsroom.feeds.put('public/rss.xml', bytes, { contentType: 'text/html' });
    expect(await newsroom.publish(AUDIT)).toMatchObject({ audit: { changed: 0 }, changed: [] });
    expect((await newsroom.feeds.get('public/rss.xml'))?.contentType).toBe('text/html');
  });
});

describe('an audit of a state that has lost a part', () => {
  const lose = async (prefix: string): Promise<void> => {
    const keys: string[] = [];
    for await (const { key } of newsroom.feeds.list(prefix)) keys.push(key);
    expect(keys).not.toEqual([]);
    for (const key of keys) await newsroom.feeds.delete(key);
  };

  it.each([
    ['state/segments/', 'articles/evil.html'],
    ['state/archives/', 'archives/2026-10-9/rss.xml'],
    ['state/months/', 'browse/2026-10-9/index.html'],
  ])('reads everything anew, and leaves nothing that was added: %s', async (prefix, path) => {
    const before = await everything();
    await put(path);
    await lose(prefix);
    expect(await newsroom.publish(AUDIT)).toMatchObject({ complete: true });
    expect(await everything()).toEqual(before);
    expect(await newsroom.publish(AUDIT)).toMatchObject({ problems: [], changed: [] });
  });

  it('reads everything anew where the part is lost after it was compared', async () => {
    const before = await everything();
    await put('articles/evil.html');
    const { feeds } = newsroom;
    const get: ObjectStore['get'] = async (key, options) => {
      if (key === 'public/articles/evil.html') await lose('state/segments/').catch(() => undefined);
      return feeds.get(key, options);
    };
    expect(await newsroom.publish(AUDIT, { feeds: { ...feeds, get } })).toMatchObject({ complete: true });
    expect(await everything()).toEqual(before);
  });

  it('is no hindrance to a rebuild that is asked for', async () => {
    const before = await everything();
    await put('articles/evil.html');
    await lose('state/segments/');
    expect(await newsroom.publish({ kind: 'full' })).toMatchObject({ complete: true });
    expect(await everything()).toEqual(before);
  });
});

/** An audit may come so much sooner, since a sweep takes time before it. Milliseconds. */
const MARGIN = 10 * 60_000;

describe('an audit of a newsroom that began empty', () => {
  it('takes feeds of authors and tags for what they are', async () => {
    const site = siteYaml('feeds: { authors: true, tags: true }');
    const young = await LiveNewsroom.open({}, { site });
    const text = article('title: A\ndate: 2026-11-20\nauthor: Na\ntags: [chợ]');
    await young.changes(await young.write('articles/a.md', text));
    expect([...(await young.files()).keys()]).toEqual(expect.arrayContaining(['tags/cho/rss.xml']));
    const { requests } = await young.publish(AUDIT);
    expect(requests.filter(request => /^(?:DELETE|PUT) public/.test(request))).toEqual([]);
  });
});

describe('an audit', () => {
  it('is part of a sweep ten minutes before an hour is over since the last, and of no other run', async () => {
    await put('evil.html');
    await newsroom.write('articles/e.md', story('Năm', 2));
    newsroom.now += HOUR - MARGIN - 1;
    expect((await newsroom.sweep()).audit).toBeUndefined();
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
    newsroom.now += 1;
    await newsroom.write('articles/f.md', story('Sáu', 2));
    expect((await newsroom.changes('articles/f.md')).audit).toBeUndefined();
    expect((await newsroom.sweep()).audit).toMatchObject({ added: 1 });
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
    newsroom.now += HOUR;
    expect((await newsroom.sweep()).audit).toMatchObject({ added: 0, files: (await newsroom.files()).size });
  });

  it('that finds nothing lists the files, reads the index, and writes when it was', async () => {
    newsroom.now += HOUR;
    const { requests } = await newsroom.sweep();
    const segments = (await newsroom.state()).segments.length;
    expect(requests.filter(request => request.startsWith('LIST'))).toEqual(['LIST public/']);
    expect(requests.filter(request => request.startsWith('GET state/segments/'))).toHaveLength(segments);
    expect(requests.filter(request => !/^(?:LIST|GET state\/)/.test(request))).toEqual(['PUT state/state.br']);
    expect((await newsroom.state()).audit).toEqual({ at: newsroom.now, files: (await newsroom.files()).size });
  });

  it('is remembered with what the last found that found anything', async () => {
    await put('evil.html');
    await put(page);
    await newsroom.publish(AUDIT);
    const found = { at: newsroom.now, changed: 1, deleted: 0, added: 1, paths: [page, 'evil.html'] };
    newsroom.now += 2 * HOUR;
    await newsroom.sweep();
    const last = newsroom.now;
    newsroom.now += HOUR / 2;
    await newsroom.publish({ kind: 'full' });
    expect((await newsroom.state()).audit).toMatchObject({ at: last, found });
  });

  it('takes nothing that another run publishes meanwhile for tampering', async () => {
    const { feeds } = newsroom;
    const list: ObjectStore['list'] = async function* (prefix, options) {
      for await (const summary of feeds.list(prefix, options)) yield summary;
      if (prefix !== 'public/') return;
      await newsroom.write('articles/a.md', story('Sửa', 1));
      await newsroom.write('articles/e.md', story('Mới', 2));
      await newsroom.remove('articles/b.md');
      await newsroom.changes('articles/a.md', 'articles/b.md', 'articles/e.md');
    };
    const ran = await newsroom.publish(AUDIT, { feeds: { ...feeds, list } });
    expect(ran).toMatchObject({ problems: [], audit: { changed: 0, deleted: 0, added: 0 }, changed: [] });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('takes nothing that a run left half-written for tampering', async () => {
    await newsroom.write('articles/a.md', story('Sửa', 1));
    const fails = noted(newsroom.feeds, [], request => {
      if (request === 'PUT public/rss.xml') throw new Error('503 Slow Down');
    });
    await expect(newsroom.publish({ kind: 'changes', keys: ['articles/a.md'] }, { feeds: fails })).rejects.toThrow();
    const ran = await newsroom.publish(AUDIT);
    expect(ran).toMatchObject({ problems: [], audit: { changed: 0, deleted: 0, added: 0 } });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('leaves alone what another run is at work on', async () => {
    const { feeds } = newsroom;
    const dies = noted(feeds, [], request => {
      if (request.startsWith('DELETE public/articles/')) throw new Error('killed');
    });
    const list: ObjectStore['list'] = async function* (prefix, options) {
      for await (const summary of feeds.list(prefix, options)) yield summary;
      if (prefix !== 'public/') return;
      await newsroom.remove('articles/a.md');
      await expect(newsroom.publish({ kind: 'changes', keys: ['articles/a.md'] }, { feeds: dies })).rejects.toThrow();
    };
    const ran = await newsroom.publish(AUDIT, { feeds: { ...feeds, list } });
    expect(ran).toMatchObject({ problems: [], audit: { added: 0 }, changed: [] });
    expect(await newsroom.files()).toHaveProperty('size', (await newsroom.scratch()).size + 1);
  });

  it('writes again, without a word, what the state does not know how it was written', async () => {
    const store = new StateStore(createPrefixedStore(newsroom.feeds, 'state/'));
    const { state, etag } = await store.load();
    if (!state) throw new Error('there is no state');
    const { version: _, ...rss } = state.files['rss.xml'] ?? { bytes: '' };
    await store.commit({ ...state, files: { ...state.files, 'rss.xml': rss } }, etag);
    expect(await newsroom.publish(AUDIT)).toMatchObject({ problems: [], audit: { changed: 0 }, changed: ['rss.xml'] });
    expect((await newsroom.publish(AUDIT)).changed).toEqual([]);
  });

  it('is left to the next sweep where time runs short', async () => {
    await put('evil.html');
    const before = (await newsroom.state()).audit;
    expect(await newsroom.publish(AUDIT, { timeLeft: () => 0 })).toMatchObject({ complete: true, changed: [] });
    expect((await newsroom.state()).audit).toEqual(before);
    expect((await newsroom.publish(AUDIT)).audit).toMatchObject({ added: 1 });
  });

  it('mends what it can where time runs short halfway, and says so of that alone', async () => {
    newsroom = await LiveNewsroom.open(CONTENT, { site: SITE, limits: { ...LIMITS, perCommit: 1 } });
    const before = (await newsroom.state()).audit;
    for (const path of ['evil-1.html', 'evil-2.html', 'evil-3.html']) await put(path);
    let looks = 0;
    const ran = await newsroom.publish(AUDIT, { timeLeft: () => (looks++ < 2 ? 60_000 : 0) });
    expect(ran).toMatchObject({ complete: true, audit: { added: 1 }, changed: ['evil-1.html'] });
    expect((await newsroom.state()).audit).toEqual(before);
    expect(await newsroom.publish(AUDIT)).toMatchObject({ audit: { added: 2 } });
  });

  it('is remembered though another run commits at that moment', async () => {
    const { feeds } = newsroom;
    let refusals = 2;
    const put: ObjectStore['put'] = async (key, bytes, options) => {
      if (key === 'state/state.br' && refusals-- > 0) throw new PreconditionFailed(key);
      return feeds.put(key, bytes, options);
    };
    newsroom.now += HOUR;
    expect((await newsroom.publish(AUDIT, { feeds: { ...feeds, put } })).complete).toBe(true);
    expect((await newsroom.state()).audit?.at).toBe(newsroom.now);
  });

  it('finds nothing where each writing has an ETag of its own, whatever was published how', async () => {
    const feeds = withEtagsOfTheirOwn(newsroom.feeds);
    const ran = (work: Parameters<typeof newsroom.publish>[0]) => newsroom.publish(work, { feeds });
    await ran({ kind: 'full' });
    for (const name of ['e', 'f', 'g', 'h', 'i']) {
      await newsroom.write(`articles/${name}.md`, story(name, 3));
      await newsroom.write(`media/${name}.jpg`, name);
      await ran({ kind: 'changes', keys: [`articles/${name}.md`, `media/${name}.jpg`] });
    }
    // Two names of one path: what the first loses the other gets.
    const [composed, decomposed] = ['NFC', 'NFD'].map(form => `media/ả.jpg`.normalize(form)) as [string, string];
    await newsroom.write(composed, '1');
    await newsroom.write(decomposed, '2');
    await ran({ kind: 'changes', keys: [composed, decomposed] });
    await newsroom.remove([composed, decomposed].toSorted()[0] ?? '');
    await ran({ kind: 'sweep' });
    for (const work of [AUDIT, { kind: 'full' }, AUDIT] as const)
      expect(await ran(work)).toMatchObject({ problems: [], changed: [] });
  });
});
