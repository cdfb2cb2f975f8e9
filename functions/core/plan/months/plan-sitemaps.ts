import { browseMonthOf } from '../../files/browse-path.ts';
import type { MonthRecord, MonthRecords } from '../../index/stored/months.ts';
import { countArticles } from '../../views/archives.ts';
import { monthPagePaths } from '../../views/browse.ts';
import { monthPath, monthSitemaps, sitemapIndex, sitemapMonthOf } from '../../views/sitemaps.ts';
import type { FileGroup } from '../../views/view.ts';
import type { FileRequest } from '../file-plan.ts';
import type { Loaded, NeedsCollector } from '../needs.ts';
import { goneMonthPages, type MonthPagePlan, planMonthPages } from './plan-month-pages.ts';

/** The sitemaps of months that changed, and the index of all. */
export interface SitemapPlan {
  readonly months: MonthRecords;
  /** Months in which articles changed. */
  readonly touched: ReadonlySet<string>;
  readonly groups: readonly FileGroup[];
  /** The pages of months that changed. */
  readonly pages: readonly MonthPagePlan[];
  /** Paths of pages of months that are no more. */
  readonly removals: readonly string[];
  /** Paths of the sitemaps and pages of other months. */
  readonly unchanged: readonly (readonly string[])[];
}

/**
 * Chooses the sitemaps of months that changed. In a rebuild these are all, and every entry of the index is looked at.
 */
export function planSitemaps(request: FileRequest, loaded: Loaded, needs: NeedsCollector): SitemapPlan | undefined {
  const { nextState, forced, site } = request;
  const index = needs.viewOf(nextState, loaded);
  const known = nextState.nextMonths();
  const months: Record<string, MonthRecord> = { ...known };
  // Read by an earlier run of a rebuild.
  const unmade = Object.keys(known).filter(month => !known[month]?.lastModified);
  const ofForced = [...forced].flatMap(path => sitemapMonthOf(path) ?? browseMonthOf(path) ?? []);
  const touched = new Set([...nextState.touched, ...ofForced, ...unmade]);
  const groups: FileGroup[] = [];
  const pages: MonthPagePlan[] = [];
  for (const month of touched) index.month(month);
  if (!needs.isEmpty) return undefined;
  for (const month of [...touched].sort()) {
    const entries = index.month(month);
    const again = () => index.month(month);
    const sitemaps = monthSitemaps(month, entries, again, request);
    const ofMonth = planMonthPages(month, entries, again, request, loaded);
    pages.push(ofMonth);
    const archive = site.archives && { archive: { ...months[month]?.archive, counts: countArticles(entries, site) } };
    // A month may have articles and no sitemap, where all of them are read elsewhere, or were withdrawn.
    if (entries.length > 0)
      months[month] = { ...months[month], lastModified: sitemaps.lastModified, pages: ofMonth.counts, ...archive };
    else delete months[month];
    groups.push(sitemaps);
  }
  const dates = Object.entries(months).map(([month, { lastModified = [] }]) => [month, lastModified] as const);
  const others = Object.entries(known).filter(([month]) => !touched.has(month));
  return {
    months,
    touched,
    groups: [...groups, sitemapIndex(dates, request)],
    pages,
    removals: [...pages.flatMap(({ removals }) => removals), ...goneMonthPages(request.before.months, months)],
    unchanged: others.map(([month, { lastModified = [], pages: counts }]) => [
      ...lastModified.map((_, part) => monthPath(month, part)),
      ...monthPagePaths(month, counts),
    ]),
  };
}
