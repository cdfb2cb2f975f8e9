import { namersOf } from '../../index/claims/page-media-at.ts';
import type { IndexView } from '../../index/index-view.ts';
import { isMedia, segmentOf } from '../../index/keys/record-keys.ts';
import type { NextState } from '../../index/next-state.ts';
import { feedsIn } from '../../index/segmented/recent-articles.ts';
import { articlesAgain } from '../../index/state.ts';
import { isThereIn, settlePictures } from '../../media/missing-pictures.ts';
import type { Site } from '../../site/site.ts';
import { originalsOf, type SettledTranslations, settleTranslations } from '../../translations/settle-translations.ts';
import type { Loaded, NeedsCollector } from '../needs.ts';
import type { PlanRequest } from '../planned/plan-request.ts';
import { refill } from '../refill.ts';
import { openDependents, openFeeds, settleSummaries } from '../segmented/open-feeds.ts';
import { settleLinks } from '../settle-links.ts';
import { resizeMedia } from './measured-media.ts';

/** Objects that changed. */
interface Changed {
  /** Those that were touched: taken in, out, or in again, and those whose claims these met. */
  readonly keys: readonly string[];
  /** Those that are other than they were. */
  readonly moved: readonly string[];
}

/** Effect of what changed on other objects. */
export interface SettledOthers {
  /** Articles that lack other pictures than before, or whose pages name other translations, or sides of a picture. */
  readonly stale: ReadonlySet<string>;
  /** Articles of which there is something else to report. */
  readonly reported: readonly string[];
  /** Keys of articles that are left to be looked at, since something that they name came or went. */
  readonly again: readonly string[];
}

/**
 * Settles what changed with all that depends on it: windows that show too little are filled with older articles, and
 * articles learn of media, translations and links that came, went or moved. `before` is the index as it was.
 */
export function settleOthers(
  request: PlanRequest,
  nextState: NextState,
  { keys: changed, moved }: Changed,
  before: IndexView,
  loaded: Loaded,
  needs: NeedsCollector,
): SettledOthers | undefined {
  const { state, site, limits } = request;
  const again = request.includeBacklog ? articlesAgain(state).slice(0, roomIn(request)) : [];
  const dependents = openWindows(nextState, request, changed, again, before, loaded, needs);
  if (!needs.isEmpty) return undefined;
  refill({ nextState, site, limits }, loaded, needs);
  resizeMedia(nextState, changed, loaded, needs);
  const isComplete = (): boolean => needs.isEmpty;
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
    read: key => needs.objectIn(loaded, key),
    isComplete,
  });
  settleLinks(nextState, after, moved, isComplete);
  settleSummaries(nextState, after, [...dependents, ...lacking]);
  nextState.traits.settle(after, isComplete, nextState.windows.openSegmented());
  if (!needs.isEmpty) return undefined;
  return {
    stale: new Set([...pictured, ...translated.changed]),
    reported: [...lacking, ...translated.reported],
    again: without([...(state.again ?? []), ...named], namers),
  };
}

/**
 * Returns how many articles one commit looks at again. What runs left that ended early comes first, or it would grow
 * with each that does.
 */
function roomIn({ limits, forcedKeys }: PlanRequest): number {
  return Math.max(limits.againPerCommit - forcedKeys.size, 0);
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
    const namers = namersOf(after, name);
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

/**
 * Opens windows of segmented feeds that no article came to or left; returns articles that depend on what changed.
 * `again` are articles that depend on what changed earlier.
 */
function openWindows(
  nextState: NextState,
  request: PlanRequest,
  changed: Iterable<string>,
  again: readonly string[],
  before: IndexView,
  loaded: Loaded,
  needs: NeedsCollector,
): ReadonlySet<string> {
  const after = needs.viewOf(nextState, loaded);
  const records = [...changed].flatMap(key => [before.record(key), after.record(key)]);
  const former = records.flatMap(record => (record && 'former' in record ? (record.former ?? []) : []));
  openFeeds(nextState, request, former, loaded, needs);
  // Whatever was read is looked at, though its turn has not come.
  const read = (request.state.again ?? []).filter(key => loaded.objects.has(key));
  for (const key of [...again, ...read]) for (const feed of feedsIn(after.record(key))) nextState.windows.open(feed);
  return openDependents(nextState, changed, before, after);
}
