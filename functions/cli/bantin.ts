#!/usr/bin/env node
import { COULD_NOT_RUN } from './output/exit-status.ts';
import { nodeProblem } from './package/node-version.ts';

// A reader that closes the pipe early, such as `head`, wants no more lines, and no stack trace either.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// An old Node would fail to parse the rest, and print a stack trace in place of a reason.
const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  const { run } = await import('./program.ts');
  process.exitCode = await run(process.argv.slice(2));
} else {
  process.stderr.write(`bantin: ${problem}\n`);
  process.exitCode = COULD_NOT_RUN;
}
