import type { Instant } from '../../../core/instant.ts';

/** A text of a checkout that is an article. */
export interface CheckoutArticle {
  readonly name: string;
  readonly key: string;
  readonly title: string;
  readonly published: Instant | undefined;
  /** True if the program has a category for its address. */
  readonly hasCategory: boolean;
  /** Language of its folder, or in the ending of its name. */
  readonly language?: string;
  /** Name that it has with its translations, where it says one. */
  readonly translationKey?: string;
  /** The address that its program is known to have given it. */
  readonly address?: string;
}

/** A file to write. */
export interface CheckoutFile {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly isArticle: boolean;
  /** Reason for a draft, if it is one. */
  readonly held?: string;
}

/** Files that came along with articles, and those of them that were there already. */
export interface CopiedFiles {
  files: number;
  there: number;
}
