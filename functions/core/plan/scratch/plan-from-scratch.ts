import { LIMITS, type Limits } from '../../index/limits.ts';
import type { NextState } from '../../index/next-state.ts';
import type { Instant } from '../../instant.ts';
import type { Site } from '../../site/site.ts';
import type { FilePlan } from '../file-plan.ts';
import { NeedsCollector } from '../needs.ts';
import { planFiles } from '../plan-files.ts';

/** Input of a plan where nothing was written before. All that was read is in the delta of the state. */
export interface ScratchRequest {
  readonly nextState: NextState;
  readonly site: Site;
  readonly now: Instant;
  /** Default: `LIMITS`. Archive documents are made all at once, whatever these say. */
  readonly limits?: Limits;
  /** Digest of the site and of the code. Default: none, where nobody remembers what files are made of. */
  readonly fingerprint?: string;
}

/** Plans feeds, lists, sitemaps and archives where nothing was written before: all of them are stale. */
export function planFromScratch(request: ScratchRequest): FilePlan {
  const { nextState, site, now, limits = LIMITS, fingerprint = '' } = request;
  const nothing = new Map<never, never>();
  const plan = planFiles(
    {
      site,
      now,
      fingerprint,
      nextState,
      limits: { ...limits, archivesPerCommit: Number.POSITIVE_INFINITY },
      before: { files: {}, months: {} },
      forced: new Set(),
      includeBacklog: true,
      isRebuild: true,
    },
    {
      segments: nothing,
      months: new Map([...nextState.months()].map(month => [month, () => []])),
      feedSegments: nothing,
      pageFiles: nothing,
      archiveFiles: nothing,
      objects: nothing,
      entries: nothing,
      archivedEntries: nothing,
    },
    new NeedsCollector(),
  );
  if (!plan) throw new Error('a build from scratch has all that it is planned from; please report this');
  return plan;
}
