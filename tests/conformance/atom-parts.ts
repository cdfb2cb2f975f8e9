import type { ParsedElement } from '../core/feed/parsed-xml.ts';
import type { Findings } from './rule.ts';
import { isBlank, isEmail, isIri, isLanguage, isMediaType, isWebAddress, rfc3339 } from './values.ts';

export const ATOM = 'http://www.w3.org/2005/Atom';

/** Relations of links that the register of IANA has and a feed may use. */
const RELATIONS = new Set(
  (
    'alternate archives author collection copyright current describedby edit enclosure first help hub icon ' +
    'last latest-version ' +
    'license next next-archive payment prev prev-archive previous privacy-policy related replies self tag ' +
    'terms-of-service up via'
  ).split(' '),
);

export function atomAll(element: ParsedElement, name: string): readonly ParsedElement[] {
  return element.children.filter(({ uri, local }) => uri === ATOM && local === name);
}

/** The text of the first of that name; empty where there is none. */
export function atomText(element: ParsedElement, name: string): string {
  return atomAll(element, name)[0]?.text ?? '';
}

/** Allowed numbers of Atom elements within another. An element that is not named is not allowed. */
export interface Amounts {
  readonly one: readonly string[];
  readonly most: readonly string[];
  readonly any: readonly string[];
}

export function* checkAmounts(element: ParsedElement, { one, most, any }: Amounts): Findings {
  for (const name of one) if (atomAll(element, name).length !== 1) yield `${atomAll(element, name).length} ${name}`;
  for (const name of most) if (atomAll(element, name).length > 1) yield `${atomAll(element, name).length} ${name}`;
  const allowed = new Set([...one, ...most, ...any]);
  for (const { uri, local } of element.children) if (uri === ATOM && !allowed.has(local)) yield `${local} has no place`;
}

/** Section 3.1, Text constructs: ours are `text`, which holds no markup (3.1.1.1), and a title is never empty. */
export function* checkTexts(element: ParsedElement, names: readonly string[]): Findings {
  for (const { name, attributes, children, text } of names.flatMap(name => atomAll(element, name))) {
    const { type = 'text' } = attributes;
    if (type !== 'text') yield `${name}: type="${type}"`;
    if (children.length > 0) yield `${name}: elements`;
    if (isBlank(text)) yield `${name}: empty`;
  }
}

/** Section 3.2, Person constructs. */
export function* checkPersons(element: ParsedElement): Findings {
  for (const person of [...atomAll(element, 'author'), ...atomAll(element, 'contributor')]) {
    yield* checkAmounts(person, { one: ['name'], most: ['uri', 'email'], any: [] });
    if (isBlank(atomText(person, 'name'))) yield 'no name';
    for (const { text } of atomAll(person, 'uri')) if (!isIri(text)) yield `uri: ${text}`;
    for (const { text } of atomAll(person, 'email')) if (!isEmail(text)) yield `email: ${text}`;
  }
}

/** Section 3.3, Date constructs. */
export function* checkDate(element: ParsedElement, name: string): Findings {
  for (const { text, children } of atomAll(element, name))
    if (rfc3339(text) === undefined || children.length > 0) yield `${name}: ${text}`;
}

/** Section 4.2.7. */
export function* checkLinks(element: ParsedElement): Findings {
  for (const { attributes, children, text } of atomAll(element, 'link')) {
    const { href = '', rel = 'alternate', type, hreflang, length, title } = attributes;
    if (!isWebAddress(href)) yield `href: ${href}`;
    if (!RELATIONS.has(rel) && !isIri(rel)) yield `rel: ${rel}`;
    if (type !== undefined && !isMediaType(type)) yield `type: ${type}`;
    if (hreflang !== undefined && !isLanguage(hreflang)) yield `hreflang: ${hreflang}`;
    if (length !== undefined && !/^\d+$/.test(length)) yield `length: ${length}`;
    if (title !== undefined && isBlank(title)) yield 'title: empty';
    if (children.length > 0 || !isBlank(text)) yield 'it is not empty';
  }
}

export interface EntryInFeed {
  readonly entry: ParsedElement;
  readonly now: number;
}
