import type { Instant } from '../../../core/instant.ts';

/** A date that no source has: an article that is published then tells none. */
export const UNDATED: Instant = 1000;
