import { Script } from 'node:vm';
import type { Attempt } from '../core/attempt.ts';
import { MAX_FAILURES } from './limits.ts';

/** Work took longer than it may, and was ended. */
export class Overtime extends Error {
  override readonly name = 'Overtime';
  /** Milliseconds. */
  readonly limit: number;
  constructor(limit: number) {
    super(`ended after ${limit / 1000} seconds`);
    this.limit = limit;
  }
}

/** Results of the first items; fewer than there are items where the next one was at work when time was up. */
export interface BatchResult<Result> {
  readonly attempts: readonly Attempt<Result>[];
  /** Milliseconds that the batch had, where it was ended. */
  readonly overtime?: number;
}

/** Under which name a script finds the work that it is to do. */
const WORK = Symbol.for('bantin.work');
const CALL = new Script("globalThis[Symbol.for('bantin.work')]()");

/**
 * Runs synchronous work and ends it when its time is up, in the middle of a loop or a regular expression: it runs under
 * the watchdog of `vm`, in this context, since another one makes a build slower by 4 %. A native call, such as
 * `String.prototype.normalize`, is ended no sooner than it returns. Work without a limit (`Infinity`) is not watched.
 * @throws Overtime, and whatever the work throws.
 */
export function within<Result>(milliseconds: number, work: () => Result): Result {
  if (milliseconds === Number.POSITIVE_INFINITY) return work();
  let result: { readonly value: Result } | undefined;
  const outer: unknown = Reflect.get(globalThis, WORK);
  Reflect.set(globalThis, WORK, () => {
    result = { value: work() };
  });
  try {
    CALL.runInThisContext({ timeout: milliseconds });
  } catch (error) {
    // Work that was done when the time was up stays done.
    if (!isTimeout(error)) throw error;
  } finally {
    Reflect.set(globalThis, WORK, outer);
  }
  if (!result) throw new Overtime(milliseconds);
  return result.value;
}

/**
 * Works on items one after another in one call, since a call costs as much as a small source. What an item throws is
 * its own result.
 */
export function attemptBatch<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
  milliseconds: number,
): BatchResult<Result> {
  const attempts: Attempt<Result>[] = [];
  try {
    within(milliseconds, () => {
      for (const item of items) attempts.push(attempt(item, work));
    });
  } catch (error) {
    if (!(error instanceof Overtime)) throw error;
    if (attempts.length < items.length) return { attempts, overtime: milliseconds };
  }
  return { attempts };
}

/**
 * Works on each item whatever the others do. One that fails is tried again by itself, as often as it takes to be given
 * up.
 */
export function attemptEach<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
  limits: { readonly batch: number; readonly alone: number },
): readonly Attempt<Result>[] {
  const attempts: Attempt<Result>[] = [];
  while (attempts.length < items.length) {
    const batch = attemptBatch(items.slice(attempts.length), work, limits.batch);
    for (const done of batch.attempts) attempts.push(done);
    const [stopped] = items.slice(attempts.length, attempts.length + 1);
    if (stopped !== undefined) attempts.push(attemptAlone(stopped, work, limits.alone));
  }
  return attempts;
}

function attemptAlone<Item, Result>(item: Item, work: (item: Item) => Result, milliseconds: number): Attempt<Result> {
  for (let tries = 1; ; tries++) {
    const [done] = attemptBatch([item], work, milliseconds).attempts;
    if (done) return done;
    if (tries >= MAX_FAILURES) return { error: new Overtime(milliseconds) };
  }
}

function attempt<Item, Result>(item: Item, work: (item: Item) => Result): Attempt<Result> {
  try {
    return { result: work(item) };
  } catch (error) {
    return { error };
  }
}

function isTimeout(error: unknown): boolean {
  return (error as { readonly code?: unknown } | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
