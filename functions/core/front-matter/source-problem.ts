import type { Position } from '../problem.ts';

/** Why a source can't be read, and where. */
export interface SourceProblem extends Partial<Position> {
  readonly message: string;
}
