import { parseArgs } from 'node:util';
import { describeFinding, fuzz } from './fuzz.ts';
import { GRAMMARS } from './grammars/grammars.ts';
import { createLaboratory } from './laboratory.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    grammar: { type: 'string', default: '' },
  },
});
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
const grammars = GRAMMARS.filter(({ name }) => name.includes(values.grammar));
const start = Date.now();
const elapsed = (): number => (Date.now() - start) / 1000;
process.stdout.write(`seed ${seed}, ${values.seconds} s\n`);

const laboratory = await createLaboratory();
let inputs = 0;
let findings = 0;
const goOn = (done: number): boolean => {
  inputs = done;
  return elapsed() < Number(values.seconds);
};
try {
  for await (const finding of fuzz({ seed, grammars, laboratory, goOn, small: true, cpu: 500, largeCpu: 5000 })) {
    findings += 1;
    process.stdout.write(`${elapsed().toFixed(0)} s: ${describeFinding(finding)}\n`);
  }
} finally {
  await laboratory.close();
}
process.stdout.write(`${inputs} inputs, ${findings} findings (${elapsed().toFixed(0)} s)\n`);
process.exitCode = findings === 0 ? 0 : 1;
