/** A change of one place in the sources that makes a bug. */
export interface PlantedBug {
  /** Sentence that says what is broken. */
  readonly name: string;
  /** Path of the source. */
  readonly file: string;
  /** Text that stands in it once. */
  readonly from: string;
  /** Text that takes its place. */
  readonly to: string;
}

export declare const BUGS: readonly PlantedBug[];
