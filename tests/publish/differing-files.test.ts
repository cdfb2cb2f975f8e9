import { Buffer } from 'node:buffer';
import { beforeEach, describe, expect, it } from 'vitest';
import { segmentCounts } from '../../functions/core/files/path-parts.ts';
import {
  canAudit,
  confirmDifferences,
  differingFiles,
  heldDigest,
  readFiles,
} from '../../functions/publish/differing-files.ts';
import { ListedFiles } from '../../functions/publish/listed-files.ts';
import { openRun } from '../../functions/run/open-run.ts';
import type { RunContext } from '../../functions/run/run.ts';
import { StateLost } from '../../functions/state/state-lost.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { UnreadableObject } from '../../functions/stores/unreadable-object.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const SITE = siteYaml('entries: 2', 'minimumHours: 0');
const CONTENT = {
  'articles/a.md': article(`title: Một\ndate: ${new Date(NOW - HOUR).toISOString()}`),
  'articles/b.md': article(`title: Hai\ndate: ${new Date(NOW - 2 * HOUR).toISOString()}`),
};
const LIMITS = { perSegment: 1, perCommit: 2 };

let newsroom: LiveNewsroom;
beforeEach(async () => {
  newsroom = await LiveNewsroom.open(CONTENT, { site: SITE, limits: LIMITS });
});

/** A run over the newsroom's feeds, or over a store that stands before them. */
async function begin(feeds: ObjectStore = newsroom.feeds): Promise<RunContext> {
  const { content } = newsroom;
  const first = openRun({ content, feeds, now: () => NOW, runId: 'audit', revision: '' });
  const revision = (await first.state.load()).state?.revision ?? '';
  const limits = { ...first.limits, ...LIMITS };
  return openRun({ content, feeds, now: () => NOW, runId: 'audit', revision, limits });
}

const put = (path: string): Promise<unknown> => newsroom.feeds.put(`public/${path}`, Buffer.from('khác'));

async function differing(run: RunContext): Promise<readonly (readonly string[])[]> {
  const { state } = await run.state.load();
  const listed = await ListedFiles.list(run, segmentCounts(state ?? { segments: [] }));
  const found: (readonly string[])[] = [];
  if (listed) for await (const paths of differingFiles(run, listed)) found.push(paths);
  return found;
}

describe('files that differ', () => {
  it('are none after a publish', async () => {
    expect(await differing(await begin())).toEqual([]);
  });

  it('are those that were changed, deleted or added, so many at a time as one commit takes', async () => {
    await put('rss.xml');
    await put('opml.xml');
    await put('la.txt');
    await newsroom.feeds.delete('public/index.html');
    const found = await differing(await begin());
    expect(found.flat().sort()).toEqual(['index.html', 'la.txt', 'opml.xml', 'rss.xml']);
    expect(found.every(paths => paths.length <= LIMITS.perCommit)).toBe(true);
  });

  it('are not those that a run is at work on', async () => {
    await put('rss.xml');
    const run = await begin();
    const { state, etag } = await run.state.load();
    if (!state) throw new Error('there is no state');
    const pending = [{ run: 'other', since: NOW, paths: ['rss.xml'], keys: [] }];
    await run.state.commit({ ...state, pending }, etag);
    expect(await differing(run)).toEqual([]);
    expect(await confirmDifferences(run, ['rss.xml'])).toEqual([]);
  });

  it('are found in a part that another run replaces while it is read, and not where it is lost', async () => {
    const added = ['articles/la.html', 'articles/lb.html', 'articles/lc.html', 'articles/ld.html'];
    newsroom = await LiveNewsroom.open(CONTENT, { site: SITE, limits: { ...LIMITS, slack: 1, delta: 0 } });
    for (const path of added) await put(path);
    const { feeds } = newsroom;
    let [isReplaced, reads, commits] = [true, 0, 0];
    const store: ObjectStore = {
      ...feeds,
      get: async (key, options) => {
        if (!key.startsWith('state/segments/')) return feeds.get(key, options);
        reads += 1;
        if (reads !== 1 && isReplaced) return feeds.get(key, options);
        const run = await begin();
        const { state, etag } = await run.state.load();
        if (state && isReplaced) await run.state.commit({ ...state, by: `other ${commits++}` }, etag);
        return undefined;
      },
    };
    const run = await begin(store);
    expect((await differing(run)).flat().sort()).toEqual(added);
    expect(reads).toBeGreaterThan(1);
    reads = 0;
    expect(await confirmDifferences(run, added)).toHaveLength(added.length);
    expect(reads).toBeGreaterThan(1);
    isReplaced = false;
    await expect(differing(run)).rejects.toThrow(StateLost);
    await expect(confirmDifferences(run, added)).rejects.toThrow(StateLost);
  });

  it('are not looked for beside a rebuild, or in the state of other code', async () => {
    const run = await begin();
    const { state } = await run.state.load();
    if (!state) throw new Error('there is no state');
    expect(canAudit(run, state)).toBe(true);
    expect(canAudit(run, undefined)).toBe(false);
    expect(canAudit(run, { ...state, rebuilding: { other: NOW } })).toBe(false);
    expect(canAudit(run, { ...state, revision: 'other' })).toBe(false);
    expect(canAudit(run, { ...state, isBlank: true })).toBe(false);
  });
});

describe('confirmed differences', () => {
  it('say what others did, and what the file holds', async () => {
    await put('rss.xml');
    await put('la.txt');
    await newsroom.feeds.delete('public/index.html');
    const run = await begin();
    const found = await confirmDifferences(run, ['rss.xml', 'la.txt', 'index.html', 'opml.xml']);
    expect(Object.fromEntries(found.map(({ path, kind }) => [path, kind]))).toEqual({
      'rss.xml': 'changed',
      'la.txt': 'added',
      'index.html': 'deleted',
    });
    const digests = new Map(found.map(({ path, digest }) => [path, digest]));
    expect(digests.get('la.txt')).toBe(heldDigest('la.txt', (await readFiles(run.public, ['la.txt'])).digests));
    expect(digests.get('la.txt')).not.toBe(digests.get('index.html'));
  });

  it('are looked for again while another run commits, and are given up in the end', async () => {
    await put('rss.xml');
    const { feeds } = newsroom;
    let commits = 0;
    let most = 1;
    const busy: ObjectStore = {
      ...feeds,
      get: async (key, options) => {
        if (key === 'public/rss.xml' && commits < most) {
          commits += 1;
          const run = await begin();
          const { state, etag } = await run.state.load();
          if (state) await run.state.commit({ ...state, by: `other ${commits}` }, etag);
        }
        return feeds.get(key, options);
      },
    };
    const run = await begin(busy);
    expect(await confirmDifferences(run, ['rss.xml'])).toMatchObject([{ path: 'rss.xml', kind: 'changed' }]);
    most = Number.POSITIVE_INFINITY;
    expect(await confirmDifferences(run, ['rss.xml'])).toEqual([]);
  });

  it('are of a file that may not be read, too', async () => {
    const { feeds } = newsroom;
    const closed: ObjectStore = {
      ...feeds,
      get: async (key, options) => {
        if (key === 'public/rss.xml') throw new UnreadableObject('rss.xml: access denied');
        return feeds.get(key, options);
      },
    };
    const run = await begin(closed);
    expect(await confirmDifferences(run, ['rss.xml'])).toMatchObject([{ path: 'rss.xml', kind: 'changed' }]);
  });
});
