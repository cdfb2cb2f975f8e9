import { compileLess } from '../build/threads/compile-less.ts';
import { placeNames } from '../content/place-names.ts';
import { compareProblems } from '../core/problem.ts';
import { assertApart } from './apart.ts';
import type { BuildContext, BuildOptions } from './building/build-context.ts';
import { buildRemembering } from './building/build-remembering.ts';
import { inDirectory, openContent, printProblems } from './content.ts';
import { summary } from './output/build-summary.ts';
import { counted } from './output/counted.ts';
import { DONE, PROBLEMS } from './output/exit-status.ts';
import { heldFacts, leavingFacts } from './output/held-articles.ts';
import { lostLineIn } from './output/lost-line.ts';
import { printJson } from './output/print-json.ts';

/** `bantin build`: builds into a directory, reading what changed since it was built before. Returns the exit status. */
export async function runBuild(directory: string, options: BuildOptions): Promise<number> {
  const since = Date.now();
  compileLess();
  const content = await openContent(directory, options.baseUrl);
  assertApart(directory, options.out);
  const context: BuildContext = { directory, content, options, now: options.now ?? since };
  const { report, result, lost = [], lostFeeds = [] } = await buildRemembering(context, since);
  const reported = await placeNames(report.problems, content.store);
  const problems = [...content.problems, ...reported, ...report.leftOut].sort(compareProblems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const { counts, feeds } = report;
  if (options.json) {
    const facts = {
      ...counts,
      feeds,
      written: result.written,
      removed: result.removed,
      unchanged: result.unchanged,
      held: heldFacts(report.held, directory),
      leaving: leavingFacts(report.leaving, directory),
    };
    printJson({ ...facts, problems: problems.map(problem => inDirectory(problem, directory)) });
  } else {
    printProblems(problems, directory);
    printProblems(lostFeeds, directory);
    for (const each of lost) process.stderr.write(`${lostLineIn(directory, each)}\n`);
    process.stdout.write(`${summary(counts, feeds)}\n`);
    process.stdout.write(
      `${options.out}: ${counted(result.written.length, 'file')} written, ${result.unchanged} unchanged, ` +
        `${result.removed.length} removed\n`,
    );
  }
  return options.strict && errors > 0 ? PROBLEMS : DONE;
}
