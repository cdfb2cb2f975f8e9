import { rebuildDigestOf } from '../../content/active-site.ts';
import type { State } from '../../core/index/state.ts';
import type { DigestSet } from '../../core/text/digest-set.ts';
import { compress, decompress } from '../../state/encode.ts';
import type { RebuildPart } from '../../state/manifest/rebuild-progress.ts';
import type { StateStore } from '../../state/state-store.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import type { MeasuredPicture, Rebuild } from '../rebuild-context.ts';
import { replaceProgress } from './owned-progress.ts';
import { storePart } from './stored-parts.ts';

const [PATHS, PICTURES, KEYS] = ['paths', 'pictures', 'keys'];

/**
 * Stores what was read since the last part, and notes how far that is, so that no other run reads it again. Nothing of
 * it is in memory any more.
 */
export async function storeRead(rebuild: Rebuild, after: string | undefined): Promise<void> {
  const { run, nextState, index, taken, measured } = rebuild;
  index.buffer?.take(nextState.delta);
  const drained = index.buffer?.drain();
  if (drained && drained.segments.size > 0) {
    const generation = run.nextGeneration();
    const part = await storePart(run.state, generation, drained, nextState.segmentCount);
    const known = new Map<string, readonly Uint8Array[]>([
      ...(taken.size > rebuild.takenBefore ? [[PATHS, [taken.toBytes(rebuild.takenBefore)]] as const] : []),
      ...(measured.length > 0 ? [[PICTURES, [compress(measured)]] as const] : []),
    ]);
    if (known.size > 0) await run.state.progress.writePart(generation, ['k', 0], known);
    rebuild.parts = [...rebuild.parts, { ...part, ...(known.size > 0 && { hasKnown: true as const }) }];
    rebuild.takenBefore = taken.size;
    measured.length = 0;
  }
  await keepProgress(rebuild, after);
}

/**
 * Notes how far a rebuild is. What was read is in its parts, or in the state that it was folded into. Returns `false`
 * where another rebuild, which may be at work, has noted so of itself.
 */
export async function keepProgress(
  { run, nextState, site, parts, folded, fleet, over }: Rebuild,
  after: string | undefined,
  state: State = nextState.finishPart('full'),
): Promise<boolean> {
  const fingerprint = rebuildDigestOf(run.revision, site);
  const read = {
    ...(parts.length > 0 && { parts }),
    ...(folded > 0 && { folded }),
    ...(fleet !== undefined && { fleet }),
    ...(over !== undefined && { over }),
  };
  return replaceProgress(run, { fingerprint, state, ...read, ...(after !== undefined && { after }) });
}

/** Knowledge of a part that a fleet has read, besides its records. */
interface KnownByFleet {
  readonly keys: readonly Uint8Array[];
  readonly paths: readonly Uint8Array[];
  readonly measured: readonly MeasuredPicture[];
}

/**
 * Stores which keys a fleet has read into a part, at which paths their pages are, and the pictures measured for them.
 */
export async function storeKnown(
  store: StateStore,
  generation: string,
  { keys, paths, measured }: KnownByFleet,
): Promise<void> {
  const known = new Map<string, readonly Uint8Array[]>([
    [PATHS, paths],
    [KEYS, keys],
    [PICTURES, measured.length > 0 ? [compress(measured)] : []],
  ]);
  await store.progress.writePart(generation, ['k', 0], known);
}

/**
 * Adds the paths of pages in parts to a set, and the keys that a fleet has read to another; returns which pictures were
 * measured for them.
 */
export async function knownInParts(
  store: StateStore,
  parts: readonly RebuildPart[],
  paths: DigestSet,
  keys: DigestSet,
): Promise<readonly MeasuredPicture[]> {
  const those = parts.filter(({ hasKnown }) => hasKnown);
  const pictures = await inParallel(those, CONCURRENCY, async ({ generation }) => {
    const lists = await store.progress.readPart(generation, ['k', 0]);
    for (const bytes of lists.get(PATHS) ?? []) paths.addBytes(bytes);
    for (const bytes of lists.get(KEYS) ?? []) keys.addBytes(bytes);
    return (lists.get(PICTURES) ?? []).flatMap(chunk => decompress<readonly MeasuredPicture[]>(chunk));
  });
  return pictures.flat();
}
