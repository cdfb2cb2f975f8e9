import { suggestField, typingErrors } from '../fields/suggest.ts';
import { fieldInVietnamese, spellings } from '../fields/vietnamese-names.ts';
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

/** Names of a file to hear. They are not read as ours, since what some publishers have there is no file. */
const HEARD: ReadonlySet<string> = new Set(
  spellings('audio, âm thanh, tệp âm thanh, bản nghe, bản ghi âm, đính kèm, tệp đính kèm'),
);

/** Names of a file to see, or of a page that shows a film, which is no file. */
const SEEN: ReadonlySet<string> = new Set(spellings('video, tệp video, đoạn phim, video clip'));

/** Returns the field that a name is probably for: a Vietnamese one, that of a file to play, or a misspelt one. */
export function fieldMeant(name: string, value: YamlNode): string | undefined {
  const plain = withoutUnseen(name).normalize('NFC').toLowerCase();
  const isPlayed = HEARD.has(plain) || (SEEN.has(plain) && namesFile(value));
  return isPlayed ? 'enclosure' : (fieldInVietnamese(name) ?? suggestField(name, FIELDS));
}

const FILM = /\.(?:mp4|m4v|webm|mov|mkv|avi|mpe?g|3gp|og[gv])$/i;

/** Returns whether a field names a file by its path, or by an address with the ending of a film. */
function namesFile(value: YamlNode): boolean {
  if (value.kind !== 'scalar' || typeof value.value === 'boolean') return false;
  const [path = ''] = value.text.split(/[?#]/, 1);
  return !/^[a-z]+:|^\/\//i.test(path) || FILM.test(path);
}

/** Returns true if front matter has a field of this name, here or at other publishers. */
export function isFieldName(name: string): boolean {
  return fieldNamed(name) !== undefined || ELSEWHERE.has(foldFieldName(name)) || publicationRule(name) !== undefined;
}

/**
 * Returns what to write for a name that is probably a misspelt one of a field that holds articles back, or is such a
 * field's in Vietnamese; `undefined` for any other name.
 */
export function nearHolding(name: string): string | undefined {
  const vietnamese = fieldInVietnamese(name);
  if (vietnamese !== undefined) return vietnamese === 'date' ? 'date:' : undefined;
  const folded = foldFieldName(name);
  if (typingErrors(folded.slice(0, 12), 'withdrawn') <= 2) return 'withdrawn: true';
  return ['draft', 'date'].find(field => typingErrors(folded.slice(0, 8), field) <= 1)?.concat(':');
}

/**
 * Returns true for a name of a field that holds articles back for a guess alone: by the words that it is made of
 * (`go_live`), or as a misspelt one (`craft` for `draft`). No publisher is known to have it.
 */
export function isGuessedToHold(name: string): boolean {
  if (fieldNamed(name) !== undefined || fieldNamed(foldFieldName(name)) !== undefined) return false;
  const rule = publicationRule(name);
  if (rule) return rule.isGuessed === true;
  return fieldInVietnamese(name) === undefined && nearHolding(name) !== undefined;
}
