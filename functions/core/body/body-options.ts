import type { Navigation } from '../html/navigation.ts';
import type { Resolve } from '../html/url-policy.ts';
import type { Loss } from './loss.ts';

/** Properties of an article that rendering its body depends on. */
export interface BodyOptions {
  /** Title of the article. A repetition of it above the text is left out. */
  readonly title: string;
  readonly resolve: Resolve;
  /** Lines of plain text that are clutter of a saved page, and are left out. */
  readonly drop: readonly string[];
  /** Prefix of every `id`, so that those of different articles in one feed differ. */
  readonly idPrefix: string;
  /** Set where `resolve` knows no address of some pictures, of which the alternative texts are to stay. */
  readonly lacksPictures?: true;
  /**
   * Receives the line of each link, picture or call of a footnote whose address is left out, because the addresses
   * together exceed their limit.
   */
  readonly onUnlinked?: (line: number | undefined) => void;
  /** Receives each reference with its address, as often as it is asked for: no address is written more often. */
  readonly onAddress?: (reference: string, url: string | undefined) => void;
}

/** A link or a picture in the text, as its author wrote it. */
export interface BodyReference {
  readonly reference: string;
  /** Line of the text, 1-based, if known. */
  readonly line?: number;
}

/** Findings that rendering collects. */
export interface Findings {
  readonly references: BodyReference[];
  readonly losses: Loss[];
  /** Navigation of a saved page that is left out at its end. */
  navigation?: readonly Navigation[];
}

/** Returns a function that collects references, each once. */
export function collectReferences(references: BodyReference[]): (reference: string) => void {
  const known = new Set(references.map(({ reference }) => reference));
  return reference => {
    if (!known.has(reference)) references.push({ reference });
    known.add(reference);
  };
}
