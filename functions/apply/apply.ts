import type { FileRecord, FileRecords } from '../core/files/file-record.ts';
import { type DeltaEntry, isOfObject } from '../core/index/index-record.ts';
import type { State } from '../core/index/state.ts';
import type { MonthRecord, MonthRecords } from '../core/index/stored/months.ts';
import type { Pending } from '../core/index/stored/pending.ts';
import type { StoredIndex } from '../core/index/stored/stored-index.ts';
import type { Plan } from '../core/plan/planned/plan-result.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { compact, compactPages, countPageFiles, partsOf } from '../state/compact.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { Application } from './application.ts';
import { withFileRecords } from './file-records.ts';
import { FileWriter, type WrittenFiles } from './file-writer.ts';
import type { Written } from './written.ts';

/**
 * Commits a plan, then writes its files. The state goes first, by `If-Match`, and says which files are pending: so
 * whoever loses the race has written nothing, and what a crash leaves half-written the next sweep finds named there.
 * `written` takes note of what was written, by path.
 * @returns `lost` where another run committed meanwhile, and this one has to plan again.
 */
export async function apply(
  run: RunContext,
  before: LoadedState,
  application: Application,
  written: Map<string, Written>,
): Promise<RunResult<'done' | 'lost'>> {
  const { plan, isThere } = application;
  const next = await withDirectory(run, await compacted(run, application), plan.directory);
  const own = plan.pages.size + plan.copies.size + plan.pageMedia.size + plan.former.size;
  if (plan.purge) run.purging.note(plan.purge);
  const nothing = plan.stale.length + own + plan.removals.length === 0;
  const since = next.asOf;
  const pending = { run: run.runId, since, ...plan.pending };
  const rebuilding = isThere ? { ...next.rebuilding, [pending.run]: since } : next.rebuilding;
  const begun: State = {
    ...withFileRecords(run.purging.begin(next, pathsOf(plan)), inputsOf(plan)),
    pending: [...next.pending, pending],
    rebuilding,
    months: withDue(next.months, plan.archiveFiles),
  };
  const isRebuild = isThere !== undefined;
  const etag = nothing ? before.etag : await run.lease.begin(begun, before.etag, isRebuild);
  if (!nothing && etag === undefined) return 'lost';
  const records = await new FileWriter(run, application, written).write();
  const purged = await run.purging.send(next);
  await run.hubs.tell(purged.at);
  const months = await storeArchiveFiles(run, next.months, plan.archiveFiles, records.archives);
  const complete: State = {
    ...withFileRecords({ ...purged.state, delta: withVersions(next.delta, records) }, records.files),
    months,
    pending: [...next.pending, ...leftPending(pending, next, isRebuild)],
  };
  const isLong = countPageFiles(complete.files) > run.limits.delta;
  const done = isLong ? await compactPages(complete, run.state, run.nextGeneration()) : complete;
  if ((await run.lease.complete(done, etag, nothing)) === undefined) return 'lost';
  run.purging.settle();
  // Nothing that a state names is deleted before another took its place.
  const named = partsOf(done);
  const parts = new Set([...(before.state ? partsOf(before.state) : []), ...(isLong ? partsOf(next) : [])]);
  await run.state.delete([...parts].filter(key => !named.has(key)));
  return 'done';
}

/** Returns the paths of all files that a plan writes or takes away. */
function pathsOf({ stale, pages, copies, pageMedia, former, removals }: Application['plan']): readonly string[] {
  const groups = [...stale.map(({ group }) => group), ...pages.values()];
  const written = groups.flatMap(({ inputs }) => [...inputs.keys()]);
  return [...written, ...copies.keys(), ...pageMedia.keys(), ...former.keys(), ...removals];
}

/**
 * Returns records of stale files before they are rendered, so that no other run takes them for stale and writes them,
 * too.
 */
function inputsOf({ stale }: Application['plan']): FileRecords {
  const ofState = stale.filter(({ archive }) => !archive);
  const inputs = ofState.flatMap(({ group }) => [...group.inputs]);
  return Object.fromEntries(
    inputs.map(([path, digest]): [string, FileRecord] => [path, { inputs: digest, bytes: '' }]),
  );
}

/**
 * Returns what stays pending. A rebuild that is under way may be by another site, and have written the same pages:
 * whichever was last, a sweep that comes after it writes them again.
 */
function leftPending(own: Pending, { rebuilding }: State, isRebuild: boolean): readonly Pending[] {
  const isAlone = isRebuild || Object.keys(rebuilding).length === 0;
  return isAlone || own.keys.length === 0 ? [] : [{ ...own, paths: [] }];
}

/** Writes the directory of authors and tags, where it changed, and returns the state that names it. */
async function withDirectory(run: RunContext, state: State, next: Plan['directory']): Promise<State> {
  if (!next) return state;
  const { names, ...record } = next;
  const generation = run.nextGeneration();
  await run.state.index.writeDirectory(generation, names);
  return { ...state, directory: { generation, ...record } };
}

/**
 * The version of a file is known once it is written, so records of objects whose files are about to be wait in the
 * delta for the next time.
 */
async function compacted(
  run: RunContext,
  { plan: { next, pages, copies, pageMedia, former }, index, site, isThere }: Application,
): Promise<State> {
  const isBuffered = index.buffer !== undefined && index.buffer.segments.length > 0;
  if (!isBuffered && Object.keys(next.delta).length <= run.limits.delta) return next;
  const claims = [...former.values()].map(({ claim }) => claim);
  const articles = [...pageMedia.values()].map(({ article }) => article);
  const own = new Set([...pages.keys(), ...copies.values(), ...articles, ...claims]);
  const [waiting, others] = [true, false].map(isOwn =>
    Object.fromEntries(Object.entries(next.delta).filter(([key]) => own.has(key) === isOwn)),
  );
  const context = isThere ? 'written' : { site, now: next.asOf, limits: run.limits };
  const state = await compact({ ...next, delta: others ?? {} }, index, run.state, run.nextGeneration(), context);
  return { ...state, delta: waiting ?? {} };
}

/** Records of objects whose files were written. */
function withVersions(delta: StoredIndex['delta'], { own, pageMedia, former }: WrittenFiles): StoredIndex['delta'] {
  const written: StoredIndex['delta'] = Object.fromEntries(
    [...own].flatMap(([key, file]) => {
      const record = delta[key];
      return record ? [[key, { ...record, file }]] : [];
    }),
  );
  const copied = [...pageMedia].flatMap(([key, versions]): [string, DeltaEntry][] => {
    const record = written[key] ?? delta[key];
    if (!isOfObject(record) || record.status === 'media') return [];
    return [[key, { ...record, pageMedia: { ...record.pageMedia, ...versions } }]];
  });
  const moved = [...former].flatMap(([claim, version]): [string, DeltaEntry][] => {
    const entry = delta[claim];
    return entry?.status === 'claim' && 'former' in entry ? [[claim, { ...entry, version }]] : [];
  });
  return { ...delta, ...written, ...Object.fromEntries([...copied, ...moved]) };
}

type ArchiveFiles = Plan['archiveFiles'];

/** Until it is remembered what was written of a month's archive documents, they are still to be made. */
function withDue(months: MonthRecords, files: ArchiveFiles): MonthRecords {
  const entries = Object.entries(months).map(([month, record]): [string, MonthRecord] => {
    const { archive } = record;
    return [month, archive && files.has(month) ? { ...record, archive: { ...archive, isDue: true } } : record];
  });
  return Object.fromEntries(entries);
}

/**
 * Stores what is known of archive documents, each month under a name of its own, and returns the months that name it.
 */
async function storeArchiveFiles(
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
