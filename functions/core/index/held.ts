import { type Article, isExpired, publicFrom } from '../article/article.ts';
import { DAY, type Instant } from '../instant.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { formatLocal } from '../time/date.ts';
import { zoneNamed } from '../time/zone.ts';
import type { Found } from './found.ts';
import { type DeltaEntry, isOfObject, type ObjectRecord } from './index-record.ts';

/** An article that is valid and not public, and why. */
export type HeldArticle =
  | { readonly key: string; readonly kind: 'draft'; readonly reason: string }
  | { readonly key: string; readonly kind: 'waiting'; readonly until: Instant }
  | { readonly key: string; readonly kind: 'expired'; readonly since: Instant };

/** Returns why an article is held back at an instant; `undefined` if it is not. */
export function heldArticle(article: Article, now: Instant): HeldArticle | undefined {
  const { key, draft, heldBy, expires } = article;
  const from = publicFrom(article);
  if (draft) return { key, kind: 'draft', reason: heldBy ?? OWN };
  if (from > now) return { key, kind: 'waiting', until: from };
  return isExpired(article, now) ? { key, kind: 'expired', since: expires ?? now } : undefined;
}

/** The same from what is remembered. `due` is when the article is looked at again. */
export function heldRecord(key: string, record: ObjectRecord, due: Instant | undefined): HeldArticle | undefined {
  if (record.status === 'draft') return { key, kind: 'draft', reason: record.heldBy ?? OWN };
  if (record.status === 'waiting' && due !== undefined) return { key, kind: 'waiting', until: due };
  if (record.status === 'expired') return { key, kind: 'expired', since: record.expires ?? 0 };
  return undefined;
}

/** An article that is public until an instant. */
export interface LeavingArticle {
  readonly key: string;
  readonly at: Instant;
}

/** Returns the article of a record if it is public until a date. */
export function leavingRecord(key: string, record: DeltaEntry | null | undefined): LeavingArticle | undefined {
  if (!isOfObject(record) || record.status !== 'published' || record.expires === undefined) return undefined;
  return { key, at: record.expires };
}

const OWN = 'draft: true';
const REMEDY = 'to publish it, take that date out, or write a later one';
/** Milliseconds. */
const YEAR = 366 * DAY;

/** Reports dates that an editor may not have meant, in the newsroom's zone: one far ahead, and one that is over. */
export function heldProblems(
  held: HeldArticle | undefined,
  now: Instant,
  { timeZone }: Pick<Site, 'timeZone'>,
): readonly Problem[] {
  const shown = (instant: Instant): string => formatLocal(instant, zoneNamed(timeZone));
  if (held?.kind === 'waiting' && held.until > now + YEAR)
    return [warning(held, `the article waits until ${shown(held.until)}, more than a year ahead; check the year`)];
  if (held?.kind === 'expired')
    return [warning(held, `the article expired at ${shown(held.since)}, so it is held back; ${REMEDY}`)];
  return [];
}

/** Returns the problems to report for an object that was read. */
export function problemsOf(found: Found, now: Instant, site: Pick<Site, 'timeZone'>): readonly Problem[] {
  if (found.kind === 'gone' || found.kind === 'media') return [];
  return found.kind === 'article'
    ? [...found.problems, ...heldProblems(heldArticle(found.article, now), now, site)]
    : found.problems;
}

function warning({ key }: HeldArticle, message: string): Problem {
  return { path: key, severity: 'warning', message };
}
