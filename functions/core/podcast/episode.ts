/** Place of an episode in its podcast. */
export type EpisodeType = 'full' | 'trailer' | 'bonus';

export const EPISODE_TYPES: readonly EpisodeType[] = ['full', 'trailer', 'bonus'];

/** A file with the words of an episode. */
export interface Transcript {
  readonly url: string;
  /** Media type, such as `text/vtt`. */
  readonly type: string;
  /** BCP 47. Default: the language of the episode. */
  readonly language?: string;
}

/** A part of an episode. */
export interface Chapter {
  /** Seconds from the beginning. */
  readonly start: number;
  readonly title: string;
  /** Page about the chapter. Absolute. */
  readonly url?: string;
}

/** Someone who is heard in an episode, or made it. */
export interface Person {
  readonly name: string;
  /** Role in the taxonomy of Podcasting 2.0, such as `guest`. Default: `host`. */
  readonly role?: string;
  /** Group of the role in the same taxonomy, such as `writing`. Default: `cast`. */
  readonly group?: string;
  /** Page about the person. Absolute. */
  readonly url?: string;
  /** Portrait. Absolute. */
  readonly picture?: string;
}

/**
 * Fields of an article that is an episode of a podcast. References are as the author wrote them until the entry is
 * rendered, and absolute from then on.
 */
export interface Episode {
  /** From 1. */
  readonly episode?: number;
  /** From 1. */
  readonly season?: number;
  readonly type?: EpisodeType;
  /** True for what is not for children, false for what is. Default: as the podcast. */
  readonly explicit?: boolean;
  readonly transcripts?: readonly Transcript[];
  /** Chapters in their order, or the address of a file of them in JSON. */
  readonly chapters?: readonly Chapter[] | string;
  readonly persons?: readonly Person[];
}
