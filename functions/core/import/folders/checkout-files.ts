import { isKnownLanguage } from '../../fields/fields.ts';
import { ignoredBy, isExcluded } from './excluded.ts';
import { type FilePlace, placeOf, withoutBlog } from './place.ts';
import type { Publisher } from './publishers.ts';

/**
 * Returns the place of each file of a checkout, by its name. Keys are unique. `language` is the language of the site if
 * known, `excluded` the patterns of files that the site leaves out, `ignores` the lines of its ignore files.
 */
export function placesOf(
  names: readonly string[],
  publisher: Publisher,
  language?: string,
  excluded: readonly string[] = [],
  ignores: readonly string[] = [],
): ReadonlyMap<string, FilePlace> {
  const ignored = ignores.map(ignoredBy);
  const isLeft = (name: string): boolean => isExcluded(name, excluded) || ignored.some(one => one(name));
  const taken = new Set<string>();
  const places = new Map<string, FilePlace>();
  const placed = besideArticles(names.map(name => [name, isLeft(name) ? EXCLUDED : placeOf(name, publisher)] as const));
  const languages = languagesOf(placed, language);
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

const LANGUAGE_FOLDER = /^articles\/([a-z]{2}(?:-[a-z]{2,4})?)\//i;
const LANGUAGE_ENDING = /\.([a-z]{2}(?:-[a-z]{2,4})?)\.[a-z]+$/i;

/** Languages that have folders, or endings such as `.vi.md`, of their own: two of them, or that of the site. */
function languagesOf(
  placed: readonly (readonly [string, FilePlace])[],
  language: string | undefined,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, place] of placed) {
    if (place.kind !== 'article') continue;
    for (const pattern of [LANGUAGE_FOLDER, LANGUAGE_ENDING]) {
      const tag = pattern.exec(place.key)?.[1];
      if (tag !== undefined && isKnownLanguage(tag)) found.add(tag.toLowerCase());
    }
  }
  const isOwn = language !== undefined && found.has(language.split('-')[0] ?? '');
  return found.size > 1 || isOwn ? found : new Set();
}

/** The place of an article of one language: its folder is no category. Its file has the language in its name. */
function inLanguage(place: FilePlace, languages: ReadonlySet<string>): FilePlace {
  if (place.kind !== 'article' && place.kind !== 'beside') return place;
  const [folder, tag = ''] = LANGUAGE_FOLDER.exec(place.key) ?? [];
  if (folder !== undefined && languages.has(tag.toLowerCase())) {
    const rest = withoutBlog(place.key.slice(folder.length));
    if (place.kind === 'beside') return { ...place, key: `articles/${rest}` };
    return { ...place, key: `articles/${rest.replace(/(?=\.[a-z]+$)/i, `.${tag}`)}`, language: tag };
  }
  const ending = place.kind === 'article' ? LANGUAGE_ENDING.exec(place.key)?.[1] : undefined;
  const isTold = place.kind === 'article' && ending !== undefined && languages.has(ending.toLowerCase());
  return isTold ? { ...place, language: ending } : place;
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
