import type { Section } from '../../feed/feed.ts';
import { shortHash } from '../../text/hash.ts';

/** Sections of all authors and tags that have a page, by the key of the feed. */
export type NameDirectory = Readonly<Record<string, Section>>;

/** A letter under which feeds are listed, and their kind. */
export type Letter = readonly [kind: string, letter: string];

/** The object that holds the directory of names, and what the lists of all feeds say of it. */
export interface DirectoryRecord {
  readonly generation: string;
  /** Digest of the site and of the code that the lists of names were made by. */
  readonly fingerprint: string;
  /** Letters that have feeds. */
  readonly letters: readonly Letter[];
}

/** A directory that is to be written. */
export interface NextDirectory extends Omit<DirectoryRecord, 'generation'> {
  readonly names: NameDirectory;
}

/** Returns what tells whether a feed is listed as it was; empty where it is not listed. */
export function listedAs(section: Section | undefined): string {
  return section ? shortHash(JSON.stringify(section)) : '';
}
