import type { FileRecords } from '../../files/file-record.ts';
import type { SitemapEntry } from '../../index/sitemap-entry.ts';
import type { MonthRecords } from '../../index/stored/months.ts';
import {
  countPages,
  monthPageGroup,
  monthPageInputs,
  monthPagePaths,
  monthPages,
  type PageCounts,
} from '../../views/browse.ts';
import type { FileRequest, StaleFiles } from '../file-plan.ts';
import type { Loaded } from '../needs.ts';

/** Plan of the pages of one month. */
export interface MonthPagePlan {
  /** Those that are to be rendered; absent where there are none. */
  readonly stale?: StaleFiles;
  /** Paths of all that there are. */
  readonly paths: readonly string[];
  /** Paths of what was there and is no more. */
  readonly removals: readonly string[];
  readonly counts: PageCounts;
}

/**
 * Chooses the pages of a month that depend on something that changed. Records of those that did not change stay where
 * they are: with the month, or in the manifest.
 */
export function planMonthPages(
  month: string,
  entries: readonly SitemapEntry[],
  again: () => readonly SitemapEntry[],
  request: FileRequest,
  loaded: Pick<Loaded, 'pageFiles'>,
): MonthPagePlan {
  const { before, forced, limits, site } = request;
  const pages = monthPages(month, entries, site, limits);
  const there = new Set(monthPagePaths(month, before.months[month]?.pages));
  const stored: FileRecords = loaded.pageFiles.get(month) ?? {};
  const stale = new Map<string, string>();
  for (const page of pages) {
    const inputs = monthPageInputs(page, request);
    const known = there.has(page.path) ? (before.files[page.path] ?? stored[page.path]) : undefined;
    if (known?.inputs !== inputs || forced.has(page.path)) stale.set(page.path, inputs);
  }
  const paths = pages.map(({ path }) => path);
  const kept = new Set(paths);
  return {
    ...(stale.size > 0 && { stale: { group: monthPageGroup(month, stale, again, limits, request) } }),
    paths,
    removals: [...there].filter(path => !kept.has(path)),
    counts: countPages(pages),
  };
}

/** Returns the paths of the pages of months that have none any more. */
export function goneMonthPages(before: MonthRecords, months: MonthRecords): readonly string[] {
  return Object.entries(before).flatMap(([month, { pages }]) => (months[month] ? [] : monthPagePaths(month, pages)));
}
