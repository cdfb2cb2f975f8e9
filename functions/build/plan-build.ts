import { LIMITS } from '../core/index/limits.ts';
import type { FilePlan, FileRequest } from '../core/plan/file-plan.ts';
import { NeedsCollector } from '../core/plan/needs.ts';
import { planFiles } from '../core/plan/plan-files.ts';
import type { Scan, ScanOptions } from './scan.ts';

/** Plans every file of feeds, lists, sitemaps and archives: all are stale where nothing was written before. */
export function planBuild({ site, now, limits = LIMITS }: ScanOptions, { nextState }: Scan): FilePlan {
  const request: FileRequest = {
    site,
    now,
    fingerprint: '',
    nextState,
    limits: { ...limits, archivesPerCommit: Number.POSITIVE_INFINITY },
    before: { files: {}, months: {} },
    forced: new Set(),
    includeBacklog: true,
    isRebuild: true,
  };
  const nothing = new Map<never, never>();
  const months = new Map([...nextState.months()].map(month => [month, () => []]));
  const loaded = { segments: nothing, months, archiveFiles: nothing, objects: nothing, entries: nothing };
  const plan = planFiles(request, { ...loaded, archivedEntries: nothing }, new NeedsCollector());
  if (!plan) throw new Error('a build from scratch has all that it is planned from; please report this');
  return plan;
}
