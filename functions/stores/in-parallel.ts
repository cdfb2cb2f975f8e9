/** Requests under way at once. More are no faster with one processor. */
export const CONCURRENCY = 16;

/**
 * Runs a task for each item, some at a time, and returns the results in the order of the items, which are taken one by
 * one as tasks end. The first failure is thrown once the tasks that run have ended; none is begun after it.
 */
export async function inParallel<Item, Result>(
  items: Iterable<Item>,
  atOnce: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const queue = numbered(items);
  const results: Result[] = [];
  let failed = false;
  const work = async (): Promise<void> => {
    for (const [at, item] of queue) {
      if (failed) return;
      try {
        results[at] = await task(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: atOnce }, work));
  const failure = workers.find(worker => worker.status === 'rejected');
  if (failure) throw failure.reason;
  return results;
}

function* numbered<Item>(items: Iterable<Item>): Generator<readonly [number, Item]> {
  let at = 0;
  for (const item of items) yield [at++, item];
}
