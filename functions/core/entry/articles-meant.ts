import { formatOf } from '../article/key.ts';
import { ARTICLES_PREFIX } from '../bucket-layout.ts';
import { toNfc } from '../text/clean.ts';

/**
 * Marks of references to files: Zola's `@/`, Pelican's `{filename}` (also with its braces encoded), and the form that
 * tags of Hexo take for a file in the folder of their article.
 */
const MARK = /^(?:@(?=\/)|(?:\{|%7b)(?:filename|attach|static|photo|asset)(?:\}|%7d)|\|(?:filename|attach|static)\|)/i;
/** A file by its name alone, without an ending, as in links of VitePress and tags of Jekyll and Hexo. */
const WITHOUT_ENDING = /^(?:\.{1,2}|@)\//;
/** Maximum number of places that are tried for a file named from the root of the articles. */
const MAX_PLACES = 5;
/** Maximum length of a reference that is examined, in UTF-16 code units. */
const MAX_REFERENCE = 2000;

/** A reference without the mark of another publisher. */
export interface Unmarked {
  readonly path: string;
  /** True for a reference from the folder of all articles, which lies here or above: `@/blog/a.md`. */
  readonly isRooted: boolean;
  /** True for a file in Hexo's folder beside an article, of the article's name. */
  readonly isAsset: boolean;
}

/** Removes the mark of another publisher from a reference. */
export function unmarked(reference: string): Unmarked {
  const [mark = ''] = MARK.exec(reference) ?? [];
  const path = reference.slice(mark.length);
  const isAsset = /asset/i.test(mark) && !path.includes('/');
  return { path, isRooted: mark !== '' && path.startsWith('/'), isAsset };
}

/**
 * Returns the keys, in NFC, of articles that a reference may mean by their files, the likeliest first; none where it
 * means no article. The function does not know which of them exist.
 */
export function articlesMeant(reference: string, articleKey: string): readonly string[] {
  if (reference.length > MAX_REFERENCE) return NONE;
  const bare = reference.split(/[?#]/, 1)[0] ?? '';
  const { path, isRooted } = unmarked(decode(bare) ?? '');
  const hasEnding = formatOf(path) !== undefined;
  if (path === '' || (!hasEnding && !isWithoutEnding(bare))) return NONE;
  const bases = isRooted ? rootedAt(path.slice(1), articleKey) : [within(folderOf(articleKey), path)];
  const keys = bases.flatMap(base => (base === undefined ? [] : withEndings(base, hasEnding, articleKey)));
  return [...new Set(keys.map(toNfc))].filter(key => key.startsWith(ARTICLES_PREFIX));
}

const NONE: readonly string[] = [];

/** Name of a post of Jekyll, as its tags have it. */
const POST = /^@\/(?:.*\/)?\d{4}-\d{2}-\d{2}-[^/]+$/;

/** Returns true for a reference without an ending that may mean a page of the newsroom's own site, and no article. */
export function mayBePage(reference: string): boolean {
  const [path = ''] = reference.split(/[?#]/, 1);
  return isWithoutEnding(path) && !POST.test(path);
}

/** Returns true for a reference to an article's file without its ending. */
function isWithoutEnding(reference: string): boolean {
  const path = reference.split(/[?#]/, 1)[0] ?? '';
  const name = path.slice(path.lastIndexOf('/') + 1);
  return WITHOUT_ENDING.test(path) && !/^\.{0,2}$/.test(name) && !/\.[a-z][a-z0-9]{0,4}$/i.test(name);
}

/**
 * Returns places of a file that is named from the root: the publisher's root may be a folder below this one, or above
 * it.
 */
function rootedAt(path: string, articleKey: string): readonly (string | undefined)[] {
  const segments = path.split('/');
  const own = folderOf(articleKey);
  const [first = ''] = segments;
  const name = segments.at(-1) ?? '';
  const at = segments.length > 1 ? own.lastIndexOf(first) : -1;
  const isBeside = segments.length === 1 || (first === '_posts' && at === -1);
  const places = [
    ...(at > 0 ? [within(own.slice(0, at), path)] : []),
    ...(isBeside ? [within(own, name)] : []),
    within([ARTICLES], path),
    ...(segments.length === 1 ? [within([ARTICLES, '_posts'], path)] : []),
    ...own.slice(1).map((_, above) => within(own.slice(0, own.length - above), path)),
    ...(segments.length > 1 ? [within([ARTICLES], segments.slice(1).join('/'))] : []),
    within(own, name),
  ];
  return [...new Set(places)].slice(0, MAX_PLACES);
}

const ARTICLES = ARTICLES_PREFIX.slice(0, -1);

/**
 * Returns names of a file: as given; for a page (`a.html`) also those of Markdown, which it is made of (VitePress);
 * without an ending, those with the endings of articles.
 */
function withEndings(base: string, hasEnding: boolean, articleKey: string): readonly string[] {
  const own = endingOf(articleKey);
  if (!hasEnding) return [own, '.md', '.markdown', '.html', `/index${own}`].map(ending => base + ending);
  if (!PAGE.test(base)) return [base];
  const stem = base.replace(PAGE, '');
  const sources = [own, '.md', '.mdx'].filter(ending => !PAGE.test(ending)).map(ending => stem + ending);
  return [base, ...new Set(sources)];
}

/** Ending of a page, as its publisher writes it. */
const PAGE = /\.html?$/i;

function endingOf(key: string): string {
  return key.slice(key.lastIndexOf('.'));
}

function folderOf(key: string): readonly string[] {
  return key.split('/').slice(0, -1);
}

/** Resolves a path from a folder; `undefined` where it leaves the bucket. */
function within(folder: readonly string[], path: string): string | undefined {
  const segments = path.startsWith('/') ? [] : [...folder];
  for (const segment of path.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
