import type { Instant } from '../instant.ts';
import type { Measure } from '../media/measure.ts';
import type { Missing } from '../media/missing-names.ts';
import type { Site } from '../site/site.ts';

/** Inputs of rendering beside the article. */
export interface RenderContext {
  readonly site: Site;
  /** Decides whether a correction has taken effect. */
  readonly now: Instant;
  /** Bytes of the files under `media/`, by key in NFC. */
  readonly mediaSizes: ReadonlyMap<string, number>;
  /** The part of what an article names that is not there, and is left out, by the key of the article. */
  readonly missing?: ReadonlyMap<string, Missing>;
  /** Measures of pictures, sound and film under `media/`, by key in NFC. Default: none are known. */
  readonly pictures?: ReadonlyMap<string, Measure | undefined>;
  /**
   * Addresses of articles that others link to by their files, by key in NFC; only those that do not follow from the
   * key.
   */
  readonly addresses: ReadonlyMap<string, string>;
}
