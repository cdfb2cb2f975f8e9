import { enclosureKey } from '../index/article-summary.ts';
import { belongsIn, type WindowKey } from '../index/feed-windows.ts';
import type { Found, ReadObject } from '../index/found.ts';
import type { ObjectRecord } from '../index/index-record.ts';
import { IndexView } from '../index/index-view.ts';
import type { Limits } from '../index/limits.ts';
import { NextState } from '../index/next-state.ts';
import { monthOf, type SitemapEntry } from '../index/sitemap-entry.ts';
import type { State } from '../index/state.ts';
import { compareRanks, type Rank } from '../index/window.ts';
import type { ViewContext } from '../views/view.ts';
import type { Loaded, NeedsCollector } from './needs.ts';
import { articleSummaryOf } from './plan-article-files.ts';

/** What changed objects are taken into. */
export interface IngestRequest extends ViewContext {
  readonly state: State;
  readonly limits: Limits;
  /** Keys of objects that are taken in though they are as they were. */
  readonly forcedKeys: ReadonlySet<string>;
}

/** The next state, and the objects that changed it. */
export interface Ingested {
  readonly nextState: NextState;
  readonly changes: ReadonlyMap<string, ReadObject>;
}

/**
 * Takes in every object that was read and is not as it was, and fills windows that show too little with older articles.
 */
export function ingest(request: IngestRequest, loaded: Loaded, needs: NeedsCollector): Ingested | undefined {
  const { state, site, now, limits, forcedKeys } = request;
  const sizes = enclosureSizes(request, loaded, needs);
  const nextState = new NextState({ state, site, now, limits, sizes });
  const index = new IndexView(needs.partsOf(state.segments.length, loaded), nextState.delta);
  const changes = ingestObjects(nextState, loaded.objects, index, forcedKeys);
  if (!needs.isEmpty) return undefined;
  refill(nextState, request, loaded, needs);
  return needs.isEmpty ? { nextState, changes } : undefined;
}

/**
 * Takes in what is not as the index knows it, or is forced, and returns that. `index` sees what was taken in already.
 */
export function ingestObjects(
  nextState: NextState,
  objects: ReadonlyMap<string, ReadObject>,
  index: IndexView,
  forced: ReadonlySet<string>,
): ReadonlyMap<string, ReadObject> {
  const changes = new Map<string, ReadObject>();
  const media = new Set<string>();
  for (const [key, object] of objects) {
    const previous = index.record(key);
    const { found } = object;
    if (isAsKnown(found, previous) && !forced.has(key)) continue;
    nextState.apply(key, found, previous);
    changes.set(key, object);
    if (found.kind === 'media' || previous?.status === 'media') media.add(key.normalize('NFC'));
  }
  for (const key of media) nextState.resize(key, index.mediaSize(key));
  return changes;
}

/** A version that was published may turn out to be one that can't be read any more. */
function isAsKnown(found: Found, previous: ObjectRecord | undefined): boolean {
  if (found.kind === 'gone' || !previous) return found.kind === 'gone' && !previous;
  return found.etag === previous.etag && (found.kind === 'rejected') === (previous.status === 'rejected');
}

/** Bytes of the files under `media/` that articles enclose, by key in NFC, as they were before. */
function enclosureSizes(
  { state, site }: IngestRequest,
  loaded: Loaded,
  needs: NeedsCollector,
): ReadonlyMap<string, number> {
  const index = new IndexView(needs.partsOf(state.segments.length, loaded), new Map(Object.entries(state.delta)));
  const sizes = new Map<string, number>();
  for (const { found } of loaded.objects.values()) {
    const key = found.kind === 'article' ? enclosureKey(found.article, site) : undefined;
    const size = key === undefined ? undefined : index.mediaSize(key);
    if (key !== undefined && size !== undefined) sizes.set(key, size);
  }
  return sizes;
}

/** Fills windows that show too little with older articles, which the sitemap entries of their months tell of. */
function refill(nextState: NextState, request: IngestRequest, loaded: Loaded, needs: NeedsCollector): void {
  const index = new IndexView(needs.partsOf(nextState.segmentCount, loaded), nextState.delta);
  for (let rounds = 0; ; rounds++) {
    const [shortage] = nextState.windows.shortages();
    if (!shortage) return;
    const wanted = request.site.entries + request.limits.slack + 2 ** rounds;
    const below = entriesBelow(shortage, wanted, nextState, index, request, needs);
    for (const { key } of below?.entries ?? []) if (!loaded.objects.has(key)) needs.objects.add(key);
    if (!below || !needs.isEmpty) return;
    const summaries = below.entries.flatMap(({ key }) => {
      const found = loaded.objects.get(key)?.found;
      return found?.kind === 'article' ? [articleSummaryOf(found, index, request)] : [];
    });
    nextState.windows.extend(shortage.window, summaries, below.isAll ? undefined : below.entries.at(-1));
  }
}

/**
 * Returns the newest entries below a horizon, so many or all there are; `undefined` where a month has to be loaded
 * first.
 */
function entriesBelow(
  { window, horizon }: { readonly window: WindowKey; readonly horizon: Rank },
  wanted: number,
  nextState: NextState,
  index: IndexView,
  { site }: IngestRequest,
  needs: NeedsCollector,
): { readonly entries: readonly SitemapEntry[]; readonly isAll: boolean } | undefined {
  const from = monthOf(horizon.published, site);
  const months = [...nextState.months()].filter(month => month <= from);
  const entries: SitemapEntry[] = [];
  for (const month of months.sort().reverse()) {
    const below = index.month(month).filter(entry => compareRanks(entry, horizon) > 0 && belongsIn(window, entry));
    if (!needs.isEmpty) return undefined;
    entries.push(...below.sort(compareRanks));
    if (entries.length > wanted) return { entries: entries.slice(0, wanted), isAll: false };
  }
  return { entries, isAll: true };
}
