import { Buffer } from 'node:buffer';
import type { Article } from '../../core/article/article.ts';
import { articleUrl } from '../../core/article/article-url.ts';
import { isOut } from '../../core/article/is-out.ts';
import { createArticleReader } from '../../core/article/read-article.ts';
import { onlySection, placesOf } from '../../core/import/folders/checkout-files.ts';
import type { Hold } from '../../core/import/folders/held-below.ts';
import { draftPermalink, type PermalinkDraft } from '../../core/import/folders/permalinks.ts';
import type { FilePlace } from '../../core/import/folders/place.ts';
import type { Publisher } from '../../core/import/folders/publishers.ts';
import { articlesByName, type ReferenceContext, rewriteReferences } from '../../core/import/folders/references.ts';
import type { SiteFacts } from '../../core/import/folders/site-facts.ts';
import { withField, withFormer } from '../../core/import/folders/with-field.ts';
import type { ImportedFeed } from '../../core/import/imported-feed.ts';
import { LeftOut } from '../../core/import/left-out.ts';
import { aliasOf } from '../../core/import/moving/host-here.ts';
import type { Redirect } from '../../core/import/moving/redirects.ts';
import type { Instant } from '../../core/instant.ts';
import type { Problem } from '../../core/problem.ts';
import type { Site } from '../../core/site/site.ts';
import type { FileSet } from './file-set.ts';
import { type Former, formerAddresses } from './former.ts';
import { asDraft, type HeldBack, heldBack } from './held-back.ts';
import { canKeep, wasRead } from './place-names.ts';
import { UNDATED } from './undated.ts';

type ArticleReader = ReturnType<typeof createArticleReader>;

/** What tells that a text which can't be read has a date, in its first lines. */
const DATED = /^[^\w\n]{0,9}(?:date|pub_?date|publish_?date|published(?:_at)?)\W/im;

const UNKEPT = { kind: 'left', why: 'its name is too long, or has an empty part; give it another' } as const;

export interface CheckoutOptions {
  readonly source: string;
  readonly files: FileSet;
  readonly publisher: Publisher;
  readonly facts: SiteFacts;
  /** What files of it say of when others are public. */
  readonly holds: readonly Hold[];
  readonly now: Instant;
  readonly hostHere: boolean;
  readonly onFile: (done: number) => void;
}

/** A text of a checkout that is an article. */
interface CheckoutArticle {
  readonly name: string;
  readonly key: string;
  readonly title: string;
  readonly published: Instant | undefined;
  readonly hasCategory: boolean;
  /** Of its folder or the ending of its name. */
  readonly language?: string;
}

/** A file to write. */
export interface CheckoutFile {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly isArticle: boolean;
  /** Why an article is a draft, if it is. */
  readonly held?: string;
}

/** Files that came along with articles, and those of them that were there already. */
export interface CopiedFiles {
  files: number;
  there: number;
}

/** What of a folder of another publisher is articles, pictures and people. */
export class CheckoutImport {
  readonly left = new LeftOut();
  readonly problems: Problem[] = [];
  readonly redirects: Redirect[] = [];
  articles: readonly CheckoutArticle[] = [];
  readonly #options: CheckoutOptions;
  readonly #places: ReadonlyMap<string, FilePlace>;
  #done = 0;

  constructor(options: CheckoutOptions) {
    this.#options = options;
    const { files, publisher, facts } = options;
    const places = new Map<string, FilePlace>();
    for (const [name, found] of placesOf(files.names, publisher, facts.language, facts.excluded)) {
      const place = found.kind === 'left' || canKeep(found.key) ? found : UNKEPT;
      places.set(name, place);
      if (place === UNKEPT) this.#tell(name, { severity: 'error', message: `is left out, since ${UNKEPT.why}` });
      else if (place.kind === 'left' && !wasRead(name, publisher)) this.left.add({ kind: place.why, example: name });
    }
    this.#places = places;
  }

  /** The site as its configuration tells it, for a draft. Its items are the articles that were found. */
  get feed(): ImportedFeed {
    const { facts, publisher } = this.#options;
    const items = this.articles.map(({ title, published }) => ({
      title,
      ...(published !== undefined && { published }),
      ...{ authors: [], topics: [], tags: [], sorted: true, html: '' },
    }));
    const { title, description, language, author } = facts;
    const url = this.#home;
    return {
      format: publisher.name,
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(language !== undefined && { language }),
      ...(url !== undefined && { url }),
      authors: author === undefined ? [] : [{ name: author }],
      ...{ categories: [], items, media: [], left: this.left.kinds },
    };
  }

  /** The pattern by which the site gave its addresses. */
  get permalink(): PermalinkDraft {
    const { facts, publisher } = this.#options;
    const categorized = this.articles.filter(({ hasCategory }) => hasCategory).length;
    return draftPermalink({
      publisher: publisher.name,
      pattern: facts.permalink,
      basePath: this.#home === undefined ? '/' : new URL(this.#home).pathname,
      section: onlySection(this.articles.map(({ name }) => name)),
      hasCategories: categorized * 2 > this.articles.length,
      someCategory: categorized > 0,
      someCapital: this.articles.some(({ name }) => /[A-Z_]/.test(name.slice(name.lastIndexOf('/') + 1))),
    });
  }

  get #home(): string | undefined {
    const { url, basePath } = this.#options.facts;
    if (url === undefined) return undefined;
    const isWhole = basePath === undefined || new URL(url).pathname !== '/';
    return isWhole ? `${url.replace(/\/$/, '')}/` : new URL(`${basePath.replace(/\/$/, '')}/`, url).href;
  }

  /** Finds out which texts are articles. */
  async find(site: Site): Promise<void> {
    const read = createArticleReader(site);
    const found: CheckoutArticle[] = [];
    for (const [name, place] of this.#places) {
      if (place.kind !== 'article') continue;
      const bytes = await this.#bytes(name);
      const { article } = read({ key: place.key, bytes, lastModified: UNDATED });
      const isDated = article
        ? article.published !== UNDATED || article.draft
        : DATED.test(bytes.toString('latin1', 0, 4096));
      if (!place.isCertain && !isDated) {
        const isCode = bytes.toString('latin1', 0, 5) === '---js';
        const kind = isCode ? 'text whose front matter is code, which is never run' : 'text without a date, so a page';
        this.left.add({ kind, example: name });
        continue;
      }
      const published = article?.published === UNDATED ? undefined : article?.published;
      const { title = name, categories = [] } = article ?? {};
      const { key, language } = place;
      const about = { title, published, hasCategory: categories.length > 0 };
      found.push({ name, key, ...about, ...(language !== undefined && { language }) });
    }
    this.articles = found;
  }

  /** All that is to be written, the articles last. */
  async *filesFor(site: Site, template: string | undefined): AsyncGenerator<CheckoutFile> {
    const { publisher, hostHere } = this.#options;
    const keys = new Map<string, string>();
    const kept = new Set(this.articles.map(({ name }) => name));
    for (const [name, place] of this.#places)
      if (place.kind !== 'left' && place.kind !== 'authors' && (place.kind !== 'article' || kept.has(name)))
        keys.set(name, place.key);
    const read = (name: string): Promise<Buffer> => this.#bytes(name);
    const former = hostHere ? await formerAddresses(this.articles, { site, template, read }) : undefined;
    const context = {
      publisher,
      keys,
      articles: articlesByName(kept),
      url: this.#home,
      articleAt: former?.keyAt ?? none,
    };
    const shown = new Set<string>();
    yield* this.#authors();
    for (const article of this.articles) {
      const file = await this.#articleFile(article, context, { site, shown, ...(former && { former }) });
      if (file) yield file;
    }
    yield* this.#files(shown);
  }

  async #articleFile(
    { name, key, language }: CheckoutArticle,
    context: ReferenceContext,
    { site, shown, former }: { readonly site: Site; readonly shown: Set<string>; readonly former?: Former },
  ): Promise<CheckoutFile | undefined> {
    const bytes = await this.#bytes(name);
    const original = bytes.toString('utf8');
    // What is no text in UTF-8 is left as it is, and a build says so.
    if (!Buffer.from(original).equals(bytes)) return { key, bytes, isArticle: true };
    const { text, named } = rewriteReferences(original, name, context);
    const { article, problems } = readerOf(site)({ key, bytes: Buffer.from(text), lastModified: UNDATED });
    for (const problem of problems) if (problem.severity === 'error') this.#tell(name, problem);
    const back = article?.draft ? undefined : this.#heldBack(name, original, site);
    if (!article) return this.#unread(name, key, text, back);
    const isUndated = article.published === UNDATED && !article.draft;
    const isPublic = !isUndated && !back && isOut(article, this.#options.now);
    for (const one of named) if (isPublic || this.#places.get(one)?.kind === 'beside') shown.add(one);
    const isForeign = language !== undefined && language !== (article.language ?? site.language);
    const told = (isForeign ? withField(text, 'language', language) : undefined) ?? text;
    if (back) return this.#held(name, key, asDraft(told, key, readerOf(site)), back);
    if (isUndated) return this.#undated(name, key, asDraft(told, key, readerOf(site)));
    const moved = this.#move(told, article, site, former) ?? told;
    const held = article.draft ? (article.heldBy ?? 'draft: true') : undefined;
    return { key, bytes: Buffer.from(moved), isArticle: true, ...(held !== undefined && { held }) };
  }

  /** Without a field that it can be held by, the date of an article would be that of the import. */
  #undated(name: string, key: string, draft: string | undefined): CheckoutFile | undefined {
    const message = `it tells no date; write date: into ${draft === undefined ? 'it' : `${key}, and take draft: out`}`;
    const what = draft === undefined ? 'is left out' : 'is a draft';
    this.#tell(name, { severity: draft === undefined ? 'error' : 'warning', message: `${what}, since ${message}` });
    return draft === undefined
      ? undefined
      : { key, bytes: Buffer.from(draft), isArticle: true, held: 'it has no date' };
  }

  /** Whoever mends what can't be read has to know what else it was held back by. */
  #unread(name: string, key: string, text: string, back: HeldBack | undefined): CheckoutFile {
    const message = `is held back by ${back?.why}; when you mend ${key}, write draft: true into it, too`;
    if (back) this.#tell(name, { severity: 'warning', message });
    return { key, bytes: Buffer.from(text), isArticle: true };
  }

  #heldBack(name: string, text: string, site: Site): HeldBack | undefined {
    return heldBack({ name, text }, this.#options.holds, { read: readerOf(site), now: this.#options.now });
  }

  /** What another file of the checkout holds back is a draft here, since that file does not come along. */
  #held(name: string, key: string, draft: string | undefined, { why, isSure }: HeldBack): CheckoutFile | undefined {
    if (draft === undefined)
      this.#tell(name, { severity: 'error', message: `is left out, since it has no place for draft: true (${why})` });
    else if (!isSure)
      this.#tell(name, { severity: 'warning', message: `is a draft, since ${why}; take draft: out of ${key}` });
    return draft === undefined ? undefined : { key, bytes: Buffer.from(draft), isArticle: true, held: why };
  }

  /** The text with its former address, where that is another than the one that it has here. */
  #move(text: string, article: Article, site: Site, former: Former | undefined): string | undefined {
    const from = former?.addresses.get(article.key);
    const to = articleUrl(article, site);
    if (from === undefined || from === to || article.link !== undefined) return undefined;
    if (isOut(article, this.#options.now)) this.redirects.push({ from, to });
    return withFormer(text, aliasOf(from));
  }

  async *#authors(): AsyncGenerator<CheckoutFile> {
    const all = [...this.#places].filter(([, { kind }]) => kind === 'authors');
    for (const [at, [name, place]] of all.entries()) {
      if (at > 0 || !('key' in place)) this.left.add({ kind: 'another file of authors', example: name });
      else yield { key: place.key, bytes: await this.#options.files.read(name), isArticle: false };
    }
  }

  /** What the site serves as it is, and what articles show. */
  async *#files(shown: ReadonlySet<string>): AsyncGenerator<CheckoutFile> {
    for (const [name, place] of this.#places) {
      if (place.kind !== 'beside' && place.kind !== 'static' && place.kind !== 'asset') continue;
      if (place.kind !== 'static' && !shown.has(name))
        this.left.add({ kind: 'file that no article which is out shows', example: name });
      else yield { key: place.key, bytes: await this.#options.files.read(name), isArticle: false };
    }
  }

  async #bytes(name: string): Promise<Buffer> {
    this.#done += 1;
    this.#options.onFile(this.#done);
    return this.#options.files.read(name);
  }

  /** Reports something of the checkout as a whole. */
  tellSource(severity: Problem['severity'], message: string): void {
    this.problems.push({ path: this.#options.source, severity, message });
  }

  #tell(name: string, problem: Pick<Problem, 'severity' | 'message'> & Partial<Problem>): void {
    this.problems.push({ ...problem, path: `${this.#options.source}/${name}` });
  }
}

const none = (): undefined => undefined;

const readers = new WeakMap<Site, ArticleReader>();

function readerOf(site: Site): ArticleReader {
  const reader = readers.get(site) ?? createArticleReader(site);
  readers.set(site, reader);
  return reader;
}
