import { Buffer } from 'node:buffer';
import type { Article } from '../../../core/article/article.ts';
import { articleUrl } from '../../../core/article/article-url.ts';
import { isOut } from '../../../core/article/is-out.ts';
import { defaultId } from '../../../core/article/key.ts';
import { createArticleReader } from '../../../core/article/read-article.ts';
import type { Hold } from '../../../core/data-files/held-below.ts';
import { jekyllCategories } from '../../../core/import/folders/jekyll-address.ts';
import type { OldId } from '../../../core/import/folders/old-ids.ts';
import type { FilePlace } from '../../../core/import/folders/place.ts';
import { withField, withFormer, withoutCategories } from '../../../core/import/folders/with-field.ts';
import type { Leftover } from '../../../core/import/left-out.ts';
import { declaredFormer } from '../../../core/import/moving/declared-former.ts';
import { FormerAddresses } from '../../../core/import/moving/former-addresses.ts';
import { aliasesOf, isOtherPage, pageBehind } from '../../../core/import/moving/host-here.ts';
import type { Redirect } from '../../../core/import/moving/redirect-rows.ts';
import type { ReferenceContext } from '../../../core/import/references/files-meant.ts';
import { type Rewritten, rewriteReferences } from '../../../core/import/references/rewrite-references.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Problem } from '../../../core/problem.ts';
import type { Site } from '../../../core/site/site.ts';
import { parseAddress } from '../../../core/text/web-address.ts';
import type { CheckoutArticle, CheckoutFile } from './checkout-file.ts';
import type { DatesThere } from './dates-there.ts';
import type { Former } from './former.ts';
import { asDraft, type HeldBack, heldBack } from './held-back.ts';
import { asMisdatedDraft, type Misdated, readMisdated } from './misdated.ts';
import { UNDATED } from './undated.ts';

export interface ArticleFilesOptions {
  readonly site: Site;
  readonly now: Instant;
  readonly hostHere: boolean;
  readonly holds: readonly Hold[];
  readonly context: ReferenceContext;
  readonly places: ReadonlyMap<string, FilePlace>;
  /** Former addresses of articles. */
  readonly former: Former;
  /** Keys of originals, by those of their translations. */
  readonly originals: ReadonlyMap<string, string>;
  /** Ids of articles in the site's feed, by key. */
  readonly ids: ReadonlyMap<string, OldId>;
  readonly datesThere: DatesThere;
  readonly leave: (left: Leftover) => void;
  readonly tell: (name: string, problem: Pick<Problem, 'severity' | 'message'> & Partial<Problem>) => void;
}

/** Makes files of the articles of a checkout: with references that lead on, and the fields that they need here. */
export class CheckoutArticles {
  /** Names of files that articles show which are out, or that lie beside articles that show them. */
  readonly shown = new Set<string>();
  readonly redirects: Redirect[] = [];
  /** Number of articles whose id comes from the site's feed, and of those with a new one. */
  readonly ids = { kept: 0, byPattern: 0, fresh: 0 };
  /** Number of articles with a picture that was found by its name alone, and the first of these pictures. */
  readonly byName: { articles: number; example?: Rewritten['byName'] } = { articles: 0 };
  /** Pictures from the root of the site that are not in the checkout, each with the first text that names it. */
  readonly absent = new Map<string, string>();
  /** Declared former addresses that have a redirect. */
  readonly #redirected = new Set<string>();
  readonly #old: FormerAddresses;
  readonly #options: ArticleFilesOptions;
  readonly #read: ReturnType<typeof createArticleReader>;

  constructor(options: ArticleFilesOptions) {
    this.#options = options;
    this.#old = new FormerAddresses([options.context.url]);
    this.#read = createArticleReader(options.site);
  }

  /** Returns the file of an article; `undefined` where it is left out, which is reported. */
  fileOf({ name, key, language }: CheckoutArticle, bytes: Buffer): CheckoutFile | undefined {
    const { site, now, context, places, tell } = this.#options;
    const original = bytes.toString('utf8');
    // Text that is not UTF-8 stays as it is, and a build reports it.
    if (!Buffer.from(original).equals(bytes)) return { key, bytes, isArticle: true };
    const { text: rewritten, named, byName, absent, links } = rewriteReferences(original, name, context);
    const text = this.#options.datesThere(rewritten, key);
    if (byName) {
      this.byName.articles += 1;
      this.byName.example ??= byName;
    }
    if (this.#options.hostHere) for (const link of links) this.#countPage(link);
    for (const picture of absent) if (!this.absent.has(picture)) this.absent.set(picture, name);
    const { article: whole, problems } = this.#read({ key, bytes: Buffer.from(text), lastModified: UNDATED });
    const errors = problems.filter(({ severity }) => severity === 'error');
    const misdated = whole ? undefined : readMisdated(text, key, this.#read);
    const article = whole ?? misdated?.article;
    if (!misdated) for (const problem of errors) tell(name, problem);
    const back = article?.draft ? undefined : this.#heldBack(name, original);
    if (!article) return this.#unread(name, key, text, back);
    const isUndated = article.published === UNDATED && !article.draft;
    const isPublic = !misdated && !isUndated && !back && isOut(article, now);
    for (const one of named) if (isPublic || places.get(one)?.kind === 'beside') this.shown.add(one);
    const isForeign = language !== undefined && !isSame(language, article.language ?? site.language);
    const plain = misdated?.text ?? text;
    const told = this.#inLanguage(plain, key, isForeign ? language : undefined);
    const filed = article.isFiledByFolder && this.#isUnfiled(name, original) ? withoutCategories(told) : undefined;
    const own = this.#withOwn(filed ?? told, name, article, isPublic);
    if (misdated) return this.#misdated(name, key, own, misdated, back);
    if (back) return this.#held(name, key, asDraft(own, key, this.#read), back);
    if (isUndated) return this.#undated(name, key, asDraft(own, key, this.#read));
    const held = article.draft ? (article.heldBy ?? 'draft: true') : undefined;
    return { key, bytes: Buffer.from(own), isArticle: true, ...(held !== undefined && { held }) };
  }

  /** Returns the text with its language, where that is not the site's, and with the original that it translates. */
  #inLanguage(text: string, key: string, language: string | undefined): string {
    const original = this.#options.originals.get(key);
    const told = (language === undefined ? undefined : withField(text, 'language', language)) ?? text;
    return (original === undefined ? undefined : withField(told, 'translationOf', original)) ?? told;
  }

  /** Counts a link to a page of the site that stays behind. */
  #countPage(link: string): void {
    const { url } = this.#options.context;
    const page = url === undefined ? undefined : parseAddress(link, url)?.href;
    if (page === undefined || this.#options.former.keyAt(page) !== undefined || !this.#old.has(page)) return;
    if (isOtherPage(page)) this.#options.leave(pageBehind(page));
  }

  /** Returns true for a text that is in no category there: of Hexo and Jekyll, folders below `_posts/` are none. */
  #isUnfiled(name: string, text: string): boolean {
    const { publisher } = this.#options.context;
    if (publisher.name === 'Jekyll') return jekyllCategories(name, text).length === 0;
    return publisher.name === 'Hexo';
  }

  /** Returns the text with the id and the address by which readers know the article. */
  #withOwn(text: string, name: string, article: Article, isPublic: boolean): string {
    const identified = this.#withId(text, name, article, isPublic);
    if (this.#options.hostHere) return this.#withFormer(identified, article, isPublic);
    return this.#withAddress(identified, name, article);
  }

  #withId(text: string, name: string, { key, id }: Article, isPublic: boolean): string {
    const { ids, site, tell } = this.#options;
    const old = ids.get(key);
    if (!old || (old.isByPattern && !isPublic)) {
      if (isPublic && id === defaultId(key, site)) this.ids.fresh += 1;
      return text;
    }
    if (id === old.id) return text;
    const found = id === defaultId(key, site) ? withField(text, 'id', old.id) : undefined;
    if (found !== undefined) this.ids[old.isByPattern ? 'byPattern' : 'kept'] += 1;
    else if (!old.isByPattern)
      tell(name, { severity: 'warning', message: `has the id ${id}, and ${old.id} in the feed; write id: ${old.id}` });
    return found ?? text;
  }

  /** An address that the site's pattern does not give. */
  #withAddress(text: string, name: string, article: Article): string {
    const { site, former, ids, tell } = this.#options;
    const from = onSite(ids.get(article.key)?.link, site) ?? former.own.get(article.key);
    const to = articleUrl(article, site);
    if (from === undefined || site.permalink === undefined || samePage(from, to)) return text;
    const url = parseAddress(from);
    const found = url?.origin === new URL(site.url).origin ? withField(text, 'permalink', url.pathname) : undefined;
    if (found === undefined)
      tell(name, { severity: 'warning', message: `was read at ${from}, and would be at ${to}; write its permalink:` });
    return found ?? text;
  }

  /** Returns the text with its former address, where that differs from the new one. */
  #withFormer(text: string, article: Article, isPublic: boolean): string {
    const from = this.#options.former.addresses.get(article.key);
    const to = articleUrl(article, this.#options.site);
    if (isPublic && article.link === undefined) this.#redirectAliases(text, from, to);
    if (from === undefined || from === to || article.link !== undefined) return text;
    if (isPublic) this.redirects.push({ from, to });
    const [alias] = aliasesOf(from, this.#options.site);
    return (alias === undefined ? undefined : withFormer(text, alias)) ?? text;
  }

  /** Adds redirects from the former addresses that an article declares. */
  #redirectAliases(text: string, address: string | undefined, to: string): void {
    const { url: home, publisher } = this.#options.context;
    if (home === undefined) return;
    const beside = publisher.name === 'Hugo' ? address : undefined;
    for (const from of declaredFormer(text, { home, beside })) {
      const isKnown = from === address || from === to || this.#redirected.has(from);
      if (!isKnown) this.redirects.push({ from, to });
      this.#redirected.add(from);
    }
  }

  /** Without a field that it can be held by, the date of an article would be that of the import. */
  #undated(name: string, key: string, draft: string | undefined): CheckoutFile | undefined {
    const message = `it tells no date; write date: into ${draft === undefined ? 'it' : `${key}, and take draft: out`}`;
    const what = draft === undefined ? 'is left out' : 'is a draft';
    const severity = draft === undefined ? 'error' : 'warning';
    this.#options.tell(name, { severity, message: `${what}, since ${message}` });
    return draft === undefined
      ? undefined
      : { key, bytes: Buffer.from(draft), isArticle: true, held: 'it has no date' };
  }

  /** Makes a draft of an article of which nothing but dates can't be read. */
  #misdated(name: string, key: string, own: string, misdated: Misdated, back?: HeldBack): CheckoutFile {
    const { article, why, remedy, dates } = misdated;
    const draft = asMisdatedDraft(own, key, this.#read);
    const [{ line } = {}] = dates;
    const at = { severity: 'warning' as const, ...(line !== undefined && { line }) };
    const stays = article.draft ? (article.heldBy ?? 'it is a draft itself') : back?.why;
    const then = stays === undefined ? ', and then take draft: out' : `; draft: true stays, since ${stays}`;
    if (draft === undefined) this.#options.tell(name, { ...at, message: `${why}, so it is held back; ${remedy}` });
    else this.#options.tell(name, { ...at, message: `is a draft, since ${why}; ${remedy}${then}` });
    return { key, bytes: Buffer.from(draft ?? own), isArticle: true, held: why };
  }

  /** Reports an unreadable article, with what else holds it back, since the user needs both to mend it. */
  #unread(name: string, key: string, text: string, back: HeldBack | undefined): CheckoutFile {
    const message = `is held back by ${back?.why}; when you mend ${key}, write draft: true into it, too`;
    if (back) this.#options.tell(name, { severity: 'warning', message });
    return { key, bytes: Buffer.from(text), isArticle: true };
  }

  #heldBack(name: string, text: string): HeldBack | undefined {
    const { holds, now } = this.#options;
    return heldBack({ name, text }, holds, { read: this.#read, now });
  }

  /** Makes a draft of an article that another file of the checkout holds back, since that file is not imported. */
  #held(name: string, key: string, draft: string | undefined, { why, isSure }: HeldBack): CheckoutFile | undefined {
    const { tell } = this.#options;
    if (draft === undefined)
      tell(name, { severity: 'error', message: `is left out, since it has no place for draft: true (${why})` });
    else if (!isSure)
      tell(name, { severity: 'warning', message: `is a draft, since ${why}; take draft: out of ${key}` });
    return draft === undefined ? undefined : { key, bytes: Buffer.from(draft), isArticle: true, held: why };
  }
}

/** Returns the address in the site's feed, which is the true one, if it is on the site and not that of a preview. */
function onSite(link: string | undefined, { url }: Site): string | undefined {
  const address = parseAddress(link ?? '');
  return address?.origin === new URL(url).origin && address.search === '' ? link : undefined;
}

/** Returns true for two spellings of one language: `zh-cn` and `zh-CN`. */
function isSame(language: string, other: string): boolean {
  return language.toLowerCase() === other.toLowerCase();
}

function samePage(one: string, other: string): boolean {
  return decoded(one) === decoded(other);
}

function decoded(address: string): string {
  try {
    return decodeURI(address).normalize('NFC');
  } catch {
    return address;
  }
}
