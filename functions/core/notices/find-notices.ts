import { toBeOutAt } from '../article/is-out.ts';
import { SITE_KEY } from '../bucket-layout.ts';
import { articleFieldPlaces } from '../check/field-places.ts';
import { brokenRules } from '../check/profiles/broken-rules.ts';
import { googleNews } from '../check/profiles/google-news.ts';
import { smartnews } from '../check/profiles/smartnews.ts';
import type { Entry } from '../feed/feed.ts';
import type { ReadObject } from '../index/found.ts';
import type { DeltaRecord } from '../index/index-record.ts';
import { contestProblems } from '../index/records/contest.ts';
import type { SourceRecord } from '../index/records/source-record.ts';
import type { StoredSite } from '../index/stored/stored-site.ts';
import { DAY, type Instant } from '../instant.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { boundedProblems, type Notice, uploaderIn } from './notice.ts';

/** A source before a run and after it. */
export interface SourceChange {
  readonly key: string;
  readonly before: DeltaRecord | undefined;
  readonly after: DeltaRecord | undefined;
  /** The source as the run read it, if it did. */
  readonly read?: ReadObject | undefined;
  /** The entry as the run rendered it, if it did. */
  readonly entry?: Entry | undefined;
}

export interface NoticeContext {
  readonly site: Site;
  readonly now: Instant;
  /** Delay after which an article is late, in milliseconds. */
  readonly lateAfter: number;
}

/**
 * Delay after which an article counts as restored from a backup or an older version: nobody waited for it.
 * Milliseconds.
 */
const MAX_LATE = DAY;

/** Returns the notice to editors of a source; `undefined` where there is no problem, or it was reported before. */
export function noticeOf(change: SourceChange, context: NoticeContext): Notice | undefined {
  const { before, after } = change;
  if (!after || (after.status === 'media' && before?.status !== 'rejected')) return undefined;
  const isNew = before?.etag !== after.etag;
  if (after.status === 'rejected') return isNew || before?.status !== 'rejected' ? rejected(change, after) : undefined;
  if (before?.status === 'rejected') return { ...noticeBase('mended', change, after), problems: [] };
  if (after.status !== 'published' || (!isNew && before?.status === 'published')) return undefined;
  return late(change, after, context) ?? refused(change, after, context);
}

/** Returns the notices of `site.yaml`. */
export function siteNotice(before: StoredSite | undefined, after: StoredSite): Notice | undefined {
  const errors = errorsIn(after.problems);
  const had = before !== undefined && errorsIn(before.problems).length > 0;
  const base = { path: SITE_KEY, version: after.etag };
  if (errors.length === 0) return had ? { kind: 'mended', ...base, problems: [] } : undefined;
  if (had && before.etag === after.etag) return undefined;
  return { kind: 'rejected', ...base, ...boundedProblems(errors) };
}

function rejected(change: SourceChange, after: SourceRecord): Notice {
  const problems = [...(after.problems ?? []), ...contestProblems(after.contest ?? {})];
  const wasPublished = change.before?.status === 'published';
  return {
    ...noticeBase('rejected', change, after),
    ...(wasPublished && { wasPublished }),
    ...boundedProblems(errorsIn(problems)),
  };
}

function late(change: SourceChange, after: DeltaRecord, { now, lateAfter }: NoticeContext): Notice | undefined {
  const due = dueOf(change.read);
  if (due === undefined || now - due <= lateAfter || now - due > MAX_LATE) return undefined;
  return { ...noticeBase('late', change, after), problems: [], due, out: now };
}

/**
 * Returns the problems at aggregators that Bantin writes files for: the news sitemap, and, where the site enables it,
 * SmartNews' feeds.
 */
function refused(change: SourceChange, after: DeltaRecord, { site, now }: NoticeContext): Notice | undefined {
  const { key, entry, read } = change;
  if (!entry) return undefined;
  const bytes = read?.source?.bytes;
  const places = () => bytes && articleFieldPlaces(bytes);
  const context = { site, now, imageSizes: new Map(), durations: new Map(), places };
  const profiles = site.smartnews ? [googleNews, smartnews] : [googleNews];
  const problems = profiles.flatMap(profile => brokenRules(profile, profile.entries, entry, context, key));
  const errors = errorsIn(problems);
  return errors.length === 0 ? undefined : { ...noticeBase('refused', change, after), ...boundedProblems(errors) };
}

function noticeBase(kind: Notice['kind'], { key, read }: SourceChange, after: DeltaRecord): Omit<Notice, 'problems'> {
  const stored = after.status === 'media' ? undefined : after.uploadedBy;
  const uploadedBy = stored ?? uploaderIn(read?.source?.metadata);
  return {
    kind,
    path: key,
    version: after.etag,
    ...(uploadedBy !== undefined && { uploadedBy }),
    ...(after.line && { url: after.line.loc }),
  };
}

/** Returns when an article that was read was to be out. */
function dueOf(read: ReadObject | undefined): Instant | undefined {
  return read?.source && toBeOutAt(read.found.article, read.source);
}

function errorsIn(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ severity }) => severity === 'error');
}
