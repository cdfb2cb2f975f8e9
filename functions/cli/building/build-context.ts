import type { Limits } from '../../core/index/limits.ts';
import type { Instant } from '../../core/instant.ts';
import type { Content } from '../content.ts';

/** Options of `bantin build`. */
export interface BuildOptions {
  readonly out: string;
  /** Default: the present moment. */
  readonly now?: number;
  /** Replaces `feedsUrl`. */
  readonly baseUrl?: string;
  readonly strict?: boolean;
  /** Allows a build without articles to remove the output of an earlier one. */
  readonly allowEmpty?: boolean;
  /** True to write into a directory that was built from another newsroom, or has files that Bantin did not make. */
  readonly force?: boolean;
  /**
   * Directory of what is remembered, or `false` for nothing. Default: `.bantin-<name>` beside `out`, unless that looks
   * published.
   */
  readonly cache?: string | false;
  /** Revision of the code. Default: that of this package. */
  readonly revision?: string;
  /** Limits of what is kept and shown. Default: {@link LIMITS}. */
  readonly limits?: Limits;
  readonly json?: boolean;
  /** Threads that read and render. Default: as many as there are cores, and as the work is worth. */
  readonly threads?: number;
}

/** Inputs of a build. */
export interface BuildContext {
  readonly directory: string;
  readonly content: Content;
  readonly options: BuildOptions;
  readonly now: Instant;
}
