import { type Report, readTexts, type Text } from '../fields/fields.ts';
import { cleanLine } from '../text/clean.ts';
import type { YamlEntry } from '../yaml/node.ts';
import { foldFieldName } from './publication-rules.ts';

/** Fields by which other publishers give an article its address. */
const NAMES = ['slug', 'permalink', 'url', 'path'] as const;

type AddressField = (typeof NAMES)[number];

/** Texts of these fields, with their positions. */
export type AddressFields = { readonly [Name in AddressField]?: Text };

/** Returns the address field that an entry is, with its text; `undefined` where it is none. */
export function addressField({ key, value, line, column }: YamlEntry): readonly [AddressField, Text] | undefined {
  const folded = foldFieldName(key);
  const name = NAMES.find(known => known === folded);
  if (name === undefined || value.kind !== 'scalar' || value.value === null || typeof value.value === 'boolean')
    return undefined;
  const text = cleanLine(value.text);
  return text === '' ? undefined : [name, { text, line, column }];
}

/** Fields with the former addresses of an article at other publishers, folded. */
const FORMER: ReadonlySet<string> = new Set(['aliases', 'alias', 'redirectfrom']);

/** Returns the former addresses in an entry; `undefined` where it is not one of these fields. */
export function readFormerAddresses({ key, value }: YamlEntry, report: Report): readonly Text[] | undefined {
  if (!FORMER.has(foldFieldName(key))) return undefined;
  return value.kind === 'map' ? [] : readTexts(value, key, report);
}
