import { describe, expect, it } from 'vitest';
import { fingerprintOf, recallSite } from '../../functions/content/active-site.ts';
import { ALL } from '../../functions/core/feed/feed-key.ts';
import type { ArticleSummary } from '../../functions/core/index/article-summary.ts';
import { NeedsCollector } from '../../functions/core/plan/needs.ts';
import { Loader } from '../../functions/run/loader.ts';
import { openRun } from '../../functions/run/open-run.ts';
import { ArchiveFiles } from '../../functions/state/archive-files.ts';
import { ContentIndex } from '../../functions/state/content-index.ts';
import { StateLost } from '../../functions/state/state-lost.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, noted, siteYaml } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';

const [A, B] = ['articles/a.md', 'articles/b.md'];
const CONTENT = {
  [A]: article('title: A\ndate: 2026-11-20'),
  [B]: article('title: B\ndate: 2026-11-21', '[A](a.md)\n'),
};

/** A loader for a plan on the state of a newsroom, and what it asks of the content bucket. */
async function open(newsroom: LiveNewsroom, { revision = 'tested', now = newsroom.now } = {}) {
  const requests: string[] = [];
  const options = newsroom.options();
  const run = openRun({ ...options, content: noted(options.content, requests) });
  const state = await newsroom.state();
  const site = recallSite(state.site, undefined)?.site;
  if (!site) throw new Error('the site is not valid');
  const index = new ContentIndex(run.state, state);
  const archiveFiles = new ArchiveFiles(run.state, state.months);
  const loader = new Loader({ run, site, now, index, archiveFiles, fingerprint: fingerprintOf(revision, site) });
  const shown = new Map(state.windows.articles.map((summary): [string, ArticleSummary] => [summary.key, summary]));
  return { loader, requests, shown };
}

function needs(fill: (needs: NeedsCollector) => void): NeedsCollector {
  const collected = new NeedsCollector();
  fill(collected);
  return collected;
}

/** The needs of a plan that shows articles as the index knows them. */
const showing = (shown: ReadonlyMap<string, ArticleSummary>, ...keys: readonly string[]) =>
  needs(collected => {
    collected.feeds.add(ALL);
    for (const [key, summary] of shown) if (keys.includes(key)) collected.entries.set(key, summary);
  });

describe('what a plan needs', () => {
  it('is read as it is now, and what is not there is gone', async () => {
    const { loader } = await open(await LiveNewsroom.open(CONTENT));
    await loader.load(
      needs(({ objects }) => {
        objects.add(A);
        objects.add('articles/none.md');
      }),
    );
    expect([...loader.loaded.objects].map(([key, { found }]) => [key, found.kind])).toEqual([
      [A, 'article'],
      ['articles/none.md', 'gone'],
    ]);
  });

  it('of the index comes from its segments and months, without the delta', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, { limits: { delta: 0 } });
    const { loader } = await open(newsroom);
    await loader.load(needs(({ segments, months }) => [segments.add(0), months.add('2026-11')]));
    expect(Object.keys(loader.loaded.segments.get(0) ?? {}).sort()).toEqual([A, B]);
    expect(
      loader.loaded.months
        .get('2026-11')?.()
        .map(({ key }) => key)
        .sort(),
    ).toEqual([A, B]);
  });

  it('can not be loaded where a segment that the state names is lost', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, { limits: { delta: 0 } });
    for await (const { key } of newsroom.feeds.list('state/segments/')) await newsroom.feeds.delete(key);
    const { loader } = await open(newsroom);
    await expect(loader.load(needs(({ segments }) => segments.add(0)))).rejects.toThrow(StateLost);
  });
});

describe('entries that a plan needs', () => {
  it('come from the caches of feeds, and no source is read', async () => {
    const { loader, requests, shown } = await open(await LiveNewsroom.open(CONTENT));
    await loader.load(showing(shown, A, B));
    expect([...loader.loaded.entries.values()].map(({ title }) => title).sort()).toEqual(['A', 'B']);
    expect(requests).toEqual([]);
  });

  it('are rendered again where other code, or another site, made the caches', async () => {
    const { loader, requests, shown } = await open(await LiveNewsroom.open(CONTENT), { revision: 'another' });
    await loader.load(showing(shown, A));
    expect(loader.loaded.entries.get(A)).toMatchObject({ title: 'A' });
    expect(requests).toEqual([`GET ${A}`]);
  });

  it('are rendered again where a correction came since they were cached', async () => {
    const corrected = article(`title: A\ndate: 2026-11-20\nupdated: ${new Date(NOW + HOUR).toISOString()}`);
    const newsroom = await LiveNewsroom.open({ [A]: corrected });
    const { loader, requests, shown } = await open(newsroom, { now: NOW + HOUR });
    await loader.load(showing(shown, A));
    expect(loader.loaded.entries.get(A)).toMatchObject({ updated: NOW + HOUR });
    expect(requests).toEqual([`GET ${A}`]);
  });

  it('are rendered from sources that were read already', async () => {
    const { loader, requests, shown } = await open(await LiveNewsroom.open(CONTENT), { revision: 'another' });
    await loader.read([A]);
    await loader.load(showing(shown, A));
    expect(loader.loaded.entries.has(A)).toBe(true);
    expect(requests).toEqual([`GET ${A}`]);
  });

  it('are none of a source that changed: it is among the objects, for the plan to take in', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const { loader, shown } = await open(newsroom, { revision: 'another' });
    await newsroom.write(A, article('title: Khác\ndate: 2026-11-20'));
    await loader.load(showing(shown, A));
    expect(loader.loaded.entries.has(A)).toBe(false);
    expect(loader.loaded.objects.get(A)?.found).toMatchObject({ kind: 'article', article: { title: 'Khác' } });
  });

  it('are forgotten where they lead to a source that is read anew, since it may have moved', async () => {
    const site = siteYaml('permalink: /{category}/{slug}.html');
    const { loader, shown } = await open(await LiveNewsroom.open(CONTENT, { site }));
    await loader.load(showing(shown, A, B));
    await loader.read(['articles/other.md']);
    expect([...loader.loaded.entries.keys()]).toEqual([A]);
  });
});
