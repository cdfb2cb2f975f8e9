import { MEDIA_PREFIX } from '../bucket-layout.ts';

/** Files by their names without folders, and by these in small letters behind a slash. Several: `undefined`. */
type FilesByName = ReadonlyMap<string, string | undefined>;

const known = new WeakMap<ReadonlySet<string>, FilesByName>();

/**
 * Returns a remedy for a reference to a file that is not there: the only other file of its name, in capital letters or
 * small, and how an article names that. `undefined` where there is none, or several. Other publishers look for pictures
 * in folders of a theme, so an article may name a file by its name alone; which is meant only its author can say.
 * @param files Keys in NFC.
 */
export function proposeFile(missing: string, articleKey: string, files: ReadonlySet<string>): string | undefined {
  const names = byName(files);
  const name = nameIn(missing);
  const found = names.get(names.has(name) ? name : inSmallLetters(name));
  if (found === undefined || found === missing) return undefined;
  const folder = articleKey.normalize('NFC').slice(0, articleKey.normalize('NFC').lastIndexOf('/') + 1);
  const written = found.startsWith(MEDIA_PREFIX) ? `/${found}` : found.startsWith(folder) && found.slice(folder.length);
  const remedy = written ? `write ${written}` : 'move it beside the article, or to media/';
  const has = nameIn(found) === name ? 'has its name' : 'differs from it in capital letters alone';
  return `${found} ${has}; if that is meant, ${remedy}`;
}

function byName(files: ReadonlySet<string>): FilesByName {
  const found = known.get(files) ?? namesOf(files);
  known.set(files, found);
  return found;
}

function namesOf(files: ReadonlySet<string>): FilesByName {
  const names = new Map<string, string | undefined>();
  for (const key of files) {
    const own = nameIn(key);
    for (const name of [own, inSmallLetters(own)]) names.set(name, names.has(name) ? undefined : key);
  }
  return names;
}

function inSmallLetters(name: string): string {
  return `/${name.toLowerCase()}`;
}

function nameIn(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
