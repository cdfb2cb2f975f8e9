import type { State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import type { RunContext } from '../run/run.ts';

/**
 * Notes that files may be other than the active state says, until this rebuild, or a later one, is done. `since` is the
 * present, or 0 where this run is about to end. `base` is the state of a rebuild that has read nothing: it becomes a
 * blank one where there is none. `mark` is the name under which it is noted; where that `isFresh`, as others have noted
 * it meanwhile, nothing is. Returns the marks of all rebuilds.
 */
export async function markRebuild(
  run: RunContext,
  base: State,
  since: Instant,
  mark = run.runId,
  isFresh: (marked: Instant | undefined) => boolean = () => false,
): Promise<State['rebuilding']> {
  const { state } = await run.state.update(async active => {
    const begun = active ?? (await blankState(run, base));
    if (isFresh(begun.rebuilding[mark])) return undefined;
    return { ...begun, rebuilding: { ...begun.rebuilding, [mark]: since } };
  });
  return state?.rebuilding ?? {};
}

/** Returns the state where there is none. It takes the place of that of an older version. */
async function blankState(run: RunContext, base: State): Promise<State> {
  const older = await run.state.readOlder();
  return { ...base, isBlank: true, ...(older && { older }) };
}
