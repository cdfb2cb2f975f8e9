import { describe, expect, it } from 'vitest';
import type { Application } from '../../functions/apply/application.ts';
import { FileWriter } from '../../functions/apply/file-writer.ts';
import type { Written } from '../../functions/apply/written.ts';
import { renderEntry } from '../../functions/core/entry/render-entry.ts';
import { ALL } from '../../functions/core/feed/feed-key.ts';
import type { StaleFiles } from '../../functions/core/plan/file-plan.ts';
import type { PlannedFeed } from '../../functions/core/views/feeds.ts';
import type { FileGroup, Shown } from '../../functions/core/views/view.ts';
import { openRun } from '../../functions/run/open-run.ts';
import { ContentIndex } from '../../functions/state/content-index.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { digestOf } from '../../functions/stores/public-files.ts';
import { EMPTY } from '../core/plan/planned.ts';
import { makeArticle, NOW, SITE } from '../core/samples.ts';

const A: Shown = { key: 'articles/a.md', etag: '"1"', published: NOW, updated: NOW };

/** A group of one file, which shows some articles. */
function file(path: string, body = path, shows: readonly Shown[] = []): FileGroup {
  return { inputs: new Map([[path, `inputs of ${path}`]]), shows, render: () => [{ path, body }] };
}

const digest = (path: string, body = path): string => digestOf({ path, body: Buffer.from(body) });

interface Given {
  readonly plan?: Partial<Application['plan']>;
  readonly before?: Application['before'];
  readonly forced?: readonly string[];
  readonly written?: Readonly<Record<string, Written>>;
  readonly isThere?: Application['isThere'];
  readonly content?: Readonly<Record<string, string>>;
  readonly feeds?: Readonly<Record<string, string>>;
}

/** Says what was put and deleted below `public/`, in that order, compressed forms left out. */
function watched(store: ObjectStore, seen: string[]): ObjectStore {
  const note = (what: string, key: string): void => {
    if (key.startsWith('public/') && !/\.(?:br|gz)$/.test(key)) seen.push(`${what} ${key.slice('public/'.length)}`);
  };
  return {
    ...store,
    put: (key, bytes, options) => {
      note('PUT', key);
      return store.put(key, bytes, options);
    },
    delete: key => {
      note('DELETE', key);
      return store.delete(key);
    },
  };
}

async function write({ plan = {}, before = {}, forced = [], isThere, ...given }: Given) {
  const seen: string[] = [];
  const feeds = createMemoryStore(given.feeds ?? {});
  const content = createMemoryStore(given.content ?? {});
  const run = openRun({
    content,
    feeds: watched(feeds, seen),
    now: () => NOW,
    runId: 'r',
    revision: 'r',
  });
  const { entry } = renderEntry(makeArticle({ key: A.key }), 'Lời', {
    site: SITE,
    now: NOW,
    mediaSizes: new Map(),
    addresses: new Map(),
  });
  const loaded = { entries: new Map([[A.key, entry]]), archivedEntries: new Map() };
  const written = new Map(Object.entries(given.written ?? {}));
  const nothing = {
    pages: new Map(),
    copies: new Map(),
    pageMedia: new Map(),
    former: new Map(),
    archiveFiles: new Map(),
  };
  const whole = { stale: [], removals: [], ...nothing, ...plan };
  const application: Application = {
    plan: { next: EMPTY, pending: { paths: [], keys: [] }, ...whole },
    loaded,
    index: new ContentIndex(run.state, EMPTY),
    site: SITE,
    fingerprint: 'f',
    before,
    forced: new Set(forced),
    ...(isThere && { isThere }),
  };
  const { files, archives } = await new FileWriter(run, application, written).write();
  const keys: string[] = [];
  for await (const { key } of feeds.list()) keys.push(key);
  return { run, files, archives, seen, keys, loaded, written };
}

describe('the writer of files', () => {
  it('writes what feeds lead to before them, and takes away what is left over last', async () => {
    const { seen, run } = await write({
      plan: {
        stale: [{ group: file('rss.xml') }, { group: file('opml.xml') }],
        pages: new Map([[A.key, file('articles/a/index.html')]]),
        copies: new Map([['media/a.jpg', 'media/a.jpg']]),
        removals: ['old/rss.xml'],
      },
      content: { 'media/a.jpg': 'x' },
      feeds: { 'public/old/rss.xml': 'x' },
    });
    const at = (what: string): number => seen.indexOf(what);
    expect([...seen].sort()).toEqual(
      ['DELETE old/rss.xml', 'PUT articles/a/index.html', 'PUT media/a.jpg', 'PUT opml.xml', 'PUT rss.xml'].sort(),
    );
    expect(at('PUT articles/a/index.html')).toBeLessThan(at('PUT rss.xml'));
    expect(at('DELETE old/rss.xml')).toBeGreaterThan(at('PUT rss.xml'));
    expect([run.report.written, run.report.feedsWritten]).toEqual([5, 1]);
  });

  it('takes note of what a file is made of, what it holds, and the version that the store gave', async () => {
    const { files, written } = await write({ plan: { stale: [{ group: file('rss.xml') }] } });
    const version = written.get('rss.xml')?.version ?? '';
    expect(version).not.toBe('');
    expect(files).toEqual({ 'rss.xml': { inputs: 'inputs of rss.xml', bytes: digest('rss.xml'), version } });
  });

  const there = { 'rss.xml': { bytes: digest('rss.xml'), version: 'old' } };

  it('writes nothing over the same bytes, but remembers that they are of other inputs', async () => {
    const { seen, files } = await write({ plan: { stale: [{ group: file('rss.xml') }] }, before: there });
    expect(seen).toEqual([]);
    expect(files['rss.xml']).toEqual({ inputs: 'inputs of rss.xml', bytes: digest('rss.xml'), version: 'old' });
  });

  it.each([
    ['whose bytes are other ones', { 'rss.xml': { bytes: digest('rss.xml', 'x'), version: 'old' } }, []],
    ['that was never written', { 'rss.xml': { bytes: digest('rss.xml') } }, []],
    ['that may hold anything', there, ['rss.xml']],
  ])('writes a file %s', async (_, before, forced) => {
    const { seen } = await write({ plan: { stale: [{ group: file('rss.xml') }] }, before, forced });
    expect(seen).toEqual(['PUT rss.xml']);
  });

  it('writes nothing again that this run wrote before it lost a race, unless it is gone', async () => {
    const given = {
      plan: { stale: [{ group: file('rss.xml') }], pages: new Map([[A.key, file('a.html')]]) },
      written: Object.fromEntries(
        ['rss.xml', 'a.html'].map(path => [path, { digest: digest(path), version: path }] as const),
      ),
      forced: ['rss.xml'],
    };
    const { seen, files } = await write(given);
    expect([seen, files['rss.xml']?.version]).toEqual([[], 'rss.xml']);
    expect((await write({ ...given, isThere: () => false })).seen).toEqual(['PUT rss.xml']);
    expect((await write({ ...given, isThere: (path, version) => version === path })).seen).toEqual([]);
  });

  it('takes a file away with its compressed forms, and forgets that it wrote it', async () => {
    const feeds = { 'public/atom.xml': 'x', 'public/atom.xml.br': 'x', 'public/atom.xml.gz': 'x', 'public/a.xml': 'x' };
    const { keys, written } = await write({
      plan: { removals: ['atom.xml'] },
      feeds,
      written: { 'atom.xml': { digest: 'd', version: 'e' } },
    });
    expect([keys, written]).toEqual([['public/a.xml'], new Map()]);
  });

  it('keeps records of archive documents by month, apart from other files', async () => {
    const archive = { month: '2026-10', articles: [] };
    const known = new Map([
      ['2026-10', { 'archives/2026-10/atom.xml': { bytes: digest('archives/2026-10/atom.xml'), version: 'o' } }],
    ]);
    const stale: StaleFiles[] = ['rss.xml', 'atom.xml'].map(name => ({
      group: file(`archives/2026-10/${name}`),
      archive,
    }));
    const { seen, files, archives } = await write({ plan: { stale, archiveFiles: known } });
    expect([seen, files]).toEqual([['PUT archives/2026-10/rss.xml'], {}]);
    expect(Object.keys(archives.get('2026-10') ?? {}).sort()).toEqual([
      'archives/2026-10/atom.xml',
      'archives/2026-10/rss.xml',
    ]);
    expect(archives.get('2026-10')?.['archives/2026-10/atom.xml']?.version).toBe('o');
  });

  it('stores the entries of a feed, and lets go of each after the last file that shows it', async () => {
    const feed: PlannedFeed = { key: ALL, shown: [], withdrawn: [] };
    let heldForLast = false;
    const last: FileGroup = {
      ...file('opml.xml', 'x', [A]),
      render: entries => {
        heldForLast = entries.has(A.key);
        return [];
      },
    };
    const { run, loaded } = await write({
      plan: { stale: [{ group: file('rss.xml', 'x', [A]), feed }, { group: last }] },
    });
    expect([heldForLast, loaded.entries.size]).toEqual([true, 0]);
    const cache = await run.state.entries.read(ALL);
    expect(cache?.fingerprint).toBe('f');
    expect(cache?.entries).toMatchObject({ [A.key]: { etag: A.etag, entry: { title: expect.any(String) } } });
  });

  it('goes on where a file of media is gone by now', async () => {
    const { keys } = await write({
      plan: { copies: new Map([['media/a.jpg', 'media/a.jpg']]), stale: [{ group: file('opml.xml') }] },
    });
    expect(keys).toContain('public/opml.xml');
    expect(keys).not.toContain('public/media/a.jpg');
  });
});
