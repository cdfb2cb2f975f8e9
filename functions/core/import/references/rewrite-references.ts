import { readArguments, withoutSwitch } from '../../dialects/shortcodes.ts';
import { addressLink, isInAddress } from '../../dialects/tag-place.ts';
import { keyOf } from '../../entry/reference.ts';
import { hasPictureEnding } from '../../front-matter/image-value.ts';
import { escapeHtmlText } from '../../html/canonical-html.ts';
import { toNfc } from '../../text/clean.ts';
import { parseAddress } from '../../text/web-address.ts';
import { relativeReference } from '../moving/former-addresses.ts';
import { CheckoutFiles, type ReferenceContext, splitReference } from './files-meant.ts';
import { formOf, type TextForm, type TextPart, textParts } from './text-parts.ts';

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
  const [links, led]: [string[], string[]] = [[], []];
  const files = new CheckoutFiles(name, context);
  const key = context.keys.get(name) ?? name;
  const { named, rewrite, rewriteRelative, byName, absent } = createRewriting(files, context, key);
  const form = formOf(name);
  const { name: publisher } = context.publisher;
  const byTag = (all: string, tag: NamedTag, isBare: boolean): string => {
    const found = tag.wanted === undefined ? undefined : files.findArticle(tag.wanted, tag.language);
    const target = found === undefined ? undefined : context.keys.get(found);
    if (target === undefined) return all;
    const reference = relativeReference(key, target) + splitReference(tag.wanted ?? '')[1];
    // What stands in its place is not to be read again, as if it were a path of the checkout.
    return `\0${led.push(isBare ? linkOf(reference, tag.words, form) : reference) - 1}\0`;
  };
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
        const isValue = isField && isWholeValue(reference, at, whole);
        const isRelative = isValue || leadsOn(reference, at, whole);
        const direct = rewrite(reference, isValue, whole[at - 1] === '}');
        const found = direct ?? (isRelative ? rewriteRelative(reference) : undefined);
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
  /**
   * Returns a reference that is relative to the page's own address as it leads on; `undefined` where it is a path of a
   * file that is there, or leads to nothing.
   */
  readonly rewriteRelative: (reference: string) => string | undefined;
}

function createRewriting(files: CheckoutFiles, context: ReferenceContext, key: string): Rewriting {
  const [named, absent] = [new Set<string>(), new Set<string>()];
  const byName: Rewriting['byName'] = {};
  const leadTo = (target: string | undefined, path: string, suffix: string): string | undefined => {
    // What leads there already stays as its author wrote it.
    if (target === undefined || keyOf(path, key) === toNfc(target)) return undefined;
    return (target.startsWith('media/') ? `/${target}` : relativeReference(key, target)) + suffix;
  };
  const rewrite = (reference: string, isValue = false, isRest = false): string | undefined => {
    const [path = '', suffix = ''] = splitReference(reference);
    const exact = files.find(path);
    const found = exact ?? (isValue ? files.findPicture(path) : undefined);
    if (exact === undefined && found !== undefined) byName.byName = [reference, found];
    const target = found === undefined ? context.articleAt(reference) : context.keys.get(found);
    if (found !== undefined) named.add(found);
    else if (target === undefined && !isRest && isOfSite(path, context.url) && hasPictureEnding(path)) absent.add(path);
    return leadTo(target, path, suffix);
  };
  const own = context.addressOf?.(key);
  const bases = own === undefined ? [] : [own, own.endsWith('/') ? own.slice(0, -1) : `${own}/`];
  const rewriteRelative = (reference: string): string | undefined => {
    const [path = '', suffix = ''] = splitReference(reference);
    if (!isRelative(path) || files.find(path) !== undefined) return undefined;
    for (const base of bases) {
      const address = parseAddress(path, base);
      if (address?.origin !== new URL(base).origin) continue;
      const found = hasPictureEnding(path) ? files.find(address.pathname) : undefined;
      if (found !== undefined) named.add(found);
      const target = found === undefined ? context.articleAt(address.href) : context.keys.get(found);
      if (target !== undefined) return leadTo(target, path, suffix);
    }
    return undefined;
  };
  return { rewriteRelative, named, absent, byName, rewrite };
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

/** Returns true for a path from where it stands: `../bb/`, `bb`. */
function isRelative(path: string): boolean {
  return path !== '' && !/^(?:[a-z][a-z0-9+.-]*:|[/@~{])/i.test(path) && !/[{}\0]/.test(path);
}

/** Text before the address of a picture in HTML. */
const SOURCE_BEFORE = /\ssrc=["']?$/i;

/** Returns true for the address of a link, or of a picture. */
function leadsOn(reference: string, at: number, whole: string): boolean {
  const before = whole.slice(Math.max(0, at - AROUND), at);
  return isRelative(reference) && (LINK_BEFORE.test(before) || SOURCE_BEFORE.test(before));
}

function isLinked(reference: string, at: number, whole: string): boolean {
  if (!/^(?:https?:\/\/|\/(?!\/))/i.test(reference)) return false;
  return LINK_BEFORE.test(whole.slice(Math.max(0, at - AROUND), at)) || /^<h/i.test(whole.slice(at - 1, at + 1));
}

/** The article that a tag names, and the words of its link, if it has such. */
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
