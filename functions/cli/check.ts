import { check } from '../build/check.ts';
import { placeNames } from '../content/place-names.ts';
import { PROFILES } from '../core/check/profiles/check-profiles.ts';
import type { Profile } from '../core/check/profiles/profile.ts';
import { inDirectory, openContent, printProblems } from './content.ts';
import { annotation } from './output/annotations.ts';
import { counted } from './output/counted.ts';
import { CouldNotRun, DONE, PROBLEMS } from './output/exit-status.ts';
import { clockOf, heldFacts, heldLines, leavingFacts, leavingLines } from './output/held-articles.ts';
import { printJson } from './output/print-json.ts';
import { createProgress } from './output/progress.ts';
import { placeholderProblems } from './placeholder-problems.ts';

export interface CheckFlags {
  /** The present moment unless told. */
  readonly now?: number;
  /** In place of `feedsUrl`. */
  readonly baseUrl?: string;
  /** Warnings count, too. */
  readonly strict?: boolean;
  readonly json?: boolean;
  /** Format of problems: for people, or as annotations of GitHub. Default: for people. */
  readonly format?: 'text' | 'github';
  /** Aggregators by name, or `all`. */
  readonly profile?: readonly string[];
}

/** `bantin check`: every problem, nothing written. Gives the exit status. */
export async function runCheck(directory: string, options: CheckFlags): Promise<number> {
  const profiles = profilesNamed(options.profile ?? []);
  const content = await openContent(directory, options.baseUrl);
  const now = options.now ?? Date.now();
  const progress = createProgress();
  const checked = await check({
    content: content.store,
    site: content.site,
    profiles,
    now,
    onSource: read => progress.update(() => `${counted(read, 'article')} read`),
  }).finally(progress.done);
  const found = [...placeholderProblems(content.site), ...checked.problems];
  const problems = [...content.problems, ...(await placeNames(found, content.store))];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.filter(({ severity }) => severity === 'warning').length;
  if (options.json) {
    const report = {
      read: checked.read,
      withdrawn: checked.withdrawn,
      errors,
      warnings,
      held: heldFacts(checked.held, directory),
      leaving: leavingFacts(checked.leaving, directory),
      problems: problems.map(problem => inDirectory(problem, directory)),
    };
    printJson(report);
  } else {
    if (options.format === 'github')
      process.stdout.write(problems.map(problem => `${annotation(inDirectory(problem, directory))}\n`).join(''));
    else printProblems(problems, directory);
    const withdrawn = checked.withdrawn > 0 ? `, ${checked.withdrawn} withdrawn` : '';
    const time = clockOf(content.site.timeZone);
    const lines = [
      ...heldLines(checked.held, time, directory),
      ...leavingLines(checked.leaving, { now, time, directory }),
    ];
    process.stdout.write(lines.map(line => `${line}\n`).join(''));
    const found = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
    process.stdout.write(`${counted(checked.read, 'source')} checked: ${found}${withdrawn}\n`);
  }
  return errors > 0 || (options.strict && warnings > 0) ? PROBLEMS : DONE;
}

function profilesNamed(names: readonly string[]): readonly Profile[] {
  if (names.includes('all')) return [...PROFILES.values()];
  return [...new Set(names)].map(name => {
    const profile = PROFILES.get(name);
    if (profile) return profile;
    throw new CouldNotRun(`--profile: expected ${[...PROFILES.keys(), 'all'].join(', ')}, found "${name}"`);
  });
}
