/**
 * Returns a function that keeps its last result, for the same arguments: what is asked several times of one article
 * before the next is read. `compute` depends on nothing else, and its arguments do not change.
 */
export function keepLast<First, Second, Result>(
  compute: (first: First, second: Second) => Result,
): (first: First, second: Second) => Result {
  let last: { readonly first: First; readonly second: Second; readonly result: Result } | undefined;
  return (first, second) => {
    if (last?.first !== first || last.second !== second) last = { first, second, result: compute(first, second) };
    return last.result;
  };
}
