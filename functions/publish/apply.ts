import type { FileRecord, MonthRecord, Pending, State } from '../core/index/state.ts';
import type { PlannedWrite } from '../plan/file-diff.ts';
import { compact, partsOf } from '../state/compact.ts';
import type { ContentIndex } from '../state/content-index.ts';
import type { CompressedEntryCache } from '../state/entry-cache.ts';
import type { LoadedState } from '../state/state-store.ts';
import { inParallel } from '../stores/in-parallel.ts';
import { PreconditionFailed } from '../stores/object-store.ts';
import { deleteFile, writeFile } from '../stores/public-files.ts';
import { publishMedia } from './publish-media.ts';
import { CONCURRENCY, type RunContext } from './run.ts';

/** All that a run is about to write. */
export interface Plan {
  /** As it will be once everything is written. */
  readonly next: State;
  readonly writes: readonly PlannedWrite[];
  /** Keys of media to be published, by path. */
  readonly copies: ReadonlyMap<string, string>;
  readonly removals: readonly string[];
  readonly entryCaches: ReadonlyMap<string | undefined, CompressedEntryCache>;
  /** By month: files of archive documents, where they are other than they were. */
  readonly archiveFiles: ReadonlyMap<string, State['files']>;
  /** The archive as it was before. */
  readonly index: ContentIndex;
  /** What is pending while it is written. */
  readonly pending: Pick<Pending, 'paths' | 'keys'>;
  /** Files go that nothing names: until they are gone, it is a rebuild that has not ended. */
  readonly isRebuild?: boolean;
}

/** A file as a run wrote it. */
export interface Written {
  /** Of its bytes and metadata. */
  readonly digest: string;
  /** As the store gave it. */
  readonly etag: string;
}

/**
 * Commits a plan, then carries it out. The state goes first, by `If-Match`, and says which files are pending: so whoever loses the race has written
 * nothing, and what a crash leaves half-written the next sweep finds named there. `written` takes note of what was written, by path.
 * @returns Whether the run is done: `false` where another run committed meanwhile, and this one has to look again.
 */
export async function apply(
  run: RunContext,
  loaded: LoadedState,
  plan: Plan,
  written: Map<string, Written>,
): Promise<boolean> {
  const next = await folded(run, plan);
  const nothing = plan.writes.length + plan.copies.size + plan.removals.length === 0;
  const since = next.asOf;
  const own: Pending = { run: run.options.runId, since, ...plan.pending };
  const rebuilding = plan.isRebuild ? { ...next.rebuilding, [own.run]: since } : next.rebuilding;
  const begun = {
    ...next,
    pending: [...next.pending, own],
    rebuilding,
    months: withDue(next.months, plan.archiveFiles),
  };
  const etag = nothing ? loaded.etag : await commit(run, begun, loaded.etag);
  if (!nothing && etag === undefined) return false;
  const etags = nothing ? new Map<string, string>() : await write(run, plan, written);
  await run.tellTopics();
  const months = await shelve(run, next.months, plan.archiveFiles, etags);
  const done = {
    ...next,
    months,
    files: withEtags(next.files, etags),
    pending: [...next.pending, ...leftPending(own, next, plan)],
  };
  if ((await commit(run, done, etag)) === undefined) return false;
  // Nothing that a state names is dropped before another took its place.
  const before = loaded.state ? partsOf(loaded.state) : new Set<string>();
  const after = partsOf(done);
  await run.state.delete([...before].filter(key => !after.has(key)));
  return true;
}

/**
 * Where a rebuild is under way it may be by another site, and have written the same pages already: whoever was last, a sweep that comes after it
 * writes them again.
 */
function leftPending(own: Pending, { rebuilding }: State, { isRebuild }: Plan): readonly Pending[] {
  const isAlone = isRebuild || Object.keys(rebuilding).length === 0;
  return isAlone || own.keys.length === 0 ? [] : [{ ...own, paths: [] }];
}

/** `undefined` where another run was faster. */
async function commit(run: RunContext, state: State, etag: string | undefined): Promise<string | undefined> {
  try {
    return await run.state.commit(state, etag);
  } catch (error) {
    if (error instanceof PreconditionFailed) return undefined;
    throw error;
  }
}

async function folded(run: RunContext, { next, index }: Plan): Promise<State> {
  const isSpooled = index.buffer !== undefined && index.buffer.segments.length > 0;
  if (!isSpooled && Object.keys(next.delta).length <= run.limits.delta) return next;
  return compact(next, index, run.state, run.nextGeneration());
}

async function write(run: RunContext, plan: Plan, written: Map<string, Written>): Promise<ReadonlyMap<string, string>> {
  const etags = new Map<string, string>();
  const tasks = [
    ...plan.writes.map(write => async () => {
      const { path, digest } = write;
      const file = write.file();
      const etag = await writeFile(run.public, file);
      etags.set(path, etag);
      run.wrote(file, etag);
      written.set(path, { digest, etag });
      if (isFeed(path)) run.feedsWritten += 1;
    }),
    ...[...plan.copies].map(([path, key]) => async () => {
      // What is gone by now is another event's to take away.
      await publishMedia(run, key, path);
    }),
    ...plan.removals.map(path => async () => {
      await deleteFile(run.public, path);
      written.delete(path);
    }),
    ...[...plan.entryCaches].map(
      ([slug, pack]) =>
        async () =>
          run.state.writeEntries(slug, pack),
    ),
  ];
  await inParallel(tasks, CONCURRENCY, task => task());
  run.written += plan.writes.length + plan.copies.size + plan.removals.length;
  return etags;
}

/** Until it is remembered what was written of a month's archive documents, they are still to be made. */
function withDue(months: State['months'], shelves: Plan['archiveFiles']): State['months'] {
  const entries = Object.entries(months).map(([month, memory]): [string, MonthRecord] => {
    const { archive } = memory;
    return [month, archive && shelves.has(month) ? { ...memory, archive: { ...archive, isDue: true } } : memory];
  });
  return Object.fromEntries(entries);
}

/** Remembers what was written of archive documents, each month under a name of its own; gives the months that name it. */
async function shelve(
  run: RunContext,
  months: State['months'],
  shelves: Plan['archiveFiles'],
  etags: ReadonlyMap<string, string>,
): Promise<State['months']> {
  const next: Record<string, MonthRecord> = { ...months };
  const generation = run.nextGeneration();
  await inParallel(shelves, CONCURRENCY, async ([month, files]) => {
    const memory = months[month];
    if (!memory?.archive) return;
    const { generation: _, ...archive } = memory.archive;
    const isEmpty = Object.keys(files).length === 0;
    if (!isEmpty) await run.state.writeArchive(month, generation, withEtags(files, etags));
    next[month] = { ...memory, archive: isEmpty ? archive : { ...archive, generation } };
  });
  return next;
}

/** Files, and the ETags of some of them. */
export function withEtags(files: State['files'], etags: ReadonlyMap<string, string>): State['files'] {
  const entries = Object.entries(files).map(([path, file]): [string, FileRecord] => {
    const etag = etags.get(path);
    return [path, etag === undefined ? file : { ...file, etag }];
  });
  return Object.fromEntries(entries);
}

function isFeed(path: string): boolean {
  return /(?:^|\/)(?:rss\.xml|atom\.xml|feed\.json)$/.test(path);
}
