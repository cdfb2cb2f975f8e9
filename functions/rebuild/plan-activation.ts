import type { Application } from '../apply/application.ts';
import { browseMonthOf } from '../core/files/browse-path.ts';
import type { FileRecord, FileRecords } from '../core/files/file-record.ts';
import { listedVersion } from '../core/files/file-version.ts';
import { besidePaths, isChaptersPath, mainPathOf, pageBeside } from '../core/files/variants.ts';
import type { IndexView } from '../core/index/index-view.ts';
import type { State } from '../core/index/state.ts';
import type { FilePlan, FileRequest } from '../core/plan/file-plan.ts';
import { filePaths, pathsIn } from '../core/plan/file-plan.ts';
import { ingestObjects } from '../core/plan/ingest.ts';
import { planSitemaps, type SitemapPlan } from '../core/plan/months/plan-sitemaps.ts';
import { NeedsCollector } from '../core/plan/needs.ts';
import { needEntries, planOtherFiles } from '../core/plan/plan-files.ts';
import { settleLinks } from '../core/plan/settle-links.ts';
import { Touched } from '../core/plan/settle-owners.ts';
import type { DigestSet } from '../core/text/digest-set.ts';
import { monthPagePaths } from '../core/views/browse.ts';
import { LIFETIME } from '../run/clock.ts';
import { Loader, MAX_LOADS } from '../run/loader.ts';
import { ArchiveFiles } from '../state/archive-files.ts';
import { fleetMark } from '../state/fleet/fleet-store.ts';
import { StateLost } from '../state/state-lost.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { publishFormerPages } from './former-pages.ts';
import { ownFiles } from './own-files.ts';
import { planNotices } from './plan-notices.ts';
import { planRebuildPurge } from './plan-rebuild-purge.ts';
import type { FilesBefore, Rebuild } from './rebuild-context.ts';
import { segmentedFeeds, withoutSegmentedFeeds } from './segmented-feeds.ts';
import { noteWritten, settleGroups, settleMissing, settleTouched } from './settle-rebuild.ts';

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
  const request = requestOf(rebuild, state, await pageFilesOf(rebuild, state));
  const archiveFiles = new ArchiveFiles(run.state, state?.months ?? {}, (path, file) => isThere(path, file, published));
  const loader = new Loader({ ...request, run, index: rebuild.index, archiveFiles });
  const files = await planWith(rebuild, request, loader);
  const segmented = await segmentedFeeds(rebuild, state, (path, file) => isThere(path, file, published));
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
    loaded: loader.loaded,
    index: rebuild.index,
    site: rebuild.site,
    fingerprint: rebuild.fingerprint,
    before: request.before.files,
    forced: request.forced,
    isThere: (path, version) => isThere(path, { version }, published),
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

/** Plans files, and reads again what changed since it was read. */
async function planWith(rebuild: Rebuild, request: FileRequest, loader: Loader): Promise<FilePlan> {
  const { objects } = loader.loaded;
  const { twice } = rebuild;
  for (const [key, object] of rebuild.objects) objects.set(key, object);
  let changed: readonly string[] = [];
  let sitemaps: SitemapPlan | undefined;
  for (let loads = 0; loads < MAX_LOADS; loads++) {
    const needs = new NeedsCollector();
    const view = needs.viewOf(request.nextState, loader.loaded);
    settleLinks(request.nextState, view, twice, () => needs.isEmpty);
    request.nextState.traits.settle(view, () => needs.isEmpty);
    // Every entry of the index is looked at for them, so that is not done each time.
    if (changed.length > 0) sitemaps = undefined;
    sitemaps ??= planSitemaps(request, loader.loaded, needs);
    const files = sitemaps && planOtherFiles(request, sitemaps, loader.loaded, needs);
    if (files) needEntries(files, loader.loaded, needs);
    if (files && needs.isEmpty) return files;
    const known = new Map(objects);
    changed = [];
    await loader.load(needs);
    changed = [...objects.keys()].filter(key => objects.get(key) !== known.get(key));
    if (changed.length > 0) await readAgain(rebuild, changed, loader);
    for (const key of changed) twice.add(key);
  }
  throw new Error(
    `${changed[0]}: read ${MAX_LOADS} times, and never found as it is remembered (${changed.length} sources ` +
      'in all); it is tried again later',
  );
}

/** Takes in sources that changed since they were read. */
async function readAgain(rebuild: Rebuild, keys: readonly string[], loader: Loader): Promise<void> {
  const { run, site, nextState, objects } = rebuild;
  const read = await run.guard.readerOf(site).read(keys);
  const needs = new NeedsCollector();
  const view = (): IndexView => needs.viewOf(nextState, loader.loaded);
  for (const key of keys) view().record(key);
  await loader.load(needs);
  const touched = new Touched(site);
  noteWritten(rebuild, view(), keys);
  ingestObjects(nextState, read, view(), new Set(keys), touched);
  settleMissing(rebuild, view(), keys, read);
  for (const [key, object] of read) {
    objects.set(key, object);
    loader.loaded.objects.set(key, object);
  }
  await settleTouched(rebuild, touched, loader);
  await settleGroups(rebuild);
}

/** Returns what the files are planned from. Of those written before, only what is still there as written counts. */
function requestOf(rebuild: Rebuild, state: State | undefined, pageFiles: FileRecords): FileRequest {
  const { run, site, now, fingerprint, nextState, published } = rebuild;
  const files = Object.entries({ ...pageFiles, ...state?.files }).filter(([path, file]) =>
    isThere(path, file, published),
  );
  return {
    site,
    now,
    fingerprint,
    nextState,
    limits: run.limits,
    before: { files: Object.fromEntries(files), months: state?.months ?? {} },
    forced: new Set(state?.pending.flatMap(({ paths }) => paths)),
    includeBacklog: true,
    isRebuild: true,
    isWithoutSegmented: true,
  };
}

/** Returns the records of months' pages that lie with the months. What is lost is written again. */
async function pageFilesOf({ run }: Rebuild, state: State | undefined): Promise<FileRecords> {
  const months = Object.entries(state?.months ?? {});
  const all = await inParallel(months, CONCURRENCY, async ([month, { generation, pages }]) => {
    if (generation === undefined) return [];
    try {
      const { files } = await run.state.index.readMonth(month, generation);
      return monthPagePaths(month, pages).flatMap((path): [string, FileRecord][] =>
        files[path] ? [[path, files[path]]] : [],
      );
    } catch (error) {
      if (error instanceof StateLost) return [];
      throw error;
    }
  });
  return Object.fromEntries(all.flat());
}

/** Returns whether a file, and its compressed forms, are still as they were written. */
function isThere(path: string, { version }: Pick<FileRecord, 'version'>, published: Rebuild['published']): boolean {
  return version !== undefined && listedVersion(path, published) === version;
}

/** `isOvertaken`: another rebuild has to follow. */
function activatedState(
  { nextState, activeSite, run, now, fleet }: Rebuild,
  state: State | undefined,
  by: string,
  isOvertaken: boolean,
): State {
  const { revision, runId } = run;
  // The next rebuild looks at files written by a run that may still be at work on a rebuild of its own.
  const own = fleet === undefined ? [runId] : [runId, fleetMark(fleet)];
  const others = Object.entries(state?.rebuilding ?? {}).filter(
    ([id, since]) => !own.includes(id) && since + LIFETIME >= now,
  );
  // A fresh deployment is looked at an hour later, not at once.
  const audit = state?.audit ?? { at: now, files: 0 };
  const next = nextState.finish(by);
  return {
    ...next,
    delta: withoutSegmentedFeeds(next.delta),
    revision,
    site: activeSite.stored,
    rebuilding: { ...Object.fromEntries(others), ...(isOvertaken && { [`${runId} again`]: 0 }) },
    rebuilt: runId,
    audit,
  };
}

/** Returns whether the active state says all this already. */
function isIdle({ next, stale, removals, archiveFiles }: Application['plan'], state: State): boolean {
  if (stale.length + removals.length + archiveFiles.size > 0 || state.isBlank || state.pending.length > 0) return false;
  if (Object.keys(state.rebuilding).length > 0) return false;
  // Records of segmented feeds are written anew; one that was lost may be why this is a rebuild.
  if (next.feedSegments || state.feedSegments) return false;
  const facts = ({
    site,
    revision,
    feedsUrl,
    windows,
    titles,
    languages,
    timers,
    counts,
    files,
    segments,
    marks,
    outbox,
  }: State) =>
    JSON.stringify([
      outbox,
      site,
      revision,
      feedsUrl,
      windows.articles,
      Object.entries(windows.horizons).sort(),
      titles,
      languages,
      Object.entries(timers).sort(),
      counts,
      // Records of months' pages lie with the months, and nothing of them is stale.
      Object.entries(files)
        .filter(([path]) => browseMonthOf(path) === undefined)
        .sort(),
      segments.map(({ digest }) => digest),
      marks,
    ]);
  return facts(next) === facts(state);
}

/** Returns whether a Markdown twin belongs to a page. That of an article that is not withdrawn has one. */
function isTwin(path: string, { site }: Rebuild, own: DigestSet): boolean {
  return site.markdown === true && own.has(mainPathOf(path));
}
