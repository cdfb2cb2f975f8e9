import { Buffer } from 'node:buffer';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isMisplacedArticle } from '../content/list-media.ts';
import { formatOf, isOfRepository } from '../core/article/key.ts';
import { ARTICLES_PREFIX, isIgnored, MEDIA_PREFIX } from '../core/bucket-layout.ts';
import { suggest } from '../core/fields/suggest.ts';
import type { Problem } from '../core/problem.ts';

const ARTICLES = ARTICLES_PREFIX.slice(0, -1);
/** Folders that are not looked into: those that are read, and those of programs, except that of Jekyll's articles. */
const OTHERS = /^(?:[._](?!posts$).*|articles|media|node_modules)$/;
/** Maximum depth of a file below the content, and maximum number of entries that are looked at. */
const [MAX_DEPTH, MAX_ENTRIES] = [4, 2000];
const POSTS = '_posts';
/** Names that stand for the folder of articles in other projects, and in Vietnamese. */
const MEANT: ReadonlySet<string> = new Set([
  'article',
  'bai-viet',
  'baiviet',
  'bài viết',
  POSTS,
  'posts',
  'post',
  'tin-tuc',
]);

/**
 * Returns a warning for each file of a directory of content that looks like an article and lies outside `articles/`,
 * where nothing reads it; of one folder beside `articles/` a single one. In `media/`, where it is public as it stands,
 * each is named, but for Markdown, which is not published there.
 */
export function misplacedFiles(directory: string): readonly Problem[] {
  const problems: Problem[] = [];
  const articlesIn = articleFinder(directory, name => OTHERS.test(name));
  for (const entry of entriesOf(directory)) {
    if (entry.isFile() && looksLikeArticle(directory, entry.name, 0))
      problems.push(warning(entry.name, `${OUTSIDE}, so nothing reads it; move it to ${ARTICLES}/${entry.name}`));
    if (!entry.isDirectory() || OTHERS.test(entry.name)) continue;
    const [first, ...others] = articlesIn(entry.name);
    if (first !== undefined) problems.push(ofFolder(entry.name, first, others.length));
  }
  return [...problems, ...publicArticles(directory)];
}

/** Returns what finds files below a folder of a directory that look like articles, among so many entries in all. */
function articleFinder(directory: string, isLeftOut: (folder: string) => boolean) {
  let left = MAX_ENTRIES;
  return function find(folder: string, depth = 1): readonly string[] {
    if (depth > MAX_DEPTH) return [];
    return entriesOf(join(directory, folder)).flatMap(entry => {
      if (left-- <= 0) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return isLeftOut(entry.name) ? [] : find(path, depth + 1);
      return entry.isFile() && looksLikeArticle(directory, path, depth) ? [path] : [];
    });
  };
}

function publicArticles(directory: string): readonly Problem[] {
  const found = articleFinder(directory, () => false)(MEDIA_PREFIX.slice(0, -1));
  return found.flatMap(path => {
    const key = path.replaceAll('\\', '/');
    if (isMisplacedArticle(key)) return [];
    const to = `${ARTICLES_PREFIX}${key.slice(MEDIA_PREFIX.length)}`;
    return [warning(path, `has front matter and lies under ${MEDIA_PREFIX}, so ${PUBLIC}; move it to ${to}`)];
  });
}

const PUBLIC = 'it is published as it stands, a draft, too';
const OUTSIDE = `lies outside ${ARTICLES}/`;

function ofFolder(folder: string, first: string, others: number): Problem {
  const isMeant = MEANT.has(folder.normalize('NFC').toLowerCase()) || suggest(folder, [ARTICLES]) === ARTICLES;
  const to = `${ARTICLES}/${isMeant ? first.slice(folder.length + 1) : first}`.replaceAll('\\', '/');
  const them = others === 0 ? '' : `, with ${others === 1 ? 'another' : `${others} others`} in ${folder}/`;
  const move = `move ${others === 0 ? 'it' : 'them'}, as to ${to}`;
  const bring = folder === POSTS ? ', or bring in the whole site with bantin import' : '';
  return warning(first, `${OUTSIDE}${them}, so nothing reads it; ${move}${bring}`);
}

function warning(path: string, message: string): Problem {
  return { path, severity: 'warning', message };
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // What can't be read is no article.
    return [];
  }
}

/** Returns whether a file is of Markdown, or a text or page, with front matter; at the top without it, too. */
function looksLikeArticle(directory: string, path: string, depth: number): boolean {
  const format = formatOf(path);
  if (format === undefined || isIgnored(path)) return false;
  const isMarkdown = format === 'markdown' || format === 'mdx';
  if (hasFrontMatter(join(directory, path))) return true;
  return depth === 0 && isMarkdown && !isOfRepository(`/${path}`);
}

function hasFrontMatter(file: string): boolean {
  try {
    const descriptor = openSync(file, 'r');
    const bytes = Buffer.alloc(8);
    const read = readSync(descriptor, bytes, 0, 8, 0);
    closeSync(descriptor);
    return /^\uFEFF?(?:---|\+\+\+)[ \r\n]/.test(bytes.toString('utf8', 0, read));
  } catch {
    return false;
  }
}
