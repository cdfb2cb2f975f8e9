import { chunks } from '../core/groups.ts';
import type { SourceReader } from '../guard/source-reader.ts';
import type { Sharing, Threads } from './threads/threads.ts';
import { KEYS_AT_ONCE, type Results, type WorkKind, type WorkOf } from './work.ts';

/** Options of work that threads may share. */
export interface InThreads<Kind extends WorkKind> extends Pick<Sharing<Kind>, 'ahead' | 'takes' | 'here'> {
  readonly reader: SourceReader;
  /** Without these, or where they were not started, this thread does all of it. */
  readonly threads?: Threads | undefined;
  /** Called with the state, as JSON, of each part that another thread read. */
  readonly onPart?: (part: string) => void;
}

/** Keys that this thread takes at a time where it is the only one. Of pages, no more are held. */
const ALONE_AT_ONCE: Readonly<Record<WorkKind, number>> = { scan: 1024, render: 1024, pages: 64 };

/**
 * Articles that are left, from which on this thread renders, too, where it would wait. Below it, others are done before
 * the code is compiled here.
 */
const MANY_LEFT = 1500;

/** Returns whether so many turns are left that this thread is to take one. */
export function areMany(kind: WorkKind): (left: number) => boolean {
  return left => left * KEYS_AT_ONCE[kind] > MANY_LEFT;
}

/** Yields what comes of work, in the order of the keys, with the keys that it comes of. */
export async function* inThreads<Kind extends WorkKind>(
  work: WorkOf<Kind>,
  { reader, threads, onPart, ...sharing }: InThreads<Kind>,
): AsyncGenerator<readonly [keys: readonly string[], results: Results[Kind]]> {
  if (!threads?.areRunning) {
    reader.expect(work.keys);
    for (const keys of chunks(work.keys, ALONE_AT_ONCE[work.kind])) yield [keys, await sharing.here(keys)];
    return;
  }
  const outcomes = yield* threads.share(work, { ...sharing, marks: reader.marks });
  for (const { parts, ...found } of outcomes) {
    reader.takeIn(found);
    for (const part of parts) onPart?.(part);
  }
}
