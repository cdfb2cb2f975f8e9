import type { Limits } from '../core/index/limits.ts';
import { segmentedFeedAt } from '../core/index/segmented/segmented-feed.ts';
import type { State } from '../core/index/state.ts';
import type { MonthRecord, MonthRecords } from '../core/index/stored/months.ts';
import { feedRecordKey } from '../core/index/traits/feed-record.ts';
import type { RunContext } from '../run/run.ts';
import { compact } from '../state/compaction/compact.ts';
import { chooseShare, type Waiting, wholeShare } from '../state/compaction/share.ts';
import { ALL_FOLDED, unfoldedAfter, unfoldedWaiting, unfoldedWithout } from '../state/compaction/unfolded.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { Application } from './application.ts';

/** Number of changes for each of which a commit that brings many folds into one more object. */
const CHANGES_PER_FOLD = 5;

type ArchiveFiles = Application['plan']['archiveFiles'];

type StoringRun = Pick<RunContext, 'state' | 'limits' | 'nextGeneration'>;

/** Parts of a plan by which it is decided what is stored. */
interface Outgrown extends Pick<Application, 'index' | 'site' | 'isThere'> {
  readonly plan: Pick<
    Application['plan'],
    'next' | 'directory' | 'pages' | 'copies' | 'pageMedia' | 'former' | 'stale'
  >;
}

/**
 * Stores what the next state of a plan has outgrown, and returns the state that names it. `before` is the state that
 * the plan goes on from.
 */
export async function storeIndex(
  run: StoringRun,
  { state }: Pick<LoadedState, 'state'>,
  application: Outgrown,
): Promise<State> {
  return withDirectory(run, await compacted(run, state, application), application.plan.directory);
}

/** Writes the directory of authors and tags, where it changed, and returns the state that names it. */
async function withDirectory(run: StoringRun, state: State, next: Application['plan']['directory']): Promise<State> {
  if (!next) return state;
  const { names, ...record } = next;
  const generation = run.nextGeneration();
  await run.state.index.writeDirectory(generation, names);
  return { ...state, directory: { generation, ...record } };
}

/** Returns the next state with no more changes in its delta than wanted, or with a commit's share of them folded. */
async function compacted(run: StoringRun, before: State | undefined, application: Outgrown): Promise<State> {
  const { index, site, isThere, plan } = application;
  const { unfolded: _, ...planned } = plan.next;
  // The segments of feeds that a rebuild writes have all that its delta has.
  const unfolded = isThere ? ALL_FOLDED : before && (await unfoldedAfter(planned, before, index));
  const next: State = { ...planned, ...(unfolded && { unfolded }) };
  const isBuffered = index.buffer !== undefined && index.buffer.segments.length > 0;
  const changes = Object.keys(next.delta).length;
  if (!isBuffered && changes <= run.limits.delta) return next;
  const waiting = waitingFor(plan);
  const context = isThere ? 'written' : { site, now: next.asOf, limits: run.limits };
  const isSmall = changes <= run.limits.backlog + run.limits.delta;
  if (!before || !unfolded || isBuffered || isThere || !isSmall) {
    const share = wholeShare(next, waiting.records);
    const state = await compact(next, index, run.state, run.nextGeneration(), context, share);
    return { ...state, unfolded: isThere ? ALL_FOLDED : await unfoldedWaiting(next, waiting.records, index) };
  }
  const share = chooseShare(next, waiting, { ...run.limits, folds: foldsFor(next, before, waiting, run.limits) });
  const state = await compact(next, index, run.state, run.nextGeneration(), context, share);
  return { ...state, unfolded: unfoldedWithout(unfolded, share) };
}

/** Returns the number of objects into which a commit folds changes: the more, the more changes it adds to the delta. */
function foldsFor({ delta }: State, before: State, { feeds }: Waiting, { foldsPerCommit }: Limits): number {
  const keys = new Set([...Object.keys(delta), ...[...feeds].map(feedRecordKey)]);
  const added = keys.size - Object.keys(before.delta).length;
  return Math.max(foldsPerCommit, Math.floor(added / CHANGES_PER_FOLD));
}

/** The version of a file is known once it is written, so records of objects whose files are about to be wait. */
function waitingFor({ pages, copies, pageMedia, former, stale }: Outgrown['plan']): Waiting {
  const claims = [...former.values()].map(({ claim }) => claim);
  const articles = [...pageMedia.values()].map(({ article }) => article);
  const paths = stale.flatMap(({ group }) => [...group.inputs.keys()]);
  return {
    records: new Set([...pages.keys(), ...copies.values(), ...articles, ...claims]),
    feeds: new Set(paths.flatMap(path => segmentedFeedAt(path) ?? [])),
  };
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
