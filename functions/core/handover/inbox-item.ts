/** Keys that a run left to another. */
export interface InboxItem {
  readonly keys: readonly string[];
  /** Keys whose handling may have ended a run. */
  readonly retried?: readonly string[];
  /** Keys that are taken in though they are as they were. */
  readonly forced?: readonly string[];
  /** Paths under `public/` of which the run may have written some. */
  readonly paths?: readonly string[];
  /** Runs that had begun to write and won't go on: the one that left this, and those whose items it had taken. */
  readonly ended?: readonly string[];
}

/** An item as a listing tells of it. */
export interface ListedItem {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Returns items in the order in which they are taken in: the smallest first, so that what an editor does by hand does
 * not wait for an import.
 */
export function smallestFirst(items: readonly ListedItem[]): readonly ListedItem[] {
  return [...items].sort((a, b) => a.size - b.size || (a.name < b.name ? -1 : 1));
}

/** Returns how many of some items one commit takes in: as many as have `maximum` keys together, and at least one. */
export function countTaken(items: readonly InboxItem[], maximum: number): number {
  let keys = 0;
  let taken = 0;
  for (const item of items) {
    keys += item.keys.length;
    if (taken > 0 && keys > maximum) break;
    taken += 1;
  }
  return taken;
}

/** Items together. */
export type JoinedItems = Required<InboxItem>;

/** Joins items. Keys come once. */
export function joinItems(items: readonly InboxItem[]): JoinedItems {
  const all = (of: (item: InboxItem) => readonly string[] | undefined): readonly string[] => [
    ...new Set(items.flatMap(item => of(item) ?? [])),
  ];
  return {
    keys: all(({ keys }) => keys),
    retried: all(({ retried }) => retried),
    forced: all(({ forced }) => forced),
    paths: all(({ paths }) => paths),
    ended: all(({ ended }) => ended),
  };
}
