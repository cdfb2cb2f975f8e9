import { type DeltaRecord, hasOwnFile, isOfObject, publicPathOf } from '../index/index-record.ts';
import type { Delta, IndexView } from '../index/index-view.ts';
import type { Limits } from '../index/limits.ts';
import { feedsOfEntry } from '../index/sitemap-entry.ts';
import { hasBacklog, type State } from '../index/state.ts';
import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import { archiveSize, archivesShowing } from '../views/archives.ts';
import { pagesListing, pathsShowing } from '../views/showing.ts';
import { moreUrgent, type PurgeReason } from './purge.ts';

/** Reason for which caches at the edge are to forget what a plan writes, and what else they are to forget with it. */
export interface PurgePlan {
  readonly reason?: PurgeReason;
  /**
   * Paths of files that showed an article which was out until now. Those that a publish of a minute ago has rewritten
   * already are not written now, and the edge may hold them as they were before.
   */
  readonly showed: readonly string[];
  /** Paths that the edge may hold without a tag: of pages that were not there until now, and of what others wrote. */
  readonly released: readonly string[];
}

interface PurgeRequest {
  readonly state: State;
  /** The delta as it is once everything was taken in. */
  readonly delta: Delta;
  readonly site: Site;
  readonly now: Instant;
  readonly limits: Limits;
}

/** Returns why caches are to forget what changes with some objects. `before` is the index as it was. */
export function planPurge(request: PurgeRequest, keys: Iterable<string>, before: IndexView): PurgePlan {
  const { delta, state } = request;
  let reason: PurgeReason | undefined = hasBacklog(state) ? state.purges?.backlog : undefined;
  const showed = new Set<string>();
  const released = new Set<string>();
  for (const key of keys) {
    const entry = delta.get(key);
    const [was, is] = [before.record(key), isOfObject(entry) ? entry : undefined];
    const found = reasonOf(was, is, isDue(key, request));
    reason = moreUrgent(reason, found);
    if (found === 'withdrawal' || found === 'correction')
      for (const path of showing(key, was, found, before, request)) showed.add(path);
    const page = found === 'release' && is && hasOwnFile(is) ? publicPathOf(key, is) : undefined;
    if (page !== undefined) released.add(page);
  }
  return { ...(reason && { reason }), showed: [...showed], released: [...released] };
}

/** Returns why caches are to forget what showed an object; `undefined` where they may show it until its age ends. */
function reasonOf(
  was: DeltaRecord | undefined,
  is: DeltaRecord | undefined,
  isDateDue: boolean,
): PurgeReason | undefined {
  const isChanged = was?.etag !== is?.etag || isDateDue;
  switch (was?.status) {
    case 'media':
      return is?.status !== 'media' ? 'withdrawal' : isChanged ? 'correction' : undefined;
    case 'published':
      return is?.status !== 'published' ? 'withdrawal' : isChanged ? 'correction' : undefined;
    case 'withdrawn':
      return is?.status !== 'withdrawn' || isChanged ? 'correction' : undefined;
    case 'waiting':
      return is?.status === 'published' ? 'release' : undefined;
    default:
      return undefined;
  }
}

/** Returns whether a date of an article has come: it is another, though its source is not. */
function isDue(key: string, { state, now }: PurgeRequest): boolean {
  const at = state.timers[key];
  return at !== undefined && at <= now;
}

/**
 * Yields the files that showed an article, its former addresses among them, and of those that list months the ones that
 * a shift may have changed.
 */
function* showing(
  key: string,
  record: DeltaRecord | undefined,
  reason: PurgeReason,
  before: IndexView,
  { site, state, limits }: PurgeRequest,
): Generator<string> {
  if (!record || record.status === 'media' || record.month === undefined) return;
  // Another article may have taken one over just now.
  yield* record.former ?? [];
  const { month } = record;
  const lines = before.month(month);
  const entry = lines.find(line => line.key === key);
  yield* pathsShowing(entry ? feedsOfEntry(entry, site) : [], site);
  if (!entry) return;
  yield* archivesShowing(entry, { month, lines, size: archiveSize(site, limits) }, site);
  if (reason === 'withdrawal') yield* pagesListing(entry, month, state.months[month]?.pages);
}
