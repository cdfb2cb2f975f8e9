import { Buffer } from 'node:buffer';
import { nameSlug, ownName } from '../../../core/article/key.ts';
import { createArticleReader } from '../../../core/article/read-article.ts';
import { onlySection, placesOf } from '../../../core/import/folders/checkout-files.ts';
import { type AddressedArticle, commonPattern, countOfPattern } from '../../../core/import/folders/common-pattern.ts';
import { jekyllCategories } from '../../../core/import/folders/jekyll-address.ts';
import { type OldId, oldIds } from '../../../core/import/folders/old-ids.ts';
import { draftPermalink, type PermalinkDraft } from '../../../core/import/folders/permalinks.ts';
import type { FilePlace } from '../../../core/import/folders/place.ts';
import { textFields } from '../../../core/import/folders/with-field.ts';
import type { ImportedFeed } from '../../../core/import/imported-feed.ts';
import { LeftOut } from '../../../core/import/left-out.ts';
import type { Redirect } from '../../../core/import/moving/redirect-rows.ts';
import { articlesByName, picturesByName, type ReferenceContext } from '../../../core/import/references/files-meant.ts';
import { rewriteReferences } from '../../../core/import/references/rewrite-references.ts';
import { originals } from '../../../core/import/references/translations.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Problem } from '../../../core/problem.ts';
import type { Site } from '../../../core/site/site.ts';
import { type Zone, zoneNamed } from '../../../core/time/zone.ts';
import { CheckoutArticles } from './article-files.ts';
import type { CheckoutArticle, CheckoutFile } from './checkout-file.ts';
import { datesThere } from './dates-there.ts';
import { type Former, formerAddresses } from './former.ts';
import { readMisdated } from './misdated.ts';
import type { OpenedCheckout } from './open-checkout.ts';
import { ownAddresses } from './own-addresses.ts';
import { absentPictures } from './picture-problems.ts';
import { canKeep, wasRead } from './place-names.ts';
import { UNDATED } from './undated.ts';

/** Signs of a date in the first lines of a text that can't be read. */
const DATED = /^[^\w\n]{0,9}(?:date|pub_?date|publish_?date|published(?:_at)?)\W/im;
/** A date at the beginning of a file's name. */
const DATED_NAME = /(?:^|\/)\d{4}-\d{2}-\d{2}[-_.]/;

const UNKEPT = { kind: 'left', why: 'its name is too long, or has an empty part; give it another' } as const;

export interface CheckoutOptions extends Omit<OpenedCheckout, 'searched'> {
  readonly now: Instant;
  readonly hostHere: boolean;
  readonly onFile: (done: number) => void;
}

interface FilesOptions {
  /** The pattern of the site's addresses, where it is known. */
  readonly template: string | undefined;
  readonly feed: ImportedFeed | undefined;
}

/** Articles, pictures and authors in a folder of another publisher. */
export class CheckoutImport {
  readonly left = new LeftOut();
  readonly problems: Problem[] = [];
  redirects: readonly Redirect[] = [];
  articles: readonly CheckoutArticle[] = [];
  readonly #options: CheckoutOptions;
  readonly #places: ReadonlyMap<string, FilePlace>;
  #zone: Zone = zoneNamed('UTC');
  #done = 0;

  constructor(options: CheckoutOptions) {
    this.#options = options;
    const { files, publisher, facts, nameOf } = options;
    this.problems.push(...options.problems);
    for (const left of options.left) this.left.add(left);
    const places = new Map<string, FilePlace>();
    for (const [name, found] of placesOf(files.names, publisher, facts)) {
      const place = found.kind === 'left' || canKeep(found.key) ? found : UNKEPT;
      places.set(name, place);
      if (place === UNKEPT) this.#tell(name, { severity: 'error', message: `is left out, since ${UNKEPT.why}` });
      else if (place.kind === 'left' && !wasRead(name, publisher))
        this.left.add({ kind: place.why, example: nameOf(name) });
    }
    this.#places = places;
  }

  /**
   * The site as its configuration describes it, for a draft of `site.yaml`. Its items are the articles that were found.
   */
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

  /** The pattern of the site's addresses. */
  get permalink(): PermalinkDraft {
    const { facts, publisher } = this.#options;
    const categorized = this.articles.filter(({ hasCategory }) => hasCategory).length;
    return draftPermalink({
      publisher: publisher.name,
      pattern: facts.permalink,
      basePath: this.#home === undefined ? '/' : new URL(this.#home).pathname,
      section: onlySection(this.articles.map(({ name }) => name)),
      isMoved: facts.isMoved === true,
      blogFolder: facts.blogFolder,
      common: this.#commonPattern,
      countOf: template => countOfPattern(template, this.#addressed, this.#zone),
      hasCategories: categorized * 2 > this.articles.length,
    });
  }

  /** The articles whose addresses are known. */
  get #addressed(): readonly AddressedArticle[] {
    return this.articles.flatMap(({ key, published, address }) =>
      published !== undefined && address !== undefined ? [{ key, published, address }] : [],
    );
  }

  get #commonPattern(): string | undefined {
    const known = this.#addressed;
    // Without the addresses of most, a pattern would give others wrong ones.
    return known.length * 2 > this.articles.length ? commonPattern(known, this.#zone) : undefined;
  }

  get #home(): string | undefined {
    const { url, basePath } = this.#options.facts;
    if (url === undefined) return undefined;
    const isWhole = basePath === undefined || new URL(url).pathname !== '/';
    return isWhole ? `${url.replace(/\/$/, '')}/` : new URL(`${basePath.replace(/\/$/, '')}/`, url).href;
  }

  /** The site that articles come from: as its configuration describes it, and for the rest as another. */
  #siteFrom(site: Site): Site {
    const { timeZone = site.timeZone, language = site.language } = this.#options.facts;
    return { ...site, timeZone, language, url: this.#home ?? site.url };
  }

  /** Finds out which texts are articles. */
  async find(other: Site): Promise<void> {
    const site = this.#siteFrom(other);
    const read = createArticleReader(site);
    this.#zone = zoneNamed(site.timeZone);
    const { publisher, facts } = this.#options;
    const addressOf = ownAddresses(publisher.name, facts, {
      home: this.#home ?? new URL(facts.basePath ?? '/', site.url).href,
      zone: this.#zone,
    });
    const found: CheckoutArticle[] = [];
    for (const [name, place] of this.#places) {
      if (place.kind !== 'article') continue;
      const bytes = await this.#bytes(name);
      const text = bytes.toString('utf8');
      const whole = read({ key: place.key, bytes, lastModified: UNDATED }).article;
      const article = whole ?? readMisdated(text, place.key, read)?.article;
      const isCode = text.startsWith('---js');
      const isDated = whole
        ? whole.published !== UNDATED || whole.draft
        : article || DATED.test(text.slice(0, 4096)) || (!isCode && DATED_NAME.test(name));
      if (!place.isCertain && !isDated) {
        const kind = isCode ? 'text whose front matter is code, which is never run' : 'text without a date, so a page';
        this.left.add({ kind, example: this.#options.nameOf(name) });
        continue;
      }
      const published = article?.published === UNDATED ? undefined : article?.published;
      const { title = name, categories = [] } = article ?? {};
      const { key, language } = place;
      const inAddress = publisher.name === 'Jekyll' ? jekyllCategories(name, text) : categories;
      const translationKey = textFields(text).get('translationkey');
      const about = {
        ...{ name, title },
        ...(language !== undefined && { language }),
        ...(translationKey !== undefined && { translationKey }),
      };
      const address = published === undefined ? undefined : addressOf({ ...about, text, published });
      const hasCategory = inAddress.length > 0;
      found.push({ ...about, key, published, hasCategory, ...(address !== undefined && { address }) });
    }
    this.articles = found;
  }

  /** All that is to be written, the articles last. `feed` is the one that the site had, where it is known. */
  async *filesFor(site: Site, { template, feed }: FilesOptions): AsyncGenerator<CheckoutFile> {
    const { publisher, hostHere, holds, now, facts } = this.#options;
    const keys = new Map<string, string>();
    const kept = new Set(this.articles.map(({ name }) => name));
    for (const [name, place] of this.#places)
      if (place.kind !== 'left' && place.kind !== 'authors' && (place.kind !== 'article' || kept.has(name)))
        keys.set(name, place.key);
    const from = this.#siteFrom(site);
    const former = await this.#former(from, template);
    const articleAt = hostHere ? former.keyAt : none;
    const addressOf = (key: string): string | undefined => (hostHere ? former.addresses.get(key) : undefined);
    const context = {
      ...{ publisher, keys, url: this.#home, articleAt, addressOf },
      ...{ articles: articlesByName(kept), pictures: picturesByName(keys.keys()) },
      defaultLanguage: (facts.defaultLanguage ?? facts.language ?? from.language).toLowerCase(),
    };
    const files = new CheckoutArticles({
      ...{ site, now, hostHere, holds, places: this.#places, former, ids: this.#oldIds(feed, former), context },
      originals: originals(this.articles, context.defaultLanguage),
      datesThere: datesThere(from, site),
      leave: left => this.left.add(left),
      tell: (name, problem) => this.#tell(name, problem),
    });
    yield* this.#authors({ ...context, articleAt: none }, files.shown);
    for (const article of this.articles) {
      const file = files.fileOf(article, await this.#bytes(article.name));
      if (file) yield file;
    }
    this.redirects = files.redirects;
    for (const { severity, message } of absentPictures(files, this.#options.nameOf)) this.tellSource(severity, message);
    this.#tellIds(files.ids, feed);
    yield* this.#files(files.shown);
  }

  #former(site: Site, template: string | undefined): Promise<Former> {
    return formerAddresses(this.articles, { site, template, read: name => this.#bytes(name) });
  }

  #oldIds(feed: ImportedFeed | undefined, former: Former): ReadonlyMap<string, OldId> {
    if (!feed) return new Map();
    const known = this.articles.map(({ key, title, published }) => {
      const address = former.addresses.get(key);
      const names = [ownName(key), nameSlug(key)];
      return { key, title, published, names, ...(address !== undefined && { address }) };
    });
    return oldIds(known, feed, this.#home ?? '');
  }

  #tellIds({ kept, byPattern, fresh }: CheckoutArticles['ids'], feed: ImportedFeed | undefined): void {
    const all = kept + byPattern + fresh;
    const others = `${byPattern} have one made as those are, and ${fresh} a new one`;
    if (feed) this.tellSource('note', `${kept} of ${all} articles have their id of the site's feed, ${others}`);
    else if (fresh > 0)
      this.tellSource(
        'warning',
        'no feed of the site lies here, so the ids of articles are new, and readers who have its feed see the newest ' +
          'once more; give that with --feed',
      );
  }

  /** Returns the file of authors, with the places that their pictures have here. */
  async *#authors(context: ReferenceContext, shown: Set<string>): AsyncGenerator<CheckoutFile> {
    const all = [...this.#places].filter(([, { kind }]) => kind === 'authors');
    for (const [at, [name, place]] of all.entries()) {
      if (at > 0 || !('key' in place))
        this.left.add({ kind: 'another file of authors', example: this.#options.nameOf(name) });
      else {
        const bytes = await this.#options.files.read(name);
        const { text, named } = rewriteReferences(bytes.toString('utf8'), name, context);
        for (const one of named) shown.add(one);
        yield { key: place.key, bytes: named.size > 0 ? Buffer.from(text) : bytes, isArticle: false };
      }
    }
  }

  /** Returns the files that the site serves unchanged, and those that articles show. */
  async *#files(shown: ReadonlySet<string>): AsyncGenerator<CheckoutFile> {
    for (const [name, place] of this.#places) {
      if (place.kind !== 'beside' && place.kind !== 'static' && place.kind !== 'asset') continue;
      if (place.kind !== 'static' && !shown.has(name))
        this.left.add({ kind: 'file that no article which is out shows', example: this.#options.nameOf(name) });
      else yield { key: place.key, bytes: await this.#options.files.read(name), isArticle: false };
    }
  }

  async #bytes(name: string): Promise<Buffer> {
    this.#done += 1;
    this.#options.onFile(this.#done);
    return this.#options.files.read(name);
  }

  /** Reports a problem of the checkout as a whole. */
  tellSource(severity: Problem['severity'], message: string): void {
    this.problems.push({ path: this.#options.source, severity, message });
  }

  #tell(name: string, problem: Pick<Problem, 'severity' | 'message'> & Partial<Problem>): void {
    this.problems.push({ ...problem, path: `${this.#options.source}/${this.#options.nameOf(name)}` });
  }
}

const none = (): undefined => undefined;
