import { chunks } from '../core/groups.ts';

/** Sources that are held at once while something is made of them. */
const PER_ROUND = 64;

/** Items, some at a time. */
export function inRounds<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return chunks(items, PER_ROUND);
}
