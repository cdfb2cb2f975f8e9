import type { State } from '../../core/index/state.ts';
import { HOUR } from '../../core/instant.ts';
import { isOver } from '../../run/clock.ts';
import type { RunContext } from '../../run/run.ts';
import type { RebuildProgress } from '../../state/manifest/rebuild-progress.ts';
import { markRebuild } from '../mark-rebuild.ts';
import { deleteParts } from './stored-parts.ts';

/**
 * Age from which progress is not gone on from, in milliseconds: what was read so long ago says too little. A sweep, or
 * a run of what is due, comes much sooner to a rebuild that stopped.
 */
const MAX_AGE = 2 * HOUR;

/**
 * Takes over the progress of a rebuild that stopped, so that no other run goes on from it, too. `undefined` where there
 * is none of the same site and code that the active state speaks of, that is young enough, and that began after the
 * last rebuild was activated. Other progress is deleted, unless the run that wrote it may be at work.
 */
export async function takeProgress(run: RunContext, fingerprint: string): Promise<RebuildProgress | undefined> {
  const found = await run.state.progress.read();
  if (!found) return undefined;
  const { etag, ...progress } = found;
  const { state } = await run.state.load();
  const rebuilding = state?.rebuilding ?? {};
  if (isOfOther(progress, rebuilding, run)) return undefined;
  const { runId, now } = run;
  const isUsable =
    progress.fingerprint === fingerprint &&
    progress.over === state?.rebuilt &&
    progress.state.latestDate <= now() &&
    rebuilding[progress.run] !== undefined &&
    progress.at + MAX_AGE >= now();
  if (!isUsable) {
    await run.state.progress.delete();
    await deleteParts(run.state, progress.parts ?? []);
    return undefined;
  }
  await markRebuild(run, progress.state, now());
  const own = { ...progress, run: runId };
  return (await run.state.progress.write(own, etag)) ? own : undefined;
}

/**
 * Replaces the progress of this rebuild. Returns `false`, and changes nothing, where there is that of another which may
 * be at work: each keeps its own in memory then, and one of them alone is gone on from.
 */
export async function replaceProgress(
  run: RunContext,
  progress: Omit<RebuildProgress, 'run' | 'at'>,
): Promise<boolean> {
  // The mark is renewed, so that nobody takes a long rebuild for dead; and what dies is found by it.
  const rebuilding = await markRebuild(run, progress.state, run.now());
  const found = await run.state.progress.read();
  if (found && isOfOther(found, rebuilding, run)) return false;
  const { runId, now } = run;
  return run.state.progress.write({ ...progress, run: runId, at: now() }, found?.etag);
}

/** Deletes the progress of this rebuild, or what is left of others, with their parts. */
export async function dropProgress(run: RunContext): Promise<void> {
  const found = await run.state.progress.read();
  const rebuilding = (found && (await run.state.load()).state?.rebuilding) ?? {};
  if (found && isOfOther(found, rebuilding, run)) return;
  await run.state.progress.delete();
  await deleteParts(run.state, found?.parts ?? []);
}

/** Returns whether a run other than this, which may be at work, wrote the progress. */
function isOfOther({ run: of }: RebuildProgress, rebuilding: State['rebuilding'], { runId, now }: RunContext): boolean {
  const since = rebuilding[of];
  return since !== undefined && !isOver({ run: of, since }, runId, now());
}
