import type { Written } from '../apply/written.ts';
import type { State } from '../core/index/state.ts';
import { windowProblems } from '../core/views/cut-feeds.ts';
import { deleteGarbage } from '../state/garbage.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import { activateOver } from './activation/activate-over.ts';
import { changedMeanwhile } from './activation/changed-meanwhile.ts';
import { PublicListing } from './listing/public-listing.ts';
import { dropProgress } from './parts/owned-progress.ts';
import type { FilesBefore, Rebuild } from './rebuild-context.ts';

/** A rebuild that is active. */
export interface Activated {
  /** Keys of objects that another run took in meanwhile, as something else than this rebuild read. */
  readonly changed: readonly string[];
  /** Files that it wrote, by path. */
  readonly written: Map<string, Written>;
  /**
   * Others may have read some sources later, without a sign in the delta of the active state: a rebuild that was
   * activated meanwhile, or runs whose changes have left the delta for segments.
   */
  readonly isBehind: boolean;
}

/** Activates the state of a rebuild, over whatever state is active by then, and makes `public/` what it says. */
export async function activate(begun: Rebuild, by: string, filesBefore: FilesBefore): Promise<Activated> {
  const { run } = begun;
  const written: Activated['written'] = new Map();
  for (;;) {
    const loaded = await run.lease.loadToActivate();
    run.guard.recall(loaded.state?.marks ?? {});
    const isFirst = begun.isFirst === true && (!loaded.state || loaded.state.isBlank === true);
    const rebuild = { ...begun, isFirst, published: await publishedBy(begun, loaded) };
    const changed = await changedMeanwhile(rebuild, loaded.state);
    if ((await activateOver(rebuild, loaded, by, written, filesBefore)) === 'lost') continue;
    run.report.cutFeeds = windowProblems(begun.nextState.windows, begun.site);
    await run.guard.settle(true);
    await dropProgress(run);
    await deleteGarbage(run.state, run.now(), begun.nextState.windows.openSegmented());
    return { changed, written, isBehind: isBehind(begun, loaded.state) };
  }
}

/** Returns whether the state that a rebuild replaced may know of later sources than its delta tells of. */
function isBehind({ over, segmentsBefore }: Rebuild, replaced: State | undefined): boolean {
  const isFolded = replaced?.segments.some(({ generation }, at) => generation !== segmentsBefore[at]?.generation);
  return replaced?.rebuilt !== over || isFolded === true;
}

/** Returns what lies under `public/`, with what another run wrote since the rebuild began. */
async function publishedBy({ run, published, since }: Rebuild, { etag }: LoadedState): Promise<Rebuild['published']> {
  return etag === since ? published : PublicListing.list(run.public);
}
