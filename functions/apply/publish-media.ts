import { unreadableProblem } from '../content/unreadable-problem.ts';
import type { RunContext } from '../run/run.ts';
import { copyMedia } from '../stores/public-files.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';

/**
 * Publishes a file of `media/`, and returns the version that was written; `undefined` where it is gone, or may not be
 * read, which is a problem of this one file.
 */
export async function publishMedia(run: RunContext, key: string, path: string): Promise<string | undefined> {
  try {
    return await copyMedia(run.content, key, run.public, path);
  } catch (error) {
    if (!(error instanceof UnreadableObject)) throw error;
    run.report.problems.push(unreadableProblem(key, error));
    return undefined;
  }
}
