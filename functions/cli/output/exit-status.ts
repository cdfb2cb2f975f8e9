import { withoutPasswords } from '../../core/text/without-passwords.ts';

/** Exit statuses: what scripts and CI go by. */
export const DONE = 0;
/** Done, or checked, but with problems. */
export const PROBLEMS = 1;
/** It could not run: usage, unreadable directory, invalid `site.yaml`. */
export const COULD_NOT_RUN = 2;

/** Error of a command that could not run: what failed, what was found, and the remedy. */
export class CouldNotRun extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(withoutPasswords(message), options);
  }

  override readonly name = 'CouldNotRun';
}
