import type { ActiveSite } from '../content/active-site.ts';
import type { ReadObject } from '../core/index/found.ts';
import type { NextState } from '../core/index/next-state.ts';
import type { FormerClaim } from '../core/index/records/claim-record.ts';
import type { State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import type { Measure } from '../core/media/measure.ts';
import type { Site } from '../core/site/site.ts';
import type { DigestSet } from '../core/text/digest-set.ts';
import type { RunContext } from '../run/run.ts';
import type { ContentIndex } from '../state/content-index.ts';
import type { RebuildPart } from '../state/manifest/rebuild-progress.ts';
import type { PublicListing } from './listing/public-listing.ts';

/** Media files by their key in NFC, which is the path under `public/` of those under `media/`. */
export type PublishedMedia = ReadonlyMap<
  string,
  { readonly key: string; readonly etag: string; readonly size: number }
>;

/** Sides of a picture that was measured, by key in NFC, and the version of it. */
export type MeasuredPicture = readonly [name: string, etag: string, sides: Measure];

/** Context of a rebuild. */
export interface Rebuild {
  readonly run: RunContext;
  readonly site: Site;
  readonly activeSite: ActiveSite;
  readonly fingerprint: string;
  readonly now: Instant;
  /** The state of what was read, on an empty one. */
  nextState: NextState;
  /** State that this goes on from: an empty one, or what was read before and folded into segments. */
  base: State;
  /** The base, and what was read since; without the parts. */
  index: ContentIndex;
  /** Parts that were read and stored, by this run or an earlier one, and that the base lacks. */
  parts: readonly RebuildPart[];
  /** Groups of parts that the base has already, though not all. */
  folded: number;
  /** Id of the fleet that read some of the parts. */
  fleet: string | undefined;
  /** Keys that it read, by their digests. */
  readonly readByFleet: DigestSet;
  /** Paths of pages that a source has by now. One that comes later gets it where its key comes first. */
  readonly taken: DigestSet;
  /** Number of these paths that a stored part tells of. */
  takenBefore: number;
  /** Pictures that were measured, and that no stored part tells of. */
  readonly measured: MeasuredPicture[];
  /** Read sources that windows hold; few others are kept. */
  readonly objects: Map<string, ReadObject>;
  /** Keys of sources that were read twice: their own files were written as they were before, if at all. */
  readonly twice: Set<string>;
  /** Paths of pages that may have been written, of sources that turned out to own none, or another. */
  readonly stray: Set<string>;
  /** True if nothing lay under `public/` when it began, and nothing is active since: no cache has anything. */
  readonly isFirst?: boolean;
  /** True if an earlier run read a part of it, and may have written files. */
  readonly isResumed?: boolean;
  /** True if these files are all told of by marks of the active state: whoever has none there has written nothing. */
  readonly isMarked?: boolean;
  /** Paths of copies of page media, and of pages of former addresses, that this run made. */
  readonly copied: Set<string>;
  /** Media files that the listing tells of. */
  readonly media: PublishedMedia;
  /** Returns true for media and sources that the listing tells of, by their key in NFC. */
  readonly isListed: (key: string) => boolean;
  /**
   * Sides of the pictures among them that are known by now, by key in NFC, `undefined` where one does not tell them:
   * others are added as they are read.
   */
  readonly pictures: Map<string, Measure | undefined>;
  /** ETags of what lay under `public/` when the rebuild began, by path. */
  readonly published: PublicListing;
  /** ETag of the state that was active then. */
  readonly since: string | undefined;
  /** Run whose rebuild was activated last by then. */
  readonly over: string | undefined;
  /** Segments of the index by then: what runs publish meanwhile lies in the delta, or in others than these. */
  readonly segmentsBefore: State['segments'];
}

/** Files of the state that was active when a rebuild began, if it is of the same site and code. */
export interface FilesBefore {
  /** Returns whether a page of a former address was made for a claim that said the same, in this version. */
  hadFormer(claim: FormerClaim, version: string): boolean;
  /** Says that files are about to be written, and returns whether that was still to be said. */
  begin(): Promise<boolean>;
}
