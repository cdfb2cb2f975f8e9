import { FORMATS, formatAt } from '../feed/formats.ts';

/** A content coding, as HTTP names it. */
export type Coding = 'br' | 'gzip';

/** Compressed forms lie beside a file, under its path with one of these endings. */
export const CODING_ENDINGS: Readonly<Record<Coding, string>> = { br: '.br', gzip: '.gz' };

/** In the order of their paths, as a listing has them. */
export const CODINGS: readonly Coding[] = ['br', 'gzip'];

/**
 * Quality of brotli, 0 to 11. A feed of 50 whole articles (290 KB) shrinks to 25.4 % in 6 ms; 6 leaves 24.6 % in 7 ms,
 * which four files of each publish take, 9 leaves 21.7 % in 75 ms, and 11, 20.3 % in a second, which readers would wait
 * for.
 */
export const BROTLI_QUALITY = 5;

/**
 * Returns whether a file has compressed forms beside it, both of them and at any size, since the edge asks for them
 * without looking: CloudFront compresses RSS and pages on its way out, but neither `application/atom+xml` nor
 * `application/feed+json`. `functions/edge/viewer-request.js` says the same.
 */
export function hasVariants(path: string): boolean {
  const format = formatAt(path);
  return format !== undefined && FORMATS[format].hasVariants;
}

const PAGE = /^(articles\/[^/]+\/)index\.html$/;
const TWIN = 'index.md';
/** No page media has a name with this ending. */
const CHAPTERS = 'chapters.json';
const BESIDE = /^(articles\/[^/]+\/)(?:index\.md|chapters\.json)$/;

/** Returns where the page of an article has its Markdown twin, if it has one; `undefined` for every other path. */
export function twinPath(path: string): string | undefined {
  return pathBeside(path, TWIN);
}

/** Returns where the page of an episode has its chapters, if it has some; `undefined` for every other path. */
export function chaptersPath(path: string): string | undefined {
  return pathBeside(path, CHAPTERS);
}

/** Returns true for the path of chapters beside a page. */
export function isChaptersPath(path: string): boolean {
  return BESIDE.test(path) && path.endsWith(CHAPTERS);
}

function pathBeside(path: string, name: string): string | undefined {
  const folder = PAGE.exec(path)?.[1];
  return folder && folder + name;
}

/** Returns the paths that files beside a page may have; none for every other path. */
export function besidePaths(path: string): readonly string[] {
  return [twinPath(path), chaptersPath(path)].filter(beside => beside !== undefined);
}

/** Returns the path of the page that a Markdown twin or chapters lie beside; `undefined` for every other path. */
export function pageBeside(path: string): string | undefined {
  const folder = BESIDE.exec(path)?.[1];
  return folder && `${folder}index.html`;
}

/** Returns the path of the file that a compressed form, or one beside, belongs to; that of any other is its own. */
export function mainPathOf(path: string): string {
  return variantOf(path)?.path ?? pageBeside(path) ?? path;
}

/** Returns every path that a file may have parts at. */
export function everyPathOf(path: string): readonly string[] {
  return [...pathsOfFile(path), ...besidePaths(path)];
}

/** Returns the path of a file, and then those of its compressed forms, where it has any. */
export function pathsOfFile(path: string): readonly string[] {
  return hasVariants(path) ? [path, ...CODINGS.map(coding => path + CODING_ENDINGS[coding])] : [path];
}

/**
 * The file that a compressed form is of, such as `atom.xml` and `br` for `atom.xml.br`; `undefined` for every other
 * path.
 */
export function variantOf(path: string): { readonly path: string; readonly coding: Coding } | undefined {
  for (const coding of CODINGS) {
    const ending = CODING_ENDINGS[coding];
    const plain = path.slice(0, -ending.length);
    if (path.endsWith(ending) && hasVariants(plain)) return { path: plain, coding };
  }
  return undefined;
}
