import { type Fetched, fetchListed, fetchObject } from '../content/fetch-object.ts';
import { withMeasure } from '../content/pictures/measure-pictures.ts';
import { judgeMedia } from '../content/read-source.ts';
import { withUploader } from '../content/with-uploader.ts';
import { isOut } from '../core/article/is-out.ts';
import { MAX_SOURCE_BYTES } from '../core/article/source-text.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { Entry } from '../core/feed/feed.ts';
import type { ReadArticle, ReadObject } from '../core/index/found.ts';
import { isMedia } from '../core/index/keys/record-keys.ts';
import type { Marks } from '../core/index/stored/marks.ts';
import { type Measure, measureFields } from '../core/media/measure.ts';
import type { Site } from '../core/site/site.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';
import { Guard } from './guard.ts';
import type { Rendered } from './parser.ts';
import { NO_SIDECARS, type SidecarFinder, sidecarsIn, withSidecars } from './sidecars.ts';

/** Options of a reader. */
export interface ReaderOptions {
  readonly content: ObjectStore;
  readonly site: Site;
  /** A new one, as a command has, unless told. */
  readonly guard?: Guard;
  /** Finds files that speak of one article; unless told, among those of a listing, where the site has any. */
  readonly sidecars?: SidecarFinder;
}

/** Entries of articles that are out, and sources that were given up while they were rendered, by key. */
export interface RenderedEntries {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly failed: ReadonlyMap<string, ReadObject>;
}

/**
 * Sources that are held at once, in bytes, unless a single one has more: a call of the guard costs as much as ten of
 * them do.
 */
const BYTES_AT_ONCE = 4 * 1024 * 1024;
/** Sources that are held at once, however small they are. */
const MAX_AT_ONCE = 1024;

const NO_SIZES: ReadonlyMap<string, number> = new Map();
const NO_ADDRESSES: ReadonlyMap<string, string> = new Map();

/** Reads and renders sources under the guard, so that none keeps the others from being read. */
export class SourceReader {
  readonly #options: Required<ReaderOptions>;

  constructor(options: ReaderOptions) {
    const { content, site, guard = new Guard() } = options;
    const { sidecars = site.hasSidecars ? sidecarsIn(content) : NO_SIDECARS } = options;
    this.#options = { content, site, guard, sidecars };
  }

  /** Sources that were read and given up when they were rendered: what was made of them before is to be made again. */
  get unrendered(): number {
    return this.#options.guard.unrendered;
  }

  /** Sources that were given up so far. */
  get marks(): Marks {
    return this.#options.guard.givenUp.all();
  }

  /** Takes in what a reader in another thread found out. */
  takeIn({ marks, unrendered }: { readonly marks: Marks; readonly unrendered: number }): void {
    const { guard } = this.#options;
    guard.givenUp.recall(marks);
    guard.unrendered += unrendered;
  }

  /** True if a source was given up, whether it was read or rendered. */
  get hasGivenUp(): boolean {
    return this.#options.guard.hasGivenUp;
  }

  /**
   * Reads objects as they are now: sources whole, media files by their size. One that may not be read is a
   * problem of its own.
   */
  async read(keys: Iterable<string>): Promise<ReadonlyMap<string, ReadObject>> {
    const fetched = await inParallel(keys, CONCURRENCY, key => this.#fetchOne(key));
    return this.#parse(fetched);
  }

  /**
   * Reads objects that a listing told of. A large one is not worth the reading: its size alone says that it is no
   * article. `known` are sides of pictures by key, of media that were measured before.
   */
  async readListed(
    listed: readonly ObjectSummary[],
    known?: ReadonlyMap<string, Measure | undefined>,
  ): Promise<ReadonlyMap<string, ReadObject>> {
    const fetched = await inParallel(listed, CONCURRENCY, async summary =>
      isMedia(summary.key)
        ? { key: summary.key, read: await this.#measured(summary, known) }
        : this.#withSidecars(await fetchListed(this.#options.content, summary)),
    );
    return this.#parse(fetched);
  }

  /** Announces to the store the sources that are read next, in this order. */
  expect(keys: readonly string[]): void {
    this.#options.content.expect?.(keys, MAX_SOURCE_BYTES);
  }

  /** Reads objects, some at a time, as they are now. */
  async *readAll(keys: Iterable<string>): AsyncGenerator<ReadonlyMap<string, ReadObject>> {
    for await (const fetched of this.#fetch(keys)) yield await this.#parse(fetched);
  }

  /** Renders articles that were read and are out. */
  async render(objects: Iterable<readonly [string, ReadObject]>, context: RenderContext): Promise<RenderedEntries> {
    const { guard } = this.#options;
    const articles: ReadArticle[] = [];
    for (const [, object] of objects)
      if (object.source && isOut(object.found.article, context.now)) articles.push(object);
    const rendered = await guard.render(articles, context);
    const failed = articles.flatMap((article): [string, ReadObject][] => {
      const { key } = article.source;
      const found = rendered.has(key) ? undefined : guard.rejectionOf(article);
      return found ? [[key, { found }]] : [];
    });
    return { entries: new Map([...rendered].map(([key, { entry }]) => [key, entry])), failed: new Map(failed) };
  }

  /** Reads articles, and renders them with their references. Few sources are held at a time. */
  async readAndReport(
    keys: readonly string[],
    { site, now }: Pick<RenderContext, 'site' | 'now'>,
  ): Promise<readonly (readonly [ReadArticle, Rendered])[]> {
    const reported: (readonly [ReadArticle, Rendered])[] = [];
    const context = { site, now, mediaSizes: NO_SIZES, addresses: NO_ADDRESSES };
    for await (const objects of this.readAll(keys)) {
      const articles = [...objects.values()].flatMap(object => (object.source ? [object] : []));
      const rendered = await this.#options.guard.render(articles, context);
      for (const article of articles) {
        const entry = rendered.get(article.source.key);
        if (entry) reported.push([article, entry]);
      }
    }
    return reported;
  }

  /** Reads articles and renders those that are out. However many there are, few sources are held at a time. */
  async readAndRender(keys: readonly string[], context: RenderContext): Promise<ReadonlyMap<string, Entry>> {
    const entries = new Map<string, Entry>();
    for await (const fetched of this.#fetch(keys)) {
      const rendered = await this.render(await this.#parse(fetched), context);
      for (const [key, entry] of rendered.entries) entries.set(key, entry);
    }
    return entries;
  }

  async #measured(
    summary: ObjectSummary,
    known: ReadonlyMap<string, Measure | undefined> | undefined,
  ): Promise<ReadObject> {
    const read = judgeMedia(summary);
    const { found } = read;
    if (!known?.has(summary.key)) return withMeasure(this.#options.content, summary.key, read);
    return found.kind === 'media' ? { found: { ...found, ...measureFields(known.get(summary.key)) } } : read;
  }

  async #fetchOne(key: string): Promise<Fetched> {
    return this.#withSidecars(await fetchObject(this.#options.content, key));
  }

  #withSidecars(fetched: Fetched): Fetched | Promise<Fetched> {
    const { content, sidecars } = this.#options;
    return sidecars === NO_SIDECARS ? fetched : withSidecars(content, fetched, sidecars);
  }

  /** Fetches objects, about as many bytes at a time as one call of the guard takes. */
  async *#fetch(keys: Iterable<string>): AsyncGenerator<readonly Fetched[]> {
    let held: Fetched[] = [];
    let next: string[] = [];
    let bytes = 0;
    const fetch = async (): Promise<void> => {
      const fetched = await inParallel(next, CONCURRENCY, key => this.#fetchOne(key));
      for (const { object } of fetched) bytes += object?.bytes.length ?? 0;
      held.push(...fetched);
      next = [];
    };
    for (const key of keys) {
      if (next.push(key) < CONCURRENCY) continue;
      await fetch();
      if (bytes < BYTES_AT_ONCE && held.length < MAX_AT_ONCE) continue;
      yield held;
      [held, bytes] = [[], 0];
    }
    await fetch();
    if (held.length > 0) yield held;
  }

  async #parse(fetched: readonly Fetched[]): Promise<ReadonlyMap<string, ReadObject>> {
    const { guard, site } = this.#options;
    const sources = fetched.flatMap(({ object }) => object ?? []);
    const parsed = await guard.read(sources, site);
    return new Map(
      fetched.map(({ key, object, read = parsed.get(key) ?? { found: { kind: 'gone' } } }): [string, ReadObject] => {
        if (read.found.kind === 'gone') guard.givenUp.forget(key);
        return [key, withUploader(read, object?.metadata)];
      }),
    );
  }
}
