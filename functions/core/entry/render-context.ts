import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';

/** Inputs of rendering beside the article. */
export interface RenderContext {
  readonly site: Site;
  /** Decides whether a correction has come yet. */
  readonly now: Instant;
  /** Bytes of the files under `media/`, by key in NFC. */
  readonly mediaSizes: ReadonlyMap<string, number>;
  /** Addresses of articles that others lead to by their files, by key in NFC; those that can't be known by the key. */
  readonly addresses: ReadonlyMap<string, string>;
}
