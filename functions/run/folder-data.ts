import { dataFilesBeside, type StoredDataFile } from '../content/read-data-files.ts';
import { ARTICLES_PREFIX, isDataKey } from '../core/bucket-layout.ts';
import { dataPlace, isArticleKey } from '../core/data-files/data-keys.ts';
import { parentFolder } from '../core/data-files/held-below.ts';
import type { StoredSite } from '../core/index/stored/stored-site.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { listKeys, type ObjectStore } from '../stores/object-store.ts';

type Data = StoredSite['data'];

/**
 * Returns the keys of data files of folders that may have changed: those among `keys`, and, where the newsroom has such
 * files, those that speak of the articles among them, whose events may be still to come.
 */
export async function changedFolderData(
  content: ObjectStore,
  keys: readonly string[],
  known: Data = [],
  hasSidecars = false,
): Promise<readonly string[]> {
  const told = keys.filter(key => isDataKey(key) && dataPlace(key) !== 'article');
  if (!hasSidecars && known.length === 0) return told;
  const articles = keys.filter(isArticleKey);
  if (articles.length === 0) return told;
  // What speaks of all articles may be that of the one that comes.
  const isLooked = hasSidecars || known.some(({ key }) => dataPlace(key) === 'either');
  const beside = isLooked ? await dataFilesBeside(content, articles) : [];
  return [...told, ...beside, ...(await differingAbove(content, articles, known))];
}

/** Returns the keys of files of the folders above articles that are not as they are known. */
async function differingAbove(
  content: ObjectStore,
  articles: readonly string[],
  known: NonNullable<Data>,
): Promise<readonly string[]> {
  const folders = new Set(articles.flatMap(foldersAbove));
  const etags = new Map(known.flatMap(({ key, etag }) => (folders.has(parentFolder(key)) ? [[key, etag]] : [])));
  const found = await inParallel([...folders].flatMap(namesOfData), CONCURRENCY, async prefix => {
    const files: (readonly [string, string])[] = [];
    for await (const { key, etag } of content.list(prefix))
      if (isDataKey(key) && dataPlace(key) === 'folder') files.push([key, etag]);
    return files;
  });
  const there = new Map(found.flat());
  return [...new Set([...etags.keys(), ...there.keys()])].filter(key => etags.get(key) !== there.get(key));
}

function foldersAbove(key: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = parentFolder(key); folder.startsWith(ARTICLES_PREFIX); folder = parentFolder(folder.slice(0, -1)))
    folders.push(folder);
  return folders;
}

/** Beginnings of the keys that files of a folder have: of a section, and of the folder's own name. */
function namesOfData(folder: string): readonly string[] {
  const section = `${folder}_index.`;
  const name = folder.slice(parentFolder(folder.slice(0, -1)).length, -1);
  return folder === ARTICLES_PREFIX ? [section] : [section, `${folder}${name}.`];
}

/**
 * Returns the keys of the articles that files speak of which say another thing than before; `many` where there are more
 * than `most`.
 */
export async function articlesSpokenOf(
  content: ObjectStore,
  { before = [], after = [] }: { readonly before: Data; readonly after: Data },
  most: number,
): Promise<readonly string[] | 'many'> {
  const keys = new Set<string>();
  for (const folder of foldersThatDiffer(before, after)) {
    for await (const key of listKeys(content, folder, {})) {
      if (isArticleKey(key)) keys.add(key);
      if (keys.size > most) return 'many';
    }
  }
  return [...keys];
}

function foldersThatDiffer(before: NonNullable<Data>, after: NonNullable<Data>): ReadonlySet<string> {
  const [was, is] = [textsOf(before), textsOf(after)];
  const differing = [...new Set([...was.keys(), ...is.keys()])].filter(key => was.get(key) !== is.get(key));
  return new Set(differing.map(parentFolder));
}

/** Returns what files say, by key, of those that say something. */
function textsOf(files: readonly Pick<StoredDataFile, 'key' | 'text'>[]): ReadonlyMap<string, string | null> {
  return new Map(files.flatMap(({ key, text }) => (text === '' ? [] : [[key, text ?? null]])));
}
