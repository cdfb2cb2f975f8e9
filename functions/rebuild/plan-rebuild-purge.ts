import type { State } from '../core/index/state.ts';
import type { RunNotes } from '../core/index/stored/run-notes.ts';
import type { PurgePlan } from '../core/purge/plan-purge.ts';
import type { Rebuild } from './rebuild-context.ts';

/** The part of a plan that says what caches at the edge are to forget. */
interface PurgedRebuild {
  readonly purge: PurgePlan;
  readonly purges: Pick<RunNotes, 'purges'>;
}

/**
 * Returns why caches are to forget what a rebuild writes, over the state that is active until then. It does not compare
 * what articles were with what they are, so whatever it writes where something was may be a withdrawal, of which files
 * that it need not write may have shown something, too.
 */
export function planRebuildPurge(
  { run, now, over, isFirst = false, isResumed = false, isMarked = false }: Rebuild,
  state: State | undefined,
): PurgedRebuild {
  const others = Object.keys(state?.rebuilding ?? {}).filter(id => id !== run.runId);
  run.purging.touchFirst(isFirst);
  // What earlier runs of it wrote, or of another that stopped halfway, nobody remembers.
  const isTold = !isResumed || (isMarked && state?.rebuilt === over);
  if (!isFirst && (!isTold || others.length > 0)) run.purging.touchMany();
  if (!isFirst) run.purging.touchBlindly();
  const known = state && !state.isBlank;
  // Without records of files, all of them are written.
  const tagged = known ? {} : { taggedSince: isFirst ? 0 : now };
  const purges = { ...state?.purges, ...tagged };
  return {
    purge: { ...(!isFirst && { reason: 'withdrawal' as const }), showed: [], released: [] },
    purges: Object.keys(purges).length > 0 ? { purges } : {},
  };
}
