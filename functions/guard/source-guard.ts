import type { Marks } from '../core/index/stored/marks.ts';
import type { Site } from '../core/site/site.ts';
import type { SidecarFinder } from './sidecars.ts';
import type { SourceReader } from './source-reader.ts';

/**
 * The guard of one run, which may die and is started again: reads sources, writes down what the run may die of before
 * it is handled, and knows which sources were given up.
 */
export interface SourceGuard {
  /** Sources that were given up, in order of their keys. */
  readonly marks: Marks;
  /** Returns a reader of the content bucket's sources. Their sidecars are asked for unless `sidecars` knows them. */
  readerOf(site: Site, sidecars?: SidecarFinder): SourceReader;
  /** Takes over what a state says of sources that were given up. */
  recall(marks: Marks): void;
  /** Has sources handled with care whose handling may have ended another run. */
  expect(retried: Iterable<string>): void;
  /** Returns whether handling a source may have ended another run. */
  isExpected(key: string): boolean;
  /** Has everything written down from now on: for runs that are rare, and have no message that comes again. */
  watchAll(): void;
  /** Writes down that a rebuild of these keys has begun, and forgets marks of all others. */
  beginRebuild(keys: Iterable<string>): Promise<void>;
  /** Notes that the sources at hand came through; others come after them. */
  passed(): void;
  /** Leaves what the run found out to the next one. */
  pause(): Promise<void>;
  /** Notes that what was handled is committed, and the marks with it. `isAll`: nothing is left that any run died on. */
  settle(isAll?: boolean): Promise<void>;
  /** Ends the thread of suspects, if there is one. */
  close(): Promise<void>;
}
