import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, steps: { type: 'string', default: '10000' } },
});
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
const steps = Number(values.steps);
const start = Date.now();
process.stdout.write(`seed ${seed}, ${steps} steps\n`);

// Each thousand steps is a newsroom of its own, so that a failure is replayed from its beginning in no time.
let requests = 0;
let runs = 0;
let comparisons = 0;
let forgotten = 0;
for (let done = 0; done < steps; done += 1000) {
  const part = Math.min(1000, steps - done);
  const result = await simulate({ seed: seed + done / 1000, steps: part });
  requests += result.requests;
  runs += result.runs;
  comparisons += result.comparisons;
  forgotten += result.forgotten;
  if (process.stdout.isTTY) process.stdout.write(`\r${done + part} steps`);
}
const seconds = ((Date.now() - start) / 1000).toFixed(0);
process.stdout.write(
  `\n${steps} steps, ${runs} runs, ${requests} unreliable requests, ${comparisons} comparisons with a build ` +
    `from scratch: no difference; ${forgotten} looks at the edge: nothing that was withdrawn (${seconds} s)\n`,
);
