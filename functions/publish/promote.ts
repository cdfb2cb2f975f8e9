import { CODING_ENDINGS, hasVariants, variantOf } from '../core/feed/variants.ts';
import { hasOwnFile, type ObjectRecord, publicPathOf } from '../core/publish/catalogue.ts';
import type { State } from '../core/publish/state.ts';
import { carryOut, type Plan } from './commit.ts';
import { Again, type Desk } from './desk.ts';
import { partsOf } from './fold.ts';
import { Library } from './library.ts';
import { entriesKey, type LoadedState } from './memory.ts';
import { planFiles } from './plan-files.ts';
import { LIFETIME, takeIn } from './prepare.ts';
import { enclosureSizes, readObjects } from './read-changes.ts';
import { listPublic, type Rebuild } from './rebuild.ts';

/** An object that no state names may be named soon, by a run that has not committed yet; not after this long. Milliseconds. */
const GARBAGE_AGE = 3_600_000;

/**
 * Puts the state of a rebuild in force, whatever state is by then, and makes `public/` what it says. Gives the keys of objects that another run
 * took in meanwhile, as something else than this rebuild read.
 */
export async function promote(begun: Rebuild, by: string): Promise<readonly string[]> {
  const { run, draft } = begun;
  const written = new Map<string, string>();
  let meanwhile: readonly string[] = [];
  for (;;) {
    const loaded = await run.memory.load();
    const published = await publishedBy(begun, loaded);
    const rebuild = { ...begun, published };
    meanwhile = differing(rebuild, loaded.state);
    const desk = deskOf(rebuild, loaded.state);
    const files = await planFiles(desk, draft.finish(by).months);
    if (files instanceof Again) {
      await readAgain(rebuild, desk, files.keys);
      continue;
    }
    const removals = [...files.removals, ...(await orphans(rebuild, desk.library, files.files))];
    const next = nextState(rebuild, loaded, by, { months: files.months, files: files.files });
    const plan: Plan = {
      next,
      writes: files.writes,
      removals: [...new Set(removals)].filter(path => published.has(path) || files.removals.includes(path)),
      copies: new Map(),
      packs: files.packs,
      isRebuild: true,
      pending: { paths: [...files.writes.map(({ path }) => path), ...files.removals], keys: [] },
    };
    run.rejectedSources = next.counts.rejected;
    if (loaded.state && isIdle(plan, loaded.state)) break;
    run.published += draft.counts.published;
    if (await carryOut(run, loaded, plan, written)) break;
  }
  await run.memory.dropProgress();
  await dropGarbage(begun);
  return meanwhile;
}

function differing({ draft, base }: Rebuild, state: State | undefined): readonly string[] {
  // What an earlier run of this rebuild read is looked at by the sweep that follows.
  const known = new Map([...Object.entries(base.recent), ...draft.recent]);
  const changes = Object.entries(state?.recent ?? {});
  return changes.flatMap(([key, record]) => (known.get(key)?.etag === record?.etag ? [] : [key]));
}

/** What another run wrote since the rebuild began has to be seen, too. */
async function publishedBy({ run, published, since }: Rebuild, { etag }: LoadedState): Promise<Rebuild['published']> {
  return etag === since ? published : listPublic(run.public);
}

/** What was written before, as far as it is still there as it was written. */
function deskOf(rebuild: Rebuild, state: State | undefined): Desk {
  const { run, site, now, fingerprint, draft, base, objects, published } = rebuild;
  const files = Object.entries(state?.files ?? {}).filter(
    ([path, { etag }]) => etag !== undefined && published.get(path) === etag && hasAll(path, published),
  );
  const forced = new Set(state?.pending.flatMap(({ paths }) => paths));
  const library = new Library(run.memory, base);
  return {
    run,
    site,
    now,
    fingerprint,
    draft,
    library,
    objects,
    files: Object.fromEntries(files),
    forced,
    forcedKeys: new Set(),
  };
}

function hasAll(path: string, published: ReadonlyMap<string, string>): boolean {
  return !hasVariants(path) || Object.values(CODING_ENDINGS).every(ending => published.has(path + ending));
}

function nextState(
  { draft, siteInForce, run, now }: Rebuild,
  { state }: LoadedState,
  by: string,
  made: Pick<State, 'months' | 'files'>,
): State {
  const { revision, runId } = run.options;
  // What a run that may still be at work on a rebuild of its own writes, the next rebuild looks at.
  const others = Object.entries(state?.rebuilding ?? {}).filter(
    ([id, since]) => id !== runId && since + LIFETIME >= now,
  );
  return {
    ...draft.finish(by),
    ...made,
    revision,
    site: siteInForce.memory,
    pending: state?.pending ?? [],
    rebuilding: Object.fromEntries(others),
  };
}

/** Whether the state in force says all this already. */
function isIdle({ next, writes, removals }: Plan, state: State): boolean {
  if (writes.length + removals.length > 0 || state.isBlank || state.pending.length > 0) return false;
  if (Object.keys(state.rebuilding).length > 0) return false;
  const facts = ({ site, revision, feedsUrl, archive, timers, counts, files, shards }: State) =>
    JSON.stringify([
      site,
      revision,
      feedsUrl,
      archive,
      Object.entries(timers).sort(),
      counts,
      Object.entries(files).sort(),
      shards.map(({ digest }) => digest),
    ]);
  return facts(next) === facts(state);
}

/** Sources that changed since they were read. */
async function readAgain(
  { run, site, draft, objects }: Rebuild,
  { library }: Desk,
  keys: readonly string[],
): Promise<void> {
  const read = await readObjects(run.content, keys, site);
  await enclosureSizes(read.values(), site, library, draft.recent);
  await takeIn(draft, read, library, new Set(keys));
  for (const [key, object] of read) objects.set(key, object);
}

/** What lay under `public/` and belongs to nothing. */
async function orphans(
  { published, draft, base }: Rebuild,
  library: Library,
  files: State['files'],
): Promise<readonly string[]> {
  const own = new Set<string>();
  const claim = (key: string, record: ObjectRecord | null): void => {
    if (record && hasOwnFile(record)) own.add(publicPathOf(key));
  };
  for (const at of base.shards.keys()) {
    for (const [key, record] of Object.entries(await library.shard(at))) if (!draft.recent.has(key)) claim(key, record);
  }
  for (const [key, record] of draft.recent) claim(key, record);
  return [...published.keys()].filter(path => {
    const plain = variantOf(path)?.path ?? path;
    return !own.has(path) && !Object.hasOwn(files, plain);
  });
}

/** Takes away what no state names, once it is old enough to be nobody's. */
async function dropGarbage({ run }: Rebuild): Promise<void> {
  const { state } = await run.memory.load();
  if (!state) return;
  const categories = Object.keys(state.archive.horizons.categories);
  const named = new Set([...partsOf(state), entriesKey(undefined), ...categories.map(entriesKey)]);
  const old = run.options.now() - GARBAGE_AGE;
  const garbage: string[] = [];
  for await (const { key, lastModified } of run.memory.parts())
    if (!named.has(key) && lastModified < old) garbage.push(key);
  await run.memory.drop(garbage);
}
