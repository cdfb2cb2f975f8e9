import type { Instant } from '../../instant.ts';

/** Files that a run has committed to write; until it has, they may be stale. */
export interface Pending {
  readonly run: string;
  readonly since: Instant;
  /** Paths of feeds, lists and sitemaps. */
  readonly paths: readonly string[];
  /** Keys of sources and media whose own files are meant. */
  readonly keys: readonly string[];
  /** Those of them whose handling may have ended a run. */
  readonly retried?: readonly string[];
}
