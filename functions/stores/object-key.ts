/** Refuses a key that could leave its store, or that a store could not hold. */
export function assertSafeKey(key: string): void {
  const problem = problemOf(key);
  if (problem)
    throw new Error(`${JSON.stringify(key)} is no key: ${problem}; use names joined by slashes, such as media/a.jpg`);
}

/** Orders keys by their UTF-8 bytes, as S3 lists them; for most of them that is the order of their code units, too. */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  if (BEYOND.test(a) || BEYOND.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

/** Surrogates sort below U+E000 to U+FFFF in UTF-16, above them in UTF-8. */
const BEYOND = /[\ud800-\uffff]/;

function problemOf(key: string): string | undefined {
  if (key === '') return 'it is empty';
  if (key.includes('\0')) return 'it holds NUL';
  if (key.includes('\\')) return 'it holds a backslash';
  const segment = key.split('/').find(name => name === '' || name === '.' || name === '..');
  if (segment === undefined) return undefined;
  return segment === '' ? 'a part of it is empty' : `${segment} could leave the store`;
}
