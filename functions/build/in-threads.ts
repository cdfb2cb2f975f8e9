import { chunks } from '../core/groups.ts';
import type { SourceReader } from '../guard/source-reader.ts';
import type { JointTerms, JointWork, OwnPart } from './threads/joint-work.ts';
import type { Threads } from './threads/threads.ts';
import { KEYS_AT_ONCE, type Results, type WorkKind, type WorkOf } from './work.ts';

/** Options of work that threads may share. */
export interface InThreads<Kind extends WorkKind> extends OwnPart<Kind>, Pick<JointTerms, 'ahead'> {
  readonly reader: SourceReader;
  /** Without these, or where they were not started, this thread does all of it. */
  readonly threads?: Threads | undefined;
  /** Called with the state, as JSON, of each part that another thread read. */
  readonly onPart?: (part: string) => void;
}

/**
 * Keys that this thread takes at a time where it is the only one: enough for one call of the guard, and few enough that
 * most of what is made of them is garbage before it is moved to where garbage is looked for seldom. Of pages, no more
 * are held.
 */
const ALONE_AT_ONCE: Readonly<Record<WorkKind, number>> = { scan: 256, render: 128, pages: 64 };

/**
 * Articles that are left, from which on this thread renders, too, where it would wait. Below it, others are done before
 * the code is compiled here.
 */
const MANY_LEFT = 1500;

/** Returns whether so many turns are left that this thread is to take one. */
export function areMany(kind: WorkKind): (left: number) => boolean {
  return left => left * KEYS_AT_ONCE[kind] > MANY_LEFT;
}

/** Results of work that was begun, in the order of the keys, with the keys that they come of. */
export interface Coming<Kind extends WorkKind> {
  readonly results: AsyncGenerator<readonly [keys: readonly string[], results: Results[Kind]]>;
  /** Lets go of what is still to come. */
  end(): void;
}

/** Begins work, in other threads where these were started. This one shares in it while it takes the results. */
export function inThreads<Kind extends WorkKind>(work: WorkOf<Kind>, options: InThreads<Kind>): Coming<Kind> {
  const { reader, threads, ahead } = options;
  if (!threads?.areRunning) return { results: alone(work, options), end: () => {} };
  const joint = threads.share(work, { ahead, marks: reader.marks });
  return { results: together(joint, options), end: () => joint.end() };
}

async function* alone<Kind extends WorkKind>(work: WorkOf<Kind>, { reader, here }: InThreads<Kind>) {
  reader.expect(work.keys);
  for (const keys of chunks(work.keys, ALONE_AT_ONCE[work.kind])) yield [keys, await here(keys)] as const;
}

async function* together<Kind extends WorkKind>(joint: JointWork<Kind>, options: InThreads<Kind>) {
  const { reader, onPart, ...own } = options;
  const outcomes = yield* joint.results(own);
  for (const { parts, ...found } of outcomes) {
    reader.takeIn(found);
    for (const part of parts) onPart?.(part);
  }
}
