const SPACE = /(?:\s|\/\/.*|\/\*(?:[^*]|\*(?!\/))*\*\/)*/y;
/** A longer program is taken for one that may say anything. */
const MAX_LENGTH = 50_000;

/**
 * Returns the tokens of a program without its comments; `undefined` where it has one that can't be read. `patternOf`
 * gives the pattern of a token, sticky, by its first character and the token before it.
 */
export function tokensOf(
  program: string,
  patternOf: (first: string, before: string | undefined) => RegExp,
): readonly string[] | undefined {
  if (program.length > MAX_LENGTH) return undefined;
  const tokens: string[] = [];
  for (let at = endOf(SPACE, program, 0); at < program.length; ) {
    const end = endOf(patternOf(program.charAt(at), tokens.at(-1)), program, at);
    if (end === at) return undefined;
    tokens.push(program.slice(at, end));
    at = endOf(SPACE, program, end);
  }
  return tokens;
}

/** Returns where a match that begins at an index ends; the same index where there is none. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
