import type { Mark, Marks } from '../core/index/stored/marks.ts';
import { excerpt } from '../core/text/excerpt.ts';
import { IsolateDied } from './isolate.ts';
import { Overtime } from './time-limit.ts';

const MAX_REASON = 200;

/** Returns why a source is given up, as its problem tells it. */
export function reasonOf(error: unknown): string {
  if (error instanceof Overtime) return `reading it took longer than ${error.limit / 1000} seconds`;
  if (error instanceof IsolateDied)
    return error.heap === undefined ? DIED : `reading it took more than ${error.heap} MB of memory`;
  return `reading it ended with ${excerpt(String(error), MAX_REASON)}`;
}

/** Reason for a source on which the process itself died. */
export const DIED = 'reading it ended the process';

/** The message of a source that is given up. */
export function givenUpMessage(reason: string): string {
  return `it is not published, since ${reason}, twice; simplify or split the file, and upload it again`;
}

/** Sources that were given up, as far as a run knows by now. */
export class GivenUp {
  readonly #revision: string;
  readonly #marks = new Map<string, Mark>();
  /** Marks that this run found to be true no more: whoever still remembers them is not believed. */
  readonly #forgotten = new Set<string>();

  constructor(revision: string) {
    this.#revision = revision;
  }

  /** Takes in what others remember. */
  recall(marks: Marks): void {
    for (const [key, mark] of Object.entries(marks))
      if (!this.#forgotten.has(key) && !this.#marks.has(key)) this.#marks.set(key, mark);
  }

  /** The mark of a source as it is, by this code. */
  of(key: string, version: string): Mark | undefined {
    const mark = this.#marks.get(key);
    return mark?.version === version && mark.revision === this.#revision ? mark : undefined;
  }

  has(key: string): boolean {
    return this.#marks.has(key);
  }

  add(key: string, version: string, reason: string): Mark {
    const mark = { version, revision: this.#revision, reason };
    this.#marks.set(key, mark);
    this.#forgotten.delete(key);
    return mark;
  }

  /** A source is gone, or came through. */
  forget(key: string): void {
    this.#forgotten.add(key);
    this.#marks.delete(key);
  }

  /** Forgets every source that is not there any more. */
  keepOnly(keys: Iterable<string>): void {
    if (this.#marks.size === 0) return;
    const gone = new Set(this.#marks.keys());
    for (const key of keys) gone.delete(key);
    for (const key of gone) this.forget(key);
  }

  /** All of them, in order of their keys. */
  all(): Marks {
    return Object.fromEntries([...this.#marks].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
