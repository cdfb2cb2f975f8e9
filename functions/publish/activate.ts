import { readObjects } from '../content/read-objects.ts';
import { CODING_ENDINGS, hasVariants, variantOf } from '../core/feed/variants.ts';
import { hasOwnFile, type ObjectRecord, publicPathOf } from '../core/index/index-record.ts';
import { type FileRecord, hasArchiveBacklog, type Pending, rejectedIn, type State } from '../core/index/state.ts';
import { cutFeedProblems } from '../core/views/cut-feeds.ts';
import type { PlannedWrite } from '../plan/file-diff.ts';
import { type PlanContext, StaleSources } from '../plan/plan-context.ts';
import { type FilePlan, planFiles } from '../plan/plan-files.ts';
import { ArchiveFiles } from '../state/archive-files.ts';
import { partsOf } from '../state/compact.ts';
import { entriesKey, type LoadedState } from '../state/state-store.ts';
import { apply, type Plan, type Written, withEtags } from './apply.ts';
import { ingestObjects, LIFETIME } from './ingest.ts';
import { listPublic, type Rebuild } from './rebuild.ts';

/** An object that no state names may be named soon, by a run that has not committed yet; not after this long. Milliseconds. */
const GARBAGE_AGE = 3_600_000;

/** Sources that change as often while files are planned are not what is wrong. */
const MOST_LOOKS = 40;

/** A rebuild that is in force. */
export interface Activated {
  /** Keys of objects that another run took in meanwhile, as something else than this rebuild read. */
  readonly changed: readonly string[];
  /** What it wrote, by path. */
  readonly written: Map<string, Written>;
}

/** Puts the state of a rebuild in force, whatever state is by then, and makes `public/` what it says. */
export async function activate(begun: Rebuild, by: string): Promise<Activated> {
  const { run, nextState } = begun;
  const written = new Map<string, Written>();
  let meanwhile: readonly string[] = [];
  /** Their own files were written as they were before, if at all. */
  const readTwice = new Set<string>();
  for (let looks = 0; ; ) {
    const loaded = await run.state.load();
    const published = await publishedBy(begun, loaded);
    const rebuild = { ...begun, published };
    meanwhile = await differing(rebuild, loaded.state);
    const desk = deskOf(rebuild, loaded.state);
    const files = await planFiles(desk, nextState.nextMonths());
    if (files instanceof StaleSources) {
      looks += 1;
      if (looks > MOST_LOOKS) throw neverTheSame(files);
      await readAgain(rebuild, files.keys);
      for (const key of files.keys) readTwice.add(key);
      continue;
    }
    const removals = [...files.removals, ...(await orphans(rebuild, files))];
    const pending = [...(loaded.state?.pending ?? []), ...pendingOf(run.options.runId, readTwice)];
    const standing = standingOf(rebuild, files.writes, written);
    const made = { months: files.months, files: withEtags(files.files, standing) };
    const next = { ...activatedState(rebuild, loaded, by, made), pending };
    const plan: Plan = {
      next,
      writes: files.writes.filter(({ path }) => !standing.has(path)),
      removals: [...new Set(removals)].filter(path => published.has(path) || files.removals.includes(path)),
      copies: new Map(),
      entryCaches: files.packs,
      archiveFiles: new Map([...files.shelves].map(([month, shelf]) => [month, withEtags(shelf, standing)])),
      index: rebuild.index,
      isRebuild: true,
      pending: { paths: [...files.writes.map(({ path }) => path), ...files.removals], keys: [] },
    };
    run.rejectedSources = rejectedIn(next);
    run.hasArchivesDue = hasArchiveBacklog(next);
    if (loaded.state && readTwice.size === 0 && isIdle(plan, loaded.state)) {
      run.hasArchivesDue = hasArchiveBacklog(loaded.state);
      break;
    }
    if (!(await apply(run, loaded, plan, written))) continue;
    run.published += nextState.counts.published;
    break;
  }
  run.cutFeeds = cutFeedProblems(nextState.windows, begun.site);
  await run.state.deleteProgress();
  await dropGarbage(begun);
  return { changed: meanwhile, written };
}

/**
 * ETags of files, by path, that this run wrote before it lost a race, and that are there as it wrote them. Two rebuilds that wrote everything
 * at each attempt would go on losing to each other: each commits while the other writes.
 */
function standingOf(
  { published }: Rebuild,
  writes: readonly PlannedWrite[],
  written: ReadonlyMap<string, Written>,
): ReadonlyMap<string, string> {
  const standing = new Map<string, string>();
  for (const { path, digest } of writes) {
    const own = written.get(path);
    const isThere = own !== undefined && published.get(path) === own.etag && hasAll(path, published);
    if (isThere && own.digest === digest) standing.set(path, own.etag);
  }
  return standing;
}

function neverTheSame({ keys }: StaleSources): Error {
  return new Error(
    `${keys[0]}: read ${MOST_LOOKS} times, and never found as it is remembered (${keys.length} sources in all); it is tried again later`,
  );
}

/** What was read twice the next run writes: this one, when the rebuild is done. */
function pendingOf(run: string, keys: ReadonlySet<string>): readonly Pending[] {
  return keys.size === 0 ? [] : [{ run: `${run} again`, since: 0, paths: [], keys: [...keys] }];
}

async function differing({ nextState, index }: Rebuild, state: State | undefined): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const [key, record] of Object.entries(state?.delta ?? {}))
    if ((await index.record(key, nextState.delta))?.etag !== record?.etag) keys.push(key);
  return keys;
}

/** What another run wrote since the rebuild began has to be seen, too. */
async function publishedBy({ run, published, since }: Rebuild, { etag }: LoadedState): Promise<Rebuild['published']> {
  return etag === since ? published : listPublic(run.public);
}

/** What was written before, as far as it is still there as it was written. */
function deskOf(rebuild: Rebuild, state: State | undefined): PlanContext {
  const { run, site, now, fingerprint, nextState, index, objects, published } = rebuild;
  const isThere = (path: string, { etag }: FileRecord): boolean =>
    etag !== undefined && published.get(path) === etag && hasAll(path, published);
  const files = Object.entries(state?.files ?? {}).filter(([path, file]) => isThere(path, file));
  const forced = new Set(state?.pending.flatMap(({ paths }) => paths));
  return {
    run,
    site,
    now,
    fingerprint,
    nextState,
    index,
    objects,
    files: Object.fromEntries(files),
    archives: new ArchiveFiles(run.state, state?.months ?? {}, isThere),
    includeBacklog: true,
    forced,
    forcedKeys: new Set(),
  };
}

function hasAll(path: string, published: ReadonlyMap<string, string>): boolean {
  return !hasVariants(path) || Object.values(CODING_ENDINGS).every(ending => published.has(path + ending));
}

function activatedState(
  { nextState, activeSite, run, now }: Rebuild,
  { state }: LoadedState,
  by: string,
  made: Pick<State, 'months' | 'files'>,
): Omit<State, 'pending'> {
  const { revision, runId } = run.options;
  // What a run that may still be at work on a rebuild of its own writes, the next rebuild looks at.
  const others = Object.entries(state?.rebuilding ?? {}).filter(
    ([id, since]) => id !== runId && since + LIFETIME >= now,
  );
  return {
    ...nextState.finish(by),
    ...made,
    revision,
    site: activeSite.stored,
    rebuilding: Object.fromEntries(others),
  };
}

/** Whether the state in force says all this already. */
function isIdle({ next, writes, removals, archiveFiles }: Plan, state: State): boolean {
  if (writes.length + removals.length + archiveFiles.size > 0 || state.isBlank || state.pending.length > 0)
    return false;
  if (Object.keys(state.rebuilding).length > 0) return false;
  const facts = ({ site, revision, feedsUrl, windows, timers, counts, files, segments }: State) =>
    JSON.stringify([
      site,
      revision,
      feedsUrl,
      windows,
      Object.entries(timers).sort(),
      counts,
      Object.entries(files).sort(),
      segments.map(({ digest }) => digest),
    ]);
  return facts(next) === facts(state);
}

/** Sources that changed since they were read. */
async function readAgain({ run, site, nextState, index, objects }: Rebuild, keys: readonly string[]): Promise<void> {
  const read = await readObjects(run.content, keys, site);
  await ingestObjects(nextState, read, index, new Set(keys));
  for (const [key, object] of read) objects.set(key, object);
}

/** What lay under `public/` and belongs to nothing. */
async function orphans(
  { published, nextState, base, index }: Rebuild,
  { files, archives }: FilePlan,
): Promise<readonly string[]> {
  const own = new Set<string>();
  const archived = new Set(archives.paths());
  const claim = (key: string, record: ObjectRecord | null): void => {
    if (record && hasOwnFile(record)) own.add(publicPathOf(key));
  };
  for (const at of base.segments.keys()) {
    for (const [key, record] of Object.entries(await index.segment(at)))
      if (!nextState.delta.has(key)) claim(key, record);
  }
  for (const [key, record] of nextState.delta) claim(key, record);
  return [...published.keys()].filter(path => {
    const plain = variantOf(path)?.path ?? path;
    return !own.has(path) && !archived.has(plain) && !Object.hasOwn(files, plain);
  });
}

/** Takes away what no state names, once it is old enough to be nobody's. */
async function dropGarbage({ run }: Rebuild): Promise<void> {
  const { state } = await run.state.load();
  if (!state) return;
  const categories = Object.keys(state.windows.horizons.categories);
  const named = new Set([...partsOf(state), entriesKey(undefined), ...categories.map(entriesKey)]);
  const old = run.options.now() - GARBAGE_AGE;
  const garbage: string[] = [];
  for await (const { key, lastModified } of run.state.parts())
    if (!named.has(key) && lastModified < old) garbage.push(key);
  await run.state.delete(garbage);
}
