import { belongsIn, type WindowKey } from '../index/feed-windows.ts';
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
  for (let rounds = 0; ; rounds++) {
    const [shortage] = nextState.windows.shortages();
    if (!shortage) return;
    const wanted = site.entries + limits.slack + 2 ** rounds;
    const below = entriesBelow(shortage, wanted, request, index, needs);
    for (const { key } of below?.entries ?? []) if (!loaded.objects.has(key)) needs.objects.add(key);
    if (!below || !needs.isEmpty) return;
    const summaries = below.entries.flatMap(({ key }) => {
      const found = loaded.objects.get(key)?.found;
      return found?.kind === 'article' ? [nextState.summaryOf(found)] : [];
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
  { nextState, site }: RefillRequest,
  index: IndexView,
  needs: NeedsCollector,
): { readonly entries: readonly SitemapEntry[]; readonly isAll: boolean } | undefined {
  const from = monthOf(horizon.published, site);
  const months = [...nextState.months()].filter(month => month <= from);
  const entries: SitemapEntry[] = [];
  for (const month of months.sort().reverse()) {
    const below = index
      .month(month)
      .filter(entry => compareRanks(entry, horizon) > 0 && belongsIn(window, entry, site));
    if (!needs.isEmpty) return undefined;
    entries.push(...below.sort(compareRanks));
    if (entries.length > wanted) return { entries: entries.slice(0, wanted), isAll: false };
  }
  return { entries, isAll: true };
}
