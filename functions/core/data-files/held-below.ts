import { foldFieldName } from '../front-matter/publication-rules.ts';
import { parseToml } from '../toml/parse-toml.ts';
import type { YamlNode } from '../yaml/node.ts';
import { parseJson } from '../yaml/parse-json.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { frontMatterPlace } from './front-matter-place.ts';
import { pageGlob, pathsOf } from './page-glob.ts';
import { isOfPublishing, programFields } from './program-fields.ts';

/** Publishing fields that a file sets for others. */
export interface Hold {
  /** Name of the file that says so. */
  readonly file: string;
  /**
   * Default values of fields in the files covered; `undefined` if the file can't be read, so that its values are
   * unknown.
   */
  readonly fields: Readonly<Record<string, unknown>> | undefined;
  /** True if the file was not fetched, so that nobody knows which text is meant. */
  readonly isUnseen?: true;
  /** Returns whether the file with a name is covered. */
  readonly covers: (name: string) => boolean;
}

/** Fields of a mapping, in order. */
export type FieldNodes = readonly (readonly [string, YamlNode])[];

/** Returns whether a file describes a section (Hugo, Zola). */
export function isSection(name: string): boolean {
  return SECTION.test(name);
}

const SECTION = /(?:^|\/)_index\.[^/]{1,40}$/i;

/** Hugo hands down what stands in `cascade`; a draft of Zola's sections holds back all that lies below. */
export function sectionHolds(name: string, text: string, isZola: boolean): readonly Hold[] {
  const folder = isSection(name) ? parentFolder(name) : '';
  const covers = (other: string): boolean => other.startsWith(folder);
  const root = isSection(name) ? frontMatterOf(text) : parsed(name, text);
  if (root === 'unread') return [{ file: name, fields: undefined, covers }];
  if (isZola)
    return hold(
      name,
      root.filter(([key]) => key === 'draft'),
      covers,
    );
  return root
    .filter(([key]) => foldFieldName(key) === 'cascade')
    .flatMap(([, value]) => (value.kind === 'list' ? value.items : [value]))
    .flatMap((one, at) => cascadeHolds(name, at, entriesOf(one), covers));
}

const OF_NO_ARTICLE = /^(?:section|home|taxonomy|term)$/;

/** `first` is the number of the cascade in its file. */
function cascadeHolds(file: string, first: number, fields: FieldNodes, covers: Hold['covers']): readonly Hold[] {
  const targets = fields
    .filter(([key]) => foldFieldName(key) === 'target')
    .flatMap(([, value]) => (value.kind === 'list' ? value.items : [value]))
    .map(target => new Map(entriesOf(target).map(([key, value]) => [key, scalarText(value)])));
  const paths = targets
    .filter(target => !OF_NO_ARTICLE.test(target.get('kind') ?? ''))
    .map((target, at) => meantBy(target.get('path') ?? '', first + at));
  if (targets.length > 0 && paths.length === 0) return [];
  const params = fields.filter(([key]) => key === 'params').flatMap(([, value]) => entriesOf(value));
  const isMeant = (name: string): boolean => paths.length === 0 || paths.some(isOne => isOne(name));
  return hold(file, [...fields, ...params], name => covers(name) && isMeant(name));
}

/** Number of patterns of a file that are held against each page. */
const MAX_PATTERNS = 16;

/**
 * Patterns that are not understood, and those beyond the first few, are read as widely as their literal beginning
 * allows, in any language's folder.
 */
function meantBy(glob: string, at: number): (name: string) => boolean {
  const prefixes = literals(glob.normalize('NFC'));
  const isBelow = (name: string): boolean => {
    const paths = knownPaths(name);
    return prefixes.some(prefix => paths.some(path => path.includes(prefix)));
  };
  return (at < MAX_PATTERNS ? pageGlob(glob) : undefined) ?? isBelow;
}

let last: { readonly name: string; readonly paths: readonly string[] } | undefined;

/** Returns the paths that the page of a file may have, which many patterns are held against, one after another. */
function knownPaths(name: string): readonly string[] {
  if (last?.name !== name) last = { name, paths: pathsOf(name) };
  return last.paths;
}

/** Returns the literal prefixes of the paths that a glob matches: `/a/` and `/b/c` for `{/a/**,/b/c}`. */
export function literals(glob: string): readonly string[] {
  const inner = /^\{([^{}]*)\}$/.exec(glob)?.[1]?.split(',') ?? [glob];
  return inner.map(one => (one.trim().split(/[*?{[\\]/)[0] ?? '').toLowerCase());
}

/**
 * Data of a folder has its name, and goes for all below; other data go for the text that has their name. What it says
 * comes before what it may say.
 */
export function directoryData(file: string, text: string): readonly Hold[] {
  const scope = dataScope(file);
  if (scope === undefined) return [];
  const covers = (name: string): boolean => scope.some(one => name.startsWith(one));
  const root = READ.test(file) ? parsed(file, text) : fieldsOfProgram(text);
  const isComputed = root === 'unread' || root.some(([key, value]) => key === 'eleventyComputed' && speaks(value));
  const said = root === 'unread' ? [] : hold(file, root, covers);
  return isComputed ? [...said, { file, fields: undefined, covers }] : said;
}

const DATA = /^(?:(.*)\/)?([^/]+?)(\.11tydata)?\.(?:json|ya?ml|toml|[cm]?[jt]s)$/i;
/** Data; code is never run, and read where it exports literals. */
const READ = /\.(?:json|ya?ml|toml)$/i;

export function dataScope(name: string): readonly string[] | undefined {
  const [, folder = '', base = '', mark] = DATA.exec(name) ?? [];
  if (base === '' || (mark === undefined && !READ.test(name))) return undefined;
  const isOfFolder = folder.slice(folder.lastIndexOf('/') + 1).toLowerCase() === base.toLowerCase();
  const own = folder === '' ? `${base}.` : `${folder}/${base}.`;
  // In the root of a checkout, whose folder has a name that nobody knows, it may be that of all.
  if (folder === '') return mark === undefined ? undefined : [''];
  return isOfFolder ? [`${folder}/`] : [own];
}

function fieldsOfProgram(text: string): FieldNodes | 'unread' {
  const fields = programFields(text);
  return fields ? parsed('.json', JSON.stringify(fields)) : 'unread';
}

function speaks(node: YamlNode): boolean {
  return node.kind !== 'map' || node.entries.some(({ key }) => isOfPublishing(key));
}

export function hold(file: string, fields: FieldNodes, covers: Hold['covers']): readonly Hold[] {
  const speaking = fields.filter(([key]) => isOfPublishing(key));
  const values = Object.fromEntries(speaking.map(([key, value]) => [key, plainOf(value)]));
  return speaking.length > 0 ? [{ file, fields: values, covers }] : [];
}

/**
 * Returns the fields of a data file; `'unread'` where its text is none of that form, as a file that was cut short. A
 * list, and YAML without content, have no fields.
 */
export function parsed(name: string, text: string): FieldNodes | 'unread' {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const parse = ending === 'toml' ? parseToml : ending === 'json' ? parseJson : parseYaml;
  const { root, problems } = parse(text.replace(/^\uFEFF/, ''));
  const isCut = ending === 'json' && (root === undefined || !isJson(text));
  return problems.length > 0 || isCut || (root?.kind === 'scalar' && root.value !== null) ? 'unread' : entriesOf(root);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return true;
  } catch {
    return false;
  }
}

function frontMatterOf(text: string): FieldNodes | 'unread' {
  const place = frontMatterPlace(text);
  return typeof place === 'object' ? place.fields.map(({ key, value }) => [key, value] as const) : (place ?? []);
}

export function entriesOf(node: YamlNode | undefined): FieldNodes {
  return node?.kind === 'map' ? node.entries.map(({ key, value }) => [key, value] as const) : [];
}

export function scalarText(node: YamlNode): string {
  return node.kind === 'scalar' && node.value !== null ? node.text : '';
}

function plainOf(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
}

/** Returns the folder that a file is in, with a slash at its end. */
export function parentFolder(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}
