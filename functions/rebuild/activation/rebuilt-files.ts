import type { FileRecord, FileRecords } from '../../core/files/file-record.ts';
import { listedVersion } from '../../core/files/file-version.ts';
import type { IndexView } from '../../core/index/index-view.ts';
import type { State } from '../../core/index/state.ts';
import type { FilePlan, FileRequest } from '../../core/plan/file-plan.ts';
import { ingestObjects } from '../../core/plan/ingest.ts';
import { planSitemaps, type SitemapPlan } from '../../core/plan/months/plan-sitemaps.ts';
import { NeedsCollector } from '../../core/plan/needs.ts';
import { needEntries, planOtherFiles } from '../../core/plan/plan-files.ts';
import { settleLinks } from '../../core/plan/settle-links.ts';
import { Touched } from '../../core/plan/settle-owners.ts';
import { monthPagePaths } from '../../core/views/browse.ts';
import { Loader, MAX_LOADS } from '../../run/loader.ts';
import { ArchiveFiles } from '../../state/archive-files.ts';
import { StateLost } from '../../state/state-lost.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import type { Rebuild } from '../rebuild-context.ts';
import { noteWritten, settleTouched } from '../settling/owners.ts';
import { settleMissing } from '../settling/pictures.ts';
import { settleGroups } from '../settling/translations.ts';

/** Files of what a rebuild has read, and what they were planned with. */
export interface RebuiltFiles {
  readonly files: FilePlan;
  readonly loaded: Loader['loaded'];
  /** Records of the files that are still there as they were written, by path. */
  readonly before: FileRecords;
  /** Paths that may be stale all the same. */
  readonly forced: ReadonlySet<string>;
}

/**
 * Plans the files of what a rebuild has read, over the state that is active. Sources that changed since they were read
 * are read again, and noted in `twice` of the rebuild.
 */
export async function planRebuiltFiles(rebuild: Rebuild, state: State | undefined): Promise<RebuiltFiles> {
  const { run, index, published } = rebuild;
  const request = await requestOf(rebuild, state);
  const isThere = (path: string, file: FileRecord): boolean => isAsWritten(path, file, published);
  const archiveFiles = new ArchiveFiles(run.state, state?.months ?? {}, isThere);
  const loader = new Loader({ ...request, run, index, archiveFiles });
  const files = await planWith(rebuild, request, loader);
  return { files, loaded: loader.loaded, before: request.before.files, forced: request.forced };
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
async function requestOf(rebuild: Rebuild, state: State | undefined): Promise<FileRequest> {
  const { run, site, now, fingerprint, nextState, published } = rebuild;
  const files = Object.entries({ ...(await pageFilesOf(rebuild, state)), ...state?.files }).filter(([path, file]) =>
    isAsWritten(path, file, published),
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

/** Returns whether a file, and its compressed forms, are still there as they were written. */
export function isAsWritten(
  path: string,
  { version }: Pick<FileRecord, 'version'>,
  published: Rebuild['published'],
): boolean {
  return version !== undefined && listedVersion(path, published) === version;
}
