/** Refuses a key that could leave its store, or that a store could not hold. */
export function assertSafeKey(key: string): void {
  if (isSafeKey(key)) return;
  throw new Error(
    `${JSON.stringify(key)} is no key: ${problemOf(key)}; use names joined by slashes, such as media/a.jpg`,
  );
}

/**
 * Whether a store may hold an object of this key. One regular expression: this is asked for every object that is read.
 */
export function isSafeKey(key: string): boolean {
  return !UNSAFE.test(key);
}

/** A segment that is empty, `.` or `..`; NUL; a backslash. */
const UNSAFE = /(?:^|\/)\.{0,2}(?:\/|$)|[\0\\]/;

/** Orders keys by their UTF-8 bytes, as S3 lists them. */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  if (BEYOND.test(a) || BEYOND.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

/**
 * Sorts keys in place by their UTF-8 bytes; for most of them that is the order of their code units, which costs less.
 */
export function sortKeys(keys: string[]): string[] {
  return keys.some(key => BEYOND.test(key)) ? keys.sort(compareKeys) : keys.sort();
}

/** Surrogates sort below U+E000 to U+FFFF in UTF-16, above them in UTF-8. */
const BEYOND = /[\ud800-\uffff]/;

/** What a listing is asked for. */
export interface KeyRange {
  readonly prefix: string;
  readonly after: string;
}

/** Whether a key, or one in a folder (given with a slash at its end), can be asked for. */
export function isWithin({ prefix, after }: KeyRange, key: string): boolean {
  const isFolder = key.endsWith('/');
  return (
    (key.startsWith(prefix) || (isFolder && prefix.startsWith(key))) &&
    (compareKeys(key, after) > 0 || (isFolder && after.startsWith(key)))
  );
}

/** Returns what is wrong with a key that no store may hold. */
export function problemOf(key: string): string {
  if (key === '') return 'it is empty';
  if (key.includes('\0')) return 'it holds NUL';
  if (key.includes('\\')) return 'it holds a backslash';
  return key.split('/').includes('') ? 'a part of it is empty' : 'a part of it is . or .., which could leave the store';
}
