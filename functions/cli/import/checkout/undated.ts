import type { Instant } from '../../../core/instant.ts';

/** A date that no source has. An article with this publication date declares none. */
export const UNDATED: Instant = 1000;
