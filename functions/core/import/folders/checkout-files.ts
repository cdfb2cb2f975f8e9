import { ignoredBy, isExcluded } from './excluded.ts';
import { inLanguages, type Placed, withTag } from './folder-languages.ts';
import { type FilePlace, placeOf } from './place.ts';
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
  for (const [name, place] of inLanguages(placed, publisher, facts)) {
    if (place.kind === 'left') {
      places.set(name, place);
      continue;
    }
    // Folders that say nothing (`posts/`) are left away; where that gives two files one place, the later keeps them.
    // So is that of a language, but what lies beside a text has to stay there to be shown.
    const folder = place.key.slice(0, place.key.indexOf('/') + 1);
    const ofLanguage = place.kind === 'beside' && place.language ? [withTag(place.key, place.language)] : [];
    const key = [place.key, ...ofLanguage, `${folder}${name}`].find(one => !taken.has(folded(one)));
    if (key !== undefined) taken.add(folded(key));
    const why = 'file whose place another has';
    places.set(name, key === undefined ? { kind: 'left', why } : { ...place, key });
  }
  return places;
}

const EXCLUDED: FilePlace = { kind: 'left', why: 'file that the configuration excludes' };

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
