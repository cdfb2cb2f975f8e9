import { createHash } from 'node:crypto';
import { compareFiles, type FileDifference } from '../core/files/audit.ts';
import { type PathPart, type SegmentCounts, segmentCounts } from '../core/files/path-parts.ts';
import { besidePaths, everyPathOf } from '../core/files/variants.ts';
import type { State } from '../core/index/state.ts';
import type { RunContext } from '../run/run.ts';
import { StateLost } from '../state/state-lost.ts';
import { WrittenVersions } from '../state/written-versions.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import type { ListedFiles } from './listed-files.ts';

/**
 * Maximum number of times that files are looked at again while other runs commit; after that they are left to the next
 * audit.
 */
const MAX_LOOKS = 5;
/** Maximum size of a file that is read, in bytes; larger ones are compared by their ETags. */
const MAX_READ = 4 * 1024 ** 2;

/** A difference that is no other run's doing, and what the file held. */
export interface FoundDifference extends FileDifference {
  /** Digest of its bytes and those of its compressed forms. */
  readonly digest: string;
  /** Paths of the files beside it that are there: its Markdown twin, its chapters. */
  readonly beside: readonly string[];
}

/** Returns whether the state can be compared with anything: it is of this code, and no rebuild is under way. */
export function canAudit(run: RunContext, state: State | undefined): state is State {
  return (
    state !== undefined &&
    !state.isBlank &&
    state.revision === run.revision &&
    Object.keys(state.rebuilding).length === 0
  );
}

/**
 * Yields paths of files that differ from what the state says by then, so many at a time as one commit can write again.
 * @throws StateLost where a part of the state is gone, and no other run replaced it.
 */
export async function* differingFiles(run: RunContext, listed: ListedFiles): AsyncGenerator<readonly string[]> {
  const { segments } = listed;
  let written = await writtenNow(run, segments);
  const { archivesPerCommit, perCommit } = run.limits;
  let found: string[] = [];
  for (const part of new Set([...(written?.versions.parts() ?? []), ...listed.parts()])) {
    const paths = await differingIn(run, written, part, listed);
    if (!paths) written = await writtenNow(run, segments);
    // What is replaced twice is left to the next audit.
    found.push(...(paths ?? (await differingIn(run, written, part, listed)) ?? []));
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

/** `undefined` where another run replaced the state meanwhile, and the part. */
async function differingIn(
  run: RunContext,
  written: Written | undefined,
  part: PathPart,
  listed: ListedFiles,
): Promise<readonly string[] | undefined> {
  if (!written) return [];
  const { versions, etag } = written;
  return unlessReplaced(run, etag, async () =>
    compare(versions, await versions.versions(part), listed.of(part)).map(({ path }) => path),
  );
}

/**
 * Reads parts of a state. Returns `undefined` where one is gone since another run replaced the state.
 * @throws StateLost where a part is gone though the state is the same.
 */
async function unlessReplaced<Value>(
  run: RunContext,
  etag: string | undefined,
  read: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof StateLost) || (await run.state.load()).etag === etag) throw error;
    return undefined;
  }
}

function compare(written: WrittenVersions, ...files: Parameters<typeof compareFiles>): readonly FileDifference[] {
  return compareFiles(...files).filter(({ path }) => !written.isPending(path));
}

/** Versions according to the state with this ETag. */
interface Written {
  readonly versions: WrittenVersions;
  readonly etag: string | undefined;
}

function areSame(one: SegmentCounts, other: SegmentCounts): boolean {
  return one.segments === other.segments && one.feedSegments === other.feedSegments;
}

/** `undefined` where the state can't be compared with anything. */
async function writtenNow(run: RunContext, segments: SegmentCounts): Promise<Written | undefined> {
  const { state, etag } = await run.state.load();
  if (!canAudit(run, state) || !areSame(segmentCounts(state), segments)) return undefined;
  return { versions: new WrittenVersions(run.state, state), etag };
}

/**
 * Looks at files by themselves, between two looks at a state that stays the same: of files that no run is at work on
 * then, others changed whatever differs.
 * @throws StateLost where a part of the state is gone, and no other run replaced it.
 */
export async function confirmDifferences(
  run: RunContext,
  paths: readonly string[],
): Promise<readonly FoundDifference[]> {
  for (let looks = 0; looks < MAX_LOOKS; looks++) {
    const { state, etag } = await run.state.load();
    if (!canAudit(run, state)) return [];
    const { etags, digests } = await readFiles(run.public, paths);
    if ((await run.state.load()).etag !== etag) continue;
    const written = new WrittenVersions(run.state, state);
    const differences = await unlessReplaced(run, etag, () => compareWith(written, paths, etags));
    if (differences)
      return differences.map(found => ({
        ...found,
        digest: heldDigest(found.path, digests),
        beside: besideIn(found, etags),
      }));
  }
  return [];
}

function besideIn({ path }: FileDifference, etags: ReadonlyMap<string, string>): readonly string[] {
  return besidePaths(path).filter(beside => etags.has(beside));
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
  /** Digest of each file; of one that is too large to be read, its ETag. */
  readonly digests: Map<string, string>;
}

/** Reads files with their compressed forms. One that may not be read is another than was written. */
export async function readFiles(store: ObjectStore, paths: readonly string[]): Promise<ReadFiles> {
  const files: ReadFiles = { etags: new Map(), digests: new Map() };
  await inParallel(paths.flatMap(everyPathOf), CONCURRENCY, async path => {
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

export function heldDigest(path: string, digests: ReadonlyMap<string, string>): string {
  return everyPathOf(path)
    .map(each => digests.get(each))
    .join();
}
