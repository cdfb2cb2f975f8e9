import type { FeedKey } from '../core/feed/feed-key.ts';
import { chunks } from '../core/groups.ts';
import type { ReadObject } from '../core/index/found.ts';
import { hasOwnFile, isOfObject, nameOf } from '../core/index/index-record.ts';
import type { IndexView } from '../core/index/index-view.ts';
import { isMedia } from '../core/index/keys/record-keys.ts';
import type { FeedRecord } from '../core/index/traits/feed-record.ts';
import { sidesIn } from '../core/media/measure.ts';
import { type SettledPictures, settlePictures } from '../core/media/missing-pictures.ts';
import { contestsOf } from '../core/plan/contests.ts';
import { ingestObjects } from '../core/plan/ingest.ts';
import { NeedsCollector } from '../core/plan/needs.ts';
import { refill } from '../core/plan/refill.ts';
import { Settled, settleOwners, Touched } from '../core/plan/settle-owners.ts';
import { resizeMedia } from '../core/plan/settled/measured-media.ts';
import { spellingProblems } from '../core/plan/spelling-problems.ts';
import { originalsIn, settleTranslations } from '../core/translations/settle-translations.ts';
import { Loader, MAX_LOADS } from '../run/loader.ts';
import { ArchiveFiles } from '../state/archive-files.ts';
import type { Rebuild } from './rebuild-context.ts';

/**
 * Finds who owns each id and path once everything was read, takes out whoever lost, and fills windows that show too
 * little since. All who claim one id or path lie in one segment, so one is looked at after the other.
 */
export async function settleRebuild(rebuild: Rebuild): Promise<void> {
  const { site, nextState } = rebuild;
  for (let at = 0; at < nextState.segmentCount; at++) {
    const loader = loaderOf(rebuild);
    const touched = new Touched(site);
    await attempt(loader, needs => {
      const index = needs.viewOf(nextState, loader.loaded);
      for (const [key, entry] of index.crowded(at)) touched.note(key, entry);
    });
    if (touched.ids.size + touched.keys.size > 0) await settleTouched(rebuild, touched, loader);
  }
  await refillWindows(rebuild);
  await settlePicturesReadBefore(rebuild);
  await settleGroups(rebuild);
  await settleTraits(rebuild);
}

/** Finds what feeds are called and in which language they are, and reports articles that spell a name otherwise. */
async function settleTraits({ run, base, index, nextState }: Rebuild): Promise<void> {
  const { traits } = nextState;
  const views = async function* () {
    for (const at of base.segments.keys()) yield [at, await index.viewOf(at, nextState.delta)] as const;
  };
  // An earlier run of this rebuild counted, too.
  if (base.segments.some(({ generation }) => generation !== undefined)) {
    const records: [FeedKey, FeedRecord | undefined][] = [];
    for await (const [at, view] of views())
      for (const feed of view.countedFeeds(at)) records.push([feed, view.feedRecord(feed)]);
    traits.settleAll(records);
  } else traits.settleFirst();
  if (!traits.areSeveral) return;
  for await (const [at, view] of views())
    for (const problem of spellingProblems(view.records(at), traits)) run.report.problems.push(problem);
}

/** Finds who owns what was touched. Pages may have been written of others meanwhile. */
export async function settleTouched(rebuild: Rebuild, touched: Touched, loader: Loader): Promise<void> {
  const { run, site, nextState, twice, stray } = rebuild;
  const settled = new Settled();
  await attempt(loader, needs => {
    settleOwners({ nextState, site }, touched, loader.loaded, needs, settled);
    if (needs.isEmpty) resizeMedia(nextState, [...touched.keys, ...settled.moved], loader.loaded, needs);
  });
  await attempt(loader, needs => {
    const index = needs.viewOf(nextState, loader.loaded);
    // One that came back names what it named before.
    settleMissing(rebuild, index, settled.moved, loader.loaded.objects, () => needs.isEmpty);
    for (const key of settled.moved) {
      if (isMedia(key)) continue;
      const owner = index.ownerOfNameOf(key);
      if (owner !== undefined) twice.add(owner);
      else stray.add(nameOf(key, index.record(key)));
      // One that came back has no copies of the media beside it yet.
      const record = index.record(key);
      if (record && 'pageMedia' in record) twice.add(key);
    }
  });
  for (const { problems, isLost } of contestsOf(nextState, settled.reported).values()) {
    run.report.problems.push(...problems);
    if (isLost) run.report.rejected += 1;
  }
}

/** Notes what articles name and is not there, by the listing; returns the articles of which that is new. */
export function settleMissing(
  { nextState, isListed, pictures }: Rebuild,
  index: IndexView,
  articles: Iterable<string>,
  read: ReadonlyMap<string, ReadObject>,
  isComplete = () => true,
): SettledPictures {
  return settlePictures({
    nextState,
    index,
    articles,
    isThere: isListed,
    sidesOf: key => (pictures.has(key) ? sidesIn(pictures.get(key)) : 'unknown'),
    read: key => read.get(key),
    isComplete,
  });
}

/** Finds articles whose pictures came or went since an earlier run of this rebuild read them and wrote their pages. */
async function settlePicturesReadBefore(rebuild: Rebuild): Promise<void> {
  const { base, index, nextState, objects, twice } = rebuild;
  if (base.segments.every(({ generation }) => generation === undefined)) return;
  for (const at of base.segments.keys()) {
    const view = await index.viewOf(at, nextState.delta);
    for (const key of settleMissing(rebuild, view, view.records(at).keys(), objects).changed) twice.add(key);
  }
}

/** Number of groups of translations that are settled with one another's records at hand. */
const GROUPS_AT_ONCE = 100;

/**
 * Finds which articles are translations of one another. Those whose pages name others are published once more.
 */
export async function settleGroups(rebuild: Rebuild): Promise<void> {
  const { base, index, nextState } = rebuild;
  for (const at of base.segments.keys()) {
    const originals = [...originalsIn(await index.viewOf(at, nextState.delta), at)];
    for (const some of chunks(originals, GROUPS_AT_ONCE)) await settleTranslated(rebuild, some, loaderOf(rebuild));
  }
}

async function settleTranslated(rebuild: Rebuild, originals: Iterable<string>, loader: Loader): Promise<void> {
  const { run, site, nextState, twice } = rebuild;
  await attempt(loader, needs => {
    const index = needs.viewOf(nextState, loader.loaded);
    const request = { nextState, site, index, originals, isComplete: () => needs.isEmpty };
    const { changed, reported } = settleTranslations(request);
    for (const key of changed) twice.add(key);
    for (const key of reported) {
      const entry = nextState.delta.get(key);
      const problem = isOfObject(entry) ? entry.contest?.translation : undefined;
      if (problem) run.report.problems.push(problem);
    }
  });
}

/** Notes where pages of sources may have been written, before these are taken in as they are now. */
export function noteWritten({ stray }: Rebuild, index: IndexView, keys: Iterable<string>): void {
  for (const key of keys) {
    const record = index.record(key);
    if (record && record.status !== 'media' && hasOwnFile(record)) stray.add(nameOf(key, record));
  }
}

async function refillWindows(rebuild: Rebuild): Promise<void> {
  const { run, site, nextState, objects, twice } = rebuild;
  const loader = loaderOf(rebuild);
  for (const [key, object] of objects) loader.loaded.objects.set(key, object);
  const touched = new Touched(site);
  await attempt(loader, needs => {
    const index = needs.viewOf(nextState, loader.loaded);
    const read = new Map([...loader.loaded.objects].filter(([key]) => !objects.has(key)));
    for (const key of read.keys()) index.record(key);
    if (!needs.isEmpty) return;
    noteWritten(rebuild, index, read.keys());
    // A source that changed since it was read is taken in as it is now.
    for (const key of ingestObjects(nextState, read, index, new Set(), touched).keys()) twice.add(key);
    // Before their summaries are made. Of the others it was noted when they were read.
    settleMissing(rebuild, index, read.keys(), read);
    for (const [key, object] of read) objects.set(key, object);
    refill({ nextState, site, limits: run.limits }, loader.loaded, needs);
  });
  await settleTouched(rebuild, touched, loader);
}

function loaderOf(rebuild: Rebuild): Loader {
  const { run, index } = rebuild;
  return new Loader({ ...rebuild, run, index, archiveFiles: new ArchiveFiles(run.state, {}) });
}

/** Does something that may need more to be loaded, until nothing is missing. */
async function attempt(loader: Loader, work: (needs: NeedsCollector) => void): Promise<void> {
  for (let loads = 0; loads < MAX_LOADS; loads++) {
    const needs = new NeedsCollector();
    work(needs);
    if (needs.isEmpty) return;
    await loader.load(needs);
  }
  throw new Error(`articles/: sources changed ${MAX_LOADS} times while they were read; it is tried again later`);
}
