import type { PageField } from '../body/html-page.ts';
import type { Report } from '../fields/fields.ts';
import type { Position } from '../problem.ts';
import { createPositions } from '../text/positions.ts';
import type { YamlEntry } from '../yaml/node.ts';
import { fieldNamed } from './field-names.ts';
import { type Publication, type PublicationContext, PublicationReader } from './publication.ts';
import { DRAFT, foldFieldName, type PublicationRule, publicationRule, TAKEN_BACK } from './publication-rules.ts';

/** Place of a page in its source, and whether anything declares its date. */
export interface PagePlace {
  readonly text: string;
  /** 1-based line of the source on which it begins. */
  readonly line: number;
  readonly hasDate: boolean;
}

/** Names that are facts of a page, and are read as such. */
const FACTS: ReadonlySet<string> = new Set(['date', 'datepublished']);
/** Dates as publishers write them. Values for caches look different: `0`, `Thu, 19 Nov 1981 08:52:00 GMT`. */
const ISO_DATE = /^\s*\d{4}-\d/;

/**
 * Reads from the fields of an HTML page when it is public, as Pelican does. Returns `undefined` where an unreadable
 * field may keep the page unpublished.
 */
export function readPageFields(
  fields: readonly PageField[],
  place: PagePlace,
  dates: PublicationContext,
  report: Report,
): Publication | undefined {
  const reader = new PublicationReader(dates, report);
  const positionOf = createPositions(place.text);
  let isReadable = true;
  for (const { name, content, at } of fields) {
    const key = name.trim();
    const rule = ruleOfMeta(key, content, place.hasDate);
    if (!rule) continue;
    const { line, column } = positionOf(at);
    const entry = entryOf(key, content, { line: place.line + line - 1, column });
    // A withdrawal has fields of its own.
    const isWithdrawn = fieldNamed(key) === 'withdrawn' && content.trim().toLowerCase() !== 'false';
    if (isWithdrawn) report(entry, 'error', WITHDRAWN);
    if (isWithdrawn || reader.readBy(rule, entry) === 'unreadable') isReadable = false;
  }
  return isReadable ? reader.publication : undefined;
}

const WITHDRAWN =
  'withdrawn is read in front matter only, so the article is held back; write withdrawn: true there, ' +
  'between two lines of ---';

/**
 * Returns the rule for a `<meta name>`. Names with a colon, such as `og:type`, belong to vocabularies with other
 * meanings.
 */
function ruleOfMeta(name: string, content: string, hasDate: boolean): PublicationRule | undefined {
  const folded = foldFieldName(name);
  const field = fieldNamed(name);
  if (field === 'draft') return DRAFT;
  if (field === 'withdrawn') return TAKEN_BACK;
  if (FACTS.has(folded) || (folded === 'expires' && !ISO_DATE.test(content))) return undefined;
  const rule = publicationRule(name);
  // A page may be named after a newspaper, and have its date twice.
  const isLoose =
    rule?.otherwise === 'date' ||
    (rule?.holds === undefined && rule?.date !== 'expiry' && rule?.date !== undefined && hasDate);
  return rule && isLoose ? { ...rule, otherwise: 'ignore' } : rule;
}

function entryOf(key: string, text: string, at: Position): YamlEntry {
  return { key, ...at, value: { kind: 'scalar', value: text, text: text.trim(), ...at } };
}
