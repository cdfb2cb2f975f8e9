import type { Instant } from '../core/instant.ts';
import { PARSER, type Parser } from '../guard/parser.ts';
import { previewed } from './previewed.ts';

/** The moment that is previewed, where the address of this module names one; the present one unless told. */
const MOMENT = new URL(import.meta.url).searchParams.get('now');

const MINUTE = 60_000;

/** A minute before the present one: a run began before it reads, and what is of a later date waits for the next. */
function lately(): Instant {
  return Math.floor(Date.now() / MINUTE - 1) * MINUTE;
}

/** Bantin's own parser, but for drafts and articles to come, which it reads as articles that are out. */
export const parser: Parser = {
  ...PARSER,
  createReader(site) {
    const read = PARSER.createReader(site);
    return source => {
      const reading = read(source);
      const { article } = reading;
      if (!article) return reading;
      const [now, then] = MOMENT === null ? [Date.now(), lately()] : [Number(MOMENT), Number(MOMENT)];
      return { ...reading, article: previewed(article, now, then) };
    };
  },
};
