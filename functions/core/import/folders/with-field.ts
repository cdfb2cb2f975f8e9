import { fieldNames, frontMatterPlace } from '../../data-files/front-matter-place.ts';
import { fieldInVietnamese } from '../../fields/vietnamese-names.ts';
import { fieldNamed } from '../../front-matter/field-names.ts';
import type { FrontMatterForm } from '../../front-matter/front-matter-text.ts';
import { foldFieldName, publicationRule } from '../../front-matter/publication-rules.ts';
import type { Position } from '../../problem.ts';

/** Other names of the same field, folded. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  language: ['language', 'lang', 'locale'],
};
/** Names of the field that holds former addresses; of these an article may have several. */
const FORMER = ['aliases', 'redirect_from', 'alias'] as const;

/**
 * Returns a text with a field more in its front matter, in any form that this has; a text without any gets some.
 * `undefined` where the front matter can't be read, or has that field already.
 */
export function withField(text: string, name: string, value: unknown): string | undefined {
  const place = frontMatterPlace(text);
  if (place === 'unread') return undefined;
  const names = place ? fieldNames(text) : new Set<string>();
  if ((NAMES[name] ?? [foldFieldName(name)]).some(one => names.has(one))) return undefined;
  if (!place) return `---\n${name}: ${JSON.stringify(value)}\n---\n${text}`;
  const { from, to, form } = place;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const head = text.slice(from, to);
  const [blanks = '', brace = ''] = /^\s{0,200}(\{?)/.exec(head) ?? [];
  if (brace !== '') {
    const after = from + blanks.length;
    return `${text.slice(0, after)}${JSON.stringify(name)}: ${JSON.stringify(value)}, ${text.slice(after)}`;
  }
  return `${text.slice(0, from)}${fieldLine(form, head, name, value)}${end}${text.slice(from)}`;
}

/** The same with a former address more, in a field that the article does not have yet. */
export function withFormer(text: string, address: string): string | undefined {
  for (const name of FORMER) {
    const found = withField(text, name, [address]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns a text that says of itself that it is in no category; `undefined` where its front matter can't be read. */
export function withoutCategories(text: string): string | undefined {
  const place = frontMatterPlace(text);
  const fields = typeof place === 'object' ? place.fields : [];
  const empty = fields.find(({ key, value }) => foldFieldName(key) === 'categories' && value.kind === 'scalar');
  if (!empty || typeof place !== 'object') return withField(text, 'categories', []);
  if (place.form !== 'yaml') return undefined;
  return text.slice(0, empty.at) + text.slice(empty.at).replace(/^([^:\n]{1,99}:)[^\n]{0,99}/, '$1 []');
}

/** Returns a text that says of itself that it is a draft; `undefined` where its front matter can't be read. */
export function withDraft(text: string): string | undefined {
  const place = frontMatterPlace(text);
  const fields = typeof place === 'object' ? place.fields : [];
  const index = fields.findIndex(({ key }) => foldFieldName(key) === 'draft');
  const field = fields[index];
  if (!field || typeof place !== 'object') return withField(text, 'draft', true);
  const end = fields[index + 1]?.at ?? place.to;
  const said = text
    .slice(field.at, end)
    .replace(/([:=]\s{0,99})(?:"[^"\n]{0,99}"|'[^'\n]{0,99}'|[^\s,{}]{1,99})/, '$1true');
  return text.slice(0, field.at) + said + text.slice(end);
}

/** A field that holds an article back, since its date can't be read. */
export interface UnreadDate {
  /** Name, as it is written. */
  readonly key: string;
  readonly text: string;
  /** True for the date of the article itself, and false for one from which, or until which, it is public. */
  readonly isOwn: boolean;
  readonly line: number;
}

/** Returns the dates at these places of a text; `undefined` where at one of them there is none. */
export function datesAt(text: string, places: readonly Partial<Position>[]): readonly UnreadDate[] | undefined {
  const place = frontMatterPlace(text);
  if (typeof place !== 'object' || places.length === 0) return undefined;
  const dates: UnreadDate[] = [];
  for (const { line, column } of places) {
    const there = place.fields.filter(({ value }) => value.line === line);
    const field = there.length > 1 ? there.find(({ value }) => value.column === column) : there[0];
    const isOwn = field && isOwnDate(field.key);
    if (field?.value.kind !== 'scalar' || isOwn === undefined) return undefined;
    if (!isOwn && publicationRule(field.key)?.date === undefined) return undefined;
    dates.push({ key: field.key, text: field.value.text, isOwn, line: field.value.line });
  }
  return dates;
}

function isOwnDate(key: string): boolean {
  return fieldNamed(key) === 'date' || fieldInVietnamese(key) === 'date';
}

/** Returns a text in which dates have names that nobody reads, to find out what else it says. */
export function withUnreadNames(text: string, dates: readonly UnreadDate[]): string {
  return marked(text, dates, field => `${/^["']/.exec(field)?.[0] ?? ''}unread-`);
}

/** Returns a text in which the article's own dates of these are comments, where its form has comments. */
export function withoutOwnDates(text: string, dates: readonly UnreadDate[]): string {
  return hasComments(text) ? marked(text, ownOf(dates), () => '# ') : text;
}

/** Returns true for front matter of lines that can be comments. */
export function hasComments(text: string): boolean {
  const place = frontMatterPlace(text);
  if (typeof place !== 'object' || (place.form !== 'yaml' && place.form !== 'toml')) return false;
  return !/^\s{0,200}\{/.test(text.slice(place.from, place.to));
}

function ownOf(dates: readonly UnreadDate[]): readonly UnreadDate[] {
  return dates.filter(({ isOwn }) => isOwn);
}

/** Puts a mark before the name of each of these fields, or inside of its quotes. */
function marked(text: string, dates: readonly UnreadDate[], markOf: (field: string) => string): string {
  const place = frontMatterPlace(text);
  const fields = typeof place === 'object' ? place.fields : [];
  const found = fields.filter(({ key }) => dates.some(date => date.key === key));
  return found.reduceRight((before, { at }) => {
    const rest = before.slice(at);
    const mark = markOf(rest);
    return before.slice(0, at) + mark + rest.slice(/^["']/.test(mark) ? 1 : 0);
  }, text);
}

function fieldLine(form: FrontMatterForm, head: string, name: string, value: unknown): string {
  switch (form) {
    case 'toml':
      return `${name} = ${JSON.stringify(value)}`;
    case 'json':
    case 'json members':
      return `${JSON.stringify(name)}: ${JSON.stringify(value)},`;
    case 'header lines':
      return `${/^[ \t]*\.\.[ \t]/.test(head) ? '.. ' : ''}${name}: ${Array.isArray(value) ? value.join(', ') : value}`;
    default:
      return `${name}: ${JSON.stringify(value)}`;
  }
}

/** Returns the values of the fields of a text that are a line, by their folded names. */
export function textFields(text: string): ReadonlyMap<string, string> {
  const place = frontMatterPlace(text);
  const found = new Map<string, string>();
  for (const { key, value } of typeof place === 'object' ? place.fields : [])
    if (value.kind === 'scalar' && value.value !== null && value.text.trim() !== '')
      found.set(foldFieldName(key), value.text.trim());
  return found;
}
