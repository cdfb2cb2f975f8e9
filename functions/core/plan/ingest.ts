import type { FeedKey } from '../feed/feed-key.ts';
import type { Found, ReadObject } from '../index/found.ts';
import type { ObjectRecord } from '../index/index-record.ts';
import type { IndexView } from '../index/index-view.ts';
import { NextState } from '../index/next-state.ts';
import { addFeedRecords, asFeedRecord, type FeedRecord, feedRecordKey } from '../index/traits/feed-record.ts';
import type { Loaded, NeedsCollector } from './needs.ts';
import { ownersOfForced } from './planned/forced-owners.ts';
import type { PlanRequest } from './planned/plan-request.ts';
import { Settled, settleOwners, Touched } from './settle-owners.ts';
import { measuredMedia } from './settled/measured-media.ts';
import { settleOthers } from './settled/settle-others.ts';

/** The next state, and the objects that changed it. */
export interface Ingested {
  readonly nextState: NextState;
  readonly changes: ReadonlyMap<string, ReadObject>;
  /** Keys of objects that were taken in though they are as they were: their files may be stale. */
  readonly forcedKeys: ReadonlySet<string>;
  /**
   * Keys of objects that changed, or whose files may be stale: those of others that own something else than before, and
   * of articles that lack other pictures, or whose pages name other translations, or sides of a picture.
   */
  readonly keys: ReadonlySet<string>;
  /** Keys of objects of which there is something else to report, whether they changed or not. */
  readonly reported: ReadonlySet<string>;
  /** Keys of articles that are left to be looked at, since something that they name came or went. */
  readonly again: readonly string[];
}

/**
 * Takes in every object that was read and is not as it was, or may have stale files, finds who owns what they claim,
 * and fills windows that show too little with older articles. `before` is the index as it was.
 */
export function ingest(
  request: PlanRequest,
  before: IndexView,
  loaded: Loaded,
  needs: NeedsCollector,
): Ingested | undefined {
  const { state, site, now, limits } = request;
  const forcedKeys = new Set([...request.forcedKeys, ...ownersOfForced(request, before, loaded, needs)]);
  if (!needs.isEmpty) return undefined;
  const measured = measuredMedia(before, site, loaded, needs);
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
  const changed = { keys: [...touched.keys, ...settled.moved], moved: [...changes.keys(), ...settled.moved] };
  const others = settleOthers({ ...request, forcedKeys }, nextState, changed, before, loaded, needs);
  if (!others) return undefined;
  const keys = new Set([...changes.keys(), ...settled.moved, ...others.stale]);
  const reported = new Set([...settled.reported, ...others.reported]);
  return { nextState, changes, forcedKeys, keys, reported, again: others.again };
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

/**
 * A version that was published may turn out to be one that can't be read any more, or that a file of its folder holds
 * back by now, and a picture that was not measured is now.
 */
function isAsKnown(found: Found, previous: ObjectRecord | undefined): boolean {
  if (found.kind === 'gone' || !previous) return found.kind === 'gone' && !previous;
  if (previous.status === 'media' && previous.isUnmeasured) return false;
  if (found.kind === 'article' && found.article.draft && previous.status === 'published') return false;
  const wasRejected = previous.status === 'rejected' && previous.lost === undefined;
  return found.etag === previous.etag && (found.kind === 'rejected') === wasRejected;
}
