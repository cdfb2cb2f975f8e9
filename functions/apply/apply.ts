import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { compactPages, countPageFiles } from '../state/compaction/compact.ts';
import { partsOf } from '../state/compaction/parts-of.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import type { Application } from './application.ts';
import { stateAfter, stateBefore } from './committed-states.ts';
import { FileWriter } from './file-writer.ts';
import { storeArchiveFiles, storeIndex } from './store-index.ts';
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
  const isRebuild = isThere !== undefined;
  const next = await storeIndex(run, before, application);
  if (plan.purge) run.purging.note(plan.purge);
  const own = { run: run.runId, since: next.asOf, ...plan.pending };
  const isIdle = hasNoFiles(plan);
  const begun = stateBefore(run.purging.begin(next, pathsOf(plan)), plan, own, isRebuild);
  const etag = isIdle ? before.etag : await run.lease.begin(begun, before.etag, isRebuild);
  if (!isIdle && etag === undefined) return 'lost';
  const records = await new FileWriter(run, application, written).write();
  const purged = await run.purging.send(next);
  await run.hubs.tell(purged.at);
  const months = await storeArchiveFiles(run, next.months, plan.archiveFiles, records.archives);
  const complete = { ...stateAfter(purged.state, records, own, isRebuild), months };
  const isLong = countPageFiles(complete.files) > run.limits.delta;
  const done = isLong ? await compactPages(complete, run.state, run.nextGeneration()) : complete;
  if ((await run.lease.complete(done, etag, isIdle)) === undefined) return 'lost';
  run.purging.settle();
  // Nothing that a state names is deleted before another took its place.
  const named = partsOf(done);
  const parts = new Set([...(before.state ? partsOf(before.state) : []), ...(isLong ? partsOf(next) : [])]);
  await run.state.delete([...parts].filter(key => !named.has(key)));
  return 'done';
}

/** Returns whether a plan writes no file, and takes none away. */
function hasNoFiles({ stale, pages, copies, pageMedia, former, removals }: Application['plan']): boolean {
  return stale.length + pages.size + copies.size + pageMedia.size + former.size + removals.length === 0;
}

/** Returns the paths of all files that a plan writes or takes away. */
function pathsOf({ stale, pages, copies, pageMedia, former, removals }: Application['plan']): readonly string[] {
  const groups = [...stale.map(({ group }) => group), ...pages.values()];
  const written = groups.flatMap(({ inputs }) => [...inputs.keys()]);
  return [...written, ...copies.keys(), ...pageMedia.keys(), ...former.keys(), ...removals];
}
