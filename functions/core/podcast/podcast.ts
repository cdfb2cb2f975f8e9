/** Order in which a podcast is heard: the newest episode first, or from the first one on. */
export type PodcastType = 'episodic' | 'serial';

export const PODCAST_TYPES: readonly PodcastType[] = ['episodic', 'serial'];

/** A category of Apple's list, with a subcategory of it. */
export interface PodcastCategory {
  readonly name: string;
  readonly sub?: string;
}

/** A podcast as a whole: what its feed says besides what every feed does. */
export interface Podcast {
  /** Default: the newsroom's authors, else its title. */
  readonly author?: string;
  /** Contact for directories. */
  readonly owner?: { readonly name?: string; readonly email: string };
  /** At least one. */
  readonly categories: readonly PodcastCategory[];
  readonly explicit: boolean;
  readonly type?: PodcastType;
  /** Square picture. Absolute. */
  readonly cover: string;
  /** True if no other host may take the podcast over. */
  readonly locked?: boolean;
  /** Pages to give money on. */
  readonly funding?: readonly { readonly url: string; readonly text: string }[];
  /** SPDX identifier, or a name with an address. */
  readonly license?: { readonly name: string; readonly url?: string };
  /** Identity in every directory, a UUID. Default: that of the feed's address. */
  readonly guid?: string;
}
