import type { Written } from './written.ts';

/** Work of a run, as far as it knows by now. */
export interface Task {
  /** Origin of the run: `events`, `sweep`, `full`. */
  readonly by: string;
  /** Keys to be read. */
  readonly keys: ReadonlySet<string>;
  /** Keys that are taken in though they are as they were. */
  readonly forced: Set<string>;
  /** Paths that may be stale: others changed them, or this run wrote them and another may have, too. */
  readonly paths: Set<string>;
  /** Files that this run wrote last, by path. */
  readonly written: Map<string, Written>;
  /** A sweep recovers whatever is pending; an event what no run is at work on any more. */
  readonly recoverAll: boolean;
  /** Runs that have left all their work to this one: what they left pending is over. */
  readonly ended: ReadonlySet<string>;
  /**
   * Runs that held the lease when it passed: what they left pending is taken in now. They may be slow rather than dead,
   * so it stays pending, too, until their time is over.
   */
  readonly overdue: Set<string>;
  /** The site has to be read, whatever the keys are. */
  readonly readSite: boolean;
  /** The site is taken as it is known. */
  readonly keepsSite: boolean;
  /** True if some data files belong to single articles; `undefined` if that is as the state says, or not known. */
  readonly hasSidecars: boolean | undefined;
  /** Archive documents that other runs left to be made are made, too; without a sweep news comes first. */
  readonly includeBacklog: boolean;
}

export function createTask(
  by: string,
  keys: Iterable<string>,
  {
    recoverAll = false,
    readSite = false,
    hasSidecars,
    includeBacklog = false,
    written = new Map(),
    paths = [],
    forced = [],
    ended = [],
  }: Partial<Pick<Task, 'recoverAll' | 'readSite' | 'hasSidecars' | 'includeBacklog' | 'written'>> & {
    readonly paths?: Iterable<string>;
    readonly forced?: Iterable<string>;
    readonly ended?: Iterable<string>;
  } = {},
): Task {
  return {
    by,
    keys: new Set(keys),
    forced: new Set(forced),
    paths: new Set(paths),
    ended: new Set(ended),
    overdue: new Set(),
    written,
    recoverAll,
    readSite,
    keepsSite: false,
    hasSidecars,
    includeBacklog,
  };
}
