import type { FeedKey } from '../feed/feed-key.ts';
import { enclosureKey, type MeasuredMedia, pictureKey } from '../index/article-summary.ts';
import type { Found, ReadObject } from '../index/found.ts';
import type { ObjectRecord } from '../index/index-record.ts';
import type { IndexView } from '../index/index-view.ts';
import { isMedia, segmentOf } from '../index/keys/record-keys.ts';
import { NextState } from '../index/next-state.ts';
import { feedsIn } from '../index/segmented/recent-articles.ts';
import { articlesAgain } from '../index/state.ts';
import { addFeedRecords, asFeedRecord, type FeedRecord, feedRecordKey } from '../index/traits/feed-record.ts';
import type { Size } from '../media/image-size.ts';
import { isThereIn, settlePictures } from '../media/missing-pictures.ts';
import type { Site } from '../site/site.ts';
import { originalsOf, type SettledTranslations, settleTranslations } from '../translations/settle-translations.ts';
import type { Loaded, NeedsCollector } from './needs.ts';
import type { IngestRequest } from './planned/plan-request.ts';
import { refill } from './refill.ts';
import { openDependents, openFeeds, settleSummaries } from './segmented/open-feeds.ts';
import { settleLinks } from './settle-links.ts';
import { Settled, settleOwners, Touched } from './settle-owners.ts';

/** The next state, and the objects that changed it. */
export interface Ingested {
  readonly nextState: NextState;
  readonly changes: ReadonlyMap<string, ReadObject>;
  /** Effect on others, since ids and paths have one owner each. */
  readonly settled: Settled;
  /** Articles that lack other pictures than before, or whose pages name other translations, or sides of a picture. */
  readonly stale: ReadonlySet<string>;
  /** Keys of articles that are left to be looked at, since something that they name came or went. */
  readonly again: readonly string[];
}

/**
 * Takes in every object that was read and is not as it was, finds who owns what they claim, and fills windows that show
 * too little with older articles.
 */
export function ingest(request: IngestRequest, loaded: Loaded, needs: NeedsCollector): Ingested | undefined {
  const { state, site, now, limits, forcedKeys } = request;
  const measured = measuredMedia(request, loaded, needs);
  const feedRecord = (feed: FeedKey): FeedRecord | undefined =>
    addFeedRecords(
      needs.feedRecord(feed, state.feedSegments?.length ?? 0, loaded),
      asFeedRecord(state.delta[feedRecordKey(feed)]),
    );
  const nextState = new NextState({ state, site, now, limits, ...measured, feedRecord });
  const index = needs.viewOf(nextState, loaded);
  const touched = new Touched(site);
  const changes = ingestObjects(nextState, loaded.objects, index, forcedKeys, touched);
  if (!needs.isEmpty) return undefined;
  const settled = new Settled();
  settleOwners({ nextState, site }, touched, loaded, needs, settled);
  if (!needs.isEmpty) return undefined;
  const changed = [...touched.keys, ...settled.moved];
  const again = request.includeBacklog ? articlesAgain(state).slice(0, roomIn(request)) : [];
  const dependents = openWindows(nextState, request, changed, again, loaded, needs);
  if (!needs.isEmpty) return undefined;
  refill({ nextState, site, limits }, loaded, needs);
  resizeMedia(nextState, changed, loaded, needs);
  const isComplete = (): boolean => needs.isEmpty;
  const before = viewBefore(state, loaded, needs);
  const translated = settleGroups(nextState, site, changed, before, needs.viewOf(nextState, loaded), isComplete);
  if (!needs.isEmpty) return undefined;
  const after = needs.viewOf(nextState, loaded);
  const named = new Set([...again, ...namersOfMoved(changed, before, after, nextState)]);
  const namers = [...named].slice(0, roomIn(request));
  const { lacking, changed: pictured } = settlePictures({
    nextState,
    index: after,
    articles: [...loaded.objects.keys(), ...namers],
    isThere: key => isThereIn(after, key),
    sidesOf: key => after.pictureSize(key),
    read: key => readOr(needs, loaded, key),
    isComplete,
  });
  for (const key of [...lacking, ...translated.reported]) settled.reported.add(key);
  settleLinks(nextState, after, [...changes.keys(), ...settled.moved], isComplete);
  settleSummaries(nextState, after, [...dependents, ...lacking]);
  nextState.traits.settle(after, isComplete, nextState.windows.openSegmented());
  const stale = new Set([...pictured, ...translated.changed]);
  if (!needs.isEmpty) return undefined;
  return { nextState, changes, settled, stale, again: without([...(state.again ?? []), ...named], namers) };
}

/**
 * Returns how many articles one commit looks at again. What runs left that ended early comes first, or it would grow
 * with each that does.
 */
function roomIn({ limits, forcedKeys }: IngestRequest): number {
  return Math.max(limits.againPerCommit - forcedKeys.size, 0);
}

/** Returns the index as it was before. */
function viewBefore({ segments, delta }: IngestRequest['state'], loaded: Loaded, needs: NeedsCollector): IndexView {
  return needs.viewOf({ segmentCount: segments.length, delta: new Map(Object.entries(delta)) }, loaded);
}

/** Finds which articles are translations of one another, as far as that depends on what changed. */
function settleGroups(
  nextState: NextState,
  site: Site,
  changed: Iterable<string>,
  before: IndexView,
  index: IndexView,
  isComplete: () => boolean,
): SettledTranslations {
  const originals = [...changed].flatMap(key => originalsOf(key, before.record(key), index.record(key)));
  return settleTranslations({ nextState, site, index, originals, isComplete });
}

function without(keys: readonly string[], some: readonly string[]): readonly string[] {
  const others = new Set(keys);
  for (const key of some) others.delete(key);
  return [...others];
}

/**
 * Returns the articles that name objects which came or went, or pictures whose sides are others; whatever else is
 * another than before is there all the same. Those whose records lie together come together.
 */
function namersOfMoved(
  changed: readonly string[],
  before: IndexView,
  after: IndexView,
  { segmentCount }: Pick<NextState, 'segmentCount'>,
): readonly string[] {
  const names = new Set(changed.map(key => key.normalize('NFC')));
  const namers = [...names].flatMap(name => {
    const namers = after.namersOf(name);
    return namers.length > 0 && isOther(name, before, after) ? namers : [];
  });
  const segments = new Map(namers.map(key => [key, segmentOf(key, segmentCount)]));
  return [...segments].sort(([, a], [, b]) => a - b).map(([key]) => key);
}

/** Returns whether an object came or went, or is a picture with other sides than before. */
function isOther(name: string, before: IndexView, after: IndexView): boolean {
  if (isThereIn(before, name) !== isThereIn(after, name)) return true;
  if (!isMedia(name)) return false;
  const [was, is] = [before.pictureSize(name), after.pictureSize(name)];
  return was?.width !== is?.width || was?.height !== is?.height;
}

/** Returns an object as it is now. One that has not been read is noted. */
function readOr(needs: NeedsCollector, { objects }: Loaded, key: string): ReadObject | undefined {
  const object = objects.get(key);
  if (!object) needs.objects.add(key);
  return object;
}

/**
 * Opens windows of segmented feeds that no article came to or left; returns articles that depend on what changed.
 * `again` are articles that depend on what changed earlier.
 */
function openWindows(
  nextState: NextState,
  request: IngestRequest,
  changed: Iterable<string>,
  again: readonly string[],
  loaded: Loaded,
  needs: NeedsCollector,
): ReadonlySet<string> {
  const views = [viewBefore(request.state, loaded, needs), needs.viewOf(nextState, loaded)];
  const [before, after] = views as [IndexView, IndexView];
  const records = [...changed].flatMap(key => views.map(view => view.record(key)));
  const former = records.flatMap(record => (record && 'former' in record ? (record.former ?? []) : []));
  openFeeds(nextState, request, former, loaded, needs);
  for (const key of again) for (const feed of feedsIn(after.record(key))) nextState.windows.open(feed);
  return openDependents(nextState, changed, before, after);
}

/**
 * Takes in what is not as the index knows it, or is forced, and returns that. `index` sees what was taken in already;
 * `touched` takes note of ids and paths whose owners are to be found.
 */
export function ingestObjects(
  nextState: NextState,
  objects: ReadonlyMap<string, ReadObject>,
  index: IndexView,
  forced: ReadonlySet<string>,
  touched: Touched,
): ReadonlyMap<string, ReadObject> {
  const changes = new Map<string, ReadObject>();
  for (const [key, object] of objects) {
    const previous = index.record(key);
    const { found } = object;
    if (isAsKnown(found, previous) && !forced.has(key)) continue;
    touched.note(key, previous);
    nextState.apply(key, found, previous);
    touched.note(key, nextState.delta.get(key));
    changes.set(key, object);
  }
  return changes;
}

/** Updates articles that name files under `media/` with the sizes of these. */
export function resizeMedia(
  nextState: NextState,
  keys: Iterable<string>,
  loaded: Pick<Loaded, 'segments' | 'months'>,
  needs: NeedsCollector,
): void {
  const index = needs.viewOf(nextState, loaded);
  const media = new Set<string>();
  for (const key of keys) if (isMedia(key)) media.add(key.normalize('NFC'));
  for (const key of media) nextState.resize(key, index.mediaSize(key), index.pictureSize(key));
}

/**
 * A version that was published may turn out to be one that can't be read any more, and a picture that was not measured
 * is now.
 */
function isAsKnown(found: Found, previous: ObjectRecord | undefined): boolean {
  if (found.kind === 'gone' || !previous) return found.kind === 'gone' && !previous;
  if (previous.status === 'media' && previous.isUnmeasured) return false;
  const wasRejected = previous.status === 'rejected' && previous.lost === undefined;
  return found.etag === previous.etag && (found.kind === 'rejected') === wasRejected;
}

/** Facts of the files under `media/` that articles name, as they were before. */
function measuredMedia({ state, site }: IngestRequest, loaded: Loaded, needs: NeedsCollector): MeasuredMedia {
  const index = viewBefore(state, loaded, needs);
  const sizes = new Map<string, number>();
  const pictures = new Map<string, Size>();
  for (const { found } of loaded.objects.values()) {
    const key = found.kind === 'article' ? enclosureKey(found.article, site) : undefined;
    const size = key === undefined ? undefined : index.mediaSize(key);
    if (key !== undefined && size !== undefined) sizes.set(key, size);
    const picture = found.kind === 'article' ? pictureKey(found.article, site) : undefined;
    if (picture === undefined) continue;
    const unmeasured = index.unmeasuredPicture(picture);
    if (unmeasured !== undefined && !loaded.objects.has(unmeasured)) needs.objects.add(unmeasured);
    const sides = index.pictureSize(picture);
    if (sides) pictures.set(picture, sides);
  }
  return { sizes, pictures };
}
