import { describe, type Report, readTexts, type Text } from '../fields/fields.ts';
import { cleanLine } from '../text/clean.ts';
import type { YamlEntry } from '../yaml/node.ts';
import { foldFieldName } from './publication-rules.ts';

/** Fields by which other publishers give an article its address. */
export const ADDRESS_FIELDS = ['slug', 'permalink', 'url', 'path'] as const;

type AddressField = (typeof ADDRESS_FIELDS)[number];

/** Texts of these fields, with their positions. */
export type AddressFields = { readonly [Name in AddressField]?: Text };

/**
 * Returns the address field that an entry is, with its text; `undefined` where it is none. One that is empty counts as
 * left out, and so does one that is no text, which is reported.
 */
export function readAddressField({ key, value, line, column }: YamlEntry, report: Report): AddressFields | undefined {
  const folded = foldFieldName(key);
  const name = ADDRESS_FIELDS.find(known => known === folded);
  if (name === undefined) return undefined;
  if (value.kind !== 'scalar' || typeof value.value === 'boolean') {
    const message = `${key}: expected text, found ${describe(value)}, so it is ignored; ${ADDRESS_REMEDIES[name]}`;
    report(value, 'warning', message, true);
    return {};
  }
  const text = value.value === null ? '' : cleanLine(value.text);
  return text === '' ? {} : { [name]: { text, line, column } };
}

/** Names of address fields that are Bantin's own, folded. Those of other publishers are noted where they are read. */
const OWN_NAMES: ReadonlySet<string> = new Set(['slug', 'aliases']);

/** Returns true for the name of an address field that is Bantin's own, in any case. */
export function isOwnAddressField(name: string): boolean {
  return OWN_NAMES.has(name.toLowerCase());
}

const PATH = 'write the path of a page on the site, such as /2026/11/cau-moi/';

/** Remedies for a value of each field that can't be used. */
export const ADDRESS_REMEDIES: Readonly<Record<AddressField, string>> = {
  slug: 'write a name of Latin letters, digits and hyphens, such as slug: cau-moi',
  permalink: PATH,
  url: PATH,
  path: PATH,
};

/** Fields with the former addresses of an article at other publishers, folded. */
const FORMER: ReadonlySet<string> = new Set(['aliases', 'alias', 'redirectfrom']);

/** A former address, and the name of the field that it stands in, as it is written. */
export interface FormerAddress extends Text {
  readonly field: string;
}

/** Returns the former addresses in an entry; `undefined` where it is not one of these fields. */
export function readFormerAddresses({ key, value }: YamlEntry, report: Report): readonly FormerAddress[] | undefined {
  if (!FORMER.has(foldFieldName(key))) return undefined;
  const isUsable = value.kind !== 'map' && !(value.kind === 'scalar' && typeof value.value === 'boolean');
  if (isUsable) return readTexts(value, key, report).map(text => ({ ...text, field: key }));
  const message = `${key}: expected a path or a list of paths, found ${describe(value)}, so it is ignored`;
  report(value, 'warning', `${message}; write ${key}: [/2020/07/cau-moi/]`, true);
  return [];
}
