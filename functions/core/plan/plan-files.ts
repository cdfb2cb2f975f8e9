import { hasPagesByMonth } from '../feed/feed-key.ts';
import type { FileRecords } from '../files/file-record.ts';
import { isOwnPath } from '../index/keys/record-keys.ts';
import { isSegmented } from '../index/segmented/segmented-feed.ts';
import type { ArchiveCounts, MonthRecords } from '../index/stored/months.ts';
import { Archives, archiveMonthOf, archiveSize } from '../views/archives.ts';
import { browseGroups } from '../views/browse.ts';
import { feedGroups, planFeeds, sectionsOf } from '../views/feeds.ts';
import { listGroup } from '../views/lists.ts';
import { isNameList, letterLists, nameListGroups, withoutNames } from '../views/name-lists.ts';
import { newsSitemap } from '../views/sitemaps.ts';
import type { FilePlan, FileRequest, StaleFiles } from './file-plan.ts';
import { planSitemaps, type SitemapPlan } from './months/plan-sitemaps.ts';
import type { Loaded, NeedsCollector } from './needs.ts';
import { planArchives } from './plan-archives.ts';
import { planNames } from './segmented/plan-names.ts';

/**
 * Chooses the files that depend on something that changed. What is missing goes to `needs`, and then the result means
 * nothing.
 */
export function planFiles(request: FileRequest, loaded: Loaded, needs: NeedsCollector): FilePlan | undefined {
  const sitemaps = planSitemaps(request, loaded, needs);
  return sitemaps && planOtherFiles(request, sitemaps, loaded, needs);
}

/** Plans the files other than sitemaps, which are planned already. */
export function planOtherFiles(
  request: FileRequest,
  sitemaps: SitemapPlan,
  loaded: Loaded,
  needs: NeedsCollector,
): FilePlan | undefined {
  const { nextState, site } = request;
  const index = needs.viewOf(nextState, loaded);
  const every = planFeeds(nextState.windows, nextState.traits, site);
  const planned = request.isWithoutSegmented ? every.filter(({ key }) => !isSegmented(key)) : every;
  const names = planNames(request, sectionsOf(every), index, loaded, needs);
  const archives = archivesOf(sitemaps.months, request);
  const before = archivesOf(nextState.nextMonths(), request);
  const archived = planArchives(request, { before, archives, ...sitemaps }, index, loaded, needs);
  const feeds = feedGroups(planned, key => archives.newest(key), request);
  const files = new FileSorter(request);
  for (const paths of sitemaps.unchanged) files.keep(paths);
  for (const group of sitemaps.groups) files.sort({ group });
  for (const { paths, stale } of sitemaps.pages) {
    files.keep(paths);
    if (stale) files.stale.push(stale);
  }
  for (const [at, group] of feeds.entries()) files.sort({ group, ...(planned[at] && { feed: planned[at] }) });
  const sections = withoutNames(sectionsOf(planned));
  const byMonth = sections.filter(({ key }) => hasPagesByMonth(key));
  for (const group of browseGroups(byMonth, sitemaps.months, request)) files.sort({ group });
  if (names.sections) for (const group of nameListGroups(names.sections, request)) files.sort({ group });
  else files.keep(Object.keys(request.before.files).filter(isNameList));
  files.sort({ group: listGroup(sections, request, letterLists(names.letters, site)) });
  files.sort({ group: newsSitemap(nextState.windows, request) });
  if (!needs.isEmpty) return undefined;
  return {
    stale: [...archived.stale, ...files.stale],
    removals: [...new Set([...archived.removals, ...sitemaps.removals, ...files.removals()])],
    kept: files.kept,
    months: archived.months,
    archiveFiles: archived.files,
    archives,
    feeds: planned,
    ...(names.directory && { directory: names.directory }),
  };
}

/** Takes note of entries that stale files show and that have not been loaded. */
export function needEntries({ stale, feeds }: FilePlan, loaded: Loaded, needs: NeedsCollector): void {
  for (const { group, feed, archive } of stale) {
    const missing = group.shows.filter(({ key }) => !loaded.entries.has(key));
    for (const article of missing) needs.entries.set(article.key, article);
    if (feed && missing.length > 0) needs.feeds.add(feed.key);
    for (const article of archive?.articles ?? [])
      if (!article.withdrawn && !loaded.archivedEntries.has(article.key)) needs.archived.set(article.key, article);
  }
  // Those that feeds show may be in their caches.
  for (const { key, shown } of feeds) if (shown.some(article => needs.archived.has(article.key))) needs.feeds.add(key);
}

/** The archives of months of which it is known how many articles each feed has there; none where the site has none. */
function archivesOf(months: MonthRecords, { site, limits }: FileRequest): Archives {
  const counts = Object.entries(months).flatMap(([month, { archive }]): [string, ArchiveCounts][] =>
    site.archives && archive ? [[month, archive.counts]] : [],
  );
  return new Archives(counts, archiveSize(site, limits));
}

/** Parts files into those that stay and those that are stale. */
class FileSorter {
  readonly kept: Record<string, FileRecords[string]> = {};
  readonly stale: StaleFiles[] = [];
  readonly #request: FileRequest;
  readonly #paths = new Set<string>();

  constructor(request: FileRequest) {
    this.#request = request;
  }

  keep(paths: Iterable<string>): void {
    const { files } = this.#request.before;
    for (const path of paths) {
      this.#paths.add(path);
      const known = files[path];
      if (known) this.kept[path] = known;
    }
  }

  sort(files: StaleFiles): void {
    const { before, forced } = this.#request;
    const { inputs } = files.group;
    this.keep(inputs.keys());
    const isStale = [...inputs].some(([path, input]) => forced.has(path) || before.files[path]?.inputs !== input);
    if (isStale) this.stale.push(files);
  }

  /** Paths of what was there, or may be, and belongs to no group. */
  removals(): readonly string[] {
    const { before, forced, site } = this.#request;
    // Archive documents, pages and media are planned apart.
    const isOther = (path: string): boolean =>
      !isOwnPath(path) && (!site.archives || archiveMonthOf(path) === undefined);
    const others = [...forced].filter(isOther);
    return [...new Set([...Object.keys(before.files), ...others])].filter(path => !this.#paths.has(path));
  }
}
