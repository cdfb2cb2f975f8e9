import { BOOLEANS } from '../front-matter/publication-words.ts';
import type { Position, Severity } from '../problem.ts';
import { cleanLine } from '../text/clean.ts';
import { languageMeant, noLanguage, OWN_NAMES } from '../text/language.ts';
import { addressOf, parseAddress } from '../text/web-address.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';

/**
 * Takes note of what is wrong with a field, and where. `isCommon`: what many files have for the same reason is reported
 * once for all of them.
 */
export type Report = (at: Position, severity: Severity, message: string, isCommon?: boolean) => void;

/** One line of text and where it stands. */
export interface Text extends Position {
  readonly text: string;
}

/** A field that holds one line of text, or a number as it was written. Empty is absent; anything else is reported. */
export function readText(node: YamlNode, field: string, report: Report): Text | undefined {
  if (node.kind === 'scalar' && node.value === null) return undefined;
  if (node.kind !== 'scalar' || typeof node.value === 'boolean') {
    report(node, 'error', `${field}: expected text, found ${describe(node)}; ${remedyFor(node, field)}`);
    return undefined;
  }
  const text = cleanLine(node.text);
  return text === '' ? undefined : { text, line: node.line, column: node.column };
}

const QUOTES = 'put quotes around text that looks like something else';
/** Text that YAML takes as it is, whatever stands beside it. */
const PLAIN = /^[\p{L}\p{N}/.][\p{L}\p{M}\p{N} /._-]{0,99}$/u;

/** Returns what to write in place of what is no text: that of a list of one, such as `[two.md]`, else in quotes. */
function remedyFor(node: YamlNode, field: string): string {
  let only: YamlNode | undefined = node;
  while (only?.kind === 'list') only = only.items.length === 1 ? only.items[0] : undefined;
  if (node.kind !== 'list' || only?.kind !== 'scalar' || !PLAIN.test(only.text)) return QUOTES;
  const name = field.slice(field.lastIndexOf('.') + 1);
  return `write ${name}: ${only.text} (in quotes, where brackets belong to the text)`;
}

/** A field that holds one text or a list of them; lists in the list count as their texts, as Hexo writes categories. */
export function readTexts(node: YamlNode, field: string, report: Report): readonly Text[] {
  const texts: Text[] = [];
  const read = (item: YamlNode): void => {
    const text = readText(item, field, report);
    if (text) texts.push(text);
  };
  if (node.kind !== 'list') read(node);
  else
    for (const item of node.items) {
      if (item.kind === 'list') item.items.forEach(read);
      else read(item);
    }
  return texts;
}

/**
 * Returns names as texts: a mapping stands for its `name`, as other publishers write tags and categories
 * (`{ label, permalink }` of Docusaurus, `{ name, slug }`).
 */
export function asNames(node: YamlNode): YamlNode {
  if (node.kind === 'list') return { ...node, items: node.items.map(asNames) };
  if (node.kind !== 'map') return node;
  const [name] = ['name', 'label', 'title'].flatMap(key => fieldIn(node, key) ?? []);
  return name ?? node;
}

/** A field that is `true` or `false`; `undefined` where it is anything else, which is reported. */
export function booleanOf(node: YamlNode, field: string, report: Report): boolean | undefined {
  if (node.kind === 'scalar') {
    if (typeof node.value === 'boolean') return node.value;
    // YAML 1.1, by which other publishers write, has more words for the two, and so has Vietnamese.
    const word = typeof node.value === 'string' ? node.text.trim().normalize('NFC').toLowerCase() : '';
    const known = BOOLEANS.get(word);
    if (known !== undefined) return known;
  }
  report(node, 'error', `${field}: expected true or false, found ${describe(node)}`);
  return undefined;
}

/** A field that is a whole number from `least` to `most`, both included. */
export function integerOf(
  node: YamlNode,
  field: string,
  [least, most]: readonly [number, number],
  report: Report,
): number | undefined {
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  report(node, 'error', `${field}: expected a whole number from ${least} to ${most}, found ${describe(node)}`);
  return undefined;
}

/** A field that is an absolute `http` or `https` URL; the result is as `new URL` and RFC 3986 write it. */
export function webUrlOf(node: YamlNode, field: string, report: Report): string | undefined {
  const text = readText(node, field, report);
  if (!text) return undefined;
  const url = parseWebUrl(text.text);
  if (!url) report(node, 'error', `${field}: expected a URL such as https://bao.example/, found "${text.text}"`);
  return url;
}

/** The URL as `addressOf` writes it, or `undefined` where it is not absolute, not `http(s)`, or carries a password. */
export function parseWebUrl(text: string): string | undefined {
  const url = parseAddress(text);
  const web = url?.protocol === 'https:' || url?.protocol === 'http:';
  return web && url.username === '' && url.password === '' ? addressOf(url) : undefined;
}

/** No language tag in use is longer, in UTF-16 code units. */
const MAX_LANGUAGE = 100;

let names: Intl.DisplayNames | undefined;

/** Returns whether a tag is that of a language with a name. The names are loaded once, which takes 10 ms. */
export function isKnownLanguage(tag: string): boolean {
  names ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  return names.of(tag) !== undefined;
}

/**
 * A language tag (BCP 47) in its canonical spelling, or `undefined`. Its first subtag is a code of ISO 639: one of two
 * letters that a language has, or any of three. Longer ones are well-formed, but none was ever registered (RFC 5646,
 * section 2.2.1).
 */
export function parseLanguage(text: string): string | undefined {
  if (text.length > MAX_LANGUAGE) return undefined;
  try {
    const tag = Intl.getCanonicalLocales(text.replace('_', '-'))[0];
    const code = tag?.split('-', 1)[0] ?? '';
    return code.length === 3 || (code.length === 2 && isKnownLanguage(code)) ? tag : undefined;
  } catch {
    return undefined;
  }
}

export function languageOf(node: YamlNode, field: string, report: Report): string | undefined {
  const text = readText(node, field, report);
  if (!text) return undefined;
  const language = parseLanguage(text.text);
  if (!language) report(node, 'error', `${field}: ${noLanguage(text.text)}`);
  return language;
}

/** Length of the longest code of a language or a country. */
const MAX_CODE = 3;

let codes: ReadonlyMap<string, string> | undefined;

/** Returns the code of a language by its name, in English or as its speakers call it; `undefined` for other texts. */
function languageByName(name: string): string | undefined {
  if (name.length <= MAX_CODE || name.length > MAX_LANGUAGE) return undefined;
  codes ??= namesInEnglish();
  const code = languageMeant(name) ?? codes.get(name.toLowerCase());
  return code === undefined ? undefined : parseLanguage(code);
}

function namesInEnglish(): ReadonlyMap<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'language' });
  return new Map(Array.from(OWN_NAMES.keys(), code => [english.of(code)?.toLowerCase() ?? code, code]));
}

/** Returns the item of a list of one, and any other value as it is. */
export function onlyItem(node: YamlNode): YamlNode {
  return (node.kind === 'list' && node.items.length === 1 ? node.items[0] : undefined) ?? node;
}

/** The language of an article: a tag, or the name of a language, also in a list of one. Others are a warning. */
export function languageNamed(node: YamlNode, field: string, report: Report): string | undefined {
  const only = onlyItem(node);
  const text = only.kind === 'scalar' && typeof only.value === 'string' ? cleanLine(only.text) : '';
  const ignored: Report = (at, _severity, message) => report(at, 'warning', `${message}; it is ignored`, true);
  return parseLanguage(text) ?? languageByName(text) ?? languageOf(only, field, ignored);
}

/** Returns the value of a field of a mapping that is present and not empty. */
export function fieldIn(node: YamlNode, name: string): YamlNode | undefined {
  const value = node.kind === 'map' ? node.entries.find(({ key }) => key === name)?.value : undefined;
  return value?.kind === 'scalar' && value.value === null ? undefined : value;
}

/** Describes a value in words: `a list`, `the number 12`, `"text"`. */
export function describe(node: YamlNode): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a mapping';
  return describeScalar(node);
}

function describeScalar({ value, text }: YamlScalar): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
  return typeof value === 'number' ? `the number ${text}` : text;
}
