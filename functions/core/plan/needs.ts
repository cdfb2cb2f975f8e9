import type { FeedKey } from '../feed/feed-key.ts';
import type { FileRecords } from '../files/file-record.ts';
import type { ReadObject } from '../index/found.ts';
import type { DeltaEntry, StoredRecord } from '../index/index-record.ts';
import { type Delta, IndexView } from '../index/index-view.ts';
import { type FeedRecords, feedSegmentOf } from '../index/segmented/feed-segments.ts';
import type { NameDirectory } from '../index/segmented/name-directory.ts';
import type { SitemapEntry } from '../index/sitemap-entry.ts';
import type { FeedRecord } from '../index/traits/feed-record.ts';
import type { Entries, Shown } from '../views/view.ts';

/** Input that has been loaded for a plan so far. It grows from one attempt at the plan to the next. */
export interface Loaded {
  /** Records of segments, by key, without the delta. */
  readonly segments: ReadonlyMap<number, Readonly<Record<string, StoredRecord>>>;
  /** Sitemap entries of months, without the delta; each call gives them anew, since a rebuild keeps them compressed. */
  readonly months: ReadonlyMap<string, () => readonly SitemapEntry[]>;
  /** Records of each month's pages, but for those in the manifest. They come with the months. */
  readonly pageFiles: ReadonlyMap<string, FileRecords>;
  /** Records of each month's archive documents. */
  readonly archiveFiles: ReadonlyMap<string, StoredArchiveFiles>;
  /** Records of segmented feeds by segment, without the delta. */
  readonly feedSegments: ReadonlyMap<number, FeedRecords>;
  /** The directory of authors and tags, once it is loaded. */
  readonly directory?: NameDirectory | undefined;
  /** Objects of the content bucket, as they are now. */
  readonly objects: ReadonlyMap<string, ReadObject>;
  /** As feeds and pages show them. */
  readonly entries: Entries;
  /** As archive documents show them: without lengths of files under `media/`. */
  readonly archivedEntries: Entries;
}

/** Records of one month's archive documents. */
export interface StoredArchiveFiles {
  /** By path. */
  readonly files: FileRecords;
  /** True if that is all that was stored. */
  readonly isAsStored: boolean;
}

/** Input that has to be loaded before a plan can be made. */
export interface Needs {
  readonly kind: 'needs';
  readonly segments: ReadonlySet<number>;
  readonly feedSegments: ReadonlySet<number>;
  readonly isDirectoryNeeded: boolean;
  readonly months: ReadonlySet<string>;
  readonly archiveFiles: ReadonlySet<string>;
  /** Keys of objects to be read. */
  readonly objects: ReadonlySet<string>;
  /** Articles whose entries are shown, by key. */
  readonly entries: ReadonlyMap<string, Shown>;
  /** Feeds whose caches may hold some of these entries. */
  readonly feeds: ReadonlySet<FeedKey>;
  /** Articles whose entries archive documents show, by key. */
  readonly archived: ReadonlyMap<string, SitemapEntry>;
}

/** A state, or the next one while it is made, as a view of the index sees it. */
interface ViewedState {
  readonly segmentCount: number;
  /** Number of segments of feeds; `undefined` where records of these lie in the other segments. */
  readonly feedSegmentCount?: number | undefined;
  readonly delta: Delta;
}

/** Takes note of what is missing while a plan is attempted. */
export class NeedsCollector implements Needs {
  readonly kind = 'needs';
  readonly segments = new Set<number>();
  readonly feedSegments = new Set<number>();
  isDirectoryNeeded = false;
  readonly months = new Set<string>();
  readonly archiveFiles = new Set<string>();
  readonly objects = new Set<string>();
  readonly entries = new Map<string, Shown>();
  readonly feeds = new Set<FeedKey>();
  readonly archived = new Map<string, SitemapEntry>();

  get isEmpty(): boolean {
    if (this.isDirectoryNeeded) return false;
    const { segments, feedSegments, months, archiveFiles, objects, entries, archived } = this;
    return [segments, feedSegments, months, archiveFiles, objects, entries, archived].every(({ size }) => size === 0);
  }

  /** Returns the records of a segment of feeds. One that has not been loaded is noted, and empty until it is. */
  feedSegment(at: number, { feedSegments }: Partial<Pick<Loaded, 'feedSegments'>>): FeedRecords {
    const known = feedSegments?.get(at);
    if (!known) this.feedSegments.add(at);
    return known ?? {};
  }

  /** Returns the directory of names. If it has not been loaded, that is noted, and it is empty until it is. */
  directoryIn({ directory }: Pick<Loaded, 'directory'>): NameDirectory {
    if (!directory) this.isDirectoryNeeded = true;
    return directory ?? {};
  }

  /** Returns the record of a feed as it is stored in one of `segments`. */
  feedRecord(feed: FeedKey, segments: number, loaded: Partial<Pick<Loaded, 'feedSegments'>>): FeedRecord | undefined {
    return segments === 0 ? undefined : this.feedSegment(feedSegmentOf(feed, segments), loaded)[feed];
  }

  /** Returns an object as it is now. One that has not been read is noted. */
  objectIn({ objects }: Pick<Loaded, 'objects'>, key: string): ReadObject | undefined {
    const object = objects.get(key);
    if (!object) this.objects.add(key);
    return object;
  }

  /** Returns the index as it was before a run. */
  viewBefore(
    {
      segments,
      delta,
    }: {
      readonly segments: readonly unknown[];
      readonly delta: Readonly<Record<string, DeltaEntry | null>>;
    },
    loaded: Pick<Loaded, 'segments' | 'months'>,
  ): IndexView {
    return this.viewOf({ segmentCount: segments.length, delta: new Map(Object.entries(delta)) }, loaded);
  }

  /** Returns the index with a delta. What is asked of it and has not been loaded is noted, and empty until it is. */
  viewOf(
    { segmentCount, feedSegmentCount, delta }: ViewedState,
    loaded: Pick<Loaded, 'segments' | 'months'> & Partial<Pick<Loaded, 'feedSegments'>>,
  ): IndexView {
    return new IndexView(
      {
        segmentCount,
        segment: at => {
          const known = loaded.segments.get(at);
          if (!known) this.segments.add(at);
          return known ?? {};
        },
        month: month => {
          const known = loaded.months.get(month);
          if (!known) this.months.add(month);
          return known?.() ?? [];
        },
        ...(feedSegmentCount !== undefined && {
          feedRecord: (feed: FeedKey) => this.feedRecord(feed, feedSegmentCount, loaded),
        }),
      },
      delta,
    );
  }
}
