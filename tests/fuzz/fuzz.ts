import { createRandom } from '../simulation/random.ts';
import { type Fault, faultOf, type Judging } from './faults.ts';
import { generate } from './generate.ts';
import type { Grammar } from './grammar.ts';
import { expressionOf } from './shape.ts';

/** A fault, and where it was found. */
export interface Finding extends Omit<Fault, 'marks'> {
  readonly seed: number;
  /** Which input of the seed it was, from 0. */
  readonly index: number;
  readonly grammar: Grammar;
}

export interface FuzzOptions extends Judging {
  readonly seed: number;
  readonly grammars: readonly Grammar[];
  /** Says after each input whether to go on. */
  readonly goOn: (inputs: number) => boolean;
}

/** One in so many inputs is also made at 5 MB, where that is asked for: it takes as long as fifty others. No grammar is left out, as the number shares no factor with theirs. */
const LARGE_EVERY = 11;

/** Makes inputs of the grammars in turn, and yields what is wrong with them: each fault once, as far as its place tells. */
export async function* fuzz(options: FuzzOptions): AsyncGenerator<Finding> {
  const { seed, grammars, goOn } = options;
  const random = createRandom(seed);
  const known = new Set<string>();
  for (let index = 0; goOn(index); index++) {
    const grammar = grammars[index % grammars.length];
    if (!grammar) return;
    const shape = generate(grammar, random);
    const { largeCpu, ...judging } = options;
    const isLarge = largeCpu !== undefined && index % LARGE_EVERY === 0;
    const subject = { target: grammar.target, shape };
    const fault = await faultOf(subject, known, isLarge ? options : judging);
    if (!fault) continue;
    const { marks, ...finding } = fault;
    const isNew = marks.some(mark => !known.has(mark));
    for (const mark of marks) known.add(mark);
    if (isNew) yield { seed, index, grammar, ...finding };
  }
}

/** Writes a finding so that a test can be made of it. */
export function describeFinding({ seed, index, grammar, what, shape, measured, places }: Finding): string {
  const times = measured.map(attempt =>
    'died' in attempt
      ? `n = ${attempt.n} (${attempt.bytes} bytes): ${attempt.died}`
      : `n = ${attempt.n} (${attempt.bytes} bytes): ${attempt.cpu.toFixed(1)} ms, ${attempt.size} made of it`,
  );
  return [
    `${grammar.name}: ${what} (seed ${seed}, input ${index}, read as ${grammar.target})`,
    `    ${expressionOf(shape)}`,
    ...times.map(time => `    ${time}`),
    ...places.map(place => `    ${place}`),
  ].join('\n');
}
