import { fieldInVietnamese } from '../fields/vietnamese-names.ts';
import { fieldNamed, isFieldName } from './field-names.ts';
import { DRAFT, type PublicationRule, publicationRule } from './publication-rules.ts';
import { BOOLEANS, isHolding, PUBLIC_WORDS } from './publication-words.ts';

/** A name and its value on a line that may be a field. */
export interface LineField {
  readonly name: string;
  readonly value: string;
  /** True if it has a mark that prose does not have: `:name:` of reStructuredText, `#+name:` of Org. */
  readonly isMarked: boolean;
  /** True if it begins a comment, which no reader sees. */
  readonly isCommented: boolean;
}

/** Comments that no reader sees, by their ends. */
const COMMENTS: readonly (readonly [opening: RegExp, end: string])[] = [
  [/^<!--/, '-->'],
  [/^\{?\/\*/, '*/'],
  [/^%%(?!%)/, '%%'],
  [/^<%#/, '%>'],
  [/^<%--/, '--%>'],
  [/^<#--/, '-->'],
  [/^\{%-?\s{0,9}comment\b/, 'endcomment'],
];
/** Opening of a comment in HTML, templates, MDX, Obsidian and Markdown. */
const COMMENT = new RegExp(
  String.raw`^(?:<!-{2,}|<%(?:#|--)|<#--|\{%-?\s{0,9}comment\s{0,9}-?%\}|\{\/\*|\{\{!-{0,2}|\{\{\/\*|\{#|` +
    String.raw`\/[/*]{1,2}|%%|\[(?:\/\/|comment)\]: ?# ?\(?)`,
  'i',
);
/** Beginning of a constant, with its type in TypeScript. */
const DECLARED = String.raw`(?:const|let|var)\s{1,9}\w{1,50}\s{0,9}(?::[^=]{1,200})?=`;
/** Beginning of an object, also as the argument of a function: `defineMeta({`. */
const OBJECT = String.raw`\s{0,9}(?:[\w.]{0,50}(?:<[^>(]{0,50}>)?\(\s{0,9})?`;
const JSON_OBJECT = new RegExp(
  String.raw`^(?:export\s{1,9}(?:${DECLARED}|default)${OBJECT})?(?:\[\s*|%)?\{(?![{%<]|\/\*)`,
);
/** Modules of JavaScript that Markdown may contain (MDX): an import, or the line that opens an object. */
const MODULE = new RegExp(
  String.raw`^(?:import\s.*["'];?|(?:(?:export\s{1,9})?${DECLARED}|export\s{1,9}default)${OBJECT}\{)$`,
);
const EXPORT = /^export\s{1,9}(?:default\b|(?:const|let|var)\s{1,9}(\w{1,50})\s{0,9}(?::[^=]{1,200})?=)/;
/** Marks that a comment may have around its fields. */
const MARKS = /^[\s*+;=~#-]{1,40}/;
/** Separators of fields on a line of a module, and ends of their values. */
const IN_MODULE = /[{,[(;]|\s(?:as|satisfies)\s/;
/** Separators of fields on a line of a comment: spaces alone, too. */
const IN_COMMENT = /[{,[(;|]|\s(?=["']?[a-z][\w-]{1,40}["']?\s?[:=])/i;
const FIELD = /^(#\+|:)?["']?(_?[a-z][\w-]{1,40})["']?\s*(?:::?|[=\uff1a])/i;
/** A name with letters that English lacks, or of several words. It counts only if it is known. */
const OTHER_FIELD = /^["']?(\p{L}[\p{L}\p{M}\w -]{0,40}?)["']?\s*(?:::?|[=\uff1a])/iu;
/** Prefix of names in AsciiDoc and Org that are meant for one publisher. */
const PREFIX = /^(?:page|jbake|hugo|awestruct)[-_]/i;
const DATE = /^(?:\d{4}[-/.]\d|\d{8}\b|\d{1,2}[/.-]\d{1,2}[/.-]\d)/;
const AROUND_VALUE = ' \t,;"\'`}])>-*%#/';
const MAX_VALUE = 80;

/** Returns the fields on a line; more than one where it is JSON. */
export function fieldsOn(line: string): readonly LineField[] {
  const comment = COMMENT.exec(line)?.[0] ?? '';
  const text = line.slice(comment.length).trimStart();
  const parts = isJson(text) ? text.split(/[{,[]/) : [text];
  return parts.map(part => fieldOn(part.trimStart(), comment !== '')).filter(field => field !== undefined);
}

/** Returns the fields on a line of a module or of a comment: all that it may have, so that none stays unseen. */
export function fieldsInCode(line: string, isModule: boolean): readonly LineField[] {
  const comment = COMMENT.exec(line)?.[0] ?? '';
  const text = line.slice(comment.length).replace(EXPORT, '$1 = ').replace(MARKS, '');
  const parts = text.split(isModule ? IN_MODULE : IN_COMMENT).map(part => fieldOn(part.trimStart(), comment !== ''));
  return parts.filter(field => field !== undefined);
}

/** Returns true for an import, and for a line of a module that opens an object and ends there. */
export function opensModule(line: string): boolean {
  return MODULE.test(line);
}

/**
 * Returns true for a line that begins an object of JSON, a map of Elixir, or an object that a module exports (MDX), and
 * not a link of Markdown or a tag of a template.
 */
export function isJson(line: string): boolean {
  return JSON_OBJECT.test(line);
}

/** A field as no text has it: its name in quotes, or before an equals sign. */
const UNLIKE_TEXT = /^(?:"[^"]{1,60}"\s{0,9}:|'[^']{1,60}'\s{0,9}:|[\w.-]{1,60}\s{0,9}=)/;

/** Returns true for a line that begins with a field in a form of which no text has any. */
export function isUnlikeText(line: string): boolean {
  return UNLIKE_TEXT.test(line);
}

/** Returns the text that ends the comment which begins a line. */
export function commentEnd(line: string): string | undefined {
  return COMMENTS.find(([opening]) => opening.test(line))?.[1];
}

function fieldOn(text: string, isCommented: boolean): LineField | undefined {
  const [all = '', mark, name = ''] = FIELD.exec(text) ?? otherField(text) ?? [];
  if (name === '') return undefined;
  const value = wordOf(text.slice(all.length));
  return { name: name.replace(PREFIX, ''), value, isMarked: mark !== undefined, isCommented };
}

/** Returns the match of a field without a mark whose name is about publishing, or Vietnamese: `trạng thái: nháp`. */
function otherField(text: string): readonly [string, undefined, string] | undefined {
  const [all = '', name = ''] = OTHER_FIELD.exec(text) ?? [];
  const isRead = name !== '' && (publicationRule(name) ?? fieldInVietnamese(name)) !== undefined;
  return isRead ? [all, undefined, name] : undefined;
}

/** Returns true if front matter has a field of this name. */
export function isKnown({ name }: LineField): boolean {
  return isFieldName(name);
}

/** Returns true for a field of an article, or one that may hold it back. */
export function isOurs({ name }: LineField): boolean {
  return fieldNamed(name) !== undefined || publicationRule(name) !== undefined;
}

/**
 * Returns true for a field that certainly holds its article back, so that no text begins with it. Dates do so for a
 * time.
 */
export function holdsBack({ name, value }: LineField): boolean {
  const rule = ruleOf(name);
  const truth = BOOLEANS.get(value);
  if (!rule) return false;
  if (truth !== undefined && rule.holds !== undefined) return truth === rule.holds;
  if (rule.special) return rule.special === 'taken back' && truth === true;
  return rule.words !== undefined && isHolding(value, rule.words);
}

/**
 * Returns whether a field is about publication. `surely`: its value is one that no sentence has. `perhaps`: a text
 * could contain it, such as `Date: 12/5/2026` above its first paragraph.
 */
export function tellsOfPublication(field: LineField): 'surely' | 'perhaps' | undefined {
  const { name, value } = field;
  if (fieldNamed(name) === 'date') return DATE.test(value) ? 'perhaps' : undefined;
  const rule = ruleOf(name);
  const isTruth = BOOLEANS.has(value) && (rule?.holds !== undefined || rule?.special !== undefined);
  if (rule && (isTruth || holdsBack(field) || (rule.date && DATE.test(value))))
    return rule.otherwise === 'ignore' ? 'perhaps' : 'surely';
  return rule?.words && rule.words !== 'draft' && PUBLIC_WORDS.has(value) ? 'perhaps' : undefined;
}

/** Returns true for a field with the date of an article. */
export function hasDate(field: LineField): boolean {
  return tellsOfPublication(field) !== undefined && /^\d{4}/.test(field.value);
}

function ruleOf(name: string): PublicationRule | undefined {
  const field = fieldNamed(name);
  return field === 'draft' || field === 'withdrawn' ? DRAFT : publicationRule(name);
}

/** Returns a value without quotes and without marks at the end of its line: commas, braces, comments. In lower case. */
function wordOf(rest: string): string {
  const comment = rest.search(/\s(?:#|\/[/*])|-->|\*\//);
  const text = (comment === -1 ? rest : rest.slice(0, comment)).slice(0, MAX_VALUE);
  let [start, end] = [0, text.length];
  while (start < end && ' \t"\''.includes(text[start] ?? '')) start++;
  while (end > start && AROUND_VALUE.includes(text[end - 1] ?? '')) end--;
  return text.slice(start, end).toLowerCase();
}
