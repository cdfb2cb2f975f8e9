import { join } from 'node:path';
import type { HeldArticle, LeavingArticle } from '../../core/index/held.ts';
import { DAY, type Instant } from '../../core/instant.ts';
import { formatInstant } from '../../core/time/date.ts';
import { wallClockAt, zoneNamed } from '../../core/time/zone.ts';
import { counted } from './counted.ts';

/** Days within which an article goes soon, and the maximum of those that people are told of. */
const [SOON, MAX_LEAVING] = [30, 20];

/** Formats an instant as local time, to the minute: `2026-11-20 08:30`. */
export type Clock = (instant: Instant) => string;

export function clockOf(timeZone: string): Clock {
  const zone = zoneNamed(timeZone);
  return instant => wallClockAt(instant, zone).toISOString().slice(0, 16).replace('T', ' ');
}

/** Returns held-back articles for programs; `directory` is the directory that their keys are relative to. */
export function heldFacts(held: readonly HeldArticle[], directory = ''): readonly object[] {
  return held.map(article => {
    const facts = { path: join(directory, article.key), kind: article.kind };
    if (article.kind === 'draft') return { ...facts, reason: article.reason };
    if (article.kind === 'waiting') return { ...facts, until: formatInstant(article.until) };
    return { ...facts, since: formatInstant(article.since) };
  });
}

/** Returns held-back articles for people, one a line. */
export function heldLines(held: readonly HeldArticle[], time: Clock, directory = ''): readonly string[] {
  return held.map(article => `${join(directory, article.key)}  ${describeHold(article, time)}`);
}

/** Returns articles that are public until a date, for programs. */
export function leavingFacts(leaving: readonly LeavingArticle[], directory = ''): readonly object[] {
  return leaving.map(({ key, at }) => ({ path: join(directory, key), on: formatInstant(at) }));
}

/**
 * Returns articles that are public until a date, for people: those that go soon, one a line, the first to go first, and
 * how many others there are.
 */
export function leavingLines(
  leaving: readonly LeavingArticle[],
  { now, time, directory = '' }: { readonly now: Instant; readonly time: Clock; readonly directory?: string },
): readonly string[] {
  const soon = leaving.filter(({ at }) => at <= now + SOON * DAY).sort((one, other) => one.at - other.at);
  const told = soon.slice(0, MAX_LEAVING);
  const lines = told.map(({ key, at }) => `${join(directory, key)}  public until ${time(at)}`);
  const others = leaving.length - told.length;
  return others === 0 ? lines : [...lines, describeOthers(others, told.length > 0)];
}

function describeOthers(count: number, areMore: boolean): string {
  const [go, them] = count === 1 ? ['goes', 'it'] : ['go', 'them all'];
  if (areMore) return `and ${count.toLocaleString('en-US')} more that ${go} later; --json lists ${them}`;
  return `${counted(count, 'article')} that ${go} in more than ${SOON} days; --json lists ${them}`;
}

/** Describes in a few words why an article is held back. */
export function describeHold(article: HeldArticle, time: Clock): string {
  if (article.kind === 'draft') return `draft (${article.reason})`;
  if (article.kind === 'waiting') return `waits until ${time(article.until)}`;
  return `expired at ${time(article.since)}`;
}
