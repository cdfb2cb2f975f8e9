import type { ArticleSummary } from '../index/article-summary.ts';
import { belongsIn, type WindowKey } from '../index/feed-windows.ts';
import type { Found } from '../index/found.ts';
import type { IndexView } from '../index/index-view.ts';
import type { Limits } from '../index/limits.ts';
import type { NextState } from '../index/next-state.ts';
import { monthOf, type SitemapEntry } from '../index/sitemap-entry.ts';
import { compareRanks, type Rank } from '../index/window.ts';
import type { Site } from '../site/site.ts';
import type { Loaded, NeedsCollector } from './needs.ts';

/** Input that windows are filled from. */
export interface RefillRequest {
  readonly nextState: NextState;
  readonly site: Site;
  readonly limits: Limits;
}

/** Fills windows that show too little with older articles, which the sitemap entries of their months tell of. */
export function refill(
  request: RefillRequest,
  loaded: Pick<Loaded, 'segments' | 'months' | 'objects'>,
  needs: NeedsCollector,
): void {
  const { nextState, site, limits } = request;
  const index = needs.viewOf(nextState, loaded);
  const rounds = new Map<WindowKey, number>();
  for (let left = nextState.windows.shortages(); left.length > 0; left = nextState.windows.shortages()) {
    // What other windows know of an article need not be read again.
    const known = new Map([...nextState.windows.all()].map(article => [article.key, article]));
    for (const shortage of left) {
      const round = rounds.get(shortage.window) ?? 0;
      rounds.set(shortage.window, round + 1);
      const wanted = site.entries + limits.slack + 2 ** round;
      const below = entriesBelow(shortage, wanted, request, index, needs);
      if (!below) continue;
      const summaries = below.entries.flatMap(({ key }) => {
        const found = loaded.objects.get(key)?.found;
        if (found) return found.kind === 'article' ? summaryOf(found, nextState, index) : [];
        const summary = known.get(key);
        if (!summary) needs.objects.add(key);
        return summary ?? [];
      });
      if (needs.isEmpty) nextState.extend(shortage.window, summaries, below.isAll ? undefined : below.entries.at(-1));
    }
    if (!needs.isEmpty) return;
  }
}

/** Returns what windows remember of an article that was read, with what its record says is missing. */
function summaryOf(
  found: Extract<Found, { kind: 'article' }>,
  nextState: RefillRequest['nextState'],
  index: IndexView,
): ArticleSummary {
  const { key, pageMedia, media, mayMean } = found.article;
  // Most articles name nothing, and their records need not be loaded.
  const record = pageMedia || media || mayMean ? index.record(key) : undefined;
  const missing = record && record.status !== 'media' ? record.missing : undefined;
  return { ...nextState.summaryOf(found), ...(missing !== undefined && { missing }) };
}

/**
 * Returns the newest entries below a horizon, so many or all there are; `undefined` where a month has to be loaded
 * first.
 */
function entriesBelow(
  { window, horizon }: { readonly window: WindowKey; readonly horizon: Rank },
  wanted: number,
  { nextState, site }: RefillRequest,
  index: IndexView,
  needs: NeedsCollector,
): { readonly entries: readonly SitemapEntry[]; readonly isAll: boolean } | undefined {
  const from = monthOf(horizon.published, site);
  const months = [...nextState.months()].filter(month => month <= from);
  const entries: SitemapEntry[] = [];
  const newestFirst = months.sort().reverse();
  for (const [at, month] of newestFirst.entries()) {
    const below = index
      .month(month)
      .filter(entry => compareRanks(entry, horizon) > 0 && belongsIn(window, entry, site));
    if (needs.months.has(month)) {
      // As many again as are loaded: a feed of few articles needs all, and a plan is made some tens of times at most.
      for (const next of newestFirst.slice(at + 1, 2 * at + 1)) index.month(next);
      return undefined;
    }
    entries.push(...below.sort(compareRanks));
    if (entries.length > wanted) return { entries: entries.slice(0, wanted), isAll: false };
  }
  return { entries, isAll: true };
}
