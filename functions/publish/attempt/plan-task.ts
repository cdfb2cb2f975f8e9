import type { Application } from '../../apply/application.ts';
import type { Task } from '../../apply/task.ts';
import { articlesBeside } from '../../content/read-data-files.ts';
import { isContent } from '../../core/bucket-layout.ts';
import { isSidecarKey } from '../../core/data-files/data-keys.ts';
import type { State } from '../../core/index/state.ts';
import type { PlanRequest } from '../../core/plan/planned/plan-request.ts';
import { type PlannedRun, planRun } from '../../run/plan-run.ts';
import type { RunContext } from '../../run/run.ts';
import type { RunResult } from '../../run/run-result.ts';
import { isSafeKey } from '../../stores/object-key.ts';
import { planRequestOf } from './plan-request.ts';

/** The plan of a task, and everything needed to apply it. */
export interface PlannedTask extends Omit<Application, keyof PlannedRun>, PlannedRun {
  readonly request: PlanRequest;
}

/**
 * Reads the objects of a task, and plans the changes; `rebuild` where the state can't be continued from, `other site`
 * where that has to be made anew by another site, and nothing else is asked for.
 * @throws StateLost
 */
export async function planTask(
  run: RunContext,
  state: State,
  task: Task,
): Promise<PlannedTask | RunResult<'rebuild' | 'other site'>> {
  const request = await planRequestOf(run, state, task);
  if (request === 'rebuild' || request === 'other site') return request;
  const sidecars = [...task.keys, ...request.forcedKeys].filter(key => isSafeKey(key) && isSidecarKey(key));
  const beside = sidecars.length === 0 ? [] : await articlesBeside(run.content, sidecars);
  const keys = [...task.keys, ...beside, ...request.forcedKeys].filter(key => isContent(key) && isSafeKey(key));
  if (task.keepsSite && keys.length + request.forcedPaths.size === 0) return 'other site';
  const planned = await planRun(run, new Set(keys), request);
  const { site, fingerprint, forcedPaths } = request;
  return { ...planned, request, site, fingerprint, forced: forcedPaths, before: planned.plan.filesBefore };
}
