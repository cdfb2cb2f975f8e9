import { join } from 'node:path';
import type { HeldArticle } from '../../core/index/held.ts';
import type { Instant } from '../../core/instant.ts';
import { formatInstant } from '../../core/time/date.ts';
import { wallClockAt, zoneNamed } from '../../core/time/zone.ts';

/** Writes an instant as the wall clock shows it, to the minute: `2026-11-20 08:30`. */
export type Clock = (instant: Instant) => string;

export function clockOf(timeZone: string): Clock {
  const zone = zoneNamed(timeZone);
  return instant => wallClockAt(instant, zone).toISOString().slice(0, 16).replace('T', ' ');
}

/** Held-back articles for programs; `directory` is where their keys begin. */
export function heldFacts(held: readonly HeldArticle[], directory = ''): readonly object[] {
  return held.map(article => {
    const facts = { path: join(directory, article.key), kind: article.kind };
    if (article.kind === 'draft') return { ...facts, reason: article.reason };
    if (article.kind === 'waiting') return { ...facts, until: formatInstant(article.until) };
    return { ...facts, since: formatInstant(article.since) };
  });
}

/** Held-back articles for people, one a line; none where there are none. */
export function heldLines(held: readonly HeldArticle[], time: Clock, directory = ''): readonly string[] {
  return held.map(article => `${join(directory, article.key)}  ${describeHold(article, time)}`);
}

/** Why an article is held back, in a few words. */
export function describeHold(article: HeldArticle, time: Clock): string {
  if (article.kind === 'draft') return `draft (${article.reason})`;
  if (article.kind === 'waiting') return `waits until ${time(article.until)}`;
  return `expired at ${time(article.since)}`;
}
