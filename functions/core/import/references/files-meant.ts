import { isPictureName } from '../../front-matter/image-value.ts';
import { addTo } from '../../groups.ts';
import { toNfc } from '../../text/clean.ts';
import type { Publisher } from '../folders/publishers.ts';

/** Context in which references in the texts of a checkout are resolved. */
export interface ReferenceContext {
  readonly publisher: Publisher;
  /** Keys that files of the checkout have here, by their names there. */
  readonly keys: ReadonlyMap<string, string>;
  /** Names of articles, by the last part of each without its ending. */
  readonly articles: ReadonlyMap<string, readonly string[]>;
  /** Names of pictures, by each and by its last part, in lower case. */
  readonly pictures: ReadonlyMap<string, readonly string[]>;
  /** Home page of the site; with its folder. */
  readonly url: string | undefined;
  /** Finds the article of the site that was at an address. */
  readonly articleAt: (address: string) => string | undefined;
  /** Returns the address on the site that the article with a key had. Default: not known of any. */
  readonly addressOf?: (key: string) => string | undefined;
  /** Language of texts whose names tell none. */
  readonly defaultLanguage?: string;
}

/** Parts a reference from its query and fragment. */
export function splitReference(reference: string): readonly [string, string] {
  const at = reference.search(/[?#]/);
  return at === -1 ? [reference, ''] : [reference.slice(0, at), reference.slice(at)];
}

/** The language in the name of a file: `mer.en.md`. */
const LANGUAGE = /\.([a-z]{2,3}(?:[-_](?:[a-z]{2,8}|\d{3})){0,2})(?=\.(?:md|markdown|html?)$)/i;

/** Finds the files that references mean. */
export class CheckoutFiles {
  readonly #name: string;
  readonly #context: ReferenceContext;

  constructor(name: string, context: ReferenceContext) {
    this.#name = name;
    this.#context = context;
  }

  /** The name of the file that a path leads to, as the program reads it. */
  find(path: string): string | undefined {
    if (!path.includes('.')) return undefined;
    const { url, publisher } = this.#context;
    const served = [...publisher.statics, ...(publisher.roots ?? [])];
    const own = url !== undefined && path.startsWith(url) ? path.slice(url.length - 1) : path;
    if (/^[a-z][a-z0-9+.-]*:/i.test(own)) return undefined;
    const decoded = decode(own);
    const alias = /^(?:@\/|@site\/|~\/|\.\/src\/)(.*)$/.exec(decoded)?.[1];
    if (alias !== undefined) return this.#first(['', 'content/', 'src/', ...served].map(root => root + alias));
    const basePath = url === undefined ? '/' : new URL(url).pathname;
    if (decoded.startsWith('/')) {
      const rest = basePath !== '/' && decoded.startsWith(basePath) ? decoded.slice(basePath.length) : decoded.slice(1);
      return this.#first([...served, ...publisher.texts, 'content/'].map(root => root + rest));
    }
    const folder = this.#name.split('/').slice(0, -1).join('/');
    const bundle = this.#name.replace(/\.[a-z]+$/i, '');
    const roots = [...publisher.texts, ...served];
    const found = this.#first([`${folder}/${decoded}`, `${bundle}/${decoded}`, ...roots.map(root => root + decoded)]);
    if (found !== undefined || !publisher.name.endsWith('Press') || !decoded.endsWith('.html')) return found;
    // The page of a text may be named in its place.
    const text = `${decoded.slice(0, -'html'.length)}md`;
    return this.#first([`${folder}/${text}`, ...roots.map(root => root + text)]);
  }

  /**
   * The article that a tag names; of Hugo in the language that it or its own file has, else in the default one, if it
   * is there in several.
   */
  findArticle(wanted: string, language?: string): string | undefined {
    const [path = ''] = splitReference(wanted);
    const exact = this.find(path);
    if (this.#context.publisher.name !== 'Hugo' || (exact !== undefined && LANGUAGE.test(path)))
      return exact ?? this.#findNamed(path);
    const bare = plainName(exact ?? normal(decode(path)) ?? '');
    const defaultLanguage = foldedTag(this.#context.defaultLanguage);
    const own = foldedTag(language) ?? this.#languageOf(this.#name) ?? defaultLanguage;
    const folder = this.#name.slice(0, this.#name.lastIndexOf('/') + 1);
    const rank = (name: string): number => {
      const found = this.#languageOf(name) ?? defaultLanguage;
      const isBeside = plainName(name) === folder + bare || name === exact;
      return (found === own ? 0 : found === defaultLanguage ? 2 : 4) + (isBeside ? 0 : 1);
    };
    const all = this.#context.articles.get(lastPart(bare)) ?? [];
    const meant = all.filter(name => plainName(name) === bare || plainName(name).endsWith(`/${bare}`));
    const [best] = meant.map(name => [rank(name), name] as const).sort(([one], [other]) => one - other);
    return best?.[1] ?? exact ?? this.#findNamed(path);
  }

  /** The language in the name of an article, or that of its folder, which its key has in its name. */
  #languageOf(name: string): string | undefined {
    const found = LANGUAGE.exec(name) ?? LANGUAGE.exec(this.#context.keys.get(name) ?? '');
    return foldedTag(found?.[1]);
  }

  /** The article of a path, or of the end of one, without its ending. */
  #findNamed(path: string): string | undefined {
    const exact = this.find(path);
    if (exact !== undefined) return exact;
    const bare = bareName(normal(decode(path)) ?? '');
    const found = this.#context.articles.get(lastPart(bare)) ?? [];
    return found.find(name => bareName(name) === bare || bareName(name).endsWith(`/${bare}`));
  }

  /**
   * The picture that a field names without its folder, which a template of the site adds: the only one whose path ends
   * so, if it lies under `media/` here. One beside another article is that article's own.
   */
  findPicture(path: string): string | undefined {
    if (!isPictureName(path) || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) return undefined;
    const end = toNfc(decode(path).replace(/^(?:\.{0,2}\/)+/, ''));
    const found = this.#context.pictures.get(folded(lastPart(end))) ?? [];
    const [name, ...others] = found.filter(one => one === end || one.endsWith(`/${end}`));
    if (name === undefined || others.length > 0) return undefined;
    return this.#context.keys.get(name)?.startsWith('media/') ? name : undefined;
  }

  /** The first of these that is there; of pictures else the only one that differs by capitals alone. */
  #first(names: readonly string[]): string | undefined {
    const paths = names.flatMap(name => normal(name) ?? []);
    const exact = paths.find(path => this.#context.keys.has(path));
    if (exact !== undefined || !isPictureName(paths[0] ?? '')) return exact;
    for (const path of paths) {
      const all = this.#context.pictures.get(folded(path)) ?? [];
      const [found, ...others] = all.filter(name => folded(name) === folded(path));
      if (found !== undefined && others.length === 0) return found;
    }
    return undefined;
  }
}

/** The path of an article without its ending and Jekyll's own folders; of a page bundle that of its folder. */
function bareName(name: string): string {
  const bare = name.replace(/\.(?:md|markdown|mdx|html?)$/i, '').replace(/\/index$/, '');
  return bare.replace(/(^|\/)_(?:posts|drafts)\//, '$1');
}

/** The same without the language of its file: of `two/index.en.md` it is `two`. */
function plainName(name: string): string {
  return bareName(name.replace(LANGUAGE, ''));
}

/** Returns a tag of a language in one spelling: `zh-cn` for `zh_CN`. */
function foldedTag(tag: string | undefined): string | undefined {
  return tag?.replaceAll('_', '-').toLowerCase();
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Articles by the last part of their names, as tags may name them. */
export function articlesByName(names: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of names)
    for (const last of new Set([bareName(name), plainName(name)].map(lastPart))) addTo(found, last, name);
  return found;
}

/** Pictures by their names and by the last part of these, in lower case, as fields may name them. */
export function picturesByName(names: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of names)
    if (isPictureName(name)) for (const key of new Set([name, lastPart(name)].map(folded))) addTo(found, key, name);
  return found;
}

function folded(path: string): string {
  return toNfc(path).toLowerCase();
}

/** The path without `.`, `..` and empty segments; `undefined` where it leads out of the checkout. */
function normal(path: string): string | undefined {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return toNfc(segments.join('/'));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
