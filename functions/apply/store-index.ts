import { segmentedFeedAt } from '../core/index/segmented/segmented-feed.ts';
import type { State } from '../core/index/state.ts';
import type { MonthRecord, MonthRecords } from '../core/index/stored/months.ts';
import { feedRecordKey } from '../core/index/traits/feed-record.ts';
import type { RunContext } from '../run/run.ts';
import { compact } from '../state/compaction/compact.ts';
import { chooseShare, wholeShare, withChangedFeeds } from '../state/compaction/share.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { Application } from './application.ts';

type ArchiveFiles = Application['plan']['archiveFiles'];

/**
 * Stores what the next state of a plan has outgrown, and returns the state that names it. `before` is the state that
 * the plan goes on from.
 */
export async function storeIndex(
  run: RunContext,
  { state }: Pick<LoadedState, 'state'>,
  application: Application,
): Promise<State> {
  const { plan, index, isThere } = application;
  const next = isThere ? plan.next : await withChangedFeeds(plan.next, state, index);
  return withDirectory(run, await compacted(run, application, next), plan.directory);
}

/** Writes the directory of authors and tags, where it changed, and returns the state that names it. */
async function withDirectory(run: RunContext, state: State, next: Application['plan']['directory']): Promise<State> {
  if (!next) return state;
  const { names, ...record } = next;
  const generation = run.nextGeneration();
  await run.state.index.writeDirectory(generation, names);
  return { ...state, directory: { generation, ...record } };
}

/**
 * Returns the next state once the delta has no more changes than it may have, or few more: so each run folds as much as
 * it brings. The version of a file is known once it is written, so records of objects whose files are about to be wait
 * in the delta for the next time.
 */
async function compacted(run: RunContext, application: Application, next: State): Promise<State> {
  const { index, site, isThere } = application;
  const isBuffered = index.buffer !== undefined && index.buffer.segments.length > 0;
  const excess = Object.keys(next.delta).length - run.limits.delta;
  if (!isBuffered && excess <= 0) return next;
  const own = ownChanges(application);
  const context = isThere ? 'written' : { site, now: next.asOf, limits: run.limits };
  const isWhole = isBuffered || isThere || excess > run.limits.delta;
  const share = isWhole ? wholeShare(next.delta, own) : chooseShare(next, withFeeds(own, application), excess);
  return compact(next, index, run.state, run.nextGeneration(), context, share);
}

/** Returns the keys of records that get the versions of files which a plan writes. */
function ownChanges({ plan: { pages, copies, pageMedia, former } }: Application): ReadonlySet<string> {
  const claims = [...former.values()].map(({ claim }) => claim);
  const articles = [...pageMedia.values()].map(({ article }) => article);
  return new Set([...pages.keys(), ...copies.values(), ...articles, ...claims]);
}

/** Adds the keys of the records of segmented feeds whose files a plan writes: they get the versions of these. */
function withFeeds(own: ReadonlySet<string>, { plan: { stale } }: Application): ReadonlySet<string> {
  const paths = stale.flatMap(({ group }) => [...group.inputs.keys()]);
  const feeds = paths.flatMap(path => segmentedFeedAt(path) ?? []);
  return new Set([...own, ...feeds.map(feedRecordKey)]);
}

/**
 * Stores what is known of archive documents, each month under a name of its own, and returns the months that name it.
 */
export async function storeArchiveFiles(
  run: RunContext,
  months: MonthRecords,
  kept: ArchiveFiles,
  written: ArchiveFiles,
): Promise<MonthRecords> {
  const next: Record<string, MonthRecord> = { ...months };
  const generation = run.nextGeneration();
  await inParallel(kept, CONCURRENCY, async ([month, files]) => {
    const record = months[month];
    if (!record?.archive) return;
    const { generation: _, ...archive } = record.archive;
    const all = { ...files, ...written.get(month) };
    const isEmpty = Object.keys(all).length === 0;
    if (!isEmpty) await run.state.index.writeArchive(month, generation, all);
    next[month] = { ...record, archive: isEmpty ? archive : { ...archive, generation } };
  });
  return next;
}
