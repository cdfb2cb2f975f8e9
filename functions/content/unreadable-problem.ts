import type { Problem } from '../core/problem.ts';
import type { UnreadableObject } from '../stores/unreadable-object.ts';

/** Returns the problem of one file that may not be read; the others are published. */
export function unreadableProblem(path: string, { message }: UnreadableObject): Problem {
  return { path, severity: 'error', message: `the file can't be read: ${message}` };
}
