import type { FileMemory, MonthMemory, Pending, State } from '../core/index/state.ts';
import { PreconditionFailed } from '../stores/object-store.ts';
import type { PressedPack } from '../state/entry-cache.ts';
import { fold, partsOf } from '../state/compact.ts';
import { inParallel } from '../stores/in-parallel.ts';
import type { Library } from '../state/content-index.ts';
import type { LoadedState } from '../state/state-store.ts';
import type { PlannedWrite } from '../plan/file-diff.ts';
import { deleteFile, writeFile } from '../stores/public-files.ts';
import { publishMedia } from './publish-media.ts';
import { AT_ONCE, type Run } from './run.ts';

/** All that a run is about to write. */
export interface Plan {
  /** As it will be once everything is written. */
  readonly next: State;
  readonly writes: readonly PlannedWrite[];
  /** Keys of media to be published, by path. */
  readonly copies: ReadonlyMap<string, string>;
  readonly removals: readonly string[];
  readonly packs: ReadonlyMap<string | undefined, PressedPack>;
  /** By month: files of archive documents, where they are other than they were. */
  readonly shelves: ReadonlyMap<string, State['files']>;
  /** The archive as it was before. */
  readonly library: Library;
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
export async function carryOut(
  run: Run,
  loaded: LoadedState,
  plan: Plan,
  written: Map<string, Written>,
): Promise<boolean> {
  const next = await folded(run, plan);
  const nothing = plan.writes.length + plan.copies.size + plan.removals.length === 0;
  const since = next.asOf;
  const own: Pending = { run: run.options.runId, since, ...plan.pending };
  const rebuilding = plan.isRebuild ? { ...next.rebuilding, [own.run]: since } : next.rebuilding;
  const begun = { ...next, pending: [...next.pending, own], rebuilding, months: withDue(next.months, plan.shelves) };
  const etag = nothing ? loaded.etag : await commit(run, begun, loaded.etag);
  if (!nothing && etag === undefined) return false;
  const etags = nothing ? new Map<string, string>() : await write(run, plan, written);
  await run.tellTopics();
  const months = await shelve(run, next.months, plan.shelves, etags);
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
  await run.memory.drop([...before].filter(key => !after.has(key)));
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
async function commit(run: Run, state: State, etag: string | undefined): Promise<string | undefined> {
  try {
    return await run.memory.commit(state, etag);
  } catch (error) {
    if (error instanceof PreconditionFailed) return undefined;
    throw error;
  }
}

async function folded(run: Run, { next, library }: Plan): Promise<State> {
  const isSpooled = library.spool !== undefined && library.spool.shards.length > 0;
  if (!isSpooled && Object.keys(next.recent).length <= run.limits.recent) return next;
  return fold(next, library, run.memory, run.nextGeneration());
}

async function write(run: Run, plan: Plan, written: Map<string, Written>): Promise<ReadonlyMap<string, string>> {
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
    ...[...plan.packs].map(
      ([slug, pack]) =>
        async () =>
          run.memory.writeEntries(slug, pack),
    ),
  ];
  await inParallel(tasks, AT_ONCE, task => task());
  run.written += plan.writes.length + plan.copies.size + plan.removals.length;
  return etags;
}

/** Until it is remembered what was written of a month's archive documents, they are still to be made. */
function withDue(months: State['months'], shelves: Plan['shelves']): State['months'] {
  const entries = Object.entries(months).map(([month, memory]): [string, MonthMemory] => {
    const { archive } = memory;
    return [month, archive && shelves.has(month) ? { ...memory, archive: { ...archive, isDue: true } } : memory];
  });
  return Object.fromEntries(entries);
}

/** Remembers what was written of archive documents, each month under a name of its own; gives the months that name it. */
async function shelve(
  run: Run,
  months: State['months'],
  shelves: Plan['shelves'],
  etags: ReadonlyMap<string, string>,
): Promise<State['months']> {
  const next: Record<string, MonthMemory> = { ...months };
  const generation = run.nextGeneration();
  await inParallel(shelves, AT_ONCE, async ([month, files]) => {
    const memory = months[month];
    if (!memory?.archive) return;
    const { generation: _, ...archive } = memory.archive;
    const isEmpty = Object.keys(files).length === 0;
    if (!isEmpty) await run.memory.writeArchive(month, generation, withEtags(files, etags));
    next[month] = { ...memory, archive: isEmpty ? archive : { ...archive, generation } };
  });
  return next;
}

/** Files, and the ETags of some of them. */
export function withEtags(files: State['files'], etags: ReadonlyMap<string, string>): State['files'] {
  const entries = Object.entries(files).map(([path, file]): [string, FileMemory] => {
    const etag = etags.get(path);
    return [path, etag === undefined ? file : { ...file, etag }];
  });
  return Object.fromEntries(entries);
}

function isFeed(path: string): boolean {
  return /(?:^|\/)(?:rss\.xml|atom\.xml|feed\.json)$/.test(path);
}
