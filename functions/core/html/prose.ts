/** Starts of what is no prose in code: a comment, a string, the marks that hide a script from old browsers. */
const OPENERS = /\/\*|\/\/|<!--|-->|["'`]/g;
const ESCAPES = /\\[\s\S]/g;
/** No line of code is without all of these. */
const CODE = /[{}()[\];=]/;
const LETTER = /\p{L}/u;
const FOREIGN_LETTER = /[^\P{L}\u0000-\u007f]/u;
/** Words in a row that sentences have and code does not. */
const SENTENCE = 8;
const WORD = /^[a-z]+,?$/i;
/** In UTF-16 code units: nothing that is longer is a sentence that somebody forgot to close. */
const MAX_PROSE = 200_000;

/**
 * Returns whether the text of a `script` or `style` element is words for readers rather than code: a tag that was meant
 * to be shown, and another that closed it by chance. A guess: letters outside ASCII, or whole sentences, outside of
 * strings and comments.
 */
export function isProse(text: string): boolean {
  if (text.length > MAX_PROSE || !LETTER.test(text)) return false;
  const bare = CODE.test(text) ? withoutQuoted(text.replace(ESCAPES, '')) : text;
  if (!CODE.test(bare)) return LETTER.test(bare);
  return FOREIGN_LETTER.test(bare) || hasSentence(bare);
}

/** Code without its strings and comments. Linear: what has no end is looked for once. */
function withoutQuoted(code: string): string {
  const absent = new Set<string>();
  let [bare, from] = ['', 0];
  for (const { 0: opener, index } of code.matchAll(OPENERS)) {
    if (index < from) continue;
    const end = absent.has(opener) ? undefined : endOf(code, opener, index + opener.length);
    if (end === undefined) absent.add(opener);
    else if (!isBroken(opener, code.slice(index, end))) [bare, from] = [bare + code.slice(from, index), end];
  }
  return bare + code.slice(from);
}

/** A string that goes on behind the end of its line is none. */
function isBroken(opener: string, text: string): boolean {
  return (opener === '"' || opener === "'") && text.includes('\n');
}

/** End of the string or comment that has begun; `undefined` if it never ends. */
function endOf(code: string, opener: string, from: number): number | undefined {
  const closer = { '/*': '*/', '//': '\n' }[opener] ?? opener;
  if (closer === '<!--' || closer === '-->') return from;
  const end = code.indexOf(closer, from);
  if (opener === '//') return end === -1 ? code.length : end;
  if (opener === '/*') return end === -1 ? code.length : end + 2;
  return end === -1 ? undefined : end + 1;
}

function hasSentence(text: string): boolean {
  return text.split(/[^a-z, ]/i).some(part => {
    let words = 0;
    return part.split(' ').some(word => {
      words = WORD.test(word) ? words + 1 : 0;
      return words >= SENTENCE;
    });
  });
}
