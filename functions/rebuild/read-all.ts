import { listedSidecars } from '../guard/sidecars.ts';
import type { RunResult } from '../run/run-result.ts';
import type { BegunRebuild } from './begin-rebuild.ts';
import { foldParts } from './parts/fold-parts.ts';
import { storeRead } from './parts/keep-progress.ts';
import { PartReader } from './reading/part-reader.ts';
import { settleRebuild } from './settle-rebuild.ts';

/**
 * Reads what neither an earlier run of this rebuild nor a fleet has read, writes pages and media as it goes, and finds
 * in the end who owns what several claim. `short`: time ran short.
 */
export async function readAll(begun: BegunRebuild): Promise<RunResult<'done' | 'short'>> {
  const { rebuild, listing, ownFiles, after } = begun;
  const { run } = rebuild;
  // What a run folds is all that was read by then.
  if (rebuild.folded > 0 && (await foldParts(rebuild, after)) === 'short') return leave(begun);
  const { unread, data } = listing;
  const reader = new PartReader({ rebuild, unread, sidecars: listedSidecars(data.sidecars), ownFiles });
  let last = after;
  for (const keys of chunked(listing.keys.sorted(after), run.limits.perRead)) {
    if (run.isShortOfTime) return pause(begun, last);
    const left = keys.filter(key => !rebuild.readByFleet.has(key));
    if (left.length > 0) await reader.read(left);
    last = keys.at(-1);
    if ((rebuild.index.buffer?.size ?? 0) > run.limits.perStoredPart) await storeRead(rebuild, last);
    run.onProgress?.(run.report.read, listing.keys.size);
  }
  if (rebuild.parts.length > 0) {
    await storeRead(rebuild, last);
    if ((await foldParts(rebuild, last)) === 'short') return leave(begun);
  }
  // Pictures beside an article may have been measured after it was read.
  rebuild.nextState.resizeAll();
  if ((await ownFiles.finish(rebuild.media)) === 'short') return pause(begun, last);
  await settleRebuild(rebuild);
  await ownFiles.finishPageMedia(rebuild.media);
  return 'done';
}

/** Keeps what was read, up to a key, for the next run. */
async function pause(begun: BegunRebuild, after: string | undefined): Promise<'short'> {
  await storeRead(begun.rebuild, after);
  return leave(begun);
}

/** Leaves a rebuild, of which all is kept, to the next run. */
async function leave({ rebuild, ownFiles }: BegunRebuild): Promise<'short'> {
  await ownFiles.pause();
  await rebuild.run.guard.pause();
  return 'short';
}

function* chunked<Item>(items: Iterable<Item>, size: number): Generator<readonly Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    if (chunk.push(item) < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
