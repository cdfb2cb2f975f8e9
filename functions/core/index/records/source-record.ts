/** Status of a source. */

import type { FeedKey, SpelledName } from '../../feed/feed-key.ts';
import type { Instant } from '../../instant.ts';
import type { Missing } from '../../media/missing-names.ts';
import type { Problem } from '../../problem.ts';
import type { DeclaredOriginal, Translations } from '../../translations/translation.ts';
import type { PictureFile } from '../article-summary.ts';
import type { Contest } from './contest.ts';

export type SourceStatus = 'published' | 'withdrawn' | 'waiting' | 'draft' | 'expired' | 'rejected';

/** Status that a source would have, did not another own its id, or its path under `public/`. */
export interface Lost {
  readonly to: 'id' | 'path';
  readonly as: 'published' | 'withdrawn' | 'media';
}
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
