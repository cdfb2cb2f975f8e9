import { GROUPS, GROUPS_OF_PUBLICATION } from '../front-matter/foreign-fields.ts';
import { foldFieldName, publicationRule } from '../front-matter/publication-rules.ts';
import { endOfAddress } from './program-address.ts';
import { endOfExpression, exportedAt } from './program-expressions.ts';
import { tokensOf } from './program-tokens.ts';

/** Fields of an exported object whose values are literals. */
export type ProgramFields = Readonly<Record<string, unknown>>;

/** Returns true for a name of a field that has to do with publishing. */
export function isOfPublishing(key: string): boolean {
  return foldFieldName(key) === 'draft' || publicationRule(key) !== undefined;
}

/**
 * Returns the fields of the object that a program exports, without running anything: those whose values are literals.
 * Others, such as functions, are left out where their names have nothing to do with publishing, and so is an address
 * that surely is a text. `undefined` where a field of publishing may have any value, or the object may have fields
 * that are not seen: if more follows it, a name is computed, or one of its parts comes from elsewhere.
 */
export function programFields(program: string): ProgramFields | undefined {
  const tokens = tokensOf(program, () => TOKEN);
  const start = tokens && exportedAt(tokens);
  if (start === undefined || tokens?.[start] !== '{') return undefined;
  const { value, end } = valueAt({ tokens, depth: 0 }, start);
  const isWhole = end === tokens.length || (end === tokens.length - 1 && tokens[end] === ';');
  return isWhole && isFields(value) ? value : undefined;
}

/** Returns whether a program, which is never run, surely says nothing of when articles are public. */
export function isSilent(program: string): boolean {
  const fields = programFields(program);
  return fields !== undefined && !Object.keys(fields).some(isOfPublishing);
}

/** A text without escapes, a number, a name with what it is part of, or a sign; nothing that has a slash in it. */
const TOKEN = /"[^"\\\n]*"|'[^'\\\n]*'|`(?:[^`\\$]|\$\{[^{}`"'\\]*\})*`|[\w.]+|=>|\+\+|--|[{}[\](),:;=+*?!&|<>%-]/y;
/** An index that no token has. */
const NONE = -1;
const MAX_DEPTH = 20;
const AFTER_NAME: ReadonlySet<string> = new Set([':', '(', ',', '}']);
const NAME = /^(?:["'][\w -]+["']|\w+)$/;
const TEXT = /^(?:["']|`[^$]*$)/;
const NUMBER = /^\d[\w.]*$/;
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
]);

/** Tokens, and how many brackets are open around those that are read. */
interface Place {
  readonly tokens: readonly string[];
  readonly depth: number;
}

/** A value, and the index after it: `NONE` where it may say anything. */
interface Read {
  readonly value: unknown;
  readonly end: number;
}

/** The value of an expression, which is not computed. */
const UNKNOWN = Symbol('unknown');
const FAILED: Read = { value: UNKNOWN, end: NONE };

function isFields(value: unknown): value is ProgramFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(place: Place, at: number): Read {
  const { tokens, depth } = place;
  const token = tokens[at] ?? '';
  if (token === '{' || token === '[') return depth < MAX_DEPTH ? partsAt(place, at) : FAILED;
  const sign = token === '-' ? 1 : 0;
  const literal = literalOf(tokens[at + sign] ?? '', sign === 1);
  const end = at + sign + 1;
  if (literal !== UNKNOWN && endsField(tokens[end])) return { value: literal, end };
  return { value: UNKNOWN, end: endOfExpression(tokens, at) };
}

function endsField(token = ''): boolean {
  return token === ',' || token === '}' || token === ']';
}

function literalOf(token: string, isNegative: boolean): unknown {
  if (NUMBER.test(token)) return Number.isNaN(Number(token)) ? token : Number(token) * (isNegative ? -1 : 1);
  if (isNegative) return UNKNOWN;
  if (TEXT.test(token)) return token.slice(1, -1);
  return WORDS.has(token) ? WORDS.get(token) : UNKNOWN;
}

/** Reads an object or a list. A list with an item that is not known is not known, either. */
function partsAt({ tokens, depth }: Place, from: number): Read {
  const inside: Place = { tokens, depth: depth + 1 };
  const close = tokens[from] === '{' ? '}' : ']';
  const fields: [string, unknown][] = [];
  const items: unknown[] = [];
  let at = from + 1;
  while (tokens[at] !== close) {
    const field = close === '}' ? fieldAt(inside, at) : undefined;
    const { value, end } = field ?? valueAt(inside, at);
    if (end === NONE || (tokens[end] !== ',' && tokens[end] !== close)) return FAILED;
    if (!field) items.push(value);
    else if (value !== UNKNOWN) fields.push([field.key, value]);
    at = tokens[end] === ',' ? end + 1 : end;
  }
  if (close === '}') return { value: Object.fromEntries(fields), end: at + 1 };
  return { value: items.includes(UNKNOWN) ? UNKNOWN : items, end: at + 1 };
}

interface Field extends Read {
  readonly key: string;
}

function fieldAt(place: Place, from: number): Field {
  const { tokens, depth } = place;
  const at = tokens[from] === 'async' && NAME.test(tokens[from + 1] ?? '') ? from + 1 : from;
  const [name = '', sign = ''] = tokens.slice(at, at + 2);
  const key = name.replace(/["']/g, '');
  if (!NAME.test(name) || !AFTER_NAME.has(sign) || key === '__proto__') return { key, ...FAILED };
  const address = sign === ':' && foldFieldName(key) === 'permalink' ? endOfAddress(tokens, at + 2) : NONE;
  if (address !== NONE) return { key, value: UNKNOWN, end: address };
  const read: Read = sign === ':' ? valueAt(place, at + 2) : { value: UNKNOWN, end: endOfExpression(tokens, at) };
  const isRead = isOfPublishing(key)
    ? depth === 1 && saysWhen(key, read.value)
    : read.value !== UNKNOWN || !isGroup(key);
  return isRead ? { key, ...read } : { key, ...FAILED };
}

/** Returns true where a field of publishing has a value that can be read as that of JSON is, and is no template. */
function saysWhen(key: string, value: unknown): boolean {
  if (foldFieldName(key) === 'permalink') return value === false;
  return value !== UNKNOWN && !(typeof value === 'string' && value.includes('{'));
}

/** Returns true for a field with others in it that may be of publishing. */
function isGroup(key: string): boolean {
  const name = key.toLowerCase();
  return name === 'eleventycomputed' || GROUPS.has(name) || GROUPS_OF_PUBLICATION.has(name);
}
