import { withoutProgramComments } from '../../data-files/program-comments.ts';
import { parseLanguage, parseWebUrl } from '../../fields/fields.ts';
import { foldFieldName } from '../../front-matter/publication-rules.ts';
import { cleanLine } from '../../text/clean.ts';
import { parseToml } from '../../toml/parse-toml.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseJson } from '../../yaml/parse-json.ts';
import { parseYaml } from '../../yaml/parse-yaml.ts';
import { blogFolder } from './docusaurus-address.ts';
import { patternsOf } from './excluded.ts';
import { entriesOfPart, type HugoConfig, hugoConfig, joinLanguages } from './hugo-config.ts';
import { type JekyllPatterns, jekyllPatterns } from './jekyll-address.ts';
import type { AstroBuild, ZolaPaths } from './path-address.ts';
import { type PelicanSlugs, pelicanSlugs } from './python-address.ts';

/** Facts about the site in the configuration of a checkout. */
export interface SiteFacts extends HugoConfig {
  readonly title?: string;
  readonly description?: string;
  /** Its home page. */
  readonly url?: string;
  /** The folder of the site that it lies in, such as `/blog/`. */
  readonly basePath?: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly author?: string;
  /** The pattern of addresses, in the program's own words. */
  readonly permalink?: string;
  /** Jekyll's patterns of folders. */
  readonly folders?: JekyllPatterns;
  /** Hexo's pattern of names of files. */
  readonly newPostName?: string;
  /** Path of Docusaurus' blog below the home page. */
  readonly blogFolder?: string;
  /** True if the site has addresses that the places of its texts do not tell. */
  readonly isMoved?: true;
  /** Folder of VitePress' or VuePress' texts, with a slash at its end; whether addresses of pages have no ending. */
  readonly vitePress?: { readonly folder: string; readonly hasCleanUrls: boolean };
  /** Folder of Eleventy's texts, and patterns that data of folders give, by their paths. */
  readonly eleventy?: { readonly input: string; readonly patterns: Readonly<Record<string, string>> };
  /** The form in which Astro builds pages. */
  readonly astro?: AstroBuild;
  /** Segments of paths that Zola does not make slugs of. */
  readonly zolaPaths?: ZolaPaths;
  /** The source of Pelican's slugs. */
  readonly pelicanSlugs?: PelicanSlugs;
  /** Patterns of files that are not part of it. */
  readonly excluded?: readonly string[];
  /** Files that say by lines, as git does, which others are not part of it. */
  readonly ignores?: readonly string[];
}

/** Names of each fact, folded, in the order in which they are looked for. */
const NAMES = {
  title: ['sitename', 'blogtitle', 'title'],
  description: ['description', 'sitesubtitle', 'blogdescription', 'tagline', 'subtitle'],
  url: ['url', 'siteurl', 'baseurl', 'site'],
  basePath: ['baseurl', 'root', 'base'],
  language: [
    'lang',
    'locale',
    'language',
    'languagecode',
    'defaultlang',
    'defaultlanguage',
    'defaultcontentlanguage',
    'defaultlocale',
  ],
  timeZone: ['timezone'],
  author: ['author', 'blogauthor'],
  permalink: ['permalink', 'articleurl'],
} as const;

/** Mappings within a configuration in which programs and themes keep the same. */
const WITHIN: ReadonlySet<string> = new Set(['params', 'extra', 'sitemetadata']);

type Look = (names: readonly string[]) => readonly string[];

/** Reads a configuration. A program is not run: of it the texts are taken that it gives to names which are known. */
export function siteFacts(name: string, source: string): SiteFacts {
  const text = /\.[cm]?[jt]s$/i.test(name) ? withoutProgramComments(source) : source;
  const look = /\.(?:js|mjs|cjs|ts|mts|py)$/i.test(name) ? inProgram(text) : inFields(name, text);
  const first = (names: readonly string[]): string | undefined => look(names)[0];
  const isDocusaurus = name.startsWith('docusaurus.config.');
  const blog = isDocusaurus ? blogFolder(text) : undefined;
  const vitePress = inVitePress(name, text, look);
  // In the configuration of VitePress and VuePress other addresses are those of pictures and links.
  const url = look(vitePress ? ['hostname'] : NAMES.url)
    .map(address => parseWebUrl(address))
    .find(address => address !== undefined);
  // Those further down are of other languages.
  const [basePath] = look(NAMES.basePath).filter(path => path.startsWith('/'));
  const language = look(NAMES.language).map(tag => parseLanguage(tag.replace(/_/g, '-').split('.')[0] ?? ''));
  const timeZone = look(NAMES.timeZone).find(isZone);
  const isData = /\.(?:ya?ml|toml|json)$/.test(name);
  const excluded = isData ? excludedIn(name, text) : [];
  const folders = jekyllPatterns(/^_config\./.test(name) ? partOf(name, text, 'defaults') : undefined);
  const facts = {
    title: first(NAMES.title),
    description: first(NAMES.description),
    url,
    basePath: basePath === '/' ? undefined : basePath,
    language: language.find(tag => tag !== undefined),
    timeZone,
    author: first(NAMES.author),
    permalink: folders[''] ?? first(NAMES.permalink) ?? first(['permalinks']) ?? inNikola(name, text),
    folders: Object.keys(folders).length > 0 ? folders : undefined,
    newPostName: first(['newpostname']),
    ...(isData ? hugoConfig(fieldsIn(name, text)) : {}),
    blogFolder: blog,
    isMoved: (isDocusaurus && blog === undefined) || (vitePress && isMovedBy(name, text)) || undefined,
    vitePress,
    astro: inAstro(name, text, look),
    zolaPaths: name === 'config.toml' ? inZola(text) : undefined,
    pelicanSlugs: pelicanSlugs(name, text),
    excluded: excluded.length > 0 ? excluded : undefined,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** Configuration of VitePress, and of VuePress, in the folder of its texts. */
export const VITEPRESS_CONFIG = /(?:^|\/)\.vitepress\/config\.[cm]?[jt]s$/;
export const VUEPRESS_CONFIG = /(?:^|\/)\.vuepress\/config\.[cm]?[jt]s$/;
/** A pattern of addresses that VuePress gives all pages, or its plugin for blogs some. */
const VUEPRESS_MOVES = /\bpermalink(?:Pattern)?\s{0,9}:|\bitemPermalink\b|plugin-blog\b/;

function isMovedBy(name: string, text: string): boolean {
  return VUEPRESS_CONFIG.test(name) ? VUEPRESS_MOVES.test(text) : /\brewrites\b/.test(text);
}

function inVitePress(name: string, text: string, look: Look): SiteFacts['vitePress'] {
  const isVuePress = VUEPRESS_CONFIG.test(name);
  if (!isVuePress && !VITEPRESS_CONFIG.test(name)) return undefined;
  const [srcDir = ''] = isVuePress ? [] : look(['srcdir']);
  const root = name.replace(/\.v[a-z]+press\/[^/]+$/, '');
  const folder = `${root}${srcDir}/`.replace(/(?<=^|\/)\.?\//g, '');
  return { folder, hasCleanUrls: /\bcleanUrls\s{0,9}:\s{0,9}true\b/.test(text) };
}

/** The fields of `build`, which may have braces in them. */
const ASTRO_BUILD = /\bbuild["']?\s{0,9}:\s{0,9}\{((?:[^{}]|\{[^{}]{0,999}\}){0,999})\}/g;

function inAstro(name: string, text: string, look: Look): AstroBuild | undefined {
  if (!name.startsWith('astro.config.')) return undefined;
  const builds = [...text.matchAll(ASTRO_BUILD)].map(([, fields = '']) => fields.replace(/\{[^{}]{0,999}\}/g, '{}'));
  const formats = builds.flatMap(fields => inProgram(fields)(['format']));
  const format = formats.find(value => value === 'file' || value === 'preserve');
  const hasNoSlash = look(['trailingslash']).includes('never');
  if (format === undefined && !hasNoSlash) return undefined;
  return { ...(format && { format }), ...(hasNoSlash && { hasNoSlash }) } as AstroBuild;
}

/** The word of `paths` in Zola's `[slugify]`. */
function inZola(text: string): ZolaPaths | undefined {
  const slugs = partOf('config.toml', text, 'slugify');
  const paths = entriesOf(slugs).find(([key]) => key === 'paths')?.[1];
  const word = paths?.kind === 'scalar' ? paths.value : undefined;
  return word === 'safe' || word === 'off' ? word : undefined;
}

/** The pattern of Nikola's posts: the folder that they are put in, and whether each has one of its own there. */
function inNikola(name: string, text: string): string | undefined {
  const [, folder] = NIKOLA_POSTS.exec(text) ?? [];
  if (name !== 'conf.py' || folder === undefined) return undefined;
  const end = /^PRETTY_URLS\s{0,9}=\s{0,9}False/m.test(text) ? '.html' : '/';
  return `${folder === '' ? '' : `${folder.replace(/\/$/, '')}/`}:slug${end}`;
}

/** The first line of `POSTS`, from a pattern of files to a folder. */
const NIKOLA_POSTS =
  /^POSTS\s{0,9}=\s{0,9}[([]\s{0,99}[([]\s{0,9}['"]posts\/[^'"\n]{1,99}['"],\s{0,9}['"]([\w/-]{0,99})['"]/m;

/** Joins what several files say, the first first. Without a title of its own a site has that of its main language. */
export function joinFacts(all: readonly SiteFacts[]): SiteFacts {
  const facts: SiteFacts = Object.assign({}, ...[...all].reverse(), joinLanguages(all));
  const { languages = {}, defaultLanguage = 'en' } = facts;
  const title =
    facts.title ?? (Object.hasOwn(languages, defaultLanguage) ? languages[defaultLanguage]?.title : undefined);
  return { ...facts, ...(title !== undefined && { title }) };
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '' && /\/|^UTC$/.test(name);
  } catch {
    return false;
  }
}

function fieldsIn(name: string, text: string): readonly (readonly [string, YamlNode])[] {
  const parse = name.endsWith('.toml') ? parseToml : name.endsWith('.json') ? parseJson : parseYaml;
  return entriesOfPart(name, parse(text.replace(/^\uFEFF/, '')).root);
}

function partOf(name: string, text: string, wanted: string): YamlNode | undefined {
  return fieldsIn(name, text).find(([key]) => key === wanted)?.[1];
}

function excludedIn(name: string, text: string): readonly string[] {
  const wanted = /^_config\./.test(name) ? 'exclude' : 'ignorefiles';
  const lists = fieldsIn(name, text).filter(([key]) => key === wanted);
  const nodes = lists.flatMap(([, value]) => (value.kind === 'list' ? value.items : [value]));
  const texts = nodes.slice(0, MAX_EXCLUDED).flatMap(node => textsOf(node));
  return wanted === 'exclude' ? texts : texts.flatMap(patternsOf);
}

/** More patterns than a configuration has; each is held against each file. */
const MAX_EXCLUDED = 200;

function inFields(name: string, text: string): Look {
  const own = fieldsIn(name, text);
  // Jekyll's articles are a collection, which may have addresses of its own.
  const posts = own.flatMap(([key, value]) => (key === 'collections' ? entriesOf(value) : []));
  const ofPosts = posts.flatMap(([key, value]) => (key === 'posts' ? entriesOf(value) : []));
  const within = own.flatMap(([key, value]) => (WITHIN.has(key) ? entriesOf(value) : []));
  const all = [...ofPosts.filter(([key]) => key === 'permalink'), ...own, ...within];
  return names =>
    names.flatMap(wanted => all.filter(([key]) => key === wanted).flatMap(([key, value]) => textsOf(value, key)));
}

function entriesOf(node: YamlNode | undefined): readonly (readonly [string, YamlNode])[] {
  return node?.kind === 'map' ? node.entries.map(({ key, value }) => [foldFieldName(key), value] as const) : [];
}

/** A text; of an author who is a mapping the name, of Hugo's patterns for sections the first. */
function textsOf(node: YamlNode, key = ''): readonly string[] {
  if (node.kind === 'map')
    return entriesOf(node).flatMap(([name, value]) =>
      name === 'name' || key === 'permalinks' ? textsOf(value, key) : [],
    );
  if (node.kind === 'list') return node.items.slice(0, 1).flatMap(item => textsOf(item));
  const text = node.value === null ? '' : cleanLine(node.text);
  return text === '' ? [] : [text];
}

/** Texts in quotes behind a name and `:` or `=`; not those that are put together of others. */
const GIVEN = new RegExp(
  String.raw`(?<![\w$.'"-])['"]?([A-Za-z_]{3,30})['"]?[ \t]*[:=][ \t]*` +
    String.raw`(?:'([^'\n\\]{1,500})'|"([^"\n\\]{1,500})"|\x60([^\x60\n\\$]{1,500})\x60)`,
  'g',
);

function inProgram(text: string): Look {
  const found: (readonly [string, string])[] = [];
  for (const [, name = '', single, double, back] of text.matchAll(GIVEN))
    found.push([foldFieldName(name), cleanLine(single ?? double ?? back ?? '')]);
  return names =>
    names.flatMap(wanted => found.filter(([name, value]) => name === wanted && value !== '').map(([, value]) => value));
}
