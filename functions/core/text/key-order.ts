/** Orders keys by their UTF-8 bytes, as S3 lists them: whatever chooses "the first of several keys" goes by this. */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  if (!BEYOND.test(a) || !BEYOND.test(b)) return a < b ? -1 : 1;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [unit, other] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (unit !== other) return rankOf(unit) - rankOf(other);
  }
  return a.length - b.length;
}

/**
 * Sorts keys in place by their UTF-8 bytes; for most of them that is the order of their code units, which costs less.
 */
export function sortKeys(keys: string[]): string[] {
  return keys.some(key => BEYOND.test(key)) ? keys.sort(compareKeys) : keys.sort();
}

/** Surrogates sort below U+E000 to U+FFFF in UTF-16, above them in UTF-8. */
const BEYOND = /[\ud800-\uffff]/;

/** The place of a code unit among others: surrogates come last, as what they stand for does. */
function rankOf(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
