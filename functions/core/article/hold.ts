import type { Report } from '../fields/fields.ts';
import { type DeclaredDate, orHoldsNothing, type Publication } from '../front-matter/publication.ts';
import type { Instant } from '../instant.ts';
import { formatLocal } from '../time/date.ts';
import type { Zone } from '../time/zone.ts';
import { type Article, publicFrom } from './article.ts';
import { heldByPlace } from './key.ts';

/**
 * Returns the date of an article by its `date`, and by the dates of other publishers. A day of publication counts where
 * there is no `date`, an embargo also where it is later.
 */
export function dateAmong(
  date: Instant | undefined,
  { release, schedule }: Publication,
  report: Report,
): Instant | undefined {
  if (date === undefined || !release || release.at <= date) return date ?? release?.at;
  const counted: DeclaredDate = schedule && schedule.at > date ? schedule : release;
  const effect =
    counted === schedule
      ? 'is published only then'
      : 'is not public before then, and keeps its date, so feeds show it below what is newer';
  const remedy = `keep the one that is meant${orHoldsNothing(counted.field)}`;
  const message = `${counted.field}: comes after date, so the article ${effect}; ${remedy}`;
  // Archives of other publishers have both in each file.
  report(counted, 'warning', message, counted !== schedule);
  return counted === schedule ? counted.at : date;
}

/**
 * Returns what holds an article back, and from when until when it is public. `draft` is its own field. `told` are the
 * values of other publishers' fields, in order of precedence. The latest beginning and the earliest end count.
 * `isNoDraft` is true of an article that says `draft: false`.
 */
export function holdOf(
  { key, draft, published }: Pick<Article, 'key' | 'draft' | 'published'>,
  told: readonly Publication[],
  isNoDraft = false,
): Pick<Article, 'draft' | 'heldBy' | 'notBefore' | 'expires'> {
  const heldBy = told.find(publication => publication.heldBy !== undefined)?.heldBy ?? heldByPlace(key, isNoDraft);
  const beginning = Math.max(...told.map(({ release }) => release?.at ?? published));
  const ends = told.flatMap(({ expires }) => expires?.at ?? []);
  return {
    draft: draft || heldBy !== undefined,
    ...(!draft && heldBy !== undefined && { heldBy }),
    ...(beginning > published && { notBefore: beginning }),
    ...(ends.length > 0 && { expires: Math.min(...ends) }),
  };
}

/** Warns of an article that is over before it begins, at the field that says so: it is never public. */
export function reportNeverPublic(article: Article, told: readonly Publication[], zone: Zone, report: Report): void {
  const from = publicFrom(article);
  const end = told.flatMap(({ expires }) => expires ?? []).find(({ at }) => at === article.expires && at <= from);
  if (!end || article.withdrawn) return;
  const message = `the article is over before it begins, at ${formatLocal(from, zone)}, so it is never public`;
  report(end, 'warning', `${end.field}: ${message}; write a later date${orHoldsNothing(end.field)}`);
}
