import { CST, Lexer, Parser } from 'yaml';
import { shortened } from './explain.ts';
import { MAX_YAML_DEPTH } from './limits.ts';

/** A place in the text, as an offset, and what is wrong there. */
export interface Refusal {
  readonly offset: number;
  readonly message: string;
}

export const TOO_DEEP = `lists and maps are nested deeper than ${MAX_YAML_DEPTH} levels here; write it flatter`;

/** The tags of the core schema; they build nothing that a plain value could not. */
const TAGS: ReadonlySet<string> = new Set(['!!str', '!!int', '!!float', '!!bool', '!!null', '!!map', '!!seq']);

/**
 * The tag that makes a value text, as old versions of Ruby write it before quotes: `title: ! 'A: b'`. Before anything
 * else a person meant an exclamation mark.
 */
const BARE_TAG = '!';
const QUOTED: ReadonlySet<CST.TokenType | null> = new Set(['single-quoted-scalar', 'double-quoted-scalar']);

/**
 * The token trees of a text, or the first thing in it that is refused. It is refused before any node is made, so that
 * neither nesting nor aliases can cost more than reading the text up to there.
 */
export function scanYaml(text: string): readonly CST.Token[] | Refusal {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let document: CST.Token | undefined;
  let inScalar = false;
  const anchors = new Set<string>();
  let bare: number | undefined;
  for (const lexeme of new Lexer().lex(text)) {
    const type: CST.TokenType | null = inScalar ? null : CST.tokenType(lexeme);
    if (bare !== undefined && type !== 'space') {
      if (!QUOTED.has(type)) return { offset: bare, message: foreignTag(BARE_TAG) };
      bare = undefined;
    }
    if (type === 'tag' && lexeme === BARE_TAG) bare = parser.offset;
    const message = type && refusalOf(type, lexeme, anchors);
    if (message) return { offset: parser.offset, message };
    inScalar = type === 'scalar';
    for (const token of parser.next(lexeme)) {
      if (document && token.type === 'document') return secondDocument(token);
      if (token.type === 'document') document = token;
      tokens.push(token);
    }
    const refusal = tooDeep(parser.stack);
    if (refusal) return refusal;
  }
  if (bare !== undefined) return { offset: bare, message: foreignTag(BARE_TAG) };
  for (const token of parser.end()) {
    if (document && token.type === 'document') return secondDocument(token);
    tokens.push(token);
  }
  return tokens;
}

function refusalOf(type: CST.TokenType, lexeme: string, anchors: Set<string>): string | undefined {
  switch (type) {
    case 'alias':
      if (anchors.has(lexeme.slice(1))) return undefined;
      return (
        `${shortened(lexeme)} is an alias of a value that is not there; write the value out, or put it in ` +
        'quotes if it is text'
      );
    case 'anchor':
      anchors.add(lexeme.slice(1));
      return undefined;
    case 'tag':
      return TAGS.has(lexeme) || lexeme === BARE_TAG ? undefined : foreignTag(lexeme);
    case 'directive-line':
      return `${shortened(lexeme)} is a directive; directives are not supported; take the line out`;
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return isClosed(lexeme) ? undefined : `the quote ${lexeme[0]} that opens here is never closed; close it`;
    default:
      return undefined;
  }
}

function foreignTag(lexeme: string): string {
  return `${shortened(lexeme)} is a tag that is not supported; take it out, or put the value in quotes if it is text`;
}

function isClosed(quoted: string): boolean {
  const mark = quoted.charAt(0);
  if (quoted.length === 1 || !quoted.endsWith(mark)) return false;
  if (mark === "'") return true;
  let last = quoted.length - 2;
  while (quoted[last] === '\\') last--;
  return (quoted.length - last) % 2 === 0;
}

function tooDeep(stack: readonly CST.Token[]): Refusal | undefined {
  if (stack.length <= MAX_YAML_DEPTH + 1) return undefined;
  const token = stack.filter(CST.isCollection)[MAX_YAML_DEPTH];
  return token && { offset: token.offset, message: TOO_DEEP };
}

function secondDocument({ offset }: CST.Token): Refusal {
  return { offset, message: 'a second document begins here; keep everything in one, without --- between' };
}
