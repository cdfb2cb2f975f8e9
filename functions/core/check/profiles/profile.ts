import type { Entry, Feed } from '../../feed/feed.ts';
import type { Instant } from '../../instant.ts';
import type { Size } from '../../media/image-size.ts';
import type { Site } from '../../site/site.ts';

/** Requirements of an aggregator, as rules with their source. All profiles have this one shape. */
export interface Profile {
  /** As the command line names it. */
  readonly name: string;
  /** As people name it. */
  readonly title: string;
  /** Returns whether it takes notice of an entry at all; of every one unless told. */
  readonly reads?: (entry: Entry, context: ProfileContext) => boolean;
  /** Rules on what is the same in every feed. */
  readonly site: readonly Rule<Site>[];
  readonly entries: readonly Rule<Entry>[];
  readonly feeds: readonly Rule<CheckedFeed>[];
}

/** One thing that an aggregator asks for. */
export interface Rule<Subject> {
  /** `error`: it refuses what breaks the rule; `warning`: it takes it, and shows it worse or not to everyone. */
  readonly severity: 'error' | 'warning';
  /** Document and section. */
  readonly source: string;
  /** Returns the problem and its remedy, on one line; `undefined` if the rule is kept. Pure. */
  readonly problem: (subject: Subject, context: ProfileContext) => string | undefined;
}

/** A feed as it is published. */
export interface CheckedFeed extends Feed {
  /** Bytes of the RSS. */
  readonly rssBytes: number;
}

export interface ProfileContext {
  readonly site: Site;
  readonly now: Instant;
  /** Sizes of pictures that Bantin publishes, by address; those of others are unknown. */
  readonly imageSizes: ReadonlyMap<string, Size>;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Aggregators count in megabytes of a thousand, or do not say; this is the stricter. */
export const MEGABYTE = 1_000_000;

/** A title with HTML in it is not shown as its author wrote it. */
export function htmlInTitle({ title }: Entry): string | undefined {
  const tag = /<\/?[a-z][^<>]*>/i.exec(title)?.[0];
  return tag === undefined ? undefined : `the title has HTML in it, "${tag}"; write it without`;
}

export function noImage({ image }: Entry): string | undefined {
  return image ? undefined : 'there is no image; add image:';
}

export function summaryOnly({ content }: Site): string | undefined {
  return content === 'full' ? undefined : 'feeds carry summaries; write content: full in site.yaml';
}

export function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

/** In characters as people count them, not in code units. */
export function lengthOf(text: string): number {
  return [...text].length;
}
