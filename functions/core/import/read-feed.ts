import { unescapeHtml } from '../html/canonical-html.ts';
import { decodeText, type EncodingHints } from './decode.ts';
import { ghostData, readGhost } from './formats/ghost.ts';
import { fields, parseJsonFeed, readJsonFeed } from './formats/json-feed.ts';
import { MOVABLE_TYPE, readMovableType } from './formats/movable-type.ts';
import {
  type DocumentReader,
  type DocumentReaderOptions,
  XmlReader,
  type XmlReaderOptions,
} from './formats/xml-document.ts';
import { type DocumentWarning, type ImportedFeed, UnreadableFeed } from './imported-feed.ts';
import { ENDLESS, type Patience } from './patience.ts';

/**
 * The largest document that is read, in bytes: 200 MB, an export of some 20,000 long articles. Its text is held in
 * memory.
 */
export const MAX_BYTES = 200 * 1024 * 1024;
/** A page says what it is in its first lines. */
const MAX_HTML = 64 * 1024;

const EMPTY = 'the document is empty; give a feed or a WordPress export';

export interface ReadFeedOptions extends EncodingHints, XmlReaderOptions {
  /** In bytes; `MAX_BYTES` unless told. */
  readonly mostBytes?: number;
  /** Limits the work on the document. Default: no limit. */
  readonly patience?: Patience;
  /** Called with the number of bytes read so far. */
  readonly onBytes?: (read: number) => void;
}

/**
 * Reads a feed (RSS 0.9x, 1.0, 2.0, Atom, JSON Feed) or a WordPress export as it comes in. It stops as soon as there is
 * too much of it.
 * @throws UnreadableFeed where it is none, is broken, or is too large.
 */
export async function readFeed(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadFeedOptions = {},
): Promise<ImportedFeed> {
  let reader: DocumentReader | undefined;
  const { patience = ENDLESS } = options;
  let head = '';
  const odd: DocumentWarning[] = [];
  const onOdd = (message: string): void => void odd.push({ message });
  for await (const text of decodeText(bounded(chunks, options), { ...options, onOdd })) {
    if (reader) {
      reader.write(text);
      continue;
    }
    head += text;
    if (head.trim() === '' && head.length < MAX_HTML) continue;
    reader = patience.whole(() => readerOf(head, { ...options, patience }));
    reader.write(head);
  }
  if (!reader) throw new UnreadableFeed(EMPTY);
  const feed = reader.finish();
  return odd.length > 0 ? { ...feed, warnings: [...(feed.warnings ?? []), ...odd] } : feed;
}

async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  { mostBytes = MAX_BYTES, onBytes }: ReadFeedOptions,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of chunks) {
    if (read === 0) refuseArchive(chunk);
    read += chunk.length;
    if (read > mostBytes) throw tooLarge(mostBytes);
    onBytes?.(read);
    yield chunk;
  }
}

/** Returns the error of a document that is larger than the limit. */
export function tooLarge(mostBytes: number): UnreadableFeed {
  const most = `${Math.round(mostBytes / 1024 / 1024)} MB`;
  return new UnreadableFeed(
    `there are more than ${most}, which is the most that is read; export it in parts, by year or by author`,
  );
}

function refuseArchive([first, second]: Uint8Array): void {
  if ((first === 0x1f && second === 0x8b) || (first === 0x50 && second === 0x4b))
    throw new UnreadableFeed('this is a compressed archive; unpack it, and import the XML file that is in it');
}

function readerOf(head: string, options: ReadFeedOptions & DocumentReaderOptions): DocumentReader {
  const start = head.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('{')) return new JsonReader(options.patience);
  if (start.startsWith('<')) return isPage(start) ? new PageReader() : new XmlReader(options);
  if (MOVABLE_TYPE.test(start)) return new MovableTypeReader(options.patience);
  if (start === '') throw new UnreadableFeed(EMPTY);
  throw new UnreadableFeed(
    `this is no feed: it begins with "${start.slice(0, 20)}"; expected XML (RSS, Atom, an export of ` +
      'WordPress or Blogger), JSON (a feed, an export of Ghost) or an export of Movable Type',
    1,
    1,
  );
}

function isPage(start: string): boolean {
  return /^(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(
    start.slice(0, 4096),
  );
}

class JsonReader implements DocumentReader {
  readonly #parts: string[] = [];
  readonly #patience: Patience;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  write(text: string): void {
    this.#parts.push(text);
  }

  finish(): ImportedFeed {
    const document = fields(this.#patience.whole(() => parseJsonFeed(this.#parts.join(''))));
    const ghost = ghostData(document);
    return ghost ? readGhost(ghost, this.#patience) : readJsonFeed(document, this.#patience);
  }
}

class MovableTypeReader implements DocumentReader {
  readonly #parts: string[] = [];
  readonly #patience: Patience;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  write(text: string): void {
    this.#parts.push(text);
  }

  finish(): ImportedFeed {
    return readMovableType(this.#parts.join(''), this.#patience);
  }
}

/** A document is a web page. */
export class WebPage extends UnreadableFeed {
  /** The feed that it names, as it names it. */
  readonly feed: string | undefined;
  constructor(message: string, feed?: string) {
    super(message, 1, 1);
    this.feed = feed;
  }
}

/** A web page in place of a feed; it may say where the feed is. */
class PageReader implements DocumentReader {
  #head = '';

  write(text: string): void {
    this.#head += text;
    if (this.#head.length > MAX_HTML) this.finish();
  }

  finish(): never {
    const links = this.#head.slice(0, MAX_HTML).match(/<link\b[^<>]*>/gi) ?? [];
    const feed = links.find(link => /application\/(?:rss\+xml|atom\+xml|feed\+json)/i.test(link));
    const href = feed && /\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(feed)?.[1];
    throw new WebPage(
      href ? `this is a web page, and no feed; it names its feed: import ${href}` : 'this is a web page, and no feed',
      href && unescapeHtml(href),
    );
  }
}
