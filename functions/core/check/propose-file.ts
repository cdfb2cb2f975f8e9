import { MEDIA_PREFIX } from '../bucket-layout.ts';

/** Files by their names without folders; `undefined` is a name that several have. */
type FilesByName = ReadonlyMap<string, string | undefined>;

const known = new WeakMap<ReadonlySet<string>, FilesByName>();

/**
 * Returns a remedy for a reference to a file that is not there: the only other file of its name, and how an article
 * names that. `undefined` where there is none, or several. Other publishers look for pictures in folders of a theme, so
 * an article may name a file by its name alone; which is meant only its author can say.
 * @param files Keys in NFC.
 */
export function proposeFile(missing: string, articleKey: string, files: ReadonlySet<string>): string | undefined {
  const found = byName(files).get(nameIn(missing));
  if (found === undefined || found === missing) return undefined;
  const folder = articleKey.normalize('NFC').slice(0, articleKey.normalize('NFC').lastIndexOf('/') + 1);
  const written = found.startsWith(MEDIA_PREFIX) ? `/${found}` : found.startsWith(folder) && found.slice(folder.length);
  const remedy = written ? `write ${written}` : 'move it beside the article, or to media/';
  return `${found} has the name of ${missing}, which is not there; if that is meant, ${remedy}`;
}

function byName(files: ReadonlySet<string>): FilesByName {
  const found = known.get(files) ?? namesOf(files);
  known.set(files, found);
  return found;
}

function namesOf(files: ReadonlySet<string>): FilesByName {
  const names = new Map<string, string | undefined>();
  for (const key of files) names.set(nameIn(key), names.has(nameIn(key)) ? undefined : key);
  return names;
}

function nameIn(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
