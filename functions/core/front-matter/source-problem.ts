import type { Position } from '../problem.ts';

/** The reason why a source can't be read, and its position. */
export interface SourceProblem extends Partial<Position> {
  readonly message: string;
}
