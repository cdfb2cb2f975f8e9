import { isText } from '../fields/author-fields.ts';
import { onlyItem } from '../fields/fields.ts';
import { parseDate } from '../time/date.ts';
import type { YamlEntry, YamlNode } from '../yaml/node.ts';
import type { FieldName } from './field-names.ts';
import { hasPictureEnding, imageIn, isPictureName } from './image-value.ts';
import type { DateContext } from './publication.ts';
import { foldFieldName } from './publication-rules.ts';

/** Fields that other publishers have under other names. */
export type AdoptedField = Extract<FieldName, 'summary' | 'updated' | 'image' | 'authors' | 'tags' | 'language'>;

/** The field of ours that a name of another publisher stands for. */
export interface ForeignField {
  readonly field: AdoptedField;
  /** Rank among several names for one field; the lowest wins. */
  readonly rank: number;
}

/** Names in order of precedence: those with the closest meaning come first. Folded. */
const NAMES: Readonly<Record<AdoptedField, string>> = {
  summary: `description excerpt lead lede abstract teaser synopsis standfirst intro metadescription seodescription
    ogdescription spoiler blurb dek tldr subtitle`,
  updated: `lastmod lastmodified lastmodifiedat modified modifiedat modifieddate datemodified updateddate updatedat
    updatedon dateupdated updatedatetime updateddatetime lastupdated lastupdatedat lastupdate updatedate updatetime
    moddate moddatetime modifiedtime lastmodifieddate lasteditedat editedat revised`,
  image: `cover hero heroimage coverimage featuredimage featureimage featured featureimg images thumbnail thumb banner
    bannerimage headerimage header titleimage leadimage mainimage postimage previewimage cardimage img imageurl picture
    photo ogimage socialimage shareimage metaimage twitterimage opengraphimage thumbnailurl thumbnailimage
    thumbnailimg coverurl coverphoto heroimg seoimage resources`,
  authors: 'by byline writer writers writtenby postauthor articleauthor authorname',
  tags: 'tag',
  language: 'lang locale',
};

/** Groups in which other publishers have fields: Zola `[taxonomies]` and `[extra]`, Hugo `[params]`. */
export const GROUPS: ReadonlySet<string> = new Set(['taxonomies', 'extra', 'params']);
/** Other groups, of which only what they say of publication is read. */
export const GROUPS_OF_PUBLICATION: ReadonlySet<string> = new Set([
  ...['meta', 'metadata', 'publishing', 'publication', 'page', 'post', 'article', 'wordpress', 'wp', 'cms'],
]);

const FOREIGN: ReadonlyMap<string, ForeignField> = new Map(
  (Object.keys(NAMES) as AdoptedField[]).flatMap(field =>
    NAMES[field].split(/\s+/).map((name, rank): [string, ForeignField] => [name, { field, rank }]),
  ),
);

/** Returns our field that a name of another publisher stands for. */
export function foreignField(name: string): ForeignField | undefined {
  return FOREIGN.get(foldFieldName(name));
}

/** Rank of a picture by the name of a summary, above the number of names for one field. */
const LAST = 500;

/** The same, of a field with its value: `teaser: /media/a.jpg` is a picture, whatever else a teaser is. */
export function fieldOfEntry({ key, value }: YamlEntry): ForeignField | undefined {
  const foreign = foreignField(key);
  const isFile = foreign?.field === 'summary' && isText(value) && /^\S+$/.test(value.text.trim());
  return isFile && hasPictureEnding(value.text.trim()) ? { field: 'image', rank: LAST } : foreign;
}

/** Returns what to report of another publisher's field whose value is none of ours; `undefined` for any other field. */
export function unreadField(name: string): string | undefined {
  const field = foreignField(name)?.field;
  return field && `${name} says nothing that can be read as ${field}; it is ignored`;
}

/** Returns true for another publisher's field that says nothing, as many templates leave those that they have. */
export function isEmptyForeign({ key, value }: YamlEntry): boolean {
  return foreignField(key) !== undefined && isEmpty(value);
}

function isEmpty(node: YamlNode): boolean {
  if (node.kind === 'scalar') return node.text.trim() === '';
  return node.kind === 'list' ? node.items.every(isEmpty) : node.entries.every(({ value }) => isEmpty(value));
}

/**
 * Returns the value of another publisher's field in our form; `undefined` where it means something else there, such as
 * `hero: true`. `name` is that of the field.
 */
export function adopt(
  field: AdoptedField,
  value: YamlNode,
  dates: DateContext,
  name: string = field,
): YamlNode | undefined {
  switch (field) {
    case 'image': {
      const picture = foldFieldName(name) === 'resources' ? namedResource(value) : value;
      return picture && isPicture(picture) ? picture : undefined;
    }
    case 'updated':
      return dateIn(value, dates);
    case 'authors':
    case 'tags':
      return hasText(value) ? value : undefined;
    case 'language':
      return isText(onlyItem(value)) ? onlyItem(value) : undefined;
    default:
      return isText(value) ? value : undefined;
  }
}

/** Names by which themes of Hugo know the picture of a page among its `resources`. Folded. */
const PICTURES: ReadonlySet<string> = new Set(
  'featuredimage featureimage featured feature cover coverimage hero heroimage header banner thumbnail thumb'.split(
    ' ',
  ),
);

/** Returns the file of the resource that is the picture of a page; `undefined` where there is none, or many may be. */
function namedResource(node: YamlNode): YamlNode | undefined {
  for (const item of node.kind === 'list' ? node.items : []) {
    const fields = new Map(
      (item.kind === 'map' ? item.entries : []).map(({ key, value }) => [foldFieldName(key), value]),
    );
    const [name, src] = [fields.get('name'), fields.get('src')];
    if (name?.kind !== 'scalar' || src?.kind !== 'scalar' || !PICTURES.has(foldFieldName(name.text))) continue;
    return /[*?{[]/.test(src.text) ? undefined : src;
  }
  return undefined;
}

function hasText(node: YamlNode): boolean {
  if (node.kind !== 'list') return node.kind === 'map' || isText(node);
  return node.items.length > 0 && node.items.every(item => item.kind === 'map' || isText(item));
}

/** Returns true for the name of a picture. A word may also mean that there is one. */
function isPicture(node: YamlNode): boolean {
  const src = imageIn(node)?.src;
  return src !== undefined && isPictureName(src);
}

/** Returns the date within a field: Docusaurus has it in `last_update: { date: … }`. */
function dateIn(node: YamlNode, { zone, language }: DateContext): YamlNode | undefined {
  const value = node.kind === 'map' ? node.entries.find(({ key }) => key.toLowerCase() === 'date')?.value : node;
  if (value?.kind !== 'scalar' || value.value === null || typeof value.value === 'boolean') return undefined;
  return 'instant' in parseDate(value.text.trim(), zone, language) ? value : undefined;
}
