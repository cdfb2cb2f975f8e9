import type { State } from '../core/index/state.ts';
import type { Marks } from '../core/index/stored/marks.ts';
import { plan } from '../core/plan/plan.ts';
import type { PlanRequest } from '../core/plan/planned/plan-request.ts';
import type { Plan } from '../core/plan/planned/plan-result.ts';
import { ArchiveFiles } from '../state/archive-files.ts';
import { ContentIndex } from '../state/content-index.ts';
import { Loader, MAX_LOADS } from './loader.ts';
import type { RunContext } from './run.ts';

/** A plan, and what it was made from. */
export interface PlannedRun {
  readonly plan: Plan;
  readonly loaded: Loader['loaded'];
  /** The index as the state before names it. */
  readonly index: ContentIndex;
}

/**
 * Reads the objects of some keys as they are now, and plans what changes with them: what a plan finds missing is
 * loaded, and it is made again.
 * @throws StateLost
 */
export async function planRun(run: RunContext, keys: Iterable<string>, request: PlanRequest): Promise<PlannedRun> {
  const { state } = request;
  const index = new ContentIndex(run.state, state);
  const loader = new Loader({ ...request, run, index, archiveFiles: new ArchiveFiles(run.state, state.months) });
  await loader.read(keys);
  const planned = await planWithMarks(run, loader, request);
  return { plan: withMarks(planned, state, run.guard.marks), loaded: loader.loaded, index };
}

/** Sources that were given up while the plan was made are remembered with it. */
function withMarks(planned: Plan, state: State, marks: Marks): Plan {
  const isIdle = planned.isIdle && JSON.stringify(state.marks) === JSON.stringify(marks);
  return { ...planned, next: { ...planned.next, marks }, isIdle };
}

/** Plans; what turned out to be given up is taken in as that, though nothing else asks for it. */
async function planWithMarks({ guard }: RunContext, loader: Loader, request: PlanRequest): Promise<Plan> {
  const { marks } = request.state;
  for (;;) {
    const planned = await planWith(loader, request);
    const isMissed = (key: string): boolean => !Object.hasOwn(marks, key) && !loader.loaded.objects.has(key);
    const missed = Object.keys(guard.marks).filter(isMissed);
    if (missed.length === 0) return planned;
    await loader.read(missed);
  }
}

async function planWith(loader: Loader, request: PlanRequest): Promise<Plan> {
  for (let loads = 0; loads < MAX_LOADS; loads++) {
    const result = plan(request, loader.loaded);
    if (result.kind === 'plan') return result;
    await loader.load(result);
  }
  throw new Error(
    `site.yaml: sources changed ${MAX_LOADS} times while their files were planned; it is tried again later`,
  );
}
