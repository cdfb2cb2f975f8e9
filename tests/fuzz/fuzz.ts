import { createRandom } from '../simulation/random.ts';
import { type Attempt, examine, type Subject, screen, stillHolds } from './examine.ts';
import { generate } from './generate.ts';
import type { Grammar } from './grammar.ts';
import type { Laboratory } from './laboratory.ts';
import { minimize } from './minimize.ts';
import { countFor, expressionOf, type Shape } from './shape.ts';

/** A fault, with all that a regression test needs. */
export interface Finding {
  readonly seed: number;
  /** Which input of the seed it was, from 0. */
  readonly index: number;
  readonly grammar: Grammar;
  readonly what: string;
  readonly shape: Shape;
  readonly measured: readonly Attempt[];
  /** Where the time is spent, as a profile at a small size says. */
  readonly places: readonly string[];
}

export interface FuzzOptions {
  readonly seed: number;
  readonly grammars: readonly Grammar[];
  readonly laboratory: Laboratory;
  /** Says after each input whether to go on. */
  readonly goOn: (inputs: number) => boolean;
  /** What an input of 100 KB may take, in milliseconds of CPU; without it only growth counts. */
  readonly cpu?: number;
  /** Whether findings are made small, which takes time. */
  readonly small?: boolean;
}

/** In milliseconds of CPU; what is inspected is small, and only what it would publish is looked at. */
const INSPECTION = 20_000;
const INSPECTED_BYTES = 1500;

/** Makes inputs of the grammars in turn, and yields what is wrong with them: each fault once, as far as its place tells. */
export async function* fuzz(options: FuzzOptions): AsyncGenerator<Finding> {
  const { seed, grammars, goOn } = options;
  const random = createRandom(seed);
  const known = new Set<string>();
  for (let index = 0; goOn(index); index++) {
    const grammar = grammars[index % grammars.length];
    if (!grammar) return;
    const shape = generate(grammar, random);
    const fault = await faultOf(shape, grammar, known, options);
    if (!fault) continue;
    const { marks, ...finding } = fault;
    const isNew = marks.some(mark => !known.has(mark));
    for (const mark of marks) known.add(mark);
    if (isNew) yield { seed, index, grammar, ...finding };
  }
}

type Fault = Omit<Finding, 'seed' | 'index' | 'grammar'> & {
  /** What is the same for all findings of one fault. */
  readonly marks: readonly string[];
};

async function faultOf(
  shape: Shape,
  grammar: Grammar,
  known: ReadonlySet<string>,
  options: FuzzOptions,
): Promise<Fault | undefined> {
  const subject = { target: grammar.target, shape };
  const suspect = await screen(options.laboratory, subject);
  const slow = suspect && (await slowness(subject, suspect, known, options));
  return slow ?? (await wrongness(subject, known, options));
}

async function slowness(
  subject: Subject,
  suspect: Attempt,
  known: ReadonlySet<string>,
  { laboratory, small, cpu }: FuzzOptions,
): Promise<Fault | undefined> {
  // What is slow at a place that is known is not measured again.
  const early = known.size > 0 ? await placesOf(subject, suspect.n >> ('died' in suspect ? 4 : 1), laboratory) : [];
  if (known.has(markOf(early) ?? '')) return undefined;
  const verdict = await examine(laboratory, subject, suspect, cpu);
  if (!verdict) return undefined;
  const longest = verdict.measured.findLast(attempt => !('died' in attempt));
  const places = await placesOf(subject, longest?.n ?? 1, laboratory);
  const mark = markOf(places) ?? verdict.what;
  if (known.has(mark) || !small) return { marks: [mark], ...verdict, shape: subject.shape, places };
  const { target } = subject;
  const shape = await minimize(subject.shape, smaller => stillHolds(laboratory, { target, shape: smaller }, verdict));
  const again = await examine(laboratory, { target, shape }, suspect, cpu);
  return { marks: [mark], ...(again ?? verdict), shape: again ? shape : subject.shape, places };
}

/** What is wrong with what a small input gives; `measured` has the `n` at which it was seen. */
async function wrongness(
  { target, shape }: Subject,
  known: ReadonlySet<string>,
  { laboratory, small }: FuzzOptions,
): Promise<Fault | undefined> {
  const inspect = async (inspected: Shape, n: number): Promise<readonly string[]> => {
    const task = { kind: 'inspect', target, shape: inspected, n, repetitions: 1, limit: INSPECTION } as const;
    const result = await laboratory.perform(task);
    return 'died' in result ? [`${n} repetitions end in ${result.died}`] : result.found;
  };
  const most = countFor(shape, INSPECTED_BYTES);
  const found = await inspect(shape, most);
  const mark = found.map(kindOf).find(kind => !known.has(`${target} ${kind}`));
  if (mark === undefined) return undefined;
  const holds = async (smaller: Shape, n: number) => (await inspect(smaller, n)).some(one => kindOf(one) === mark);
  let n = most;
  if (small) for (n = 1; n < most && !(await holds(shape, n)); n *= 2);
  const least = small ? await minimize(shape, smaller => holds(smaller, n)) : shape;
  const [what = '', ...places] = small ? await inspect(least, n) : found;
  const marks = found.map(one => `${target} ${kindOf(one)}`);
  return { marks, what: `n = ${n}: ${what}`, shape: least, measured: [], places };
}

/** The rule that was broken, or the kind of danger or loss, without what it was found in. */
function kindOf(found: string): string {
  return /(?:error|warning): (\w+)/.exec(found)?.[1] ?? found.replace(/[:"].*/, '');
}

/** Where the time goes at `n`. */
async function placesOf({ target, shape }: Subject, n: number, laboratory: Laboratory): Promise<readonly string[]> {
  const task = { kind: 'profile', target, shape, n: Math.max(1, n), repetitions: 1, limit: 2000 } as const;
  const result = await laboratory.perform(task);
  return 'died' in result ? [] : result.found;
}

/** The place that takes most of the time, if one does. */
function markOf([first = '']: readonly string[]): string | undefined {
  const [, place, share] = /^(.*) (\d+) %$/.exec(first) ?? [];
  return Number(share) >= 30 ? place : undefined;
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
