/** A range of a text, from its first offset to the one behind its last. */
export interface Range {
  readonly at: number;
  readonly end: number;
}

/** Returns whether an offset lies in one of the ranges, which are in order of their beginning. Offsets only grow. */
export function createFinder(ranges: readonly Range[]): (at: number) => boolean {
  let next = 0;
  return at => {
    while ((ranges[next]?.end ?? at + 1) <= at) next += 1;
    return (ranges[next]?.at ?? at + 1) <= at;
  };
}
