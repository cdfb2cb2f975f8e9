import type { Report } from '../fields/fields.ts';
import { suggest, typingErrors } from '../fields/suggest.ts';
import type { Position } from '../problem.ts';
import type { YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';

const FIELDS = [
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
  'draft',
  'withdrawn',
] as const;

export type FieldName = (typeof FIELDS)[number];

/** What a source says of itself, by field; not yet checked. */
export type Fields = { readonly [Name in FieldName]?: YamlNode };

const KNOWN: ReadonlySet<string> = new Set(FIELDS);

/**
 * Fields by which other publishers hold an article back, and what Bantin calls them. An article that has one is not
 * published: to read past it might let out what its author means to keep in.
 */
const HOLDING: ReadonlyMap<string, string> = new Map([
  ['published', 'draft: true or date:'],
  ['publish', 'draft: true or date:'],
  ['publishdate', 'date:'],
  ['pubdate', 'date:'],
  ['embargo', 'date:'],
  ['embargoed', 'date:'],
  ['status', 'draft: true'],
  ['private', 'draft: true'],
  ['hidden', 'draft: true'],
  ['unlisted', 'draft: true'],
  ['visibility', 'draft: true'],
  ['retracted', 'withdrawn: true'],
  ['retract', 'withdrawn: true'],
  ['withdraw', 'withdrawn: true'],
  ['withdrawal', 'withdrawn: true'],
  ['deleted', 'withdrawn: true'],
  ['removed', 'withdrawn: true'],
  ['unpublished', 'withdrawn: true'],
]);

/** Whether a name is one that front matter has, here or at other publishers. */
export function isFieldName(name: string): boolean {
  return KNOWN.has(fold(name)) || HOLDING.has(fold(name));
}

/**
 * The fields of front matter that begins on `line` of its source; `undefined` where it can't be read at all, or holds a field that must not be
 * read past.
 */
export function readFrontMatter(frontMatter: string, line: number, report: Report): Fields | undefined {
  const { root, problems } = parseYaml(frontMatter, line);
  for (const problem of problems) report(problem, 'error', problem.message);
  if (problems.length > 0) return undefined;
  if (!root) return {};
  if (root.kind !== 'map') {
    report(root, 'error', 'the front matter is no list of fields; write them as title: …, date: …');
    return undefined;
  }
  const fields: { [Name in FieldName]?: YamlNode } = {};
  let readable = true;
  for (const entry of root.entries) {
    if (KNOWN.has(entry.key)) fields[entry.key as FieldName] = entry.value;
    else if (!isHarmless(entry.key, entry, report)) readable = false;
  }
  return readable ? fields : undefined;
}

/** The same from S3 user metadata, for what front matter leaves out. Lists are separated by commas. */
export function addMetadata(fields: Fields, metadata: Readonly<Record<string, string>>): Fields {
  const added: { [Name in FieldName]?: YamlNode } = { ...fields };
  for (const name of FIELDS) {
    const text = metadata[name];
    if (text === undefined || added[name] || (PLURALS[name] && added[PLURALS[name]])) continue;
    added[name] = LISTS.has(name) ? listNode(text) : scalarNode(text);
  }
  return added;
}

const LISTS: ReadonlySet<FieldName> = new Set(['authors', 'categories', 'tags']);
const PLURALS: { readonly [Name in FieldName]?: FieldName } = {
  author: 'authors',
  authors: 'author',
  category: 'categories',
  categories: 'category',
};
/** Metadata has no lines. */
const NOWHERE: Position = { line: 1, column: 1 };

function listNode(text: string): YamlNode {
  return { kind: 'list', items: text.split(',').map(scalarNode), ...NOWHERE };
}

function scalarNode(text: string): YamlNode {
  const trimmed = text.trim();
  return { kind: 'scalar', value: trimmed, text: trimmed, ...NOWHERE };
}

function isHarmless(key: string, at: Position, report: Report): boolean {
  const folded = fold(key);
  const remedy = HOLDING.get(folded) ?? nearHolding(folded);
  if (remedy) {
    report(at, 'error', `${key} is not a field that Bantin knows, so the article is held back; write ${remedy}`);
    return false;
  }
  const meant = suggest(key, FIELDS);
  report(
    at,
    'warning',
    `${key} is not a field that Bantin knows; ${meant ? `did you mean ${meant}?` : 'it is ignored'}`,
  );
  return true;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}

function nearHolding(folded: string): string | undefined {
  if (typingErrors(folded.slice(0, 12), 'withdrawn') <= 2) return 'withdrawn: true';
  return ['draft', 'date'].find(name => typingErrors(folded.slice(0, 8), name) <= 1)?.concat(':');
}
