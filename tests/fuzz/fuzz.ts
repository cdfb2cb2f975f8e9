import { createRandom } from '../simulation/random.ts';
import { type Fault, faultOf, glaringFaultOf, type Judging } from './faults.ts';
import { createSweep, generate } from './generate.ts';
import type { Grammar } from './grammar.ts';
import { expressionOf } from './shape.ts';

/** A fault, and where it was found. */
export interface Finding extends Omit<Fault, 'marks'> {
  readonly seed: number;
  /** Index of the input among those of its seed, from 0. */
  readonly index: number;
  readonly grammar: Grammar;
}

export interface FuzzOptions extends Judging {
  /** Inputs of the simplest form that are glanced at for each that is looked at. Default: 10. */
  readonly swept?: number;
  readonly seed: number;
  readonly grammars: readonly Grammar[];
  /** Says after each input whether to go on. */
  readonly goOn: (inputs: number) => boolean;
}

/**
 * One in so many inputs is also made at 5 MB, where that is asked for: it takes as long as fifty others. No grammar is
 * left out, as the number shares no factor with theirs.
 */
const LARGE_EVERY = 11;

/**
 * Makes inputs of the grammars in turn, and yields what is wrong with them: each fault once, as far as its place
 * tells.
 */
export async function* fuzz(options: FuzzOptions): AsyncGenerator<Finding> {
  const { seed, grammars, goOn, largeCpu, swept = 10, ...judging } = options;
  const random = createRandom(seed);
  const sweeps = new Map(grammars.map(grammar => [grammar, createSweep(grammar, random)]));
  const known = new Set<string>();
  for (let index = 0; goOn(index); index++) {
    const grammar = grammars[index % grammars.length];
    const sweep = grammar && sweeps.get(grammar);
    if (!sweep) return;
    const { target } = grammar;
    const isLarge = largeCpu !== undefined && index % LARGE_EVERY === 0;
    const faults = [await faultOf({ target, shape: generate(grammar, random) }, known, isLarge ? options : judging)];
    for (let at = 0; at < swept && goOn(index); at++)
      faults.push(await glaringFaultOf({ target, shape: sweep() }, known, judging));
    for (const fault of faults) {
      const isNew = fault?.marks.some(mark => !known.has(mark));
      for (const mark of fault?.marks ?? []) known.add(mark);
      if (fault && isNew) yield { seed, index, grammar, ...withoutMarks(fault) };
    }
  }
}

function withoutMarks({ marks: _, ...fault }: Fault): Omit<Fault, 'marks'> {
  return fault;
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
