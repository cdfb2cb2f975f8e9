import { isKnownLanguage, parseLanguage } from '../../fields/fields.ts';
import { addTo } from '../../groups.ts';
import { primarySubtag } from '../../text/language.ts';
import { type FilePlace, withoutBlog } from './place.ts';
import type { Publisher } from './publishers.ts';
import type { SiteFacts } from './site-facts.ts';

/** Files of a checkout by their names, each with its place. */
export type Placed = readonly (readonly [name: string, place: FilePlace])[];

/** A tag of a language, with parts for its script and its country: `vi`, `pt-br`, `zh_CN`, `zh-Hans-CN`, `es-419`. */
const TAG = String.raw`([a-z]{2}(?:[-_](?:[a-z]{2,4}|\d{3})){0,2})`;
const LANGUAGE_FOLDER = new RegExp(`^articles/${TAG}/`, 'i');
const LANGUAGE_ENDING = new RegExp(String.raw`\.${TAG}(?=\.[a-z]+$)`, 'i');

/** Facts about a site that languages of its files depend on. */
type LanguageFacts = Pick<SiteFacts, 'language' | 'languages'>;

/**
 * Returns the places with the languages that folders and names of files tell. A text that a program has in its folder
 * of translations for the language of the site, too, is left out there.
 */
export function inLanguages(placed: Placed, publisher: Publisher, facts: LanguageFacts): Placed {
  const languages = languagesOf(placed, publisher, facts);
  const { translations } = publisher;
  const originals = new Set<string>();
  for (const [name, place] of placed) if ('key' in place && !translations?.test(name)) originals.add(place.key);
  const isRepeated = (name: string, place: FilePlace): boolean => {
    const tag = translations?.exec(name)?.[1];
    const isOwn = tag !== undefined && foldedTag(tag) === foldedTag(facts.language ?? '');
    return isOwn && 'key' in place && originals.has(withoutFolder(place.key));
  };
  return placed.map(([name, place]) => [name, isRepeated(name, place) ? REPEATED : inLanguage(place, languages)]);
}

const REPEATED: FilePlace = { kind: 'left', why: "translation into the site's own language" };

/** Languages that have folders, and endings such as `.vi.md`, of their own, folded. */
interface OwnLanguages {
  readonly folders: ReadonlySet<string>;
  readonly endings: ReadonlySet<string>;
}

/**
 * Returns those that the program has folders for or the configuration names, and those that names of files tell: two of
 * them, or that of the site.
 */
function languagesOf(
  placed: Placed,
  { translations }: Publisher,
  { language, languages = {} }: LanguageFacts,
): OwnLanguages {
  const found = new Map<string, Found>();
  const inTranslations = new Set<string>();
  for (const [name, place] of placed) {
    if (place.kind !== 'article') continue;
    const [, folder] = translations?.exec(name) ?? [];
    if (folder !== undefined && isTag(folder)) inTranslations.add(foldedTag(folder));
    for (const pattern of [LANGUAGE_FOLDER, LANGUAGE_ENDING]) {
      const tag = pattern.exec(place.key)?.[1];
      if (tag === undefined || !isTag(tag)) continue;
      const { isSpelled = false, paths = new Set<string>() } = found.get(foldedTag(tag)) ?? {};
      paths.add(withoutBlog(place.key.replace(pattern, '')));
      found.set(foldedTag(tag), { isSpelled: isSpelled || isSpelledAsTag(tag), paths });
    }
  }
  const named = Object.entries(languages).filter(([name]) => isTag(name));
  const own = primarySubtag(foldedTag(language ?? ''));
  const meant = tagsMeant(found, new Set(named.map(([name]) => foldedTag(name))), own);
  const told = [...inTranslations, ...(meant.size > 1 || meant.has(own) ? meant : [])];
  // A folder of that name is a section, unless it is said to be that of the language.
  const inFolders = named.filter(([name, { contentDir }]) => contentDir?.toLowerCase().endsWith(`/${name}`));
  return {
    folders: new Set([...told, ...inFolders.map(([name]) => foldedTag(name))]),
    endings: new Set([...told, ...named.map(([name]) => foldedTag(name))]),
  };
}

/** Facts about a tag that names of files tell. */
interface Found {
  /** True if it is written as tags of languages are: `zh-Hant`, `en_VN`. */
  readonly isSpelled: boolean;
  /** Paths of the articles that have it, without it. */
  readonly paths: Set<string>;
}

/**
 * Returns the tags that mean languages. Sections are called by two words as well, which may look like a language and a
 * country (`ho_so`, `vi-mo`). So a tag with parts is that of a language if the configuration names it, or another has
 * the same first part, or if it is in use and begins with the site's language or has a text that is there in another.
 */
function tagsMeant(found: ReadonlyMap<string, Found>, named: ReadonlySet<string>, own: string): ReadonlySet<string> {
  const isSure = ([tag, { isSpelled }]: readonly [string, Found]): boolean =>
    primarySubtag(tag) === tag || isSpelled || named.has(tag) || isInUse(tag);
  const byPrimary = new Map<string, string[]>();
  const byPath = new Map<string, string[]>();
  for (const one of [...found].filter(isSure)) {
    addTo(byPrimary, primarySubtag(one[0]), one[0]);
    for (const path of one[1].paths) addTo(byPath, path, one[0]);
  }
  const hasOther = (tags: readonly string[] | undefined, tag: string): boolean =>
    tags?.some(other => other !== tag) === true;
  const isMeant = (one: readonly [string, Found]): boolean => {
    const [tag, { paths }] = one;
    const primary = primarySubtag(tag);
    if (primary === tag || named.has(tag)) return true;
    if (hasOther(byPrimary.get(primary), tag)) return isCanonical(tag);
    return isSure(one) && (primary === own || [...paths].some(path => hasOther(byPath.get(path), tag)));
  };
  return new Set([...found].filter(isMeant).map(([tag]) => tag));
}

/** Returns true for a tag whose parts stay what they are: numbers of countries, and codes that are gone, do not. */
function isCanonical(tag: string): boolean {
  return Intl.getCanonicalLocales(tag)[0]?.toLowerCase() === tag;
}

/** Returns true for a tag with parts that is written as the standard has it: `pt-BR`, not `pt-br`. */
function isSpelledAsTag(tag: string): boolean {
  return /[A-Z]/.test(tag) && Intl.getCanonicalLocales(withHyphens(tag))[0] === withHyphens(tag);
}

/** Returns true for a language that is written in the country, or in the script, of a tag. */
function isInUse(tag: string): boolean {
  return new Intl.DateTimeFormat(tag).resolvedOptions().locale.toLowerCase() === tag;
}

/** The place of an article of one language: its folder is no category. Its file has the language in its name. */
function inLanguage(place: FilePlace, languages: OwnLanguages): FilePlace {
  if (place.kind !== 'article' && place.kind !== 'beside') return place;
  const tag = LANGUAGE_FOLDER.exec(place.key)?.[1];
  if (tag !== undefined && languages.folders.has(foldedTag(tag))) {
    const key = withoutFolder(place.key);
    return { ...place, key: place.kind === 'beside' ? key : withTag(key, tag), language: withHyphens(tag) };
  }
  const ending = place.kind === 'article' ? LANGUAGE_ENDING.exec(place.key)?.[1] : undefined;
  const isTold = place.kind === 'article' && ending !== undefined && languages.endings.has(foldedTag(ending));
  return isTold ? { ...place, language: withHyphens(ending) } : place;
}

/** Returns a key without the folder of a language. */
function withoutFolder(key: string): string {
  return `articles/${withoutBlog(key.replace(LANGUAGE_FOLDER, 'articles/').slice('articles/'.length))}`;
}

/** Returns a key with a language in the name of its file: `tide/map.vi.png`. */
export function withTag(key: string, tag: string): string {
  return key.replace(/(?=\.[a-z0-9]+$)/i, `.${tag}`);
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
