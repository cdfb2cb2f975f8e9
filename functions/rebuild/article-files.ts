import { updatedAt } from '../core/article/article.ts';
import { isPageMedia } from '../core/article/page-media.ts';
import { listedVersion } from '../core/files/file-version.ts';
import { besidePaths, everyPathOf } from '../core/files/variants.ts';
import { sidesOf, withdrawalDate } from '../core/index/article-summary.ts';
import type { ReadObject } from '../core/index/found.ts';
import { type DeltaRecord, hasOwnFile, isOfObject, publicPathOf } from '../core/index/index-record.ts';
import type { FormerClaim } from '../core/index/records/claim-record.ts';
import type { Instant } from '../core/instant.ts';
import type { Measure } from '../core/media/measure.ts';
import type { Missing } from '../core/media/missing-names.ts';
import { translated } from '../core/translations/settle-translations.ts';
import { articlePage } from '../core/views/article-pages.ts';
import type { Entries } from '../core/views/view.ts';
import type { RunResult } from '../run/run-result.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { deleteFile, writeFile } from '../stores/public-files.ts';
import { copyMediaFiles, withoutEarlier } from './copy-media.ts';
import { type KnownVersions, knownVersionsIn, toldIn } from './known-versions.ts';
import { comesFirst } from './listing/published-media.ts';
import { markRebuild } from './mark-rebuild.ts';
import { publishPageMedia } from './page-media.ts';
import { otherAt } from './parts/taken-paths.ts';
import { LiveChanges } from './reading/live-changes.ts';
import type { FilesBefore, PublishedMedia, Rebuild } from './rebuild-context.ts';

export interface RebuildFilesOptions {
  /** Instant of the active state; `undefined` where there is none. */
  readonly asOf: Instant | undefined;
  readonly known: KnownVersions;
  readonly live: LiveChanges;
  /** Notes in the active state that files may be others, before any is written. As a rebuild does, unless told. */
  readonly mark?: (since: Instant) => Promise<unknown>;
}

/**
 * Reading pages and media of a rebuild. They are written as their sources are read, since nothing but their own source
 * changes them; those that are there already, made of the same, are left alone.
 */
export class ArticleFiles implements FilesBefore {
  readonly #rebuild: Rebuild;
  /** Instant for which the active state is; `undefined` where there is none. */
  readonly #asOf: Instant | undefined;
  readonly #known: KnownVersions;
  readonly #live: LiveChanges;
  readonly #markAt: (since: Instant) => Promise<unknown>;
  #isMarked = false;

  constructor(rebuild: Rebuild, { asOf, known, live, mark }: RebuildFilesOptions) {
    this.#rebuild = rebuild;
    this.#asOf = asOf;
    this.#known = known;
    this.#live = live;
    this.#markAt = mark ?? (since => markRebuild(rebuild.run, rebuild.base, since));
  }

  /** `before` is the active state. */
  static async open(rebuild: Rebuild, before: LoadedState): Promise<ArticleFiles> {
    const { state } = before;
    const known = await knownVersionsIn(rebuild, state);
    return new ArticleFiles(rebuild, { asOf: state?.asOf, known, live: new LiveChanges(rebuild.run, before) });
  }

  /**
   * Writes the pages of what was read, but for what another run has taken back meanwhile, and returns sources whose
   * rendering had to be ended.
   */
  async write(read: Iterable<readonly [string, ReadObject]>): Promise<ReadonlyMap<string, ReadObject>> {
    const { now } = this.#rebuild;
    const pages = new Map<string, readonly [string, ReadObject]>();
    const missing = new Map<string, Missing>();
    const pictures = new Map<string, Measure | undefined>();
    for (const [key, object] of read) {
      const record = this.#rebuild.nextState.delta.get(key);
      const path = publicPathOf(key, record);
      // Media beside articles are published with these.
      if (path === undefined) continue;
      if (record?.status === 'media') this.#note(key, record, this.#versionThere(path, key, record));
      if (!isOfObject(record) || record.status === 'media' || !hasOwnFile(record)) continue;
      const other = await otherAt(this.#rebuild, path, key);
      if (!comesFirst(key, other)) continue;
      this.#rebuild.taken.add(path);
      const mayBeThere = other === undefined && !this.#isOfAnotherTime(object);
      const there = mayBeThere ? this.#versionThere(path, key, record) : undefined;
      if (record.missing !== undefined) missing.set(key, record.missing);
      if (record.image) pictures.set(record.image.key, sidesOf(record.image));
      if (there === undefined) pages.set(path, [key, object]);
      else this.#note(key, this.#asItStands(key, record), there);
    }
    if (pages.size > 0 && !this.#isMarked) await this.#mark(now);
    const { run, site } = this.#rebuild;
    // The length of an enclosure is told in feeds alone.
    const context = { site, now, mediaSizes: new Map(), missing, pictures, addresses: new Map() };
    const { entries, failed } = await run.guard.readerOf(site).render(pages.values(), context);
    await inParallel(pages.values(), CONCURRENCY, ([key, object]) => this.#writePage(key, object, entries));
    if (pages.size > 0) await this.#takeBack(pages);
    return failed;
  }

  /** Deletes pages that were written, by path, of articles that are not out any more. */
  async #takeBack(pages: ReadonlyMap<string, readonly [key: string, object: ReadObject]>): Promise<void> {
    const paths = new Map([...pages].map(([path, [key]]) => [key, path]));
    for (const key of await this.#live.takenBack(paths.keys())) {
      const path = paths.get(key);
      if (path !== undefined) await deleteFile(this.#rebuild.run.public, path, everyPathOf(path));
    }
  }

  /** Makes the copies of media beside articles, once it is settled which articles are out. */
  async finishPageMedia(media: PublishedMedia): Promise<void> {
    if (![...media.keys()].some(isPageMedia)) return;
    await publishPageMedia(this.#rebuild, media, {
      hadCopy: (wanted, version) => this.#known.hadCopy(wanted, version),
      begin: () => this.begin(),
    });
  }

  async begin(): Promise<boolean> {
    if (this.#isMarked) return false;
    await this.#mark(this.#rebuild.now);
    return true;
  }

  hadFormer(claim: FormerClaim, version: string): boolean {
    return this.#known.hadFormer(claim, version);
  }

  /** Writes the media that no earlier run of this rebuild wrote, whichever read of them. `short`: time ran short. */
  async finish(media: PublishedMedia): Promise<RunResult<'done' | 'short'>> {
    const { now } = this.#rebuild;
    const stale: [string, string][] = [];
    for (const [path, { key, etag }] of media)
      if (!isPageMedia(path) && this.#mediaThere(path, key, etag) === undefined) stale.push([path, key]);
    const copies = await withoutEarlier(this.#rebuild, stale, media);
    if (copies.length > 0 && !this.#isMarked) await this.#mark(now);
    return copyMediaFiles(this.#rebuild, copies, media);
  }

  #note(key: string, record: DeltaRecord, file: string | undefined): void {
    if (file !== undefined) this.#rebuild.nextState.delta.set(key, { ...record, file });
  }

  async #writePage(key: string, object: ReadObject, entries: Entries): Promise<void> {
    const { run, site, now, fingerprint, nextState } = this.#rebuild;
    if (object.found.kind !== 'article') return;
    const { article, etag } = object.found;
    const { published, updated } = article;
    const known = nextState.delta.get(key);
    const translations = known && 'translations' in known ? known.translations : undefined;
    const page = articlePage(article, { key, etag, published, updated }, { site, now, fingerprint }, translations);
    for (const file of page.render(entries)) {
      const { version } = await writeFile(run.public, file);
      const written = new Set(file.beside?.map(({ path }) => path));
      const left = besidePaths(file.path).filter(path => !written.has(path) && this.#rebuild.published.has(path));
      for (const path of left) await deleteFile(run.public, path);
      const record = nextState.delta.get(key);
      if (isOfObject(record)) this.#note(key, record, version);
      run.touch(file.path);
    }
  }

  /** Returns the record of an article with the translations that its page names, which is there already. */
  #asItStands(key: string, record: Parameters<typeof translated>[0]): DeltaRecord {
    return translated(record, this.#known.translationsOf(key));
  }

  /**
   * Returns whether a date on the page came, or, where the clock was put back, is yet to come, since the active state
   * was made.
   */
  #isOfAnotherTime({ found }: ReadObject): boolean {
    if (found.kind !== 'article' || this.#asOf === undefined) return false;
    const { article } = found;
    const [now, then] = [this.#rebuild.now, this.#asOf];
    return (
      updatedAt(article, now) !== updatedAt(article, then) ||
      withdrawalDate(article, now) !== withdrawalDate(article, then)
    );
  }

  /** Returns the version of a file that is there, as it was written, of the same source. */
  #versionThere(path: string, key: string, record: DeltaRecord): string | undefined {
    const file = listedVersion(path, this.#rebuild.published);
    const known = { key, path, etag: record.etag, ...toldIn(record) };
    return file !== undefined && this.#known.hadFile({ ...known, file }) ? file : undefined;
  }

  #mediaThere(path: string, key: string, etag: string): string | undefined {
    return this.#versionThere(path, key, { status: 'media', etag, size: 0 });
  }

  /**
   * Notes that the rebuild is not done, though this run is, and left no file half-written: the next sweep goes on with
   * it.
   */
  async pause(): Promise<void> {
    await this.#mark(0);
  }

  async #mark(since: Instant): Promise<void> {
    await this.#markAt(since);
    this.#isMarked = true;
  }
}
