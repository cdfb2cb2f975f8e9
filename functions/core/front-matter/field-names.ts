import { withoutUnseen } from '../text/unseen.ts';
import type { YamlNode } from '../yaml/node.ts';
import { foldFieldName, publicationRule } from './publication-rules.ts';

/** The fields of an article, as Bantin names them. */
export const FIELDS = [
  'id',
  'title',
  'date',
  'updated',
  'correction',
  'author',
  'authors',
  'category',
  'categories',
  'tags',
  'summary',
  'image',
  'enclosure',
  'link',
  'language',
  'translationOf',
  'license',
  'main',
  'republishable',
  'draft',
  'withdrawn',
] as const;

export type FieldName = (typeof FIELDS)[number];

/** Fields of several values, separated by commas where they are written as text. */
export const LIST_FIELDS: ReadonlySet<string> = new Set<FieldName>(['authors', 'categories', 'tags']);

/** Fields of a source, by name; not yet checked. */
export type Fields = { readonly [Name in FieldName]?: YamlNode };

const KNOWN: ReadonlyMap<string, FieldName> = new Map(
  FIELDS.flatMap(name => [
    [name, name],
    [name.toLowerCase(), name],
  ]),
);

/** Names that front matter has at other publishers, folded. They only distinguish front matter from prose. */
const ELSEWHERE: ReadonlySet<string> = new Set(
  `slug layout template url path permalink description excerpt subtitle lead keywords tag lang locale lastmod modified
  lastmodified lastmodifiedat updateddate cover hero heroimage thumbnail featuredimage banner images aliases
  redirectfrom comments toc weight series taxonomies extra params sitemap guid`.split(/\s+/),
);

/** Returns the field of a name, ignoring case and invisible characters: `Title` is `title`. */
export function fieldNamed(name: string): FieldName | undefined {
  return KNOWN.get(name) ?? KNOWN.get(withoutUnseen(name).toLowerCase());
}

/** Returns true if front matter has a field of this name, here or at other publishers. */
export function isFieldName(name: string): boolean {
  return fieldNamed(name) !== undefined || ELSEWHERE.has(foldFieldName(name)) || publicationRule(name) !== undefined;
}
