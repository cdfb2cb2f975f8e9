import { compareKeys } from '../core/text/key-order.ts';

/** Refuses a key that could leave its store, or that a store could not hold. */
export function assertSafeKey(key: string): void {
  if (isSafeKey(key)) return;
  throw new Error(
    `${JSON.stringify(key)} is no key: ${problemOf(key)}; use names joined by slashes, such as media/a.jpg`,
  );
}

/**
 * Returns whether a store may hold an object of this key. One regular expression: this is asked for every object that
 * is read.
 */
export function isSafeKey(key: string): boolean {
  return !UNSAFE.test(key);
}

/** A segment that is empty, `.` or `..`; NUL; a backslash. */
const UNSAFE = /(?:^|\/)\.{0,2}(?:\/|$)|[\0\\]/;

/** Options of a listing. */
export interface KeyRange {
  readonly prefix: string;
  readonly after: string;
  readonly upTo?: string | undefined;
}

/** Returns whether a key, or one in a folder (given with a slash at its end), can be asked for. */
export function isWithin({ prefix, after, upTo }: KeyRange, key: string): boolean {
  const isFolder = key.endsWith('/');
  return (
    (key.startsWith(prefix) || (isFolder && prefix.startsWith(key))) &&
    (compareKeys(key, after) > 0 || (isFolder && after.startsWith(key))) &&
    (upTo === undefined || compareKeys(key, upTo) <= 0)
  );
}

/** Returns what is wrong with a key that no store may hold. */
export function problemOf(key: string): string {
  if (key === '') return 'it is empty';
  if (key.includes('\0')) return 'it holds NUL';
  if (key.includes('\\')) return 'it holds a backslash';
  return key.split('/').includes('') ? 'a part of it is empty' : 'a part of it is . or .., which could leave the store';
}
