import type { FeedKey } from '../../feed/feed-key.ts';
import type { FileRecord, FileRecords } from '../../files/file-record.ts';
import type { ArticleSummary } from '../../index/article-summary.ts';
import { namersOf } from '../../index/claims/page-media-at.ts';
import { isOfObject } from '../../index/index-record.ts';
import type { IndexView } from '../../index/index-view.ts';
import { isMedia } from '../../index/keys/record-keys.ts';
import type { NextState } from '../../index/next-state.ts';
import { feedSegmentOf } from '../../index/segmented/feed-segments.ts';
import { feedsOfDelta } from '../../index/segmented/feeds-of-delta.ts';
import { feedsIn } from '../../index/segmented/recent-articles.ts';
import { segmentedFeedAt } from '../../index/segmented/segmented-feed.ts';
import type { State } from '../../index/state.ts';
import type { StoredIndex } from '../../index/stored/stored-index.ts';
import { asFeedRecord, feedRecordKey } from '../../index/traits/feed-record.ts';
import { isThereIn } from '../../media/missing-pictures.ts';
import type { Loaded, NeedsCollector } from '../needs.ts';
import type { PlanRequest } from '../planned/plan-request.ts';
import { addressIn } from '../settle-links.ts';

/**
 * Opens the windows of segmented feeds that are to be looked at though no article of theirs changed: those whose files
 * may be stale, those that show less by now, and some of those whose files are still to be made. `former` are addresses
 * that articles had: whether a feed lies there has to be known.
 */
export function openFeeds(
  { windows }: Pick<NextState, 'windows'>,
  request: Pick<PlanRequest, 'state' | 'now' | 'limits' | 'forcedPaths' | 'includeBacklog'>,
  former: Iterable<string>,
  loaded: Pick<Loaded, 'feedSegments'>,
  needs: NeedsCollector,
): void {
  const { state, now, forcedPaths } = request;
  const { shrinking = {}, feedSegments = [] } = state;
  for (const [feed, at] of Object.entries(shrinking)) if (at <= now) windows.open(feed as FeedKey);
  for (const path of [...forcedPaths, ...former]) {
    const feed = segmentedFeedAt(path);
    if (feed !== undefined) windows.open(feed);
  }
  const due = new Set(dueSegments(request, feedSegments));
  for (const at of due) for (const feed of Object.keys(needs.feedSegment(at, loaded))) windows.open(feed as FeedKey);
  if (due.size === 0) return;
  for (const feed of feedsOfDelta(state)) if (due.has(feedSegmentOf(feed, feedSegments.length))) windows.open(feed);
}

/** Returns a state of which the files of all segmented feeds are to be compared with what they are made of. */
export function withDueFeeds(state: State): State {
  const { feedSegments } = state;
  return feedSegments
    ? { ...state, feedSegments: feedSegments.map(segment => ({ ...segment, isDue: true as const })) }
    : state;
}

/** Returns segments whose feeds' files one commit makes. */
function dueSegments(
  { includeBacklog, limits }: Pick<PlanRequest, 'includeBacklog' | 'limits'>,
  segments: NonNullable<StoredIndex['feedSegments']>,
): readonly number[] {
  if (!includeBacklog) return [];
  const due = [...segments.keys()].filter(at => segments[at]?.isDue);
  return due.slice(0, limits.feedSegmentsPerCommit);
}

/** Returns the segments as they are once a plan is applied: the files of those that it looked at are made. */
export function segmentsAfter(
  request: Pick<PlanRequest, 'state' | 'limits' | 'includeBacklog'>,
): Pick<StoredIndex, 'feedSegments'> {
  const { feedSegments } = request.state;
  if (!feedSegments) return {};
  const done = new Set(dueSegments(request, feedSegments));
  if (done.size === 0) return { feedSegments };
  return {
    feedSegments: feedSegments.map(({ isDue: _, ...kept }, at) => (done.has(at) ? kept : (feedSegments[at] ?? {}))),
  };
}

/** Returns a state with records of the files of the segmented feeds that a plan looks at. */
export function withFilesOfOpen(state: State, { windows }: Pick<NextState, 'windows'>, index: IndexView): State {
  const files: Record<string, FileRecord> = { ...state.files };
  for (const feed of windows.openSegmented())
    for (const [path, record] of Object.entries(index.feedRecord(feed)?.files ?? {})) if (record) files[path] = record;
  return { ...state, files };
}

/** Notes in a delta that files of segmented feeds are gone, and returns the records that are not with such a feed. */
export function settleFiles(
  { delta }: Pick<NextState, 'delta'>,
  kept: FileRecords,
  removals: Iterable<string>,
): FileRecords {
  for (const path of removals) {
    const feed = segmentedFeedAt(path);
    if (feed === undefined) continue;
    const key = feedRecordKey(feed);
    const known = asFeedRecord(delta.get(key));
    delta.set(key, { status: 'feed', ...known, files: { ...known?.files, [path]: null } });
  }
  return Object.fromEntries(Object.entries(kept).filter(([path]) => segmentedFeedAt(path) === undefined));
}

/**
 * Opens the windows of articles whose entries depend on others that changed: on the length of a file that they enclose,
 * or on the address of an article that they lead to. Returns the keys of these articles.
 */
export function openDependents(
  { windows }: Pick<NextState, 'windows'>,
  changed: Iterable<string>,
  before: IndexView,
  after: IndexView,
): ReadonlySet<string> {
  const dependents = new Set<string>();
  for (const key of new Set(changed)) {
    const namers = namersOf(after, key);
    if (namers.length === 0 || factOf(key, before) === factOf(key, after)) continue;
    for (const namer of namers) {
      const feeds = feedsIn(after.record(namer));
      if (feeds.length > 0) dependents.add(namer);
      for (const feed of feeds) windows.open(feed);
    }
  }
  return dependents;
}

/** Returns what the entries of others tell of an object. */
function factOf(key: string, index: IndexView): string | undefined {
  const name = key.normalize('NFC');
  if (!isMedia(key)) return `${isThereIn(index, name)} ${addressIn(index, name)}`;
  const { width, height } = index.pictureSize(name) ?? {};
  return `${index.mediaSize(name)} ${width} ${height} ${index.mediaFile(name)?.seconds}`;
}

/**
 * Has the delta say of articles what windows say of them, whose links and enclosures have been settled since: of those
 * whose summaries it has, and of `dependents`.
 */
export function settleSummaries(
  { delta, windows }: Pick<NextState, 'delta' | 'windows'>,
  index: IndexView,
  dependents: Iterable<string> = [],
): void {
  if (windows.openSegmented().length === 0) return;
  const known = new Map<string, ArticleSummary>();
  const lacking = new Set(dependents);
  const isConcerned = ({ key, links, media, missing, picture }: ArticleSummary): boolean =>
    Boolean(links || media || missing || picture) || lacking.has(key);
  for (const article of windows.all()) if (isConcerned(article)) known.set(article.key, article);
  if (known.size === 0) return;
  const recent = [...delta].flatMap(([key, entry]) => (isOfObject(entry) && entry.summary ? key : []));
  for (const key of [...recent, ...lacking]) {
    const summary = known.get(key);
    const record = summary && index.record(key);
    if (record && feedsIn(record).length > 0) delta.set(key, { ...record, summary });
  }
}
