/** Characters that formulas have, and prose between two dollar signs does not. */
const TEX = /[\\^{}]|_\w(?!\p{L})/u;
/** Maximum length of a formula, in UTF-16 code units. */
const MAX_FORMULA = 4096;

/**
 * Returns true if the text between two marks, `$` or `$$`, is a formula. Prices have white space after the sign, or
 * before the next one. Links and code are never part of a formula.
 */
export function isFormula(inner: string, mark: string): boolean {
  if (inner.trim() === '' || !TEX.test(inner) || inner.includes('](') || inner.includes('`')) return false;
  return mark === '$$' || !/^\s|\s$|\n/.test(inner);
}

/** Returns the end of the formula that begins at an offset; `undefined` where there is none. */
export function formulaEnd(text: string, at: number): number | undefined {
  const mark = text[at + 1] === '$' ? '$$' : '$';
  const from = at + mark.length;
  const length = text.slice(from, from + MAX_FORMULA).indexOf(mark);
  if (length === -1 || !isFormula(text.slice(from, from + length), mark)) return undefined;
  const end = from + length + mark.length;
  return mark === '$' && /\d/.test(text[end] ?? '') ? undefined : end;
}
