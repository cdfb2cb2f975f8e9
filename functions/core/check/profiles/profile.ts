import type { Entry, Feed } from '../../feed/feed.ts';
import type { Instant } from '../../instant.ts';
import type { Size } from '../../media/image-size.ts';
import type { Site } from '../../site/site.ts';
import type { FieldPlaces } from '../field-places.ts';

/** Requirements of an aggregator, as rules with their source. All profiles have this one shape. */
export interface Profile {
  /** Name on the command line. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** Returns true if it considers an entry at all. Others are left out of feeds for it, and are no problem. */
  readonly reads?: (entry: Entry, context: ProfileContext) => boolean;
  /** Rules about properties that are the same in every feed. */
  readonly site: readonly Rule<Site>[];
  readonly entries: readonly Rule<Entry>[];
  readonly feeds: readonly Rule<CheckedFeed>[];
}

/** One requirement of an aggregator. */
export interface Rule<Subject> {
  /** `error`: it refuses what breaks the rule. `warning`: it accepts it, but shows it badly or not to everyone. */
  readonly severity: 'error' | 'warning';
  /** Document and section. */
  readonly source: string;
  /**
   * The field that it is about: of the article, or of `site.yaml`; of a feed, that of its rule, or else of the site.
   * Absent where it is about none.
   */
  readonly field?: string;
  /** Returns the problem and its remedy, on one line; `undefined` if the rule is kept. Pure. */
  readonly problem: (subject: Subject, context: ProfileContext) => string | undefined;
}

/** A feed as it is published. */
export interface CheckedFeed extends Feed {
  /** Size of the RSS, in bytes. */
  readonly rssBytes: number;
}

export interface ProfileContext {
  readonly site: Site;
  readonly now: Instant;
  /** Sizes of pictures that Bantin publishes, by address; others are unknown. */
  readonly imageSizes: ReadonlyMap<string, Size>;
  /** Seconds that files play which Bantin publishes, by address; others are unknown. */
  readonly durations: ReadonlyMap<string, number>;
  /** Places of the fields of a file, by its key. Default: none are known. */
  readonly places?: (path: string) => FieldPlaces | undefined;
}

/** A megabyte, in bytes. Aggregators count a thousand, or do not say; this is stricter than 1,048,576. */
export const MEGABYTE = 1_000_000;

/** Returns the problem of a title with HTML, which is not shown as written. */
export function htmlInTitle({ title }: Entry): string | undefined {
  const tag = /<\/?[a-z][^<>]*>/i.exec(title)?.[0];
  return tag === undefined ? undefined : `the title has HTML in it, "${tag}"; write it without`;
}

/** Message of an article without a picture. */
export const NO_IMAGE = 'there is no image; add image:';

export function noImage({ image }: Entry): string | undefined {
  return image ? undefined : NO_IMAGE;
}

/** Returns the size of an entry's picture: that of the file, else as declared; `undefined` where it is not known. */
export function imageSizeOf({ image }: Entry, { imageSizes }: ProfileContext): Size | undefined {
  if (!image) return undefined;
  const { src, width, height } = image;
  return imageSizes.get(src) ?? (width !== undefined && height !== undefined ? { width, height } : undefined);
}

export function summaryOnly({ content }: Site): string | undefined {
  return content === 'full' ? undefined : 'feeds carry summaries; write content: full in site.yaml';
}

export function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

/** Counts characters as people do, not in code units. */
export function lengthOf(text: string): number {
  return [...text].length;
}
