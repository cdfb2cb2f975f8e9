import type { Application } from '../apply/application.ts';
import { besidePaths, isChaptersPath, mainPathOf, pageBeside } from '../core/files/variants.ts';
import type { State } from '../core/index/state.ts';
import { type FilePlan, filePaths, pathsIn } from '../core/plan/file-plan.ts';
import type { DigestSet } from '../core/text/digest-set.ts';
import { activatedState, isIdle } from './activation/activated-state.ts';
import { isAsWritten, planRebuiltFiles } from './activation/rebuilt-files.ts';
import { publishFormerPages } from './former-pages.ts';
import { ownFiles } from './own-files.ts';
import { planNotices } from './plan-notices.ts';
import { planRebuildPurge } from './plan-rebuild-purge.ts';
import type { FilesBefore, Rebuild } from './rebuild-context.ts';
import { segmentedFeeds } from './segmented-feeds.ts';

/** A plan that activates a rebuild, and all that it is applied with. */
export interface Activation extends Omit<Application, 'isThere'>, Required<Pick<Application, 'isThere'>> {
  /** The active state says all this already, and there is nothing to write. */
  readonly isIdle: boolean;
}

/**
 * Plans what makes `public/` what a rebuild says, over the state that is active by then. Sources that changed since
 * they were read are read again, and noted in `twice` of the rebuild.
 */
export async function planActivation(
  rebuild: Rebuild,
  state: State | undefined,
  by: string,
  filesBefore: FilesBefore,
): Promise<Activation | 'lost'> {
  const { run, published, twice } = rebuild;
  const { files, loaded, before, forced } = await planRebuiltFiles(rebuild, state);
  const segmented = await segmentedFeeds(rebuild, state, (path, file) => isAsWritten(path, file, published));
  const { own, isOvertaken } = await ownFiles(rebuild, files);
  const taken = new Set([...filePaths(files), ...segmented.paths]);
  if ((await publishFormerPages(rebuild, taken, filesBefore, own)) === 'lost') return 'lost';
  for (const path of segmented.paths) own.add(path);
  const again = twice.size === 0 ? [] : [{ run: `${run.runId} again`, since: 0, paths: [], keys: [...twice] }];
  const older = state && !state.isBlank ? undefined : (state?.older ?? (await run.state.readOlder()));
  const outbox = await planNotices(rebuild, state, older);
  const { purge, purges } = planRebuildPurge(rebuild, state);
  const plan: Activation['plan'] = {
    next: {
      ...activatedState(rebuild, state, by, isOvertaken),
      ...segmented.segments,
      ...(outbox.length > 0 && { outbox }),
      ...purges,
      months: files.months,
      files: files.kept,
      pending: [...(state?.pending ?? []), ...again],
      marks: run.guard.marks,
    },
    stale: files.stale,
    pages: new Map(),
    copies: new Map(),
    pageMedia: new Map(),
    former: new Map(),
    removals: removalsOf(rebuild, files, own),
    archiveFiles: files.archiveFiles,
    ...(files.directory && { directory: files.directory }),
    purge,
    pending: { paths: [...pathsIn(files.stale), ...files.removals], keys: [] },
  };
  return {
    plan,
    loaded,
    index: rebuild.index,
    site: rebuild.site,
    fingerprint: rebuild.fingerprint,
    before,
    forced,
    isThere: (path, version) => isAsWritten(path, { version }, published),
    ...(older && { told: older.feeds }),
    isIdle: state !== undefined && twice.size === 0 && !isOvertaken && isIdle(plan, state),
  };
}

/** Returns paths under `public/` that belong to nothing, and those of what was there and may not be listed. */
function removalsOf(rebuild: Rebuild, files: FilePlan, own: DigestSet): readonly string[] {
  const { stray, copied, published } = rebuild;
  const isOwn = (path: string): boolean => {
    if (isChaptersPath(path)) return own.has(path);
    return pageBeside(path) === undefined ? own.has(mainPathOf(path)) : isTwin(path, rebuild, own);
  };
  const orphans: string[] = [];
  for (const path of published.paths()) if (!isOwn(path)) orphans.push(path);
  const left = [...stray, ...copied].filter(path => !isOwn(path));
  // A page that this rebuild wrote may have files beside it that were not there when it listed.
  const beside = left.flatMap(besidePaths).filter(path => rebuild.site.markdown || isChaptersPath(path));
  return [...new Set([...files.removals.filter(path => !isOwn(path)), ...orphans, ...left, ...beside])];
}

/** Returns whether a Markdown twin belongs to a page. That of an article that is not withdrawn has one. */
function isTwin(path: string, { site }: Rebuild, own: DigestSet): boolean {
  return site.markdown === true && own.has(mainPathOf(path));
}
