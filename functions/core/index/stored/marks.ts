/** A source that the guard gave up: its reading took too much time or memory, or ended the process. */

export interface Mark {
  /** Version of the source that failed; another one is tried again. */
  readonly version: string;
  /** Revision of the code; another one tries again. */
  readonly revision: string;
  /** The reason, as a problem reports it. */
  readonly reason: string;
}
export type Marks = Readonly<Record<string, Mark>>;
