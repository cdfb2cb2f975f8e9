import type { PostTypes } from '../../core/import/formats/wordpress.ts';
import type { Patience } from '../../core/import/patience.ts';
import type { Instant } from '../../core/instant.ts';
import type { Site } from '../../core/site/site.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import type { WebFetch } from '../../web/web-fetch.ts';
import type { MediaLimits } from './fetching/fetch-media.ts';
import type { OpenFeedOptions } from './open-feed.ts';
import type { ImportRecord } from './record.ts';

export interface ImportOptions extends OpenFeedOptions {
  readonly out: string;
  /** Replaces the document's declaration of its encoding. */
  readonly encoding?: string;
  /** Default: the present moment. */
  readonly now?: Instant;
  readonly json?: boolean;
  /** Reads a bare `&` of XML as `&amp;`. */
  readonly repair?: boolean;
  /** Writes nothing, and reports what would be written. */
  readonly dryRun?: boolean;
  /** Number of documents of a continued feed on the web that are fetched. Default: 1. */
  readonly pages?: number;
  /** Publishes articles here from now on, and no longer at their former addresses. */
  readonly hostHere?: boolean;
  /** Home page of the site, where the source does not declare it. */
  readonly siteUrl?: string;
  /** Former feed of a folder's site, an address or a file: articles keep their ids in it. */
  readonly feed?: string;
  /** Fetches pictures and other files of articles into `media/`. */
  readonly media?: boolean;
  /** Fetches media. Default: from public hosts alone. */
  readonly fetch?: WebFetch;
  readonly mediaLimits?: Partial<MediaLimits>;
  /** Takes corrections of articles that an earlier import wrote, unless they were edited here. */
  readonly update?: boolean;
  /** Treatment of WordPress' post types. */
  readonly types?: PostTypes;
  /** Limits the work on items. Default: items that take too long are aborted. */
  readonly patience?: Patience;
}

/** Context of an import. */
export interface ImportContext extends ImportOptions {
  readonly now: Instant;
  readonly patience: Patience;
  /** The directory of content. */
  readonly store: ObjectStore;
  readonly record: ImportRecord;
  /** The existing site, if there is one. */
  readonly siteThere: Site | undefined;
}
