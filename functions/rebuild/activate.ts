import type { Application, Written } from '../apply/application.ts';
import { apply } from '../apply/apply.ts';
import type { FeedKey } from '../core/feed/feed-key.ts';
import { listedVersion } from '../core/files/file-version.ts';
import { variantOf } from '../core/files/variants.ts';
import { hasOwnFile, publicPathOf, type StoredRecord } from '../core/index/index-record.ts';
import { IndexView } from '../core/index/index-view.ts';
import { type FileRecord, hasArchiveBacklog, rejectedIn, type State } from '../core/index/state.ts';
import type { FilePlan, FileRequest } from '../core/plan/file-plan.ts';
import { ingestObjects } from '../core/plan/ingest.ts';
import { NeedsCollector } from '../core/plan/needs.ts';
import { pathsIn } from '../core/plan/plan.ts';
import { needEntries, planOtherFiles, planSitemaps, type SitemapPlan } from '../core/plan/plan-files.ts';
import { settleLinks } from '../core/plan/settle-links.ts';
import { Touched } from '../core/plan/settle-owners.ts';
import { cutFeedProblems } from '../core/views/cut-feeds.ts';
import { LIFETIME } from '../run/clock.ts';
import { Loader, MAX_LOADS } from '../run/loader.ts';
import type { RunResult } from '../run/run-result.ts';
import { ArchiveFiles } from '../state/archive-files.ts';
import { partsOf } from '../state/compact.ts';
import { entriesKey, type LoadedState } from '../state/state-store.ts';
import { listPublic, type Rebuild } from './rebuild-context.ts';
import { settleTouched } from './settle-rebuild.ts';

/**
 * An object that no state names may be named soon, by a run that has not committed yet; not after this long.
 * Milliseconds.
 */
const GARBAGE_AGE = 3_600_000;

/** A rebuild that is in force. */
export interface Activated {
  /** Keys of objects that another run took in meanwhile, as something else than this rebuild read. */
  readonly changed: readonly string[];
  /** What it wrote, by path. */
  readonly written: Map<string, Written>;
}

/** Puts the state of a rebuild in force, whatever state is by then, and makes `public/` what it says. */
export async function activate(begun: Rebuild, by: string): Promise<Activated> {
  const { run } = begun;
  const written = new Map<string, Written>();
  const readTwice = begun.twice;
  for (;;) {
    const loaded = await run.state.load();
    run.guard.givenUp.recall(loaded.state?.marks ?? {});
    const rebuild = { ...begun, published: await publishedBy(begun, loaded) };
    const changed = await differing(rebuild, loaded.state);
    if ((await activateOver(rebuild, loaded, by, readTwice, written)) === 'lost') continue;
    run.cutFeeds = cutFeedProblems(begun.nextState.windows, begun.site);
    await run.watch.settle(true);
    await run.state.deleteProgress();
    await deleteGarbage(begun);
    return { changed, written };
  }
}

async function activateOver(
  rebuild: Rebuild,
  loaded: LoadedState,
  by: string,
  readTwice: Set<string>,
  written: Map<string, Written>,
): Promise<RunResult<'done' | 'lost'>> {
  const { run, nextState, published } = rebuild;
  const request = requestOf(rebuild, loaded.state);
  const archiveFiles = new ArchiveFiles(run.state, loaded.state?.months ?? {}, (path, file) =>
    isThere(path, file, published),
  );
  const loader = new Loader({ ...request, run, index: rebuild.index, archiveFiles });
  const files = await planWith(rebuild, request, loader, readTwice);
  const removals = [...files.removals, ...(await orphans(rebuild, files))];
  const again =
    readTwice.size === 0 ? [] : [{ run: `${run.options.runId} again`, since: 0, paths: [], keys: [...readTwice] }];
  const next: State = {
    ...activatedState(rebuild, loaded, by),
    months: files.months,
    files: files.kept,
    pending: [...(loaded.state?.pending ?? []), ...again],
    marks: run.guard.givenUp.all(),
  };
  const plan: Application['plan'] = {
    next,
    stale: files.stale,
    pages: new Map(),
    copies: new Map(),
    removals: [...new Set([...removals, ...rebuild.stray])].filter(
      path => published.has(path) || files.removals.includes(path) || rebuild.stray.has(path),
    ),
    archiveFiles: files.archiveFiles,
    pending: { paths: [...pathsIn(files.stale), ...files.removals], keys: [] },
  };
  run.rejectedSources = rejectedIn(next);
  run.hasArchivesDue = hasArchiveBacklog(next);
  if (loaded.state && readTwice.size === 0 && isIdle(plan, loaded.state)) {
    run.hasArchivesDue = hasArchiveBacklog(loaded.state);
    return 'done';
  }
  const application = { ...rebuild, plan, loaded: loader.loaded, before: request.before.files, forced: request.forced };
  const wasThere = (path: string, version: string): boolean => isThere(path, { version }, published);
  if ((await apply(run, loaded, { ...application, isThere: wasThere }, written)) === 'lost') return 'lost';
  run.published += nextState.counts.published;
  return 'done';
}

/** Plans files, and reads again what changed since it was read. */
async function planWith(
  rebuild: Rebuild,
  request: FileRequest,
  loader: Loader,
  readTwice: Set<string>,
): Promise<FilePlan> {
  const { objects } = loader.loaded;
  for (const [key, object] of rebuild.objects) objects.set(key, object);
  let changed: readonly string[] = [];
  let sitemaps: SitemapPlan | undefined;
  for (let loads = 0; loads < MAX_LOADS; loads++) {
    const needs = new NeedsCollector();
    const view = new IndexView(needs.partsOf(request.nextState.segmentCount, loader.loaded), request.nextState.delta);
    settleLinks(request.nextState, view, readTwice, () => needs.isEmpty);
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
    for (const key of changed) readTwice.add(key);
  }
  throw new Error(
    `${changed[0]}: read ${MAX_LOADS} times, and never found as it is remembered (${changed.length} sources ` +
      'in all); it is tried again later',
  );
}

/** Takes in sources that changed since they were read. */
async function readAgain(rebuild: Rebuild, keys: readonly string[], loader: Loader): Promise<void> {
  const { run, site, nextState, objects } = rebuild;
  const read = await run.readerOf(site).read(keys);
  const needs = new NeedsCollector();
  const view = (): IndexView => new IndexView(needs.partsOf(nextState.segmentCount, loader.loaded), nextState.delta);
  for (const key of keys) view().record(key);
  await loader.load(needs);
  const touched = new Touched(site);
  ingestObjects(nextState, read, view(), new Set(keys), touched);
  for (const [key, object] of read) {
    objects.set(key, object);
    loader.loaded.objects.set(key, object);
  }
  await settleTouched(rebuild, touched, loader);
}

/** What another run wrote since the rebuild began has to be seen, too. */
async function publishedBy({ run, published, since }: Rebuild, { etag }: LoadedState): Promise<Rebuild['published']> {
  return etag === since ? published : listPublic(run.public);
}

async function differing({ nextState, index }: Rebuild, state: State | undefined): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const [key, record] of Object.entries(state?.delta ?? {}))
    if (record?.status !== 'claim' && (await index.record(key, nextState.delta))?.etag !== record?.etag) keys.push(key);
  return keys;
}

/** What was written before counts as far as it is still there as it was written. */
function requestOf(rebuild: Rebuild, state: State | undefined): FileRequest {
  const { run, site, now, fingerprint, nextState, published } = rebuild;
  const files = Object.entries(state?.files ?? {}).filter(([path, file]) => isThere(path, file, published));
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
  };
}

/** Returns whether a file, and its compressed forms, are still as they were written. */
function isThere(path: string, { version }: Pick<FileRecord, 'version'>, published: Rebuild['published']): boolean {
  return version !== undefined && listedVersion(path, published) === version;
}

function activatedState({ nextState, activeSite, run, now }: Rebuild, { state }: LoadedState, by: string): State {
  const { revision, runId } = run.options;
  // What a run that may still be at work on a rebuild of its own writes, the next rebuild looks at.
  const others = Object.entries(state?.rebuilding ?? {}).filter(
    ([id, since]) => id !== runId && since + LIFETIME >= now,
  );
  // A fresh deployment is looked at an hour later, not at once.
  const audit = state?.audit ?? { at: now, files: 0 };
  return { ...nextState.finish(by), revision, site: activeSite.stored, rebuilding: Object.fromEntries(others), audit };
}

/** Whether the state in force says all this already. */
function isIdle({ next, stale, removals, archiveFiles }: Application['plan'], state: State): boolean {
  if (stale.length + removals.length + archiveFiles.size > 0 || state.isBlank || state.pending.length > 0) return false;
  if (Object.keys(state.rebuilding).length > 0) return false;
  const facts = ({ site, revision, feedsUrl, windows, timers, counts, files, segments, marks }: State) =>
    JSON.stringify([
      site,
      revision,
      feedsUrl,
      windows.articles,
      Object.entries(windows.horizons).sort(),
      Object.entries(timers).sort(),
      counts,
      Object.entries(files).sort(),
      segments.map(({ digest }) => digest),
      marks,
    ]);
  return facts(next) === facts(state);
}

/** What lay under `public/` and belongs to nothing. */
async function orphans(
  { published, nextState, base, index, site }: Rebuild,
  { kept, stale, archives }: FilePlan,
): Promise<readonly string[]> {
  const own = new Set<string>([...Object.keys(kept), ...pathsIn(stale), ...archives.paths(site)]);
  const claim = (key: string, record: StoredRecord | null): void => {
    if (record && hasOwnFile(record)) own.add(publicPathOf(key));
  };
  for (const at of base.segments.keys())
    for (const [key, record] of Object.entries(await index.segment(at)))
      if (!nextState.delta.has(key)) claim(key, record);
  for (const [key, record] of nextState.delta) claim(key, record);
  return [...published.keys()].filter(path => !own.has(path) && !own.has(variantOf(path)?.path ?? path));
}

/** Deletes what no state names, once it is old enough to be nobody's. */
async function deleteGarbage({ run }: Rebuild): Promise<void> {
  const { state } = await run.state.load();
  if (!state) return;
  const named = new Set([
    ...partsOf(state),
    ...Object.keys(state.windows.horizons).map(key => entriesKey(key as FeedKey)),
  ]);
  const old = run.options.now() - GARBAGE_AGE;
  const garbage: string[] = [];
  for await (const { key, lastModified } of run.state.parts())
    if (!named.has(key) && lastModified < old) garbage.push(key);
  await run.state.delete(garbage);
}
