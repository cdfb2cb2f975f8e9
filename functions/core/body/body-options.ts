import type { Navigation } from '../html/navigation.ts';
import type { Resolve } from '../html/url-policy.ts';
import type { Loss } from './loss.ts';

/** What rendering a body needs to know of its article. */
export interface BodyOptions {
  /** Where it stands once more above the text, it is left out. */
  readonly title: string;
  readonly resolve: Resolve;
  /** Lines of plain text that litter a saved page. */
  readonly drop: readonly string[];
  /** Set before every `id`, so that those of different articles in one feed differ. */
  readonly idPrefix: string;
  /**
   * Receives the line of each link or picture that stays without its address, since the addresses take more than they
   * may.
   */
  readonly onUnlinked?: (line: number | undefined) => void;
}

/** A link or a picture in the text, as its author wrote it. */
export interface BodyReference {
  readonly reference: string;
  /** Line of the text, 1-based, where it is known. */
  readonly line?: number;
}

/** What is found while a text is rendered. */
export interface Findings {
  readonly references: BodyReference[];
  readonly losses: Loss[];
  /** Navigation of a saved page that is left out at its end. */
  navigation?: readonly Navigation[];
}

/** Returns what takes note of references, each once. */
export function collectReferences(references: BodyReference[]): (reference: string) => void {
  const known = new Set(references.map(({ reference }) => reference));
  return reference => {
    if (!known.has(reference)) references.push({ reference });
    known.add(reference);
  };
}
