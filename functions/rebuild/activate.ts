import { apply } from '../apply/apply.ts';
import type { Written } from '../apply/written.ts';
import { isOfObject } from '../core/index/index-record.ts';
import { hasBacklog, rejectedIn, type State } from '../core/index/state.ts';
import type { StoredSite } from '../core/index/stored/stored-site.ts';
import { windowProblems } from '../core/views/cut-feeds.ts';
import type { RunResult } from '../run/run-result.ts';
import { deleteGarbage } from '../state/garbage.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import { PublicListing } from './listing/public-listing.ts';
import { dropProgress } from './parts/owned-progress.ts';
import { planActivation } from './plan-activation.ts';
import type { FilesBefore, Rebuild } from './rebuild-context.ts';

/** A rebuild that is active. */
export interface Activated {
  /** Keys of objects that another run took in meanwhile, as something else than this rebuild read. */
  readonly changed: readonly string[];
  /** Files that it wrote, by path. */
  readonly written: Map<string, Written>;
  /** Another rebuild was activated while this one read, which may have read some sources later. */
  readonly isSecond: boolean;
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
    const changed = await differing(rebuild, loaded.state);
    if ((await activateOver(rebuild, loaded, by, written, filesBefore)) === 'lost') continue;
    run.report.cutFeeds = windowProblems(begun.nextState.windows, begun.site);
    await run.guard.settle(true);
    await dropProgress(run);
    await deleteGarbage(run.state, run.now(), begun.nextState.windows.openSegmented());
    return { changed, written, isSecond: loaded.state?.rebuilt !== begun.over };
  }
}

async function activateOver(
  rebuild: Rebuild,
  loaded: LoadedState,
  by: string,
  written: Activated['written'],
  filesBefore: FilesBefore,
): Promise<RunResult<'done' | 'lost'>> {
  const { run, nextState } = rebuild;
  const activation = await planActivation(rebuild, loaded.state, by, filesBefore);
  if (activation === 'lost') return 'lost';
  const { next } = activation.plan;
  run.report.rejectedSources = rejectedIn(next);
  run.report.hasBacklog = hasBacklog(activation.isIdle && loaded.state ? loaded.state : next);
  if (activation.isIdle) return 'done';
  if ((await apply(run, loaded, activation, written)) === 'lost') return 'lost';
  run.notices.committed(next);
  run.report.published += nextState.counts.published;
  return 'done';
}

/** Returns what lies under `public/`, with what another run wrote since the rebuild began. */
async function publishedBy({ run, published, since }: Rebuild, { etag }: LoadedState): Promise<Rebuild['published']> {
  return etag === since ? published : PublicListing.list(run.public);
}

async function differing(
  { nextState, index, activeSite }: Rebuild,
  state: State | undefined,
): Promise<readonly string[]> {
  const keys = state && !state.isBlank ? [...differingFiles(state.site.data, activeSite.stored.data)] : [];
  for (const [key, record] of Object.entries(state?.delta ?? {})) {
    if (record !== null && !isOfObject(record)) continue;
    if ((await index.record(key, nextState.delta))?.etag !== record?.etag) keys.push(key);
  }
  return keys;
}

/** Returns the keys of data files that another run knows otherwise: they are read once more. */
function differingFiles(of: StoredSite['data'] = [], ours: StoredSite['data'] = []): readonly string[] {
  const [theirs, own] = [of, ours].map(files => new Map(files.map(({ key, etag }) => [key, etag])));
  const keys = new Set([...of, ...ours].map(({ key }) => key));
  return [...keys].filter(key => theirs?.get(key) !== own?.get(key));
}
