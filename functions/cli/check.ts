import { check } from '../publish/check.ts';
import { inDirectory, openContent, printProblems } from './content.ts';
import { DONE, PROBLEMS } from './exit-status.ts';
import { createProgress } from './progress.ts';

export interface CheckOptions {
  /** The present moment unless told. */
  readonly now?: number;
  /** In place of `feedsUrl`. */
  readonly baseUrl?: string;
  /** Warnings count, too. */
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** `bantin check`: every problem, nothing written. Gives the exit status. */
export async function runCheck(directory: string, options: CheckOptions): Promise<number> {
  const content = await openContent(directory, options.baseUrl);
  const progress = createProgress();
  const checked = await check({
    content: content.store,
    site: content.site,
    now: options.now ?? Date.now(),
    onSource: read => progress.update(() => `${read} articles read`),
  }).finally(progress.done);
  const problems = [...content.problems, ...checked.problems];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  if (options.json) {
    const report = {
      read: checked.read,
      errors,
      warnings,
      problems: problems.map(problem => inDirectory(problem, directory)),
    };
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    printProblems(problems, directory);
    process.stdout.write(`${checked.read} sources checked: ${errors} errors, ${warnings} warnings\n`);
  }
  return errors > 0 || (options.strict && warnings > 0) ? PROBLEMS : DONE;
}
