/**
 * The mark that ends a summary within a text: `<!--more-->` in WordPress, Hugo and Hexo, `<!-- truncate -->` in
 * Docusaurus, `<!-- TEASER_END -->` in Nikola, `<!-- excerpt -->` elsewhere.
 */
const IN_HTML = String.raw`<!--[ \t]{0,8}(?:more|truncate|excerpt|end[ -]?excerpt|teaser_end)\b[^\n<>]{0,80}-->`;
const IN_MDX = String.raw`\{\/\*[ \t]{0,8}(?:more|truncate)[ \t]{0,8}\*\/\}`;
const MARK = new RegExp(`${IN_HTML}|${IN_MDX}`, 'gi');
const FENCE = /^ {0,3}(?:```|~~~)/gm;

/** Returns true for a text that may have such a mark. */
export function mayHaveMark(text: string): boolean {
  return text.includes('<!--') || text.includes('{/*');
}

/**
 * Returns the beginning of a text that its author marked as its summary; `undefined` where there is no mark, or nothing
 * above it. A mark in code has no effect.
 */
export function markedSummary(text: string): string | undefined {
  if (!mayHaveMark(text)) return undefined;
  for (const { index } of text.matchAll(MARK)) {
    const head = text.slice(0, index);
    if (head.endsWith('`') || (head.match(FENCE)?.length ?? 0) % 2 === 1) continue;
    return head.trim() === '' ? undefined : head;
  }
  return undefined;
}
