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
  /** In place of what the document says of its encoding. */
  readonly encoding?: string;
  /** The present moment unless told. */
  readonly now?: Instant;
  readonly json?: boolean;
  /** Reads a bare `&` of XML as `&amp;`. */
  readonly repair?: boolean;
  /** Writes nothing, and reports what would be written. */
  readonly dryRun?: boolean;
  /** Documents of a feed on the web that are fetched, where it goes on; 1 unless told. */
  readonly pages?: number;
  /** Articles are read here from now on, and no more at their former addresses. */
  readonly hostHere?: boolean;
  /** Home page of the site, where the source does not tell it. */
  readonly siteUrl?: string;
  /** Feed that the site of a folder had, an address or a file: articles keep the ids that they have in it. */
  readonly feed?: string;
  /** Fetches pictures and other files of articles into `media/`. */
  readonly media?: boolean;
  /** By what media are fetched; public hosts alone unless told. */
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
  /** The site that is there, if one is. */
  readonly siteThere: Site | undefined;
}
