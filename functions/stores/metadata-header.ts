import { Buffer, isUtf8 } from 'node:buffer';

/**
 * RFC 2047, section 2: `=?charset?encoding?text?=`. A language may follow the charset after `*` (RFC 2231, section 5).
 */
const WORD = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BQ])\?([^?\s]*)\?=/i;
/** Several that only white space parts are one text (RFC 2047, section 6.2). */
const WORDS = new RegExp(`${WORD.source}(?:\\s+${WORD.source})*`, 'gi');
/** A value that a header carries as it is: ASCII, no white space at its ends. */
const PLAIN = /^(?:[!-~](?:[ -~]*[!-~])?)?$/;
/** A word has at most 75 characters; 12 of them are `=?UTF-8?B?` and `?=`, and 3 bytes take 4. */
const BYTES_IN_WORD = 45;

/**
 * User metadata as S3 takes it in a header. It decodes RFC 2047 before it stores, and a request whose headers are not
 * ASCII fails by its signature.
 */
export function encodeMetadata(value: string): string {
  if (PLAIN.test(value) && !WORD.test(value)) return value;
  const words: string[] = [];
  let word = '';
  for (const character of value) {
    if (Buffer.byteLength(word + character) > BYTES_IN_WORD) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map(word => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}

/**
 * User metadata as S3 gives it: RFC 2047 where it is not ASCII. Bytes of UTF-8 that came as characters of Latin-1 are
 * read as UTF-8: S3 takes them so from a client that sends UTF-8 in a header, and Node from a server that does.
 */
export function decodeMetadata(value: string): string {
  const text = value.replace(WORDS, decodeWords);
  if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  return isUtf8(bytes) ? bytes.toString() : text;
}

/** A character may begin in one word and end in the next, so bytes are joined before they are decoded. */
function decodeWords(words: string): string {
  let text = '';
  let open: { readonly charset: string; readonly bytes: Uint8Array[] } | undefined;
  const close = (): void => {
    if (open) text += new TextDecoder(open.charset).decode(Buffer.concat(open.bytes));
  };
  for (const word of words.split(/\s+/)) {
    const [, label = '', encoding = '', encoded = ''] = WORD.exec(word) ?? [];
    const charset = nameOfCharset(label);
    // Words that can't be decoded are shown as they came.
    if (charset === undefined) return words;
    if (open?.charset !== charset) {
      close();
      open = { charset, bytes: [] };
    }
    open.bytes.push(encoding.toUpperCase() === 'B' ? Buffer.from(encoded, 'base64') : decodeQ(encoded));
  }
  close();
  return text;
}

function nameOfCharset(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** RFC 2047, section 4.2. */
function decodeQ(encoded: string): Uint8Array {
  const characters = encoded
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(characters, 'latin1');
}
