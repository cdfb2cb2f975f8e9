/**
 * The known name that a misspelt one was probably meant to be: equal but for case, or at most two typing errors away,
 * one for short names (`math` is not `date`).
 */
export function suggest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 40) return undefined;
  const folded = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.min(name.length < 6 ? 1 : 2, Math.floor(name.length / 2)) + 1;
  for (const candidate of known) {
    const other = candidate.toLowerCase();
    // Each letter that one has more than the other is an error.
    if (Math.abs(other.length - folded.length) >= bestDistance) continue;
    const distance = typingErrors(folded, other);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Minimum length of a beginning that is enough to tell a field by, in UTF-16 code units. */
const MIN_BEGINNING = 5;

/** Returns the field that a name was probably meant to be: as `suggest` does, else the only one that begins so. */
export function suggestField(name: string, known: readonly string[]): string | undefined {
  const near = suggest(name, known);
  if (near !== undefined || name.length < MIN_BEGINNING) return near;
  const beginning = name.toLowerCase();
  const [only, ...others] = known.filter(field => field.toLowerCase().startsWith(beginning));
  return others.length === 0 ? only : undefined;
}

/**
 * Returns how many letters were left out, added, mistaken or swapped with their neighbour (optimal string alignment
 * distance).
 */
export function typingErrors(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const mistaken = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + mistaken);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, at(i - 2, j - 2) + 1);
      row.push(least);
    }
  }
  return at(a.length, b.length);
}
