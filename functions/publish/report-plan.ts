import { uploadedAt } from '../content/uploaded-at.ts';
import { isOut } from '../core/article/is-out.ts';
import { problemsOf } from '../core/index/held.ts';
import { hasBacklog } from '../core/index/state.ts';
import type { PlanRequest } from '../core/plan/planned/plan-request.ts';
import type { Plan } from '../core/plan/planned/plan-result.ts';
import { spellingProblems } from '../core/plan/spelling-problems.ts';
import { windowProblems } from '../core/views/cut-feeds.ts';
import type { RunContext } from '../run/run.ts';

/** Adds the effects of a plan to the run's report. */
export function reportPlan(
  run: RunContext,
  { site, now, forcedKeys }: PlanRequest,
  { changes, recovered, contests, next, windows, traits }: Plan,
): void {
  run.report.cutFeeds = windowProblems(windows, site);
  run.report.read += changes.size;
  run.report.hasBacklog = hasBacklog(next);
  for (const [key, { found }] of changes) {
    run.report.problems.push(...problemsOf(found, now, site));
    if (found.kind === 'rejected') run.report.rejected += 1;
    // An article of which only the page may be stale was neither published nor changed.
    const isMended = recovered.has(key) && !forcedKeys.has(key);
    const isLost = contests.get(key)?.isLost ?? false;
    if (found.kind === 'article' && isOut(found.article, now) && !isMended && !isLost) run.report.published += 1;
  }
  const taken = [...changes.keys()].map(key => [key, next.delta[key] ?? null] as const);
  for (const problem of spellingProblems(taken, traits)) run.report.problems.push(problem);
  for (const { problems, isLost } of contests.values()) {
    run.report.problems.push(...problems);
    if (isLost) run.report.rejected += 1;
  }
  const published = new Map([...changes].filter(([key]) => !contests.get(key)?.isLost));
  run.report.uploaded.push(...uploadedAt(published, { now, forcedKeys: recovered }));
}
