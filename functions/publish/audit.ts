import { createHash } from 'node:crypto';
import { createTask } from '../apply/task.ts';
import { type Audit, compareFiles, type FileDifference, MAX_PATHS, type Tampering } from '../core/files/audit.ts';
import type { PathPart } from '../core/files/path-parts.ts';
import { pathsOfFile } from '../core/files/variants.ts';
import type { State } from '../core/index/state.ts';
import type { RunContext } from '../run/run.ts';
import { StateLost } from '../state/state-lost.ts';
import { WrittenVersions } from '../state/written-versions.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { type ObjectStore, PreconditionFailed } from '../stores/object-store.ts';
import { deleteFile } from '../stores/public-files.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import { ListedFiles } from './listed-files.ts';
import { publishChanges } from './publish-changes.ts';

/** Files of which a run reports each by itself. */
const MAX_REPORTED = 1000;
/** How often files are looked at again while other runs commit; after that they are left to the next audit. */
const MAX_LOOKS = 5;
/** Larger files are told apart by their ETags. Bytes. */
const MAX_READ = 4 * 1024 ** 2;

const WHAT_WAS_DONE: Readonly<Record<Tampering, string>> = {
  changed: 'was changed by somebody else; it is written again',
  deleted: 'was deleted by somebody else; it is written again',
  added: 'was added by somebody else; it is deleted',
};

/** Of a key that S3 takes and that no address leads to. */
const UNDELETABLE = 'was added by somebody else, and can not be asked for by this name; delete it by hand';

/** A difference that is no other run's doing, and what the file held. */
interface Found extends FileDifference {
  /** Of its bytes and those of its compressed forms. */
  readonly digest: string;
}

/**
 * Compares what lies under `public/` with what was written there, mends what others changed, deleted or added, and
 * reports it. Metadata is not looked at: S3 lists none.
 *
 * Others may publish meanwhile: only what differs from the state, while no run is at work on it and the state stays the
 * same, and has other bytes once it was mended, is taken for tampering.
 * @returns `later` where this was not possible now, or time ran short; the next sweep tries again.
 */
export async function audit(run: RunContext): Promise<'done' | 'rebuild' | 'later'> {
  const listed = await begin(run);
  if (!listed) return 'later';
  const chunks = differingFiles(run, listed);
  for (;;) {
    if (run.isShortOfTime) return 'later';
    const next = await chunks.next();
    if (next.done) break;
    const found = await removeAdded(run, await lookAgain(run, next.value));
    const paths = found.map(({ path }) => path);
    if (paths.length > 0 && (await publishChanges(run, createTask('sweep', [], { paths }))) === 'rebuild')
      return 'rebuild';
    await reportMended(run, found);
  }
  await remember(run);
  return 'done';
}

/**
 * Deletes files that were added, and reports those that can't be deleted: they are left out of the plan, or every run
 * from now on would fail with them. The plan looks at the others again, whoever may write one meanwhile.
 */
async function removeAdded(run: RunContext, found: readonly Found[]): Promise<readonly Found[]> {
  const removed = await inParallel(found, CONCURRENCY, async difference => {
    if (difference.kind !== 'added') return [difference];
    try {
      await deleteFile(run.public, difference.path);
      return [difference];
    } catch (error) {
      report(run, difference, stuckMessage(error));
      return [];
    }
  });
  return removed.flat();
}

function stuckMessage(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return (
    `was added by somebody else, and can't be deleted (${why}); delete it by hand, or give the function the ` +
    'right to'
  );
}

/**
 * The same before a rebuild, which mends everything: returns what reports what was found, to be called when it is over.
 */
export async function auditBeforeRebuild(run: RunContext): Promise<(isMended: boolean) => Promise<void>> {
  const listed = canAudit(run, (await run.state.load()).state) ? await begin(run) : undefined;
  const found: Found[] = [];
  if (listed)
    for await (const paths of differingFiles(run, listed)) {
      found.push(...(await lookAgain(run, paths)));
      if (run.isShortOfTime) break;
    }
  return async isMended => {
    if (isMended) await reportMended(run, found);
    else for (const difference of found) report(run, difference);
    if (run.audit && run.audit.paths.length > 0) await remember(run);
  };
}

/** Lists the files, and takes note of those that can't be deleted; `undefined` where that is not possible now. */
async function begin(run: RunContext): Promise<ListedFiles | undefined> {
  const { state } = await run.state.load();
  const listed = state && (await ListedFiles.list(run, state.segments.length));
  if (!listed) return undefined;
  run.audit = { files: listed.count, changed: 0, deleted: 0, added: 0, paths: [] };
  for (const path of listed.skipped) report(run, { path, kind: 'added' }, UNDELETABLE);
  return listed;
}

/** Whether the state can be compared with anything: it is of this code, and no rebuild is under way. */
export function canAudit(run: RunContext, state: State | undefined): state is State {
  return (
    state !== undefined &&
    !state.isBlank &&
    state.revision === run.options.revision &&
    Object.keys(state.rebuilding).length === 0
  );
}

/** Paths of files that differ from what the state says by then, so many at a time as one commit can write again. */
async function* differingFiles(run: RunContext, listed: ListedFiles): AsyncGenerator<readonly string[]> {
  const { segments } = listed;
  let written = await writtenNow(run, segments);
  const { archivesPerCommit, perCommit } = run.limits;
  let found: string[] = [];
  for (const part of new Set([...(written?.parts() ?? []), ...listed.parts()])) {
    const paths = await differingIn(written, part, listed);
    // What another run replaced is not lost.
    if (!paths) written = await writtenNow(run, segments);
    found.push(...(paths ?? (await differingIn(written, part, listed)) ?? []));
    // Archive documents take more memory than others.
    const most = part.startsWith('archives ') ? archivesPerCommit : perCommit;
    while (found.length >= most) {
      yield found.slice(0, most);
      found = found.slice(most);
      written = await writtenNow(run, segments);
    }
  }
  if (found.length > 0) yield found;
}

/** `undefined` where a part of the state is gone. */
async function differingIn(
  written: WrittenVersions | undefined,
  part: PathPart,
  listed: ListedFiles,
): Promise<readonly string[] | undefined> {
  if (!written) return [];
  try {
    return compare(written, await written.versions(part), listed.of(part)).map(({ path }) => path);
  } catch (error) {
    if (error instanceof StateLost) return undefined;
    throw error;
  }
}

function compare(written: WrittenVersions, ...files: Parameters<typeof compareFiles>): readonly FileDifference[] {
  return compareFiles(...files).filter(({ path }) => !written.isPending(path));
}

/** `undefined` where the state can't be compared with anything. */
async function writtenNow(run: RunContext, segments: number): Promise<WrittenVersions | undefined> {
  const { state } = await run.state.load();
  return canAudit(run, state) && state.segments.length === segments ? new WrittenVersions(run.state, state) : undefined;
}

/**
 * Looks at files by themselves, between two looks at a state that stays the same: of files that no run is at work on
 * then, others changed whatever differs.
 */
async function lookAgain(run: RunContext, paths: readonly string[]): Promise<readonly Found[]> {
  for (let looks = 0; looks < MAX_LOOKS; looks++) {
    const { state, etag } = await run.state.load();
    if (!canAudit(run, state)) return [];
    const { etags, digests } = await readFiles(run.public, paths);
    if ((await run.state.load()).etag !== etag) continue;
    try {
      const differences = await compareWith(new WrittenVersions(run.state, state), paths, etags);
      return differences.map(found => ({ ...found, digest: digestOf(found.path, digests) }));
    } catch (error) {
      if (!(error instanceof StateLost)) throw error;
    }
  }
  return [];
}

async function compareWith(
  written: WrittenVersions,
  paths: readonly string[],
  etags: ReadonlyMap<string, string>,
): Promise<readonly FileDifference[]> {
  const expected = new Map<string, string | undefined>();
  for (const part of new Set(paths.map(path => written.partOf(path)))) {
    const versions = await written.versions(part);
    for (const path of paths) if (versions.has(path)) expected.set(path, versions.get(path));
  }
  return compare(written, expected, etags);
}

interface ReadFiles {
  readonly etags: Map<string, string>;
  /** Of bytes; of a file that is too large to be read, its ETag. */
  readonly digests: Map<string, string>;
}

/** Reads files with their compressed forms. One that may not be read is another than was written. */
async function readFiles(store: ObjectStore, paths: readonly string[]): Promise<ReadFiles> {
  const files: ReadFiles = { etags: new Map(), digests: new Map() };
  await inParallel(paths.flatMap(pathsOfFile), CONCURRENCY, async path => {
    try {
      const object = await store.get(path, { most: MAX_READ });
      if (!object) return;
      const isRead = object.bytes.length === object.size;
      files.etags.set(path, object.etag);
      files.digests.set(path, isRead ? createHash('sha256').update(object.bytes).digest('base64url') : object.etag);
    } catch (error) {
      if (!(error instanceof UnreadableObject)) throw error;
      files.etags.set(path, 'unreadable');
      files.digests.set(path, 'unreadable');
    }
  });
  return files;
}

function digestOf(path: string, digests: ReadonlyMap<string, string>): string {
  return pathsOfFile(path)
    .map(each => digests.get(each))
    .join();
}

/**
 * Reports files that have other bytes than before they were mended. The others were as they should be, though under
 * another ETag: where a bucket gives each writing its own, a run that met a rebuild may not know the last.
 */
async function reportMended(run: RunContext, found: readonly Found[]): Promise<void> {
  const { digests } = await readFiles(
    run.public,
    found.map(({ path }) => path),
  );
  for (const difference of found) if (digestOf(difference.path, digests) !== difference.digest) report(run, difference);
}

function report(run: RunContext, { path, kind }: FileDifference, message?: string): void {
  const { audit } = run;
  if (!audit || kind === 'unknown') return;
  run.audit = { ...audit, [kind]: audit[kind] + 1, paths: [...audit.paths, path].slice(0, MAX_PATHS) };
  const reported = audit.changed + audit.deleted + audit.added;
  const problem = { path: `public/${path}`, severity: 'error' as const, message: message ?? WHAT_WAS_DONE[kind] };
  if (reported < MAX_REPORTED) run.problems.push(problem);
}

/** Keeps when the audit was, and what it found, for `bantin status`. */
async function remember(run: RunContext): Promise<void> {
  if (!run.audit) return;
  const { files, ...found } = run.audit;
  const at = run.options.now();
  for (;;) {
    const { state, etag } = await run.state.load();
    if (!state) return;
    const last = found.paths.length > 0 ? { at, ...found } : state.audit?.found;
    const audit: Audit = { at, files, ...(last && { found: last }) };
    try {
      await run.state.commit({ ...state, audit }, etag);
      return;
    } catch (error) {
      if (!(error instanceof PreconditionFailed)) throw error;
    }
  }
}
