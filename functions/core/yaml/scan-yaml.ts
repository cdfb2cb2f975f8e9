import { CST, Lexer, Parser } from 'yaml';
import { MOST_YAML_DEPTH } from './limits.ts';

/** A place in the text, as an offset, and what is wrong there. */
export interface Refusal {
  readonly offset: number;
  readonly message: string;
}

export const TOO_DEEP = `lists and maps are nested deeper than ${MOST_YAML_DEPTH} levels here; write it flatter`;

/** The tags of the core schema; they build nothing that a plain value could not. */
const TAGS: ReadonlySet<string> = new Set(['!!str', '!!int', '!!float', '!!bool', '!!null', '!!map', '!!seq']);
const LONGEST_QUOTE = 40;

/**
 * The token trees of a text, or the first thing in it that is refused. It is refused before any node is made, so that
 * neither nesting nor aliases can cost more than reading the text up to there.
 */
export function scanYaml(text: string): readonly CST.Token[] | Refusal {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let inScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const type = inScalar ? null : CST.tokenType(lexeme);
    const message = type && refusalOf(type, lexeme);
    if (message) return { offset: parser.offset, message };
    inScalar = type === 'scalar';
    tokens.push(...parser.next(lexeme));
    const refusal = tooDeep(parser.stack) ?? secondDocument(tokens);
    if (refusal) return refusal;
  }
  tokens.push(...parser.end());
  return secondDocument(tokens) ?? tokens;
}

function refusalOf(type: CST.TokenType, lexeme: string): string | undefined {
  switch (type) {
    case 'alias':
      return `${quote(lexeme)} is an alias; aliases are not supported; write the value out, or put it in quotes if it is text`;
    case 'anchor':
      return `${quote(lexeme)} is an anchor; anchors are not supported; take it out, or put the value in quotes if it is text`;
    case 'tag':
      if (TAGS.has(lexeme)) return undefined;
      return `${quote(lexeme)} is a tag that is not supported; take it out, or put the value in quotes if it is text`;
    case 'directive-line':
      return `${quote(lexeme)} is a directive; directives are not supported; take the line out`;
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return isClosed(lexeme) ? undefined : `the quote ${lexeme[0]} that opens here is never closed; close it`;
    default:
      return undefined;
  }
}

function isClosed(quoted: string): boolean {
  const mark = quoted.charAt(0);
  if (quoted.length === 1 || !quoted.endsWith(mark)) return false;
  if (mark === "'") return true;
  let last = quoted.length - 2;
  while (quoted[last] === '\\') last--;
  return (quoted.length - last) % 2 === 0;
}

function quote(lexeme: string): string {
  return lexeme.length > LONGEST_QUOTE ? `${lexeme.slice(0, LONGEST_QUOTE)}…` : lexeme;
}

function tooDeep(stack: readonly CST.Token[]): Refusal | undefined {
  if (stack.length <= MOST_YAML_DEPTH + 1) return undefined;
  const token = stack.filter(CST.isCollection)[MOST_YAML_DEPTH];
  return token && { offset: token.offset, message: TOO_DEEP };
}

function secondDocument(tokens: readonly CST.Token[]): Refusal | undefined {
  const last = tokens.at(-1);
  if (last?.type !== 'document') return undefined;
  if (!tokens.some(token => token.type === 'document' && token !== last)) return undefined;
  return { offset: last.offset, message: 'a second document begins here; keep everything in one, without --- between' };
}
