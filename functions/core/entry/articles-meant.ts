import { formatOf } from '../article/key.ts';
import { ARTICLES_PREFIX } from '../bucket-layout.ts';
import { toNfc } from '../text/clean.ts';

/**
 * How Zola (`@/`) and Pelican (`{filename}`, also with its braces encoded) mark references to files, and what tags of
 * Hexo become that name a file in the folder of their article.
 */
const MARK = /^(?:@(?=\/)|(?:\{|%7b)(?:filename|attach|static|photo|asset)(?:\}|%7d)|\|(?:filename|attach|static)\|)/i;
/** A file by its name alone, without an ending, as VitePress links and Jekyll's and Hexo's tags have it. */
const WITHOUT_ENDING = /^(?:\.{1,2}|@)\//;
/** Maximum of places where a file that is named from the root of the articles is looked for. */
const MAX_PLACES = 5;
/** Longest reference that is looked at, in UTF-16 code units. */
const MAX_REFERENCE = 2000;

/** A reference without the mark of another publisher. */
export interface Unmarked {
  readonly path: string;
  /** It is seen from the folder that held all articles, which lies here or above: `@/blog/a.md`. */
  readonly isRooted: boolean;
  /** It lies in the folder that Hexo has beside an article, of the article's name. */
  readonly isAsset: boolean;
}

/** Takes the mark of another publisher off a reference. */
export function unmarked(reference: string): Unmarked {
  const [mark = ''] = MARK.exec(reference) ?? [];
  const path = reference.slice(mark.length);
  const isAsset = /asset/i.test(mark) && !path.includes('/');
  return { path, isRooted: mark !== '' && path.startsWith('/'), isAsset };
}

/**
 * Returns the keys, in NFC, of articles that a reference may mean by their files, the likeliest first; none where it
 * means no article. Which of them there are is not known here.
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

/** Whether a reference names an article's file without its ending. */
export function isWithoutEnding(reference: string): boolean {
  const path = reference.split(/[?#]/, 1)[0] ?? '';
  const name = path.slice(path.lastIndexOf('/') + 1);
  return WITHOUT_ENDING.test(path) && !/^\.{0,2}$/.test(name) && !/\.[a-z][a-z0-9]{0,4}$/i.test(name);
}

/** Places of a file that is named from the root: that of the publisher may be a folder below here, or one above. */
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

/** A file as it is named; by its page (`a.html`) also that of Markdown; without an ending, those that articles have. */
function withEndings(base: string, hasEnding: boolean, articleKey: string): readonly string[] {
  const own = endingOf(articleKey);
  if (hasEnding) return /\.html$/i.test(base) ? [base, base.slice(0, -'.html'.length) + own] : [base];
  return [own, '.md', '.markdown', '.html', `/index${own}`].map(ending => base + ending);
}

function endingOf(key: string): string {
  return key.slice(key.lastIndexOf('.'));
}

function folderOf(key: string): readonly string[] {
  return key.split('/').slice(0, -1);
}

/** A path as it is seen from a folder; `undefined` where it climbs out of the bucket. */
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
