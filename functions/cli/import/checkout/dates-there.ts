import { Buffer } from 'node:buffer';
import { createArticleReader } from '../../../core/article/read-article.ts';
import { frontMatterPlace } from '../../../core/data-files/front-matter-place.ts';
import { fieldInVietnamese } from '../../../core/fields/vietnamese-names.ts';
import { fieldNamed } from '../../../core/front-matter/field-names.ts';
import { foreignField } from '../../../core/front-matter/foreign-fields.ts';
import { publicationRule } from '../../../core/front-matter/publication-rules.ts';
import { withField } from '../../../core/import/folders/with-field.ts';
import type { Site } from '../../../core/site/site.ts';
import { cleanLine } from '../../../core/text/clean.ts';
import { formatLocal, parseDate } from '../../../core/time/date.ts';
import { zoneNamed } from '../../../core/time/zone.ts';
import { readMisdated } from './misdated.ts';
import { UNDATED } from './undated.ts';

/** Writes the dates of a text, so that they are the same instants on another site. */
export type DatesThere = (text: string, key: string) => string;

/**
 * Returns the change of dates from a site, in whose time zone and language they are written, to another: those that
 * would be another instant there, or none, are written with their zone. The date in a file's name is written, too.
 */
export function datesThere(from: Site, to: Site): DatesThere {
  if (from.timeZone === to.timeZone && from.language === to.language) return text => text;
  const [zone, zoneThere] = [zoneNamed(from.timeZone), zoneNamed(to.timeZone)];
  const [read, readThere] = [createArticleReader(from), createArticleReader(to)];
  const publishedBy = (reader: typeof read, text: string, key: string) =>
    (
      reader({ key, bytes: Buffer.from(text), lastModified: UNDATED }).article ??
      readMisdated(text, key, reader)?.article
    )?.published;
  return (text, key) => {
    const written = withDatesAs(text, said => {
      const [here, there] = [parseDate(said, zone, from.language), parseDate(said, zoneThere, to.language)];
      const isSame = 'instant' in here && 'instant' in there && here.instant === there.instant;
      return isSame || !('instant' in here) ? undefined : formatLocal(here.instant, zone);
    });
    const published = publishedBy(read, text, key);
    if (published === undefined || published === UNDATED) return written;
    if (published === publishedBy(readThere, written, key)) return written;
    return withField(written, 'date', formatLocal(published, zone)) ?? written;
  };
}

/** Returns a text whose dates are others where `as` returns one. */
function withDatesAs(text: string, as: (date: string) => string | undefined): string {
  const place = frontMatterPlace(text);
  if (typeof place !== 'object') return text;
  return place.fields.reduceRight((before, { key, value, at }, index) => {
    const other = value.kind === 'scalar' && isDate(key) ? as(cleanLine(value.text)) : undefined;
    const end = place.fields[index + 1]?.at ?? place.to;
    const found = value.kind === 'scalar' && other !== undefined ? text.indexOf(value.text, at + key.length) : -1;
    if (value.kind !== 'scalar' || found === -1 || found >= end) return before;
    return before.slice(0, found) + other + before.slice(found + value.text.length);
  }, text);
}

function isDate(key: string): boolean {
  const field = fieldNamed(key) ?? foreignField(key)?.field ?? fieldInVietnamese(key);
  return field === 'date' || field === 'updated' || publicationRule(key)?.date !== undefined;
}
