import { foldFieldName } from '../../front-matter/publication-rules.ts';
import { cleanLine } from '../../text/clean.ts';
import type { YamlNode } from '../../yaml/node.ts';

/** The configuration of Hugo, as far as addresses depend on it. */
export interface HugoConfig {
  /** Patterns of addresses for pages, by the folded names of their sections. */
  readonly permalinks?: Patterns;
  /** Folded names of sections whose pages are files such as `a.html`; `true` for all. */
  readonly uglyUrls?: true | readonly string[];
  /** True if addresses keep capital letters. */
  readonly keepsCase?: true;
  readonly defaultLanguage?: string;
  /** True if the addresses of the default language begin with its name, too. */
  readonly isDefaultInFolder?: true;
  /** By names in lower case. */
  readonly languages?: Readonly<Record<string, HugoLanguage>>;
}

/** The part of a site in one language. */
export interface HugoLanguage {
  readonly title?: string;
  /** Its home page, where that is on a host of its own. */
  readonly url?: string;
  readonly permalinks?: Patterns;
  /** Folder of its texts, such as `content/vi`. */
  readonly contentDir?: string;
}

type Patterns = Readonly<Record<string, string>>;
type Entries = readonly (readonly [string, YamlNode])[];

/** Files of `config/_default/` that are one field of the configuration each, by their names. */
export const HUGO_CONFIG_PART = new RegExp(
  '^config/_default/(?:[\\w-]{1,50}/){0,3}(permalinks|params|author|languages|uglyurls|module)' +
    '(?:\\.([\\w-]{2,20}))?\\.(?:toml|ya?ml|json)$',
  'i',
);

/** Returns the entries of a configuration, which in a file of its own are those of one field, or of one language. */
export function entriesOfPart(name: string, root: YamlNode | undefined): Entries {
  const [, field, language] = HUGO_CONFIG_PART.exec(name) ?? [];
  if (field === undefined || root === undefined) return entriesOf(root);
  const own = [foldFieldName(field), root] as const;
  if (language === undefined) return [own];
  const { line, column } = root;
  const inField = (key: string, value: YamlNode): YamlNode => ({
    ...{ kind: 'map', line, column },
    entries: [{ key, line, column, value }],
  });
  const value = own[0] === 'languages' ? root : inField(own[0], root);
  return [['languages', inField(language, value)]];
}

/** Reads what a configuration says about addresses. */
export function hugoConfig(entries: Entries): HugoConfig {
  const fields = new Map(entries);
  const ugly = fields.get('uglyurls');
  const mounts = mountsOf(fields.get('module'));
  const languages = [...entriesOf(fields.get('languages'), name => name.toLowerCase()), ...mounts];
  const config = {
    permalinks: patternsOf(fields.get('permalinks')),
    uglyUrls: isTrue(ugly) || entriesOf(ugly).flatMap(([section, value]) => (isTrue(value) ? [section] : [])),
    keepsCase: isTrue(fields.get('disablepathtolower')),
    defaultLanguage: textOf(fields.get('defaultcontentlanguage'))?.toLowerCase(),
    isDefaultInFolder: isTrue(fields.get('defaultcontentlanguageinsubdir')),
    languages: languagesOf(languages),
  };
  return withoutEmpty(config);
}

/** Joins what files say about languages, the first first. */
export function joinLanguages(configs: readonly HugoConfig[]): HugoConfig {
  const names = new Set(configs.flatMap(({ languages = {} }) => Object.keys(languages)));
  const later = [...configs].reverse();
  const joined = [...names].map(name => [name, Object.assign({}, ...later.map(one => one.languages?.[name]))] as const);
  return joined.length > 0 ? { languages: Object.fromEntries(joined) } : {};
}

/** The parts of a site, of which a mount tells only the folder of the texts. */
function languagesOf(entries: Entries): Readonly<Record<string, HugoLanguage>> {
  const languages: Record<string, HugoLanguage> = {};
  for (const [name, one] of entries) languages[name] = { ...inLanguage(one), ...languages[name] };
  return languages;
}

/** Folders that are mounted as the texts of a language: `{ source: content/vi, target: content, lang: vi }`. */
function mountsOf(module: YamlNode | undefined): Entries {
  const mounts = new Map(entriesOf(module)).get('mounts');
  return (mounts?.kind === 'list' ? mounts.items : []).flatMap(mount => {
    const fields = new Map(entriesOf(mount));
    const [source, language] = [fields.get('source'), textOf(fields.get('lang'))?.toLowerCase()];
    if (!source || language === undefined || textOf(fields.get('target')) !== 'content') return [];
    const { line, column } = mount;
    const node: YamlNode = { kind: 'map', line, column, entries: [{ key: 'contentDir', line, column, value: source }] };
    return [[language, node] as const];
  });
}

function inLanguage(node: YamlNode): HugoLanguage {
  const fields = new Map(entriesOf(node));
  return withoutEmpty({
    title: textOf(fields.get('title')),
    url: textOf(fields.get('baseurl')),
    permalinks: patternsOf(fields.get('permalinks')),
    contentDir: textOf(fields.get('contentdir'))?.replace(/\/$/, ''),
  });
}

/** Patterns by section, or by kind of page and section, or in a list with the pages that each is for. */
function patternsOf(node: YamlNode | undefined): Patterns {
  const listed = node?.kind === 'list' ? node.items.flatMap(targeted) : [];
  const own = entriesOf(node).flatMap(entry => (entry[0] === 'page' ? orSelf(entry) : [entry]));
  const named = own.flatMap(([section, value]) => {
    const pattern = textOf(value);
    return pattern === undefined ? [] : [[section, pattern] as const];
  });
  return Object.fromEntries([...named, ...listed]);
}

function orSelf(entry: readonly [string, YamlNode]): Entries {
  return entry[1].kind === 'map' ? entriesOf(entry[1]) : [entry];
}

/** The pattern for a section in a list: `{ pattern: …, target: { path: '/posts/**' } }`. */
function targeted(item: YamlNode): readonly (readonly [string, string])[] {
  const fields = new Map(entriesOf(item));
  const target = new Map(entriesOf(fields.get('target')));
  const [pattern, kind = 'page'] = [textOf(fields.get('pattern')), textOf(target.get('kind'))];
  const [, section] =
    /^\{?\/?([^/{}*,]{1,100})(?:\/\*\*|,[^{}]{1,200}\})?$/.exec(textOf(target.get('path')) ?? '') ?? [];
  return pattern === undefined || section === undefined || kind !== 'page' ? [] : [[foldFieldName(section), pattern]];
}

function entriesOf(node: YamlNode | undefined, name = foldFieldName): Entries {
  return node?.kind === 'map' ? node.entries.map(({ key, value }) => [name(key), value] as const) : [];
}

function textOf(node: YamlNode | undefined): string | undefined {
  return (node?.kind === 'scalar' && node.value !== null && cleanLine(node.text)) || undefined;
}

function isTrue(node: YamlNode | undefined): true | undefined {
  return node?.kind === 'scalar' && node.value === true ? true : undefined;
}

function withoutEmpty<T extends object>(facts: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const said = Object.entries(facts).filter(
    ([, value]) => value !== undefined && (typeof value !== 'object' || Object.keys(value).length > 0),
  );
  return Object.fromEntries(said) as { [K in keyof T]?: NonNullable<T[K]> };
}
