import type { Instant } from '../core/instant.ts';
import { createParser, type Parser } from '../guard/parser.ts';
import { previewed } from './previewed.ts';

/** The moment that is previewed, where the address of this module names one; the present one unless told. */
const MOMENT = new URL(import.meta.url).searchParams.get('now');

const MINUTE = 60_000;

/** A minute before the present one: a run began before it reads, and what is of a later date waits for the next. */
function lately(): Instant {
  return Math.floor(Date.now() / MINUTE - 1) * MINUTE;
}

/**
 * Bantin's own parser, but for drafts and articles to come, which it reads as articles that are out. Aggregators judge
 * them as such.
 */
export const parser: Parser = createParser(article => {
  const [now, then] = MOMENT === null ? [Date.now(), lately()] : [Number(MOMENT), Number(MOMENT)];
  return previewed(article, now, then);
});
