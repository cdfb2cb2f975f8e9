import { fieldNamed, isFieldName } from './field-names.ts';
import { DRAFT, type PublicationRule, publicationRule } from './publication-rules.ts';
import { BOOLEANS, DRAFT_WORDS, HOLDING_WORDS, PUBLIC_WORDS } from './publication-words.ts';

/** A name and its value on a line that may be one of fields. */
export interface LineField {
  readonly name: string;
  readonly value: string;
  /** Whether it is marked so that it is no prose: `:name:` of reStructuredText, `#+name:` of Org. */
  readonly isMarked: boolean;
  /** Whether it begins a comment, which no reader sees. */
  readonly isCommented: boolean;
}

/** What opens a comment: of HTML, templates, Obsidian and Markdown. */
const COMMENT = /^(?:<!-{2,}|\{\{!-{0,2}|\{\{\/\*|\{#|\/[/*]{1,2}|%%|\[(?:\/\/|comment)\]: ?# ?\(?)/i;
const JSON_OBJECT = /^(?:\[\s*)?\{(?![{%<])/;
const FIELD = /^(#\+|:)?["']?([a-z][\w-]{1,40})["']?\s*[:=\uff1a]/i;
/** Before names in AsciiDoc and Org that are meant for one publisher. */
const PREFIX = /^(?:page|jbake|hugo|awestruct)[-_]/i;
const DATE = /^(?:\d{4}[-/.]\d|\d{8}\b|\d{1,2}[/.-]\d{1,2}[/.-]\d)/;
const AROUND_VALUE = ' \t,;"\'`}])>-*%#/';
const MAX_VALUE = 80;

/** The fields on a line; more than one where it is JSON. */
export function fieldsOn(line: string): readonly LineField[] {
  const comment = COMMENT.exec(line)?.[0] ?? '';
  const text = line.slice(comment.length).trimStart();
  const parts = isJson(text) ? text.split(/[{,[]/) : [text];
  return parts.map(part => fieldOn(part.trimStart(), comment !== '')).filter(field => field !== undefined);
}

/** Whether a line begins an object of JSON: no link of Markdown, and no tag of a template. */
export function isJson(line: string): boolean {
  return JSON_OBJECT.test(line);
}

function fieldOn(text: string, isCommented: boolean): LineField | undefined {
  const [all = '', mark, name = ''] = FIELD.exec(text) ?? [];
  if (name === '') return undefined;
  const value = wordOf(text.slice(all.length));
  return { name: name.replace(PREFIX, ''), value, isMarked: mark !== undefined, isCommented };
}

/** Whether front matter has a field of this name. */
export function isKnown({ name }: LineField): boolean {
  return isFieldName(name);
}

/** A field of an article, or one that may hold it back. */
export function isOurs({ name }: LineField): boolean {
  return fieldNamed(name) !== undefined || publicationRule(name) !== undefined;
}

/** Whether a field holds its article back for certain, so that no text begins with it. Dates do so for a time. */
export function holdsBack({ name, value }: LineField): boolean {
  const rule = ruleOf(name);
  const truth = BOOLEANS.get(value);
  if (!rule) return false;
  if (truth !== undefined && rule.holds !== undefined) return truth === rule.holds;
  if (rule.special) return rule.special === 'taken back' && truth === true;
  return rule.words === 'any' ? HOLDING_WORDS.has(value) : rule.words === 'draft' && DRAFT_WORDS.has(value);
}

/**
 * Whether a field tells of publication, with a value that no sentence has: `surely`, or so that a text could say it as
 * well, as `Date: 12/5/2026` above its first paragraph.
 */
export function tellsOfPublication(field: LineField): 'surely' | 'perhaps' | undefined {
  const { name, value } = field;
  if (fieldNamed(name) === 'date') return DATE.test(value) ? 'perhaps' : undefined;
  const rule = ruleOf(name);
  const isTruth = BOOLEANS.has(value) && (rule?.holds !== undefined || rule?.special !== undefined);
  if (rule && (isTruth || holdsBack(field) || (rule.date && DATE.test(value))))
    return rule.otherwise === 'ignore' ? 'perhaps' : 'surely';
  return rule?.words === 'any' && PUBLIC_WORDS.has(value) ? 'perhaps' : undefined;
}

function ruleOf(name: string): PublicationRule | undefined {
  const field = fieldNamed(name);
  return field === 'draft' || field === 'withdrawn' ? DRAFT : publicationRule(name);
}

/** A value without quotes and what ends its line: commas, braces, comments. In lower case. */
function wordOf(rest: string): string {
  const comment = rest.search(/\s(?:#|\/\/)|-->|\*\//);
  const text = (comment === -1 ? rest : rest.slice(0, comment)).slice(0, MAX_VALUE);
  let [start, end] = [0, text.length];
  while (start < end && ' \t"\''.includes(text[start] ?? '')) start++;
  while (end > start && AROUND_VALUE.includes(text[end - 1] ?? '')) end--;
  return text.slice(start, end).toLowerCase();
}
