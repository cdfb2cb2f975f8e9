import { parseArgs } from 'node:util';
import { describeFinding, fuzz } from './fuzz.ts';
import { TURNS } from './grammars/grammars.ts';
import { createLaboratory } from './laboratory.ts';

// --quick: findings are printed as they were made, and none is of 5 MB; --until WORD: it ends at the finding that
// says so.
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    grammar: { type: 'string', default: '' },
    until: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
/** In milliseconds of CPU: what an input of 100 KB may take, and one of 5 MB. */
const [MAX_CPU, MAX_LARGE_CPU] = [500, 5000];

const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
const grammars = TURNS.filter(({ name }) => name.includes(values.grammar));
const start = Date.now();
const elapsed = (): number => (Date.now() - start) / 1000;
process.stdout.write(`seed ${seed}, ${values.seconds} s\n`);

const thorough = values.quick ? {} : { small: true, largeCpu: MAX_LARGE_CPU };
const laboratory = await createLaboratory();
let inputs = 0;
let findings = 0;
const goOn = (done: number): boolean => {
  inputs = done;
  return elapsed() < Number(values.seconds);
};
try {
  for await (const finding of fuzz({ seed, grammars, laboratory, goOn, cpu: MAX_CPU, ...thorough })) {
    findings += 1;
    const description = describeFinding(finding);
    process.stdout.write(`${elapsed().toFixed(0)} s: ${description}\n`);
    if (values.until !== undefined && new RegExp(values.until).test(description)) break;
  }
} finally {
  await laboratory.close();
}
process.stdout.write(`${inputs} inputs, ${findings} findings (${elapsed().toFixed(0)} s)\n`);
process.exitCode = findings === 0 ? 0 : 1;
