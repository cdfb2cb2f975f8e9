/**
 * A claim on an id that the record of its source does not imply, since that lies in another segment; see
 * `owners.ts`.
 */

import type { TranslationClaim } from '../../translations/translation.ts';

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

/** A claim that lies under the hash of what is claimed, beside the records of the index, under a key of its own. */
export type ClaimRecord = IdClaim | MediaClaim | FormerClaim | TranslationClaim;
