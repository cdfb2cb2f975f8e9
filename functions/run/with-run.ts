import { openRun } from './open-run.ts';
import type { PublishOptions } from './publish-options.ts';
import type { RunContext } from './run.ts';

/**
 * Opens a run, and lets go of what it holds once `work` is done. `retried` are keys that an earlier run may have died
 * of.
 */
export async function withRun<Result>(
  options: PublishOptions,
  work: (run: RunContext) => Promise<Result>,
  retried: Iterable<string> = [],
): Promise<Result> {
  const run = openRun(options, retried);
  try {
    return await work(run);
  } finally {
    await run.guard.close();
  }
}
