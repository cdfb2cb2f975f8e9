import type { Attempt } from '../attempt.ts';
import { excerpt } from '../text/excerpt.ts';

const MAX_REASON = 200;

/** Runs work on a document that may be crafted so that the work does not end. */
export interface Patience {
  /** Does a piece of work that nothing can go on without. */
  whole<Result>(work: () => Result): Result;
  /** Works on each item, whatever becomes of the others. */
  each<Item, Result>(items: readonly Item[], work: (item: Item) => Result): readonly Attempt<Result>[];
}

/** Waits for ever, and lets what an item throws end everything. */
export const ENDLESS: Patience = {
  whole: work => work(),
  each: (items, work) => items.map(item => ({ result: work(item) })),
};

/** Returns the message of the problem that reports an item that is left out. */
export function leftOutBecause(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return (
    `can't be read (${excerpt(why, MAX_REASON)}) and is left out; copy it by hand, or simplify it in a copy ` +
    'of the document'
  );
}
