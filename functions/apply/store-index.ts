import type { State } from '../core/index/state.ts';
import type { MonthRecord, MonthRecords } from '../core/index/stored/months.ts';
import type { RunContext } from '../run/run.ts';
import { compact } from '../state/compact.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { Application } from './application.ts';

type ArchiveFiles = Application['plan']['archiveFiles'];

/** Stores what the next state of a plan has outgrown, and returns the state that names it. */
export async function storeIndex(run: RunContext, application: Application): Promise<State> {
  return withDirectory(run, await compacted(run, application), application.plan.directory);
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
