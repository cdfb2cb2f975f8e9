import { describe, expect, it } from 'vitest';
import type { ReadObject } from '../../../functions/core/index/found.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { NextState } from '../../../functions/core/index/next-state.ts';
import type { State } from '../../../functions/core/index/state.ts';
import { type FilePlan, type FileRequest, pathsIn } from '../../../functions/core/plan/file-plan.ts';
import { planSitemaps } from '../../../functions/core/plan/months/plan-sitemaps.ts';
import { NeedsCollector } from '../../../functions/core/plan/needs.ts';
import { needEntries, planFiles } from '../../../functions/core/plan/plan-files.ts';
import { HOUR, NOW, SITE } from '../samples.ts';
import { articleObject, EMPTY, Given } from './planned.ts';

const [A, B] = ['articles/a.md', 'articles/b.md'];
const OLD = Date.UTC(2026, 8, 3);
const LIFE = { id: 'doi-song', title: 'Đời sống', slug: 'doi-song' };
const LISTED = { ...SITE, categories: [{ ...LIFE, aliases: [] }] };

type Objects = Readonly<Record<string, ReadObject>>;

function requestOf(objects: Objects, more: Partial<FileRequest> & { readonly state?: State } = {}): FileRequest {
  const { state = EMPTY, ...others } = more;
  const site = others.site ?? SITE;
  const nextState = new NextState({ state, site, now: NOW, limits: LIMITS, sizes: new Map() });
  for (const [key, { found }] of Object.entries(objects)) nextState.apply(key, found, undefined);
  return {
    site,
    now: NOW,
    fingerprint: 'f',
    nextState,
    limits: LIMITS,
    before: { files: state.files, months: state.months },
    forced: new Set(),
    includeBacklog: false,
    isRebuild: false,
    ...others,
  };
}

/** Plans files until nothing is missing. */
function planned(request: FileRequest, given = new Given({})): FilePlan {
  for (let tries = 0; tries < 5; tries++) {
    const needs = new NeedsCollector();
    const files = planFiles(request, given, needs);
    if (files && needs.isEmpty) return files;
    given.bring(needs);
  }
  throw new Error('files need more every time');
}

/** The state after files were written, with records of some more. */
function stateAfter(request: FileRequest, { stale, months }: FilePlan, more: readonly string[] = []): State {
  const records = stale.flatMap(({ group }) => [...group.inputs]);
  const files = [...records, ...more.map(path => [path, 'x'] as const)].map(
    ([path, inputs]) => [path, { inputs, bytes: 'b', version: 'v' }] as const,
  );
  return { ...request.nextState.finish('events'), months, files: Object.fromEntries(files) };
}

const ONE: Objects = { [A]: articleObject({ key: A, published: NOW - HOUR }) };

describe('planned files', () => {
  it('are all stale where nothing was written, and none where nothing changed since', () => {
    const request = requestOf(ONE);
    const first = planned(request);
    expect(pathsIn(first.stale)).toEqual(
      expect.arrayContaining(['rss.xml', 'opml.xml', 'sitemap.xml', 'news-sitemap.xml', 'sitemaps/2026-11.xml']),
    );
    const state = stateAfter(request, first);
    const second = planned(requestOf({}, { state }));
    expect([second.stale, second.removals]).toEqual([[], []]);
    expect(second.kept).toEqual(state.files);
  });

  it('are stale where they are forced, and are removed where they belong to nothing', () => {
    const request = requestOf(ONE);
    const state = stateAfter(request, planned(request), ['cu/rss.xml']);
    const forced = new Set(['feed.json', 'la/rss.xml', 'articles/a/index.html', 'media/a.jpg']);
    const { stale, removals, kept } = planned(requestOf({}, { state, forced }));
    expect(pathsIn(stale)).toContain('feed.json');
    expect(pathsIn(stale)).not.toContain('opml.xml');
    // Pages and media are planned apart.
    expect([...removals].sort()).toEqual(['cu/rss.xml', 'la/rss.xml']);
    expect(kept).not.toHaveProperty(['cu/rss.xml']);
  });

  it('make the sitemaps of months that changed alone, and keep those of others', () => {
    const old: Objects = { [B]: articleObject({ key: B, published: OLD }) };
    const request = requestOf({ ...ONE, ...old });
    const state = stateAfter(request, planned(request));
    const changed = requestOf(
      { 'articles/c.md': articleObject({ key: 'articles/c.md', published: NOW - 2 * HOUR }) },
      { state },
    );
    const needs = new NeedsCollector();
    expect(planSitemaps(changed, new Given({}), needs)).toBeUndefined();
    expect([...needs.months]).toEqual(['2026-11']);
    const { stale, kept } = planned(changed);
    expect(pathsIn(stale).filter(path => path.startsWith('sitemaps/'))).toEqual(['sitemaps/2026-11.xml']);
    expect(kept).toHaveProperty(['sitemaps/2026-09.xml']);
  });

  it('read a month again whose sitemap may be stale, and forget one without articles', () => {
    const request = requestOf(ONE);
    const first = planned(request);
    const state = stateAfter(request, first);
    const forced = new Set(['sitemaps/2026-11.xml']);
    expect(pathsIn(planned(requestOf({}, { state, forced })).stale)).toContain('sitemaps/2026-11.xml');
    const gone = requestOf({}, { state });
    gone.nextState.apply(A, { kind: 'gone' }, state.delta[A] as never);
    const { months, removals } = planned(gone);
    expect(months).toEqual({});
    expect(removals).toContain('sitemaps/2026-11.xml');
  });

  it('are those of a listed category though it has no article', () => {
    expect(pathsIn(planned(requestOf(ONE, { site: LISTED })).stale)).toContain('doi-song/rss.xml');
    expect(pathsIn(planned(requestOf(ONE)).stale)).not.toContain('doi-song/rss.xml');
  });

  it('need the entries that stale files show and that are not loaded, and the caches of their feeds', () => {
    const both: Objects = { ...ONE, [B]: articleObject({ key: B, published: NOW - 2 * HOUR, categories: [LIFE] }) };
    const given = new Given(both);
    const files = planned(requestOf(both), given);
    const needs = new NeedsCollector();
    needEntries(files, given, needs);
    expect([...needs.entries.keys()].sort()).toEqual([A, B]);
    expect([...needs.feeds].sort()).toEqual(['all', 'category:doi-song']);
    given.bring(needs);
    const later = new NeedsCollector();
    needEntries(files, given, later);
    expect(later.isEmpty).toBe(true);
  });
});
