import { UnreadableFeed } from './imported-feed.ts';

/** Hints on an encoding, before any byte is read. */
export interface EncodingHints {
  /** The encoding that the user gave. It takes precedence. */
  readonly told?: string;
  /** Is told what is odd, and was read as it was declared. */
  readonly onOdd?: (message: string) => void;
  /** Charset of the HTTP media type. It takes precedence over the document (RFC 7303, section 3). */
  readonly charset?: string;
}

const SNIFFED = 1024;
/** Characters that XML 1.0 forbids (section 2.2). Exports often contain them, and no reader ever showed them. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** A text without control characters that XML forbids. */
export function withoutForbidden(text: string): string {
  return text.replace(FORBIDDEN, '');
}

/**
 * Decodes bytes as they come in: by a byte-order mark, else as told, else by what the document declares, else as UTF-8.
 * Control characters that XML forbids are dropped.
 * @throws UnreadableFeed where the encoding is not known, or the bytes are not in it.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>, hints: EncodingHints): AsyncGenerator<string> {
  let head: Uint8Array = new Uint8Array();
  let text: ChunkDecoder | undefined;
  for await (const chunk of chunks) {
    if (text) {
      yield text.decode(chunk);
      continue;
    }
    head = joined(head, chunk);
    if (head.length < SNIFFED) continue;
    text = new ChunkDecoder(encodingOf(head, hints), hints);
    yield text.decode(head);
  }
  text ??= new ChunkDecoder(encodingOf(head, hints), hints, head);
  yield text.finish();
}

class ChunkDecoder {
  readonly #encoding: string;
  readonly #decoder: InstanceType<typeof TextDecoder>;
  readonly #rest: Uint8Array | undefined;
  readonly #onOdd: EncodingHints['onOdd'];
  #utf8: Utf8Watch | undefined;
  #lines = 1;

  constructor(encoding: string, { told, onOdd }: EncodingHints, rest?: Uint8Array) {
    this.#encoding = encoding;
    this.#decoder = decoderOf(encoding);
    this.#rest = rest;
    this.#onOdd = onOdd;
    // Whoever names the encoding knows it.
    this.#utf8 = told === undefined && !/^utf-?(?:8|16)/i.test(this.#decoder.encoding) ? new Utf8Watch() : undefined;
  }

  decode(chunk: Uint8Array, stream = true): string {
    this.#utf8?.take(chunk);
    try {
      const text = this.#decoder.decode(chunk, { stream });
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#lines += 1;
      return withoutForbidden(text);
    } catch {
      throw this.#invalid(chunk);
    }
  }

  finish(): string {
    const text = this.decode(this.#rest ?? new Uint8Array(), false);
    if (this.#utf8?.isLikely)
      this.#onOdd?.(
        `its bytes read as UTF-8, though it is declared to be in ${this.#encoding}; where letters are garbled, ` +
          `import it with --encoding utf-8`,
      );
    return text;
  }

  #invalid(chunk: Uint8Array): UnreadableFeed {
    const lenient = new TextDecoder(this.#encoding).decode(chunk);
    const before = lenient.slice(0, Math.max(lenient.indexOf('\uFFFD'), 0));
    const line = this.#lines + before.split('\n').length - 1;
    const message =
      `the bytes are not ${this.#encoding}; save the file as UTF-8, or tell its encoding with --encoding, ` +
      'such as --encoding windows-1258';
    return new UnreadableFeed(message, line);
  }
}

/** Sees whether all bytes are text in UTF-8, with letters beyond ASCII: by chance they hardly ever are. */
class Utf8Watch {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #isValid = true;
  #isAscii = true;

  take(chunk: Uint8Array): void {
    if (!this.#isValid) return;
    try {
      const text = this.#decoder.decode(chunk, { stream: true });
      if (this.#isAscii) this.#isAscii = !/[^\0-\x7f]/.test(text);
    } catch {
      this.#isValid = false;
    }
  }

  get isLikely(): boolean {
    return this.#isValid && !this.#isAscii;
  }
}

function encodingOf(head: Uint8Array, { told, charset }: EncodingHints): string {
  const [first, second, third, fourth] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (told !== undefined) return told;
  if (first !== undefined && first !== 0 && second === 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second !== undefined && second !== 0 && third === 0) return 'utf-16be';
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(
    new TextDecoder('latin1').decode(head.subarray(0, SNIFFED)),
  )?.[1];
  const named = charset ?? declared ?? 'utf-8';
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  return /^utf-?16/i.test(named) ? 'utf-8' : named;
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new UnreadableFeed(`the encoding "${encoding}" is not known; tell another with --encoding, such as utf-8`);
  }
}

function joined(head: Uint8Array, chunk: Uint8Array): Uint8Array {
  const both = new Uint8Array(head.length + chunk.length);
  both.set(head);
  both.set(chunk, head.length);
  return both;
}
