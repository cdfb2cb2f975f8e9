/** Ends that programs give the name of a copy: `bai (1)`, `bai - Copy (2)`, `bai copy`, `bai - Bản sao`. */
const BEHIND = /(?: \(\d{1,3}\)| - (?:copy|bản sao|sao chép)(?: \(\d{1,3}\))?| (?:copy|bản sao)(?: \d{1,3})?)$/iu;
/** Beginnings that they give it: `Copy of bai`, `Bản sao của bai`. */
const BEFORE = /^(?:copy(?: \(\d{1,3}\))? of|bản sao(?: \(\d{1,3}\))? của) /iu;

/**
 * Returns the key, in NFC, of the file beside it that a file has the name of a copy of, as programs name copies;
 * `undefined` for any other name. The function does not know whether that file exists.
 */
export function copiedFrom(key: string): string | undefined {
  const name = key.normalize('NFC');
  const [start, end] = [name.lastIndexOf('/') + 1, name.lastIndexOf('.')];
  if (end <= start) return undefined;
  const stem = name.slice(start, end);
  const original = stem.replace(BEHIND, '').replace(BEFORE, '');
  return original === stem || original === '' ? undefined : name.slice(0, start) + original + name.slice(end);
}

/** Returns true for a file that has the name of a copy of another. */
export function isCopyOf(key: string, other: string): boolean {
  return copiedFrom(key) === other.normalize('NFC');
}
