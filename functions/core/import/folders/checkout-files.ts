import { isKnownLanguage, parseLanguage } from '../../fields/fields.ts';
import { primarySubtag } from '../../text/language.ts';
import { ignoredBy, isExcluded } from './excluded.ts';
import { type FilePlace, placeOf, withoutBlog } from './place.ts';
import type { Publisher } from './publishers.ts';
import type { SiteFacts } from './site-facts.ts';

/** Facts about a site that places of its files depend on. */
type PlacingFacts = Pick<SiteFacts, 'language' | 'languages' | 'excluded' | 'ignores'>;

/** Returns the place of each file of a checkout, by its name. Keys are unique. */
export function placesOf(
  names: readonly string[],
  publisher: Publisher,
  facts: PlacingFacts = {},
): ReadonlyMap<string, FilePlace> {
  const { excluded = [], ignores = [] } = facts;
  const ignored = ignores.map(ignoredBy);
  const isLeft = (name: string): boolean => isExcluded(name, excluded) || ignored.some(one => one(name));
  const taken = new Set<string>();
  const places = new Map<string, FilePlace>();
  const placed = besideArticles(names.map(name => [name, isLeft(name) ? EXCLUDED : placeOf(name, publisher)] as const));
  const languages = languagesOf(placed, publisher, facts);
  for (const [name, found] of placed) {
    const place = inLanguage(found, languages);
    if (place.kind === 'left') {
      places.set(name, place);
      continue;
    }
    // Folders that say nothing (`posts/`) are left away; where that gives two files one place, the later keeps them.
    const folder = place.key.slice(0, place.key.indexOf('/') + 1);
    const key = [place.key, `${folder}${name}`].find(one => !taken.has(folded(one)));
    if (key !== undefined) taken.add(folded(key));
    const why = 'file whose place another has';
    places.set(name, key === undefined ? { kind: 'left', why } : { ...place, key });
  }
  return places;
}

const EXCLUDED: FilePlace = { kind: 'left', why: 'file that the configuration excludes' };

type Placed = readonly (readonly [string, FilePlace])[];

/** Moves files that are in no folder of the program's own to the articles of their folder, if there are any. */
function besideArticles(placed: Placed): Placed {
  const folders = new Map<string, string>();
  for (const [name, place] of placed) if (place.kind === 'article') folders.set(folderOf(name), folderOf(place.key));
  return placed.map(([name, place]) => {
    const folder = place.kind === 'asset' ? folders.get(folderOf(name)) : undefined;
    if (folder === undefined) return [name, place];
    return [name, { kind: 'beside', key: folder + name.slice(folderOf(name).length) }];
  });
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** A tag of a language, with parts for its script and its country: `vi`, `pt-br`, `zh_CN`, `zh-Hans-CN`, `es-419`. */
const TAG = String.raw`([a-z]{2}(?:[-_](?:[a-z]{2,4}|\d{3})){0,2})`;
const LANGUAGE_FOLDER = new RegExp(`^articles/${TAG}/`, 'i');
const LANGUAGE_ENDING = new RegExp(String.raw`\.${TAG}\.[a-z]+$`, 'i');

/** Languages that have folders, and endings such as `.vi.md`, of their own, folded. */
interface OwnLanguages {
  readonly folders: ReadonlySet<string>;
  readonly endings: ReadonlySet<string>;
}

/**
 * Those that the program has folders for or the configuration names, and those that names of files tell: two of them,
 * or that of the site.
 */
function languagesOf(
  placed: Placed,
  { translations }: Publisher,
  { language, languages = {} }: PlacingFacts,
): OwnLanguages {
  const found = new Set<string>();
  const inTranslations = new Set<string>();
  for (const [name, place] of placed) {
    if (place.kind !== 'article') continue;
    const [, folder] = translations?.exec(name) ?? [];
    if (folder !== undefined && isTag(folder)) inTranslations.add(foldedTag(folder));
    for (const pattern of [LANGUAGE_FOLDER, LANGUAGE_ENDING]) {
      const tag = pattern.exec(place.key)?.[1];
      if (tag !== undefined && isTag(tag)) found.add(foldedTag(tag));
    }
  }
  const own = foldedTag(language ?? '');
  const isOwn = found.has(own) || found.has(primarySubtag(own));
  const told = [...inTranslations, ...(found.size > 1 || isOwn ? found : [])];
  const named = Object.entries(languages).filter(([name]) => isTag(name));
  // A folder of that name is a section, unless it is said to be that of the language.
  const inFolders = named.filter(([name, { contentDir }]) => contentDir?.toLowerCase().endsWith(`/${name}`));
  return {
    folders: new Set([...told, ...inFolders.map(([name]) => foldedTag(name))]),
    endings: new Set([...told, ...named.map(([name]) => foldedTag(name))]),
  };
}

/** The place of an article of one language: its folder is no category. Its file has the language in its name. */
function inLanguage(place: FilePlace, languages: OwnLanguages): FilePlace {
  if (place.kind !== 'article' && place.kind !== 'beside') return place;
  const [folder, tag = ''] = LANGUAGE_FOLDER.exec(place.key) ?? [];
  if (folder !== undefined && languages.folders.has(foldedTag(tag))) {
    const rest = withoutBlog(place.key.slice(folder.length));
    if (place.kind === 'beside') return { ...place, key: `articles/${rest}` };
    return { ...place, key: `articles/${rest.replace(/(?=\.[a-z]+$)/i, `.${tag}`)}`, language: withHyphens(tag) };
  }
  const ending = place.kind === 'article' ? LANGUAGE_ENDING.exec(place.key)?.[1] : undefined;
  const isTold = place.kind === 'article' && ending !== undefined && languages.endings.has(foldedTag(ending));
  return isTold ? { ...place, language: withHyphens(ending) } : place;
}

function isTag(tag: string): boolean {
  return parseLanguage(withHyphens(tag)) !== undefined && isKnownLanguage(withHyphens(tag));
}

function withHyphens(tag: string): string {
  return tag.replaceAll('_', '-');
}

function foldedTag(tag: string): string {
  return withHyphens(tag).toLowerCase();
}

function folded(key: string): string {
  return key.normalize('NFC').toLowerCase();
}

/** The folder of the site that all articles are in, where it is one: that of Hugo's only section, or none. */
export function onlySection(names: Iterable<string>): string | undefined {
  const sections = new Set<string>();
  for (const name of names) sections.add(/^content\/([^/]+)\//.exec(name)?.[1] ?? '');
  const [first] = sections;
  return sections.size === 1 ? first : undefined;
}
