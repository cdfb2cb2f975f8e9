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
  /** Names of languages that it does not build, in lower case. */
  readonly disabledLanguages?: readonly string[];
  /** Folder of its texts. Default: `content`. */
  readonly contentDir?: string;
  /** Folders whose files are served as they are. Default: `static`. */
  readonly staticDirs?: readonly string[];
  /** Folders that it takes for others. */
  readonly mounts?: readonly HugoMount[];
}

/** A folder, or a file, that the configuration puts at another place in the site's tree of files. */
export interface HugoMount {
  readonly source: string;
  /** Place in the tree, such as `content/posts`. */
  readonly target: string;
  /** Name of the language of its texts, in lower case. */
  readonly language?: string;
  /** Patterns of its files that are left out, and of those that alone are taken, by their paths in it. */
  readonly excluded: readonly string[];
  readonly included: readonly string[];
  /** The module that it is of, if it is not the site's own. */
  readonly module?: string;
  /** Line in the configuration, 1-based. */
  readonly line: number;
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
  const own = entriesOf(fields.get('languages'), name => name.toLowerCase());
  const languages = [...own, ...mounts.flatMap(contentDirOf)];
  const disabled = own.filter(([, one]) => isTrue(new Map(entriesOf(one)).get('disabled'))).map(([name]) => name);
  const config = {
    permalinks: patternsOf(fields.get('permalinks')),
    uglyUrls: isTrue(ugly) || entriesOf(ugly).flatMap(([section, value]) => (isTrue(value) ? [section] : [])),
    keepsCase: isTrue(fields.get('disablepathtolower')),
    defaultLanguage: textOf(fields.get('defaultcontentlanguage'))?.toLowerCase(),
    isDefaultInFolder: isTrue(fields.get('defaultcontentlanguageinsubdir')),
    languages: languagesOf(languages),
    disabledLanguages: [...disabled, ...listOf(fields.get('disablelanguages')).map(name => name.toLowerCase())],
    contentDir: folderOf(textOf(fields.get('contentdir'))),
    staticDirs: [...fields]
      .filter(([name]) => /^staticdir\d?$/.test(name))
      .flatMap(([, value]) => listOf(value))
      .map(folder => folderOf(folder) ?? ''),
    mounts,
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

/** Returns the folder as names of files begin with it: without `./` before it and a slash at its end. */
function folderOf(path: string | undefined): string | undefined {
  return path?.replace(/^\.(?:\/|$)|\/$/g, '');
}

/** The mounts of a site, and those that it gives modules which it imports. */
function mountsOf(module: YamlNode | undefined): readonly HugoMount[] {
  const imports = itemsOf(new Map(entriesOf(module)).get('imports'));
  const ofModules = imports.flatMap(one => {
    const path = textOf(new Map(entriesOf(one)).get('path')) ?? 'a module';
    return mountsIn(one).map(mount => ({ ...mount, module: path }));
  });
  return [...mountsIn(module), ...ofModules];
}

/** Folders that are mounted: `{ source: content/vi, target: content, lang: vi }`. */
function mountsIn(module: YamlNode | undefined): readonly HugoMount[] {
  return itemsOf(new Map(entriesOf(module)).get('mounts')).flatMap(mount => {
    const fields = new Map(entriesOf(mount));
    const [source, target] = ['source', 'target'].map(name => folderOf(textOf(fields.get(name))));
    if (source === undefined || target === undefined) return [];
    const language = textOf(fields.get('lang'))?.toLowerCase();
    const files = listOf(fields.get('files'));
    const [no, yes] = [files.filter(one => one.startsWith('!')), files.filter(one => !one.startsWith('!'))];
    const excluded = [...listOf(fields.get('excludefiles')), ...no.map(one => one.replace(/^!\s{0,9}/, ''))];
    const included = [...listOf(fields.get('includefiles')), ...yes];
    return [{ source, target, excluded, included, line: mount.line, ...(language !== undefined && { language }) }];
  });
}

/** The folder of a language's texts, as the field of that language says it. */
function contentDirOf({ source, target, language, line, module }: HugoMount): Entries {
  if (language === undefined || target !== 'content' || module !== undefined) return [];
  const at = { line, column: 1 };
  const value: YamlNode = { kind: 'scalar', text: source, value: source, ...at };
  return [[language, { kind: 'map', ...at, entries: [{ key: 'contentDir', ...at, value }] }]];
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : [];
}

function listOf(node: YamlNode | undefined): readonly string[] {
  return [...itemsOf(node), ...(node ? [node] : [])].flatMap(one => textOf(one) ?? []);
}

function inLanguage(node: YamlNode): HugoLanguage {
  const fields = new Map(entriesOf(node));
  return withoutEmpty({
    title: textOf(fields.get('title')),
    url: textOf(fields.get('baseurl')),
    permalinks: patternsOf(fields.get('permalinks')),
    contentDir: folderOf(textOf(fields.get('contentdir'))),
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
