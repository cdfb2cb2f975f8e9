import type { Position } from '../problem.ts';

/** The source that an article declares to be a translation of. */
export interface DeclaredOriginal extends Position {
  /** Key of the source, in NFC. */
  readonly key: string;
  /** Key of the file that has the field, where that is not the article's own. */
  readonly in?: string;
}

/** An article with a page, as the pages of its translations name it. */
export interface Translation {
  /** BCP 47. */
  readonly language: string;
  /** Folder of its page under `public/articles/`. */
  readonly slug: string;
  /** The others are translations of it. */
  readonly isOriginal?: true;
}

/** An article and its translations, each in another language: the original first. Every page names all of them. */
export type Translations = readonly Translation[];

/**
 * A claim of an article that is out to be a translation of a source. It lies under the hash of that source's key, with
 * all that the pages of the others tell of it.
 */
export interface TranslationClaim {
  readonly status: 'claim';
  /** Key of the article. */
  readonly key: string;
  /** Key of the original, in NFC. */
  readonly translationOf: string;
  /** BCP 47. */
  readonly language: string;
  /** Folder of its page; absent where it has none. */
  readonly slug?: string;
  /** Digest of what the record of the article says of its translations; absent until that was settled. */
  readonly settled?: string;
}

/** Returns the name under which the claims on an original lie. */
export function nameOfOriginal(original: string): string {
  return `translationOf ${original}`;
}
