import type { PageMediaCopy } from '../core/article/page-media.ts';
import { type FeedKey, feedsOfFolder } from '../core/feed/feed-key.ts';
import { formatAt } from '../core/feed/formats.ts';
import type { FileRecord, FileRecords } from '../core/files/file-record.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import { addTo } from '../core/groups.ts';
import type { StaleFiles } from '../core/plan/file-plan.ts';
import type { Plan } from '../core/plan/planned/plan-result.ts';
import type { Entries } from '../core/views/view.ts';
import type { RunContext } from '../run/run.ts';
import { areFew, compressEntryCache, type EntryCache } from '../state/entry-cache.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { deleteFile, digestOf, encoded, writeFile } from '../stores/public-files.ts';
import type { Application } from './application.ts';
import { publishMedia } from './publish-media.ts';
import type { Written } from './written.ts';

/** Records of the files of a plan once they are written. */
export interface WrittenFiles {
  /** By path. */
  readonly files: FileRecords;
  /** Records of archive documents, by month. */
  readonly archives: Plan['archiveFiles'];
  /** Versions of pages and media, by the key of the object that owns the path. */
  readonly own: ReadonlyMap<string, string>;
  /** Versions of copies of page media, by their names, by the key of the article. */
  readonly pageMedia: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Versions of pages of former addresses, by the keys of their claims. */
  readonly former: ReadonlyMap<string, string>;
}

type Task = () => Promise<void>;

/** Renders the files of a plan, some at a time, and writes those whose bytes are other than they were. */
export class FileWriter {
  readonly #run: RunContext;
  readonly #application: Application;
  readonly #written: Map<string, Written>;
  readonly #files: Record<string, FileRecord> = {};
  readonly #archives = new Map<string, Record<string, FileRecord>>();
  readonly #own = new Map<string, string>();
  readonly #pageMedia = new Map<string, Record<string, string>>();
  readonly #former = new Map<string, string>();

  /** `written` is what this run wrote before it lost a race, by path, and takes note of what it writes. */
  constructor(run: RunContext, application: Application, written: Map<string, Written>) {
    this.#run = run;
    this.#application = application;
    this.#written = written;
  }

  async write(): Promise<WrittenFiles> {
    await inParallel(this.#tasks(), CONCURRENCY, task => task());
    return {
      files: this.#files,
      archives: this.#archives,
      own: this.#own,
      pageMedia: this.#pageMedia,
      former: this.#former,
    };
  }

  *#tasks(): Generator<Task> {
    const { plan, loaded } = this.#application;
    // The files that feeds link to come before the feeds.
    for (const [path, key] of plan.copies) yield () => this.#copy(key, path);
    for (const [path, copy] of plan.pageMedia) yield () => this.#copyPageMedia(copy, path);
    for (const [key, page] of plan.pages)
      for (const file of page.render(loaded.entries)) yield () => this.#putPage(key, file);
    for (const { claim, file } of plan.former.values()) yield () => this.#putFormer(claim, file);
    const last = lastShown(plan.stale);
    const feeds = plan.stale.filter(({ feed }) => feed).length;
    for (const [at, stale] of plan.stale.entries()) {
      yield* this.#stale(stale, feeds);
      // Entries that no later feed shows are dropped: a rebuild makes all feeds, and would hold the entries of them
      // all.
      for (const key of last.get(at) ?? []) loaded.entries.delete(key);
    }
    for (const path of plan.removals) yield () => this.#remove(path);
    for (const feed of goneFeeds(plan, this.#application.before)) yield () => this.#run.state.entries.delete(feed);
  }

  *#stale({ group, feed, archive }: StaleFiles, feeds: number): Generator<Task> {
    const { loaded, fingerprint } = this.#application;
    const entries = archive ? loaded.archivedEntries : loaded.entries;
    for (const file of group.render(entries))
      yield* this.#compare(encoded(file), group.inputs.get(file.path), archive?.month);
    if (!feed) return;
    const cache = compressEntryCache(entryCacheOf(group.shows, entries, fingerprint), areFew(feeds));
    yield () => this.#run.state.entries.write(feed.key, cache);
  }

  /** Takes note of what a file is, and writes it unless it is that already. */
  *#compare(file: PublishedFile, inputs: string | undefined, month: string | undefined): Generator<Task> {
    const { path } = file;
    const digest = digestOf(file);
    const version = this.#versionOf(path, digest, month);
    const record = { bytes: digest, ...(inputs !== undefined && { inputs }) };
    if (version !== undefined) return this.#note(path, { ...record, version }, month);
    yield async () => this.#note(path, { ...record, version: await this.#put(file, digest) }, month);
  }

  /** Returns the version of a file that is there as it should be. */
  #versionOf(path: string, digest: string, month: string | undefined): string | undefined {
    const { before, forced, plan, isThere } = this.#application;
    const own = this.#written.get(path);
    if (own?.digest === digest && (isThere?.(path, own.version) ?? true)) return own.version;
    const known = month === undefined ? before[path] : plan.archiveFiles.get(month)?.[path];
    return known?.bytes === digest && !forced.has(path) ? known.version : undefined;
  }

  #note(path: string, record: FileRecord, month: string | undefined): void {
    if (month === undefined) this.#files[path] = record;
    else {
      const records = this.#archives.get(month) ?? {};
      records[path] = record;
      this.#archives.set(month, records);
    }
  }

  async #putPage(key: string, file: PublishedFile): Promise<void> {
    this.#own.set(key, await this.#putUnlessWritten(file));
  }

  async #putFormer(claim: string, file: PublishedFile): Promise<void> {
    this.#former.set(claim, await this.#putUnlessWritten(file));
  }

  async #putUnlessWritten(file: PublishedFile): Promise<string> {
    const digest = digestOf(file);
    const known = this.#written.get(file.path);
    return known?.digest === digest ? known.version : this.#put(file, digest);
  }

  async #put(file: PublishedFile, digest: string): Promise<string> {
    const { etag, version } = await writeFile(this.#run.public, file);
    // What an older version told hubs of, they need not fetch again.
    if (this.#application.told?.[file.path] !== version) this.#run.hubs.wrote(file, etag);
    this.#written.set(file.path, { digest, version });
    this.#run.touch(file.path);
    if (formatAt(file.path) !== undefined) this.#run.report.feedsWritten += 1;
    return version;
  }

  async #copy(key: string, path: string): Promise<void> {
    // If the media is gone by now, another event removes its copy.
    const version = await publishMedia(this.#run, key, path);
    if (version !== undefined) this.#own.set(key, version);
    this.#run.touch(path);
  }

  async #copyPageMedia({ article, name, media }: PageMediaCopy, path: string): Promise<void> {
    const version = await publishMedia(this.#run, media, path);
    const versions = this.#pageMedia.get(article) ?? {};
    this.#pageMedia.set(article, version === undefined ? versions : { ...versions, [name]: version });
    this.#run.touch(path);
  }

  async #remove(path: string): Promise<void> {
    await deleteFile(this.#run.public, path);
    this.#written.delete(path);
    this.#run.touch(path, true);
  }
}

/** Returns the cache of a feed's entries. */
function entryCacheOf(shown: StaleFiles['group']['shows'], entries: Entries, fingerprint: string): EntryCache {
  const cached = shown.flatMap(({ key, etag, media, missing, picture, links }) => {
    const entry = entries.get(key);
    return entry
      ? [
          [
            key,
            {
              etag,
              ...(media?.size !== undefined && { size: media.size }),
              ...(media?.seconds !== undefined && { seconds: media.seconds }),
              ...(missing && { missing }),
              ...(picture && { picture }),
              ...(links && { links }),
              entry,
            },
          ] as const,
        ]
      : [];
  });
  return { fingerprint, entries: Object.fromEntries(cached) };
}

/**
 * Returns the feeds of which files are removed, or lead elsewhere from now on, and none is written: their caches hold
 * the text of articles that may be public no more. What a run that died left of them, the next one finds by the same
 * paths, which are pending.
 */
function goneFeeds({ removals, stale }: Application['plan'], before: FileRecords): ReadonlySet<FeedKey> {
  const others = stale.filter(({ feed, archive }) => !feed && !archive).flatMap(({ group }) => [...group.inputs]);
  const moved = others.flatMap(([path, inputs]) =>
    formatAt(path) !== undefined && before[path] && before[path].inputs !== inputs ? path : [],
  );
  const removed = removals.filter(path => formatAt(path) !== undefined || /(?:^|\/)index\.html$/.test(path));
  const files = [...removed, ...moved];
  const gone = new Set(files.flatMap(path => feedsOfFolder(path.slice(0, path.lastIndexOf('/') + 1))));
  for (const { feed } of stale) if (feed) gone.delete(feed.key);
  return gone;
}

/** Articles by the last of the groups that show them. */
function lastShown(stale: readonly StaleFiles[]): ReadonlyMap<number, readonly string[]> {
  const last = new Map(stale.flatMap(({ group }, at) => group.shows.map(({ key }) => [key, at] as const)));
  const byGroup = new Map<number, string[]>();
  for (const [key, at] of last) addTo(byGroup, at, key);
  return byGroup;
}
