import {
  type Attempt,
  examine,
  examineLarge,
  type Subject,
  screen,
  skim,
  stillHolds,
  type Verdict,
} from './examine.ts';
import { isExpanded } from './judge.ts';
import type { Laboratory } from './laboratory.ts';
import { minimize } from './minimize.ts';
import { countFor, type Shape } from './shape.ts';

/** A fault of an input, with all that a regression test needs. */
export interface Fault {
  readonly what: string;
  readonly shape: Shape;
  readonly measured: readonly Attempt[];
  /** Places where the time is spent, by a profile at a small size, or other faults of the output. */
  readonly places: readonly string[];
  /** Marks that all findings of one fault share. */
  readonly marks: readonly string[];
}

/** Limits by which inputs are judged. */
export interface Judging {
  readonly laboratory: Laboratory;
  /** Maximum CPU time for an input of 100 KB, in milliseconds. Default: only growth counts. */
  readonly cpu?: number;
  /** Maximum CPU time for an input of 5 MB, in milliseconds. Default: no such input is made. */
  readonly largeCpu?: number;
  /** Number of times that a slow input is examined again before it counts. Default: 0. */
  readonly retries?: number;
  /** True to minimize findings, which takes time. */
  readonly small?: boolean;
}

/** In milliseconds of CPU; what is inspected is small, and only what it would publish is looked at. */
const INSPECTION = 20_000;
const INSPECTED_BYTES = 1500;
/** A larger source is read in a thread of its own, into which no profile looks. In bytes. */
const PROFILED_BYTES = 60 * 1024;

/** Returns what is wrong with an input, unless all of it is known by its marks. */
export async function faultOf(
  subject: Subject,
  known: ReadonlySet<string>,
  judging: Judging,
): Promise<Fault | undefined> {
  const suspect = await screen(judging.laboratory, subject);
  const slow = suspect ? await slowness(subject, suspect, known, judging) : await largeSlowness(subject, judging);
  return slow ?? (await wrongness(subject, known, judging));
}

/** The same, as far as a glance at its time tells. */
export async function glaringFaultOf(
  subject: Subject,
  known: ReadonlySet<string>,
  judging: Judging,
): Promise<Fault | undefined> {
  const suspect = await skim(judging.laboratory, subject);
  return suspect && slowness(subject, suspect, known, judging);
}

async function slowness(
  subject: Subject,
  suspect: Attempt,
  known: ReadonlySet<string>,
  { laboratory, small, cpu, retries = 0 }: Judging,
): Promise<Fault | undefined> {
  // What is slow at a place that is known is not measured again.
  if (known.size > 0) {
    const { mark } = await profileOf(subject, suspect.n >> ('died' in suspect ? 4 : 1), laboratory);
    if (mark !== undefined && known.has(mark)) return undefined;
  }
  const verdict = await examine(laboratory, subject, suspect, cpu);
  if (!verdict) return undefined;
  for (let retry = 0; retry < retries; retry++)
    if (!(await examine(laboratory, subject, suspect, cpu))) return undefined;
  const { mark = verdict.what, places } = await profileOf(subject, longestOf(verdict)?.n ?? 1, laboratory);
  const { target, shape } = subject;
  const fault = { marks: [mark], places };
  if (known.has(mark) || !small) return { ...fault, ...verdict, shape };
  const least = await minimize(shape, smaller => stillHolds(laboratory, { target, shape: smaller }, verdict));
  const again = await examine(laboratory, { target, shape: least }, suspect, cpu);
  return again ? { ...fault, ...again, shape: least } : { ...fault, ...verdict, shape };
}

/** The same at 5 MB: what is quick at 100 KB may not be so there. */
async function largeSlowness(subject: Subject, { laboratory, largeCpu }: Judging): Promise<Fault | undefined> {
  if (largeCpu === undefined) return undefined;
  const verdict = await examineLarge(laboratory, subject, largeCpu);
  if (!verdict) return undefined;
  const { mark = verdict.what, places } = await profileOf(subject, (longestOf(verdict)?.n ?? 8) >> 3, laboratory);
  return { marks: [`5 MB ${mark}`], places, ...verdict, shape: subject.shape };
}

function longestOf({ measured }: Verdict): Attempt | undefined {
  return measured.findLast(attempt => !('died' in attempt));
}

/**
 * Returns the places where the time is spent at `n`, and the marks of the fault: the place that takes most of the time,
 * if one does, and whether the output is too large.
 */
async function profileOf(
  { target, shape }: Subject,
  n: number,
  laboratory: Laboratory,
): Promise<{ readonly places: readonly string[]; readonly mark?: string }> {
  const profiled = Math.max(1, Math.min(n, countFor(shape, PROFILED_BYTES)));
  const task = { kind: 'profile', target, shape, n: profiled, repetitions: 1, limit: 2000 } as const;
  const result = await laboratory.perform(task);
  if ('died' in result) return { places: [] };
  const [, place, share] = /^(.*) (\d+) %$/.exec(result.found[0] ?? '') ?? [];
  if (isExpanded(result)) return { places: result.found, mark: `size ${target}` };
  return {
    places: result.found,
    ...(place !== undefined && !place.startsWith('?') && Number(share) >= 30 && { mark: place }),
  };
}

/** Returns the faults of the output for a small input: against the rules, not inert, or lost. */
async function wrongness(
  { target, shape }: Subject,
  known: ReadonlySet<string>,
  { laboratory, small }: Judging,
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
