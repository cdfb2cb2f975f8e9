import type { YAMLError } from 'yaml';

const NO_KEY = 'expected a line such as "key: value"; put a colon and a blank after the key';
const NO_BLANK = 'the colon after the key has no blank behind it; write "key: value"';
const WIDE_COLON = 'the colon after the key is a wide one (\uff1a); write "key: value" with the colon : and a blank';
const NESTED = 'a value in which a colon and a blank follow each other must be in quotes';
const CONTINUED = 'the line below is indented, so it continues this value; begin it in the column of its key';
const TAB = 'a tab indents this line; begin it in the column of its key, or use blanks if it belongs to the line above';
const COLON_IN_FLOW = 'a text between brackets in which a colon and a blank follow each other must be in quotes';
const MORE = 'more text follows after';
const MAX_MESSAGE = 160;
const MAX_EXCERPT = 40;

/** The parser's messages by code, the part of the message that identifies each, and our explanation. */
const EXPLANATIONS: readonly (readonly [code: string, said: string, message: string])[] = [
  ['BLOCK_AS_IMPLICIT_KEY', 'Nested mappings', NESTED],
  ['BLOCK_AS_IMPLICIT_KEY', '', 'this line is indented unlike its neighbours; begin them in the same column'],
  ['MULTILINE_IMPLICIT_KEY', '', NO_KEY],
  ['MISSING_CHAR', 'Implicit map keys', NO_KEY],
  ['MISSING_CHAR', 'must end with a ]', 'a list is not closed before this; end it with ]'],
  ['MISSING_CHAR', 'must end with a }', 'a map is not closed before this; end it with }'],
  ['MISSING_CHAR', 'Comments', 'a comment needs a blank before its #; add it, or put the value in quotes'],
  ['MISSING_CHAR', 'Missing ,', 'a comma is missing before this value; add it'],
  [
    'MISSING_CHAR',
    'Block scalars',
    'the first line of this text has fewer blanks than the empty line above it; take the blanks of that line out',
  ],
  ['BAD_INDENT', 'end with a ]', 'a list is not closed before this; end it with ], and indent its lines'],
  ['BAD_INDENT', 'end with a }', 'a map is not closed before this; end it with }, and indent its lines'],
  ['BAD_INDENT', '', 'this line is indented unlike its neighbours; begin them in the same column'],
  ['TAB_AS_INDENT', '', TAB],
  ['UNEXPECTED_TOKEN', 'at node end', `${MORE} the value has ended; put the whole value in quotes`],
  ['UNEXPECTED_TOKEN', 'block-seq-ind', 'a list begins here, beside its key; begin it on a line of its own'],
  ['UNEXPECTED_TOKEN', 'flow-seq-end', 'nothing opens the list that ] closes; take it out, or put the value in quotes'],
  ['UNEXPECTED_TOKEN', 'flow-map-end', 'nothing opens the map that } closes; take it out, or put the value in quotes'],
  ['UNEXPECTED_TOKEN', 'Unexpected , in', 'this comma has no value before it; take it out'],
  ['UNEXPECTED_TOKEN', 'Block scalar header', 'text follows | or >; begin it on the next line, or put it in quotes'],
  ['TAG_RESOLVE_FAILED', '', 'the tag does not fit its value; take the tag out'],
  ['BAD_COLLECTION_TYPE', '', 'the tag does not fit its value; take the tag out'],
  ['MULTIPLE_TAGS', '', 'a value has one tag at most; take this one out'],
  ['KEY_OVER_1024_CHARS', '', 'a key has at most 1,024 characters; shorten it'],
];

/** Explains the first error of the parser in the words of our messages. Later errors mostly follow from it. */
export function explain(errors: readonly YAMLError[], text: string): { offset: number; message: string } | undefined {
  let error = errors[0];
  for (const other of errors) if (error && other.pos[0] < error.pos[0]) error = other;
  if (!error) return undefined;
  // A line without a key above a comment ends the document: what follows is unexpected, and that line is wrong.
  const isEnded = error.code === 'UNEXPECTED_TOKEN' && error.message.includes('Unexpected scalar token in YAML stream');
  if (isEnded) return firstLineWithoutKey(text);
  const offset = error.pos[0];
  const isContinued = errors.some(other => other.code === 'MULTILINE_IMPLICIT_KEY' && other.pos[0] === offset);
  const message = messageOf(error, text, offset);
  if (message === NO_KEY) return explainKey(text, offset);
  if (message !== NESTED) return { offset, message };
  return { offset, message: isContinued ? CONTINUED : nested(text.slice(offset, offset + MAX_VALUE)) };
}

/** Maximum length of a value that is shown in quotes, in UTF-16 code units. */
const MAX_VALUE = 200;
/** Quotes around a value that has the same within, as people write them who take a quote for part of the text. */
const QUOTED_TWICE = /^(["'])(\1.*)\1$/;

/** Quotes of word processors, which are text to YAML. */
const CURLY = /[“”„‘’«»]/;

/** Says what to write where a value with a colon and a space has quotes already: those that are not in it. */
function nested(rest: string): string {
  const [line = ''] = rest.split(/[\r\n]/, 1);
  const [written = ''] = line.split(/[ \t]#/, 1).map(text => text.trim());
  const isCurly = CURLY.test(written);
  if (!isCurly && !/["']/.test(written)) return NESTED;
  const value = QUOTED_TWICE.exec(written)?.[2] ?? written;
  const isSingle = value.includes('"');
  const quoted = isSingle ? `'${value.replaceAll("'", "''")}'` : `"${value.replaceAll('\\', '\\\\')}"`;
  const kind = isSingle ? 'single' : 'double';
  const curly = `${NESTED}, straight ones, which those of word processors are not`;
  const how = isCurly ? curly : `${NESTED}, and in ${kind} ones where it has quotes itself`;
  return rest.length < MAX_VALUE ? `${how}; write ${quoted}` : how;
}

/** A key, its colon, and a space that is no plain one. */
const WIDE_SPACE = /^[ \t]*[^\s:\uff1a"']{1,60}:(?=[\u00a0\u2000-\u200b\u202f\u2060\u3000\ufeff])/;

/** Returns the place of what is wrong in the line that begins at `offset`, which is no key and its value. */
export function explainKey(text: string, offset = 0): { offset: number; message: string } {
  const rest = text.slice(offset, offset + MAX_LINE);
  const at = WIDE_SPACE.exec(rest)?.[0].length;
  if (at === undefined) return { offset, message: missingKey(text.slice(offset)) };
  const code = rest.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  const name = code === '00A0' ? 'a no-break space' : 'a space of another kind';
  const message = `${name} (U+${code}) stands behind the colon after the key; write a plain space in its place`;
  return { offset: offset + at, message };
}

const MAX_LINE = 200;

/** Says what the line at the start of `text` lacks to be a key and its value. */
function missingKey(text: string): string {
  const key = /^[ \t]*[^\s:\uff1a"']{1,60}([:\uff1a])(?!\/\/)/.exec(text);
  if (!key) return NO_KEY;
  return key[1] === ':' ? NO_BLANK : WIDE_COLON;
}

function firstLineWithoutKey(text: string): { offset: number; message: string } {
  let offset = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '' && !/^\s*#|^---/.test(line)) break;
    offset += line.length + 1;
  }
  return explainKey(text, offset);
}

function messageOf({ code, message }: YAMLError, text: string, offset: number): string {
  const [found, sequence] = [text.charAt(offset), text.slice(offset, offset + 2)];
  if (code === 'BLOCK_IN_FLOW' && !/^[-?]\s/.test(sequence)) return COLON_IN_FLOW;
  if (code === 'BLOCK_IN_FLOW') return `a value between brackets can't begin with ${found}; put it in quotes`;
  const closing = message.includes('at node end') ? text.slice(0, offset).trimEnd().at(-1) : undefined;
  if (closing === '"')
    return `${MORE} the closing "; put the whole value in single quotes, or write \\" for each " within double ones`;
  if (closing === "'")
    return `${MORE} the closing '; put the whole value in double quotes, or write '' for each ' within single ones`;
  if (code === 'BAD_SCALAR_START') return `a value can't begin with ${found}; put it in quotes`;
  if (code === 'BAD_DQ_ESCAPE')
    return `${sequence} means nothing in double quotes; write \\${sequence}, or use single quotes`;
  const explanation = EXPLANATIONS.find(([known, said]) => known === code && message.includes(said));
  return explanation?.[2] ?? `this is not valid YAML: ${shortened(message, MAX_MESSAGE)}`;
}

/** Excerpt of a text for a message: on one line, and cut to a maximum length. */
export function shortened(text: string, longest = MAX_EXCERPT): string {
  const head = text
    .slice(0, longest + 1)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return text.length > longest ? `${head.slice(0, longest)}…` : head;
}
