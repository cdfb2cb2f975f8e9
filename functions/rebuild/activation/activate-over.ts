import { apply } from '../../apply/apply.ts';
import type { Written } from '../../apply/written.ts';
import type { RunResult } from '../../run/run-result.ts';
import { noteCommitted } from '../../run/told/note-committed.ts';
import type { LoadedState } from '../../state/manifest/loaded-state.ts';
import { planActivation } from '../plan-activation.ts';
import type { FilesBefore, Rebuild } from '../rebuild-context.ts';

/**
 * Plans and applies the activation of a rebuild over the state that was read, once. `lost`: another run committed
 * meanwhile. `written` takes note of what was written, by path.
 */
export async function activateOver(
  rebuild: Rebuild,
  loaded: LoadedState,
  by: string,
  written: Map<string, Written>,
  filesBefore: FilesBefore,
): Promise<RunResult<'done' | 'lost'>> {
  const { run, nextState } = rebuild;
  const activation = await planActivation(rebuild, loaded.state, by, filesBefore);
  if (activation === 'lost') return 'lost';
  const { next } = activation.plan;
  run.report.takeState(activation.isIdle && loaded.state ? loaded.state : next);
  if (activation.isIdle) return 'done';
  if ((await apply(run, loaded, activation, written)) === 'lost') return 'lost';
  noteCommitted(run, loaded.state, next);
  run.report.published += nextState.counts.published;
  return 'done';
}
