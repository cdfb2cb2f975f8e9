import { compareKeys } from '../core/text/key-order.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { ListOptions, ObjectStore, ObjectSummary } from '../stores/object-store.ts';

/** Keys after `after` and up to `upTo`, in the order of a listing; without: from the first one, or to the last. */
export type ListedRange = Pick<ListOptions, 'after' | 'upTo'>;

/** All keys, as one range. */
export const ALL_KEYS: readonly ListedRange[] = [{}];

/** Returns ranges with about equally many keys each, given keys that are spread as all of them are. */
export function splitKeys(sample: Iterable<string>, count: number): readonly ListedRange[] {
  const keys = [...new Set(sample)].sort(compareKeys);
  const ranges = Math.max(1, Math.min(count, CONCURRENCY, keys.length));
  const ends = Array.from({ length: ranges - 1 }, (_, at) => keys[Math.floor(((at + 1) * keys.length) / ranges)]);
  return [undefined, ...ends].map((after, at) => ({
    ...(after !== undefined && { after }),
    ...(at < ends.length && { upTo: ends[at] }),
  }));
}

/** Options of a listing of ranges. */
export interface RangeOptions extends Pick<ListOptions, 'onSkipped'> {
  /** Returns whether time is short. It is asked each time that a range has given `perLook` objects more. */
  readonly isShort: () => boolean;
  readonly perLook: number;
}

/**
 * Lists ranges of keys side by side, and hands over what is listed, each range in its order. Returns what is left of
 * them once time is short: the keys that were not handed over.
 */
export async function listRanges(
  store: ObjectStore,
  ranges: readonly ListedRange[],
  take: (summary: ObjectSummary) => void,
  options: RangeOptions,
): Promise<readonly ListedRange[]> {
  const stop = { isNow: false };
  const left = await inParallel(ranges, CONCURRENCY, async range => {
    try {
      return await listRange(store, range, take, options, stop);
    } catch (error) {
      stop.isNow = true;
      throw error;
    }
  });
  return left.flat();
}

async function listRange(
  store: ObjectStore,
  range: ListedRange,
  take: (summary: ObjectSummary) => void,
  { onSkipped, isShort, perLook }: RangeOptions,
  stop: { isNow: boolean },
): Promise<readonly ListedRange[]> {
  let taken = 0;
  let last: string | undefined;
  for await (const summary of store.list('', { ...range, ...(onSkipped && { onSkipped }) })) {
    if (taken > 0 && taken % perLook === 0 && (stop.isNow || isShort()))
      return [{ ...range, ...(last !== undefined && { after: last }) }];
    take(summary);
    taken += 1;
    last = summary.key;
  }
  return [];
}
