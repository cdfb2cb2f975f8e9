import { readingPath } from '../article/article-url.ts';
import { readingSlug } from '../article/key.ts';
import { isPageMedia } from '../article/page-media.ts';
import type { FeedKey, SpelledName } from '../feed/feed-key.ts';
import { addTo } from '../groups.ts';
import type { Instant } from '../instant.ts';
import type { Size } from '../media/image-size.ts';
import type { Missing } from '../media/missing-names.ts';
import type { Problem } from '../problem.ts';
import { compareKeys } from '../text/key-order.ts';
import type { DeclaredOriginal, TranslationClaim, Translations } from '../translations/translation.ts';
import type { ArticleSummary, PictureFile } from './article-summary.ts';
import { isMedia } from './keys/record-keys.ts';
import type { SitemapEntry } from './sitemap-entry.ts';
import type { FeedRecord } from './traits/feed-record.ts';

/** Status of a source. */
export type SourceStatus = 'published' | 'withdrawn' | 'waiting' | 'draft' | 'expired' | 'rejected';

/** Record of the index for one object of the content bucket. */
export type ObjectRecord = SourceRecord | MediaRecord;

export interface SourceRecord {
  readonly status: SourceStatus;
  /** ETag of the version that was read, with when that was put. */
  readonly etag: string;
  /** Month of an article that is out, or was withdrawn: the one in whose sitemap it stands, or would. */
  readonly month?: string;
  /** Folder of its page under `public/articles/`, where it is not that which its key makes: it declares a slug. */
  readonly slug?: string;
  /** True if it has a reading page of its own, or one that says that it was withdrawn. */
  readonly hasPage?: boolean;
  /** True if chapters in a file of their own lie beside that page. */
  readonly hasChapters?: true;
  /** Reason why it is a draft, if other than `draft: true`. */
  readonly heldBy?: string;
  /** Instant at which it expires, or has expired. */
  readonly expires?: Instant;
  readonly problems?: readonly Problem[];
  /** Uploader of a source that is rejected as it was read; absent if its metadata has none. */
  readonly uploadedBy?: string;
  /** The version of its page, as it was last written; absent until then. */
  readonly file?: string;
  /**
   * For an article that is out: the names, as it spells them, of feeds that show it and that the site does not list.
   */
  readonly spelled?: readonly SpelledName[];
  /** For an article that is out: those of its feeds whose language is decided by the majority of their articles. */
  readonly heard?: readonly FeedKey[];
  /** The language that it declares (BCP 47), where `heard` is there. */
  readonly language?: string;
  /** Segmented feeds that an article stands in that is out, or was withdrawn. Absent where there are none. */
  readonly feeds?: readonly FeedKey[];
  /**
   * Keys, in NFC, where it has `feeds`, of objects that its entry depends on, the file that it encloses and articles
   * that its text leads to. Each has a claim.
   */
  readonly dependsOn?: readonly string[];
  /**
   * The media beside it that it names, while it is out, and the version of the copy of each in the folder of its page,
   * as that was last written; `null` until then, and where there is nothing to copy.
   */
  readonly pageMedia?: Readonly<Record<string, string | null>>;
  /** For each link by file that may mean several articles, their keys in NFC, while it is out. Each has a claim. */
  readonly mayMean?: readonly (readonly string[])[];
  /** Part of what it names that is not there, while it is out; see `missing-names.ts`. */
  readonly missing?: Missing;
  /** The file that is its declared picture, in NFC, with the sides that its page tells, while it has one and is out. */
  readonly image?: PictureFile;
  /** Keys, in NFC, of files under `media/` that it names, while it is out. Each has a claim. */
  readonly media?: readonly string[];
  /** Former addresses, while it is out: paths under `public/` that lead to it, unless another article owns them. */
  readonly former?: readonly string[];
  /** Language of an article that is out (BCP 47), where it is not the site's. */
  readonly pageLanguage?: string;
  /** The source that it is a translation of, while it is out. */
  readonly translationOf?: DeclaredOriginal;
  /** Itself and its translations, where there are some: those that its page names. */
  readonly translations?: Translations;
  /** As an IRI, of an article that is out, or would be; absent where it is that which its own path makes. */
  readonly id?: string;
  /** It is rejected since something that it claims belongs to another source. */
  readonly lost?: Lost;
  readonly contest?: Contest;
}

/** Status that a source would have, did not another own its id, or its path under `public/`. */
export interface Lost {
  readonly to: 'id' | 'path';
  readonly as: 'published' | 'withdrawn' | 'media';
}

/**
 * Problems of an id and a path that a source shares with others, an error where it lost it to one, and of pictures that
 * are not there.
 */
export interface Contest {
  readonly missing?: Problem;
  /** By the original that it is said to be a translation of. */
  readonly translation?: Problem;
  readonly id?: Problem;
  readonly path?: Problem;
  /** By its former addresses. */
  readonly former?: Readonly<Record<string, Problem>>;
}

/** Returns what is to be reported of what an object shares with others. */
export function contestProblems({ id, path, missing, translation, former = {} }: Contest): readonly Problem[] {
  return [id, path, missing, translation, ...Object.values(former)].filter(problem => problem !== undefined);
}

export interface MediaRecord {
  readonly status: 'media';
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** Sides of a picture, where its header tells them. */
  readonly picture?: Size;
  /** True of a picture whose header was not read, since nobody named it: who names it has it read. */
  readonly isUnmeasured?: true;
  /** The version of the file under `public/`, as it was last written; absent until then. */
  readonly file?: string;
  readonly contest?: Contest;
}

/** A claim that lies under the hash of what is claimed, beside the records of the index, under a key of its own. */
export type ClaimRecord = IdClaim | MediaClaim | FormerClaim | TranslationClaim;

/**
 * A claim on an id that the record of its source does not imply, since that lies in another segment; see
 * `owners.ts`.
 */
export interface IdClaim {
  readonly status: 'claim';
  /** Key of the source. */
  readonly key: string;
  readonly id: string;
  /** The source's own path makes the id. */
  readonly isByPath?: true;
  readonly isWithdrawn?: true;
  /** The owner that its source was rejected for: where that owns the id still, there is nothing to do about it. */
  readonly lostTo?: string;
}

/**
 * A name of page media that an article uses, or of another object that its entry in segmented feeds depends on, so that
 * an event of that leads to the article.
 */
export interface MediaClaim {
  readonly status: 'claim';
  /** Key of the article. */
  readonly key: string;
  /** The key of the media, or of an article that it leads to, in NFC. */
  readonly media: string;
}

/** A claim of an article that is out on a former address, with all that the page there is made of. */
export interface FormerClaim {
  readonly status: 'claim';
  /** Key of the article. */
  readonly key: string;
  /** The path under `public/`. */
  readonly former: string;
  /** Address of the article. */
  readonly url: string;
  readonly title: string;
  /** The version of the page, as it was last written; `null` until then, and where the path is another's. */
  readonly version: string | null;
}

/** A record as segments hold it. */
export type StoredRecord = ObjectRecord | ClaimRecord | FeedRecord;

/**
 * A record that was changed lately, with its line, which older ones have in the object of their month; so has one
 * that was changed in nothing that its line tells.
 */
export type DeltaRecord = ObjectRecord & {
  readonly line?: SitemapEntry;
  /** As windows in segments remember it, once it is compacted; only where it has `feeds`. */
  readonly summary?: ArticleSummary;
};

/** A change that the object of a segment does not know yet. */
export type DeltaEntry = DeltaRecord | ClaimRecord | FeedRecord;

/** Returns whether an entry is of an object of the content bucket, and no claim or sum that stands beside those. */
export function isOfObject<Entry extends StoredRecord | DeltaEntry>(
  entry: Entry | null | undefined,
): entry is Exclude<Entry, ClaimRecord | FeedRecord> {
  return entry !== null && entry !== undefined && entry.status !== 'claim' && entry.status !== 'feed';
}

/** A record of an object, as far as its path depends on it; without one, the path is that which the key makes. */
type Placed = StoredRecord | null | undefined;

/** Returns the folder of an article's page under `public/articles/`. */
export function slugOf(key: string, record: Placed): string {
  return isOfObject(record) && record.status !== 'media' ? (record.slug ?? readingSlug(key)) : readingSlug(key);
}

/**
 * Path at which an object is published: a source's reading page, or a file under `media/`. Several keys may have one
 * path; one of them owns it. `undefined` for page media, whose places are those of the articles that name them.
 */
export function publicPathOf(key: string, record: Placed): string | undefined {
  return isPageMedia(key) ? undefined : nameOf(key, record);
}

/** The name that keys of an object share, however typed: its path under `public/`, or the key of page media in NFC. */
export function nameOf(key: string, record: Placed): string {
  return isMedia(key) ? key.normalize('NFC') : readingPath(slugOf(key, record));
}

/** Returns whether an object has a file of its own if no key with the same name comes first. */
export function hasOwnFile(record: StoredRecord): boolean {
  return record.status === 'media' || (isOfObject(record) && record.hasPage === true);
}

/** The month of which an object is a line. */
export function monthIn(record: StoredRecord | null | undefined): string | undefined {
  return isOfObject(record) && record.status !== 'media' ? record.month : undefined;
}

/** Returns the sitemap entries that changed records bring, by month. */
export function entriesByMonth(
  delta: ReadonlyMap<string, DeltaEntry | null>,
): ReadonlyMap<string, readonly SitemapEntry[]> {
  const months = new Map<string, SitemapEntry[]>();
  for (const record of delta.values()) {
    const month = monthIn(record);
    if (month !== undefined && record && 'line' in record && record.line) addTo(months, month, record.line);
  }
  return months;
}

/** Returns the first of the keys with one name: it owns the name. */
export function ownerOf(candidates: Iterable<readonly [string, StoredRecord]>): string | undefined {
  let owner: string | undefined;
  for (const [key, record] of candidates) {
    if (hasOwnFile(record) && (owner === undefined || compareKeys(key, owner) < 0)) owner = key;
  }
  return owner;
}
