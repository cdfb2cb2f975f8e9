import { readArguments, withoutSwitch } from '../../dialects/shortcodes.ts';
import { addressLink, isInAddress } from '../../dialects/tag-place.ts';
import { keyOf } from '../../entry/reference.ts';
import { hasPictureEnding, isPictureName } from '../../front-matter/image-value.ts';
import { addTo } from '../../groups.ts';
import { escapeHtmlText } from '../../html/canonical-html.ts';
import { toNfc } from '../../text/clean.ts';
import { relativeReference } from '../moving/former-addresses.ts';
import type { Publisher } from './publishers.ts';
import { formOf, type TextForm, type TextPart, textParts } from './text-parts.ts';

/** Context in which references in the texts of a checkout are resolved. */
export interface ReferenceContext {
  readonly publisher: Publisher;
  /** Keys that files of the checkout have here, by their names there. */
  readonly keys: ReadonlyMap<string, string>;
  /** Names of articles, by the last part of each without its ending. */
  readonly articles: ReadonlyMap<string, readonly string[]>;
  /** Names of pictures, by the last part of each. */
  readonly pictures: ReadonlyMap<string, readonly string[]>;
  /** Home page of the site; with its folder. */
  readonly url: string | undefined;
  /** Finds the article of the site that was at an address. */
  readonly articleAt: (address: string) => string | undefined;
}

/** A text of a checkout with references to files as they lie here, and the files that it leads to. */
export interface Rewritten {
  readonly text: string;
  /** Names of files of the checkout. */
  readonly named: ReadonlySet<string>;
  /** A picture that was found by the end of its path alone, if any, as its field has it and by its name. */
  readonly byName?: readonly [reference: string, name: string];
  /** Pictures of the site, from its root, that the checkout does not have. */
  readonly absent: ReadonlySet<string>;
  /** Links that lead to neither a file of the checkout nor an article of the site, in order. */
  readonly links: readonly string[];
}

/** A reference as it stands in Markdown, HTML and front matter. */
const REFERENCE = /(?<![^\s()<>"'=[\]{}|,`])[^\s()<>"'=[\]{}|,`]{2,500}/g;
/** The home page before a path, or before a tag that gives one. */
const SITE_VARIABLE =
  /(?<![\w/.:])(?:\{\{-?\s{0,9}site\.(?:baseurl|url)\s{0,9}-?\}\}){1,2}(?=\/|\{%-?\s{0,9}(?:post_url|link)\s)/g;
const FILTERED = /\{\{-?\s{0,9}(["'])([^"'{}|\n]{1,300})\1\s{0,9}\|[^{}\n]{1,100}\}\}/g;
const TAGGED = /\{%-?\s{0,9}(post_url|link|post_link|post_path|asset_path)\s{1,9}([^%{}\n]{1,500})%\}/g;
const REF = /\{\{[<%]\s{0,9}(?:rel)?ref\s{1,9}(?:path=)?["']([^"'{}\n]{1,300})["'][^{}\n]{0,100}[>%]\}\}/g;
const PELICAN = /\{(?:static|filename|attach|photo)\}(?=[/\w.])|\|(?:static|filename|attach)\|(?=[/\w.])/g;
/** Text before and behind a reference that is the whole value of a field, or of one in it. */
const [VALUE_BEFORE, VALUE_BEHIND] = [
  /(?:[:=[,]|(?:^|\n)[ \t]*-)[ \t]*["']?$/,
  /^["']?[ \t]*(?:[\n\r\]}#]|,[ \t]*["'\n\]]|$)/,
];
/** Characters around a value that are looked at. */
const AROUND = 20;
const LIQUID: ReadonlySet<string> = new Set(['Jekyll', 'Eleventy']);

/** Rewrites what leads to files of the checkout. Whatever else stands there stays to the character. */
export function rewriteReferences(text: string, name: string, context: ReferenceContext): Rewritten {
  if (text.includes('\0')) return { text, named: new Set(), absent: new Set(), links: [] };
  const links: string[] = [];
  const led: string[] = [];
  const files = new CheckoutFiles(name, context);
  const key = context.keys.get(name) ?? name;
  const { named, rewrite, byName, absent } = createRewriting(files, context, key);
  const form = formOf(name);
  const byTag = (all: string, tag: NamedTag, isBare: boolean): string => {
    const found = tag.wanted === undefined ? undefined : files.findArticle(tag.wanted, tag.language);
    const target = found === undefined ? undefined : context.keys.get(found);
    if (target === undefined) return all;
    const reference = relativeReference(key, target) + split(tag.wanted ?? '')[1];
    // What stands in its place is not to be read again, as if it were a path of the checkout.
    return `\0${led.push(isBare ? linkOf(reference, tag.words, form) : reference) - 1}\0`;
  };
  const { name: publisher } = context.publisher;
  const rewriteText = ({ part, isField = false }: TextPart): string =>
    part
      .replace(SITE_VARIABLE, all => (LIQUID.has(publisher) ? '' : all))
      .replace(FILTERED, (all, _, reference: string) => (rewrite(reference) === undefined ? all : reference))
      .replace(TAGGED, (all: string, tag: string, given: string, at: number, whole: string) =>
        byTag(all, liquidTag(tag, given), tag !== 'asset_path' && !isField && !isInAddress(whole, at)),
      )
      .replace(REF, (all: string, wanted: string, at: number, whole: string) =>
        byTag(all, { wanted, words: '', ...languageIn(all) }, !isField && !isInAddress(whole, at)),
      )
      .replace(PELICAN, all => (publisher === 'Pelican' ? '' : all))
      .replace(REFERENCE, (reference: string, at: number, whole: string) => {
        const found = rewrite(reference, isField && isWholeValue(reference, at, whole), whole[at - 1] === '}');
        if (found === undefined && !isField && isLinked(reference, at, whole)) links.push(reference);
        return found ?? reference;
      });
  const rewritten = textParts(text, form)
    .map(one => (one.isKept ? one.part : rewriteText(one)))
    .join('');
  return {
    text: led.length > 0 ? rewritten.replace(/\0(\d+)\0/g, (_, at) => led[Number(at)] ?? '') : rewritten,
    ...{ named, absent, links },
    ...byName,
  };
}

interface Rewriting {
  readonly named: Set<string>;
  readonly absent: Set<string>;
  readonly byName: { byName?: NonNullable<Rewritten['byName']> };
  /**
   * Returns the reference as it leads on; `undefined` where it stays. `isValue`: all that a field says is it. `isRest`:
   * a value that a template inserts stands before it.
   */
  readonly rewrite: (reference: string, isValue?: boolean, isRest?: boolean) => string | undefined;
}

function createRewriting(files: CheckoutFiles, context: ReferenceContext, key: string): Rewriting {
  const [named, absent] = [new Set<string>(), new Set<string>()];
  const byName: Rewriting['byName'] = {};
  const rewrite = (reference: string, isValue = false, isRest = false): string | undefined => {
    const [path = '', suffix = ''] = split(reference);
    const exact = files.find(path);
    const found = exact ?? (isValue ? files.findPicture(path) : undefined);
    if (exact === undefined && found !== undefined) byName.byName = [reference, found];
    const target = found === undefined ? context.articleAt(reference) : context.keys.get(found);
    if (found !== undefined) named.add(found);
    else if (target === undefined && !isRest && isOfSite(path, context.url) && hasPictureEnding(path)) absent.add(path);
    // What leads there already stays as its author wrote it.
    if (target === undefined || keyOf(path, key) === toNfc(target)) return undefined;
    return (target.startsWith('media/') ? `/${target}` : relativeReference(key, target)) + suffix;
  };
  return { named, absent, byName, rewrite };
}

/** Returns true for a path from the root of the site, or the same with its address. */
function isOfSite(path: string, url: string | undefined): boolean {
  return /^\/(?!\/)/.test(path) || (url !== undefined && path.startsWith(url));
}

function isWholeValue(reference: string, at: number, field: string): boolean {
  const behind = field.slice(at + reference.length);
  return VALUE_BEFORE.test(field.slice(Math.max(0, at - AROUND), at)) && VALUE_BEHIND.test(behind.slice(0, AROUND));
}

/** Text before the address of a link in Markdown or HTML. */
const LINK_BEFORE = /(?:\]\(|\shref=["']?|\]:\s|\]\(\{\{-?\s?["'])$/i;

function isLinked(reference: string, at: number, whole: string): boolean {
  if (!/^(?:https?:\/\/|\/(?!\/))/i.test(reference)) return false;
  return LINK_BEFORE.test(whole.slice(Math.max(0, at - AROUND), at)) || /^<h/i.test(whole.slice(at - 1, at + 1));
}

/** What a tag names, and the words of its link, if it has such. */
interface NamedTag {
  readonly wanted: string | undefined;
  readonly words: string;
  /** Language of the article, where it is given. */
  readonly language?: string;
}

function languageIn(tag: string): Pick<NamedTag, 'language'> {
  const [, language] = /\slang=["']([\w-]{2,20})["']/.exec(tag) ?? [];
  return language === undefined ? {} : { language };
}

function liquidTag(tag: string, given: string): NamedTag {
  const [wanted, ...rest] = readArguments(given.replace(/-\s{0,9}$/, '')).plain;
  // Hexo has a tag of this name, too: words, then an address on the web.
  if (tag === 'link' && rest.length > 0) return { wanted: undefined, words: '' };
  return { wanted, words: tag === 'post_link' ? withoutSwitch(rest).join(' ') : '' };
}

/** Returns the link that a tag in prose means. Without words it shows the address, which only a build knows. */
function linkOf(reference: string, words: string, form: TextForm): string {
  if (words === '') return addressLink(reference);
  if (form === 'html') return `<a href="${escapeHtmlText(reference)}">${escapeHtmlText(words)}</a>`;
  const text = words.replace(/[\\[\]*_`<>&~$|{}!]/g, '\\$&');
  return `[${text}](${reference.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

function split(reference: string): readonly [string, string] {
  const at = reference.search(/[?#]/);
  return at === -1 ? [reference, ''] : [reference.slice(0, at), reference.slice(at)];
}

/** The language in the name of a file: `mer.en.md`. */
const LANGUAGE = /\.([a-z]{2,3}(?:-[a-z]{2,8})?)\.(?:md|markdown|html?)$/i;

/** Finds the files that references mean. */
class CheckoutFiles {
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
    if (found !== undefined || publisher.name !== 'VitePress' || !decoded.endsWith('.html')) return found;
    // The page of a text may be named in its place.
    const text = `${decoded.slice(0, -'html'.length)}md`;
    return this.#first([`${folder}/${text}`, ...roots.map(root => root + text)]);
  }

  /** The article that a tag names, of Hugo in the language that it or the name of its own file says, if it is there. */
  findArticle(wanted: string, language = LANGUAGE.exec(this.#name)?.[1]): string | undefined {
    const [path = ''] = split(wanted);
    if (language === undefined || this.#context.publisher.name !== 'Hugo') return this.#findNamed(path);
    return this.#findNamed(path.replace(/(?:\.(?:md|markdown|html?))?$/i, `.${language}$&`)) ?? this.#findNamed(path);
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
    const found = this.#context.pictures.get(lastPart(end)) ?? [];
    const [name, ...others] = found.filter(one => one === end || one.endsWith(`/${end}`));
    if (name === undefined || others.length > 0) return undefined;
    return this.#context.keys.get(name)?.startsWith('media/') ? name : undefined;
  }

  #first(names: readonly string[]): string | undefined {
    for (const name of names) {
      const path = normal(name);
      if (path !== undefined && this.#context.keys.has(path)) return path;
    }
    return undefined;
  }
}

/** The path of an article without its ending and Jekyll's own folders; of a page bundle that of its folder. */
function bareName(name: string): string {
  const bare = name.replace(/\.(?:md|markdown|mdx|html?)$/i, '').replace(/\/index$/, '');
  return bare.replace(/(^|\/)_(?:posts|drafts)\//, '$1');
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Articles by the last part of their names, as tags may name them. */
export function articlesByName(names: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of names) addTo(found, lastPart(bareName(name)), name);
  return found;
}

/** Pictures by the last part of their names, as fields may name them. */
export function picturesByName(names: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of names) if (isPictureName(name)) addTo(found, lastPart(name), name);
  return found;
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
