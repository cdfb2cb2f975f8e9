import { cpuLimit, isExpanded, judgeGrowth, judgeSize, type Measurement } from './judge.ts';
import type { Laboratory } from './laboratory.ts';
import { countFor, type Shape } from './shape.ts';
import type { TargetName } from './target.ts';

/** An input of any size, and what reads it. */
export interface Subject {
  readonly target: TargetName;
  readonly shape: Shape;
}

/** A measurement, or what the input came to instead. */
export type Attempt = Measurement | { readonly n: number; readonly bytes: number; readonly died: string };

/** Faults of an input, and their measurements: at n, 2n and 4n, and those that did not end. */
export interface Verdict {
  readonly what: string;
  readonly measured: readonly Attempt[];
}

const KB = 1024;
const SMALL = 2 * KB;
const SKIMMED = 8 * KB;
const MEDIUM = 32 * KB;
/** Size of the longest input of the ladder n, 2n, 4n, in bytes. */
const FULL = 100 * KB;
/**
 * In milliseconds of CPU for each repetition: what takes longer counts as what hangs. Even a loaded machine takes a
 * tenth of it for an input that is linear.
 */
const LIMITS: Readonly<Record<number, number>> = { [SMALL]: 1000, [SKIMMED]: 1000, [MEDIUM]: 2000, [FULL]: 5000 };
/** In milliseconds; what takes longer at a small or medium size is looked at closely. */
const SUSPECT: Readonly<Record<number, number>> = { [SMALL]: 100, [MEDIUM]: 160 };

/** In milliseconds; what takes less at a medium size is quick, however it grows. */
const UNSUSPECT = 20;
/** In milliseconds; the longest time of a ladder that shows the growth of what comes to no end. */
const SHOWN = 600;

/**
 * Measures an input at a small and a medium size, and returns the longest attempt where a closer look is worth its
 * time.
 */
export async function screen(laboratory: Laboratory, subject: Subject): Promise<Attempt | undefined> {
  const small = await attemptSize(laboratory, subject, SMALL);
  if ('died' in small || small.cpu > (SUSPECT[SMALL] ?? 0)) return small;
  const medium = await attemptSize(laboratory, subject, MEDIUM);
  if ('died' in medium || medium.cpu > (SUSPECT[MEDIUM] ?? 0) || isExpanded(medium)) return medium;
  if (medium.cpu < UNSUSPECT) return undefined;
  // A second look, warm: where twice the input takes much more than twice the time.
  const half = await attempt(laboratory, subject, Math.max(1, medium.n >> 1));
  const again = await attempt(laboratory, subject, medium.n);
  const isFast = 'cpu' in half && 'cpu' in again && Math.min(again.cpu, medium.cpu) < 2.6 * half.cpu;
  return isFast ? undefined : medium;
}

/**
 * Measures an input at two small sizes, which takes some milliseconds, and returns the larger attempt where its time
 * grows as if it were quadratic.
 */
export async function skim(laboratory: Laboratory, subject: Subject): Promise<Attempt | undefined> {
  const small = await attemptSize(laboratory, subject, SKIMMED);
  if ('died' in small) return small;
  const tiny = small.cpu > 12 ? await attemptSize(laboratory, subject, SMALL) : small;
  const isGrowing = (one: Attempt): boolean => 'died' in tiny || 'died' in one || one.cpu > 7 * tiny.cpu;
  if (!isGrowing(small)) return undefined;
  const again = await attemptSize(laboratory, subject, SKIMMED);
  return isGrowing(again) ? again : undefined;
}

/**
 * Measures a suspect at n, 2n and 4n, the last of 100 KB, or less where that comes to no end. What grows too fast
 * must do so from there to four times the size, too: neither noise nor a step, such as a check that only large
 * sources need, is taken for growth. `cpu` is what an input of 100 KB may take, in milliseconds; without it only
 * growth counts.
 */
export async function examine(
  laboratory: Laboratory,
  subject: Subject,
  suspect: Attempt,
  cpu = Number.POSITIVE_INFINITY,
): Promise<Verdict | undefined> {
  const full = 'died' in suspect ? suspect : await attemptSize(laboratory, subject, FULL, 3);
  if ('died' in full) return examineSmaller(laboratory, subject, full);
  const measured = await ladder(laboratory, subject, full);
  if (full.cpu > cpuLimit(full, cpu))
    return { what: `${full.bytes} bytes take ${full.cpu.toFixed(0)} ms of CPU`, measured };
  const excess = judgeSize(full);
  if (excess !== undefined) return { what: excess, measured };
  const what = growthOf(measured[0], full);
  if (what === undefined) return undefined;
  const quadruple = await attempt(laboratory, subject, 4 * full.n, { limit: 12 * full.cpu + 1000 });
  return growthOf(full, quadruple) === undefined ? undefined : { what, measured: [...measured, quadruple] };
}

/** Bytes of an input that is nearly as large as a source may be. */
const LARGE = 5_000_000;

/**
 * Measures an input of 5 MB, which may take `cpu` milliseconds. What takes longer is measured again, and at an eighth,
 * a quarter and a half.
 */
export async function examineLarge(
  laboratory: Laboratory,
  subject: Subject,
  cpu: number,
): Promise<Verdict | undefined> {
  const n = countFor(subject.shape, LARGE);
  const once = await attempt(laboratory, subject, n, { limit: 3 * cpu });
  if ('cpu' in once && once.cpu <= cpuLimit(once, cpu)) return undefined;
  const full = await attempt(laboratory, subject, n, { limit: 3 * cpu });
  if ('cpu' in full && full.cpu <= cpuLimit(full, cpu)) return undefined;
  const what = 'died' in full ? full.died : `${full.cpu.toFixed(0)} ms of CPU`;
  const measured: Attempt[] = [];
  for (const part of [n >> 3, n >> 2, n >> 1])
    measured.push(await attempt(laboratory, subject, part, { limit: 3 * cpu }));
  return { what: `${full.bytes} bytes take ${what}`, measured: [...measured, full] };
}

/** Returns whether a smaller shape is as slow in proportion as the verdict measured. */
export async function stillHolds(laboratory: Laboratory, subject: Subject, { measured }: Verdict): Promise<boolean> {
  const done = measured.filter(attempt => 'cpu' in attempt);
  const [first, last] = [done[0], done[2] ?? done.at(-1)];
  if (!first || !last) return false;
  const four = await attempt(laboratory, subject, last.n, { limit: 4 * last.cpu + 100 });
  if ('died' in four) return true;
  if (isExpanded(last) && four.size > last.size / 3) return true;
  if (four.cpu < last.cpu / 4 || four.cpu < 20) return false;
  const one = await attempt(laboratory, subject, first.n, { repetitions: 2 });
  return 'died' in one || four.cpu / one.cpu > (last.cpu / first.cpu) ** 0.8;
}

function growthOf(one: Attempt | undefined, four: Attempt): string | undefined {
  if ('died' in four) return four.died;
  return one && 'cpu' in one ? judgeGrowth(one, four) : undefined;
}

/** Finds a size that comes to an end, to show how the time grows up to there. */
async function examineSmaller(laboratory: Laboratory, subject: Subject, longest: Attempt): Promise<Verdict> {
  const what = `${longest.bytes} bytes end in ${'died' in longest ? longest.died : ''}`;
  for (let n = longest.n >> 2; n > 4; n >>= 1) {
    const four = await attempt(laboratory, subject, n, { limit: SHOWN });
    if (!('died' in four)) return { what, measured: [...(await ladder(laboratory, subject, four)), longest] };
    if (n > 64) n >>= 1;
  }
  return { what, measured: [longest] };
}

async function ladder(laboratory: Laboratory, subject: Subject, four: Measurement): Promise<Attempt[]> {
  const one = await attempt(laboratory, subject, Math.max(1, four.n >> 2), { repetitions: 3 });
  return [one, await attempt(laboratory, subject, Math.max(1, four.n >> 1), { repetitions: 3 }), four];
}

function attemptSize(laboratory: Laboratory, subject: Subject, size: number, repetitions = 1): Promise<Attempt> {
  return attempt(laboratory, subject, countFor(subject.shape, size), { repetitions, limit: LIMITS[size] ?? 0 });
}

interface Amount {
  readonly repetitions?: number;
  readonly limit?: number;
}

async function attempt(
  laboratory: Laboratory,
  { target, shape }: Subject,
  n: number,
  { repetitions = 1, limit = 2000 }: Amount = {},
): Promise<Attempt> {
  const result = await laboratory.perform({ kind: 'measure', target, shape, n, repetitions, limit });
  return 'died' in result ? { n, bytes: sizeAt(shape, n), died: result.died } : { n, ...result };
}

function sizeAt(shape: Shape, n: number): number {
  const bytes = (text: string): number => new TextEncoder().encode(text).length;
  return shape.reduce((sum, part) => sum + (typeof part === 'string' ? bytes(part) : bytes(part.unit) * n), 0);
}
