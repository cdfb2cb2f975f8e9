import { renderContextOf } from '../content/render-context.ts';
import { updatedAt } from '../core/article/article.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { Entry } from '../core/feed/feed.ts';
import type { FeedKey } from '../core/feed/feed-key.ts';
import type { ReadObject } from '../core/index/found.ts';
import { isMedia } from '../core/index/keys/record-keys.ts';
import type { SitemapEntry } from '../core/index/sitemap-entry.ts';
import type { Loaded, Needs } from '../core/plan/needs.ts';
import type { Shown, ViewContext } from '../core/views/view.ts';
import type { SourceReader } from '../guard/source-reader.ts';
import type { ArchiveFiles } from '../state/archive-files.ts';
import type { ContentIndex } from '../state/content-index.ts';
import type { EntryCache } from '../state/entry-cache.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { RunContext } from './run.ts';

/**
 * Maximum number of times that a plan may ask for more. It does so a few times, and more often where sources lose what
 * they claim one after another: each gives its id or address to the next, which is read then. Beyond that sources
 * change all the time, or something else is wrong.
 */
export const MAX_LOADS = 400;

/** Sources of what plans need. */
export interface LoaderOptions extends ViewContext {
  readonly run: RunContext;
  readonly index: ContentIndex;
  readonly archiveFiles: ArchiveFiles;
}

type Mutable<Type> = {
  -readonly [Name in keyof Type]: Type[Name] extends ReadonlyMap<infer Key, infer Value> ? Map<Key, Value> : Type[Name];
};

type Caches = ReadonlyMap<string, EntryCache['entries'][string]>;

/** Loads what a plan needs, each thing once. */
export class Loader {
  readonly loaded: Mutable<Loaded> = {
    segments: new Map(),
    months: new Map(),
    feedSegments: new Map(),
    pageFiles: new Map(),
    archiveFiles: new Map(),
    objects: new Map(),
    entries: new Map(),
    archivedEntries: new Map(),
  };
  readonly #options: LoaderOptions;
  readonly #reader: SourceReader;
  readonly #cached = new Map<string, EntryCache['entries'][string]>();
  readonly #cachedFeeds = new Set<FeedKey>();

  constructor(options: LoaderOptions) {
    this.#options = options;
    this.#reader = options.run.guard.readerOf(options.site);
  }

  /** Reads objects as they are now. */
  async read(keys: Iterable<string>): Promise<void> {
    for (const [key, object] of await this.#reader.read(keys)) this.#take(key, object);
  }

  /** An entry that was loaded of another version is none of this one. */
  #take(key: string, object: ReadObject): void {
    this.loaded.objects.set(key, object);
    this.loaded.entries.delete(key);
    // Those that show it may lack it by now.
    if (isMedia(key)) this.loaded.entries.clear();
    // Those that lead to it may lead elsewhere by now.
    for (const [other, { isLinked }] of this.loaded.entries) if (isLinked) this.loaded.entries.delete(other);
    this.loaded.archivedEntries.delete(key);
  }

  /**
   * Loads what is missing. A source that is not what the index knows is among the objects afterwards, and without an
   * entry: the next attempt at the plan takes it in.
   * @throws StateLost
   */
  async load(needs: Needs): Promise<void> {
    const { index, archiveFiles } = this.#options;
    const { loaded } = this;
    await inParallel(needs.segments, CONCURRENCY, async at => loaded.segments.set(at, await index.segment(at)));
    await inParallel(needs.feedSegments, CONCURRENCY, async at =>
      loaded.feedSegments.set(at, await index.feedSegment(at)),
    );
    if (needs.isDirectoryNeeded) loaded.directory = await index.directory();
    await inParallel(needs.months, CONCURRENCY, async month => {
      loaded.months.set(month, await index.month(month));
      loaded.pageFiles.set(month, await index.pageFiles(month));
    });
    await inParallel(needs.archiveFiles, CONCURRENCY, async month =>
      loaded.archiveFiles.set(month, await archiveFiles.read(month)),
    );
    await this.read(needs.objects);
    if (needs.entries.size > 0) await this.#loadEntries(needs.entries, needs.feeds);
    if (needs.archived.size > 0) await this.#loadArchived(needs.archived, needs.feeds);
  }

  async #loadEntries(wanted: ReadonlyMap<string, Shown>, feeds: ReadonlySet<FeedKey>): Promise<void> {
    const { now } = this.#options;
    const context = renderContextOf(wanted.values(), this.#options);
    const missing = await this.#renderRead(wanted, context, this.loaded.entries);
    const caches: Caches = missing.size > 0 ? await this.#readCaches(feeds) : new Map();
    for (const [key, article] of missing) {
      const cached = caches.get(key);
      const { size, seconds } = article.media ?? {};
      const isSameFile = cached?.size === size && cached?.seconds === seconds;
      const isRight = cached?.etag === article.etag && isSameFile && sameFacts(cached, article);
      // The cached entry lacks a correction that came meanwhile.
      if (!isRight || cached.entry.updated !== updatedAt(article, now)) continue;
      this.loaded.entries.set(key, cached.entry);
      missing.delete(key);
    }
    await this.#renderMissing(missing, context, this.loaded.entries);
  }

  /**
   * One with an enclosure is rendered again, since feeds tell the length of a file under `media/`, and archives do not;
   * so is one that leads to others by their files, whose addresses archives do not follow, or that lacks pictures.
   */
  async #loadArchived(wanted: ReadonlyMap<string, SitemapEntry>, feeds: ReadonlySet<FeedKey>): Promise<void> {
    const { entries, archivedEntries } = this.loaded;
    const context = renderContextOf([], this.#options);
    const others = new Map(wanted);
    const take = (key: string, entry: Entry | undefined, etag: string | undefined): void => {
      const article = wanted.get(key);
      if (
        !entry ||
        entry.enclosure ||
        entry.isLinked ||
        entry.lacksPictures ||
        etag !== article?.etag ||
        entry.updated !== article?.lastModified
      )
        return;
      archivedEntries.set(key, withoutMeasure(entry));
      others.delete(key);
    };
    for (const [key, { etag }] of wanted) take(key, entries.get(key), etag);
    const missing = await this.#renderRead(others, context, archivedEntries);
    if (missing.size > 0)
      for (const [key, { entry, etag }] of await this.#readCaches(feeds)) if (missing.has(key)) take(key, entry, etag);
    for (const key of missing.keys()) if (archivedEntries.has(key)) missing.delete(key);
    await this.#renderMissing(missing, context, archivedEntries);
  }

  /** Renders those that were read already, and returns the others. */
  async #renderRead<Article extends { readonly etag?: string }>(
    wanted: ReadonlyMap<string, Article>,
    context: RenderContext,
    into: Map<string, Entry>,
  ): Promise<Map<string, Article>> {
    const { objects } = this.loaded;
    const right = [...objects].filter(([key, object]) => wanted.has(key) && isVersion(object, wanted.get(key)?.etag));
    const missing = new Map(wanted);
    for (const key of await this.#render(right, context, into)) missing.delete(key);
    return missing;
  }

  async #renderMissing(
    missing: ReadonlyMap<string, { readonly etag?: string }>,
    context: RenderContext,
    into: Map<string, Entry>,
  ): Promise<void> {
    const read = await this.#reader.read(missing.keys());
    const right = [...read].filter(([key, object]) => isVersion(object, missing.get(key)?.etag));
    const rendered = await this.#render(right, context, into);
    for (const [key, object] of read) if (!rendered.has(key)) this.#take(key, object);
  }

  /** Returns the keys of those that are rendered, or can't be, which are taken for rejected. */
  async #render(
    objects: readonly (readonly [string, ReadObject])[],
    context: RenderContext,
    into: Map<string, Entry>,
  ): Promise<ReadonlySet<string>> {
    const { entries, failed } = await this.#reader.render(objects, context);
    for (const [key, entry] of entries) into.set(key, entry);
    for (const [key, object] of failed) this.#take(key, object);
    return new Set([...entries.keys(), ...failed.keys()]);
  }

  async #readCaches(feeds: ReadonlySet<FeedKey>): Promise<Caches> {
    const { run, fingerprint } = this.#options;
    const wanted = [...feeds].filter(feed => !this.#cachedFeeds.has(feed));
    for (const feed of wanted) this.#cachedFeeds.add(feed);
    for (const cache of await inParallel(wanted, CONCURRENCY, feed => run.state.entries.read(feed)))
      if (cache?.fingerprint === fingerprint)
        for (const [key, cached] of Object.entries(cache.entries)) this.#cached.set(key, cached);
    return this.#cached;
  }
}

/** Returns true if two renderings of one version depend on the same facts of other objects. */
function sameFacts(one: OtherFacts, other: OtherFacts): boolean {
  const facts = ({ links, missing, picture }: OtherFacts): string => JSON.stringify([links, missing, picture]);
  return facts(one) === facts(other);
}

type OtherFacts = Pick<Shown, 'links' | 'missing' | 'picture'>;

/** Returns an entry as archives show it. */
function withoutMeasure(entry: Entry): Entry {
  if (!entry.imageSize) return entry;
  const { imageSize: _, ...archived } = entry;
  return archived;
}

function isVersion({ found }: ReadObject, etag: string | undefined): boolean {
  return found.kind === 'article' && found.etag === etag;
}
