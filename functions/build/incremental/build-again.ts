import { readOutsideProblems } from '../../content/read-outside-problems.ts';
import { isIgnored } from '../../core/bucket-layout.ts';
import { isSource } from '../../core/index/keys/record-keys.ts';
import { FeedTraits } from '../../core/index/traits/feed-traits.ts';
import type { Problem } from '../../core/problem.ts';
import { planFeeds, withFeed } from '../../core/views/feeds.ts';
import { type ArticleStatus, readStatusesIn } from '../../state/article-status.ts';
import { type LostAddress, lostAddresses, MAX_LOOKED_AT } from '../../state/articles/lost-addresses.ts';
import { StateLost } from '../../state/state-lost.ts';
import { StateStore } from '../../state/state-store.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { type SyncOptions, type SyncResult, syncChanges } from '../../stores/sync-files.ts';
import type { IncrementalOptions } from './incremental-options.ts';
import { type BuildListing, changedKeys, listForBuild } from './listing.ts';
import { damagedFiles } from './output-files.ts';
import { type ChangePlan, planChanges } from './plan-changes.ts';
import { type BuildReport, reportOf } from './report.ts';
import type { Snapshot } from './snapshot.ts';

/** Changes above which a build from scratch costs little more. */
const MAX_CHANGES = 1000;

/** Result of a build that read what changed. */
export interface BuiltAgain {
  readonly report: BuildReport;
  readonly result: SyncResult;
  /** Addresses and ids that renamed articles, or another slug, left behind. Unknown to a build from scratch. */
  readonly lost?: readonly LostAddress[];
  /** Warnings of feeds that another `site.yaml` took from their addresses, or gave other ids. */
  readonly lostFeeds?: readonly Problem[];
}

/** A build that wants `out` to be written, and to be refused what a build from scratch is refused. */
export interface OutputOptions {
  readonly out: string;
  /** Options of the sync; the number of sources is known once they are listed. */
  readonly sync: Omit<SyncOptions, 'sources' | 'force'>;
  /** Throws where so few sources may not take the place of what is there. */
  readonly assertSources: (sources: number, report: BuildReport) => void;
}

/**
 * Builds into a directory that was built into before: reads what changed since, and writes what changes with it.
 * `undefined` where that can't be known, or costs no less than a build from scratch, which mends whatever this left.
 * @throws NotOurDirectory
 */
export async function buildAgain(options: IncrementalOptions, output: OutputOptions): Promise<BuiltAgain | undefined> {
  const { folder, content, now } = options;
  const snapshot = folder.read();
  if (!snapshot || snapshot.of !== options.of || now < snapshot.asOf) return undefined;
  const listing = await listForBuild(content);
  const keys = changedKeys(snapshot.objects, listing.versions);
  const most = Math.min(MAX_CHANGES, Math.ceil(snapshot.objects.size / 2));
  if (!listing.isWhole || keys.length > most || keys.some(isIgnored)) return undefined;
  const paths = damagedFiles(output.out, snapshot.files);
  if (paths.length > MAX_CHANGES) return undefined;
  try {
    return await buildChanges({ snapshot, listing, keys, paths }, options, output);
  } catch (error) {
    if (error instanceof StateLost) return undefined;
    throw error;
  }
}

/** Differences from what is remembered. */
interface Differences {
  readonly snapshot: Snapshot;
  readonly listing: BuildListing;
  /** Keys of objects that are new, gone or changed. */
  readonly keys: readonly string[];
  /** Paths of files that others changed, or took away. */
  readonly paths: readonly string[];
}

async function buildChanges(
  { snapshot, listing, keys, paths }: Differences,
  options: IncrementalOptions,
  { out, sync, assertSources }: OutputOptions,
): Promise<BuiltAgain | undefined> {
  const { folder } = options;
  const { store } = folder.openState(snapshot.state);
  const loaded = await new StateStore(store).load();
  if (!loaded.state) return undefined;
  const request = { keys, paths, snapshot, loaded: { ...loaded, state: loaded.state } };
  const changes = await planChanges(request, store, options);
  if (!changes) return undefined;
  const report = await reportChanges(changes, listing, options);
  assertSources(report.counts.read, report);
  const isSame = changes.isIdle && paths.length === 0;
  const statuses = statusesOf(keys, store, options);
  const before = await statuses();
  if (!isSame) folder.forget();
  const synced: SyncOptions = { ...sync, sources: report.counts.read };
  let isDone = true;
  const result = await syncChanges(out, snapshot.files, synced, async writer => {
    if (!isSame) isDone = await changes.apply(writer);
  });
  if (isSame) return { report, result };
  const { files } = result;
  const isMended = damagedFiles(out, new Map(paths.flatMap(path => entryOf(files, path)))).length === 0;
  if (!isDone || !isMended) return undefined;
  if (changes.remembered) folder.save({ ...snapshot, asOf: options.now, ...changes.remembered, files });
  else folder.clear();
  return { report, result, lost: lostAddresses(before, await statuses(), options.site.feedsUrl) };
}

/** Returns what gives the statuses of changed sources, as a state has them by then. */
function statusesOf(
  keys: readonly string[],
  store: ObjectStore,
  { site }: IncrementalOptions,
): () => Promise<readonly ArticleStatus[]> {
  const sources = keys.filter(isSource);
  if (sources.length === 0 || sources.length > MAX_LOOKED_AT) return async () => [];
  return async () => (await readStatusesIn(new StateStore(store), sources, site))?.articles ?? [];
}

async function reportChanges(
  { planned, ledger, links, titles }: ChangePlan,
  { keys, sources }: BuildListing,
  { content, site, now }: IncrementalOptions,
): Promise<BuildReport> {
  const { next, windows } = planned.plan;
  return reportOf({
    ledger,
    site,
    now,
    counts: next.counts,
    windows,
    titles,
    keys,
    read: sources,
    feeds: withFeed(planFeeds(windows, new FeedTraits(next, site), site)).length,
    links,
    outside: await readOutsideProblems(content, site, now),
  });
}

function entryOf(files: ReadonlyMap<string, string>, path: string): readonly (readonly [string, string])[] {
  const facts = files.get(path);
  return facts === undefined ? [] : [[path, facts]];
}
