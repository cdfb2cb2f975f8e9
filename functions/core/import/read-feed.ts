import { decodeText, type EncodingHints } from './decode.ts';
import { atomLeftovers, readAtomEntry, readAtomFeed } from './formats/atom.ts';
import { bloggerEntry, bloggerItem, leftKind } from './formats/blogger.ts';
import { readJsonFeed } from './formats/json-feed.ts';
import {
  channelOf,
  isDeleted,
  type RssStyle,
  readRssChannel,
  readRssItem,
  rssLeftovers,
  rssStyleOf,
} from './formats/rss.ts';
import { WordpressReader, wordpressNamespace } from './formats/wordpress.ts';
import {
  type DocumentWarning,
  type ImportedFeed,
  type ImportedItem,
  UnreadableFeed,
  type UnreadableItem,
} from './imported-feed.ts';
import { LeftOut, type Leftover } from './left-out.ts';
import { ENDLESS, leftOutBecause, type Patience } from './patience.ts';
import { ATOM, type XmlElement, XmlTreeReader } from './xml-tree.ts';

/**
 * The largest document that is read, in bytes: 200 MB, an export of some 20,000 long articles. Its text is held in
 * memory.
 */
export const MOST_BYTES = 200 * 1024 * 1024;
/** More articles than a newsroom writes in ten years; a document of a million empty ones would fill memory. */
const MOST_ITEMS = 200_000;
/** A page says what it is in its first lines. */
const MOST_HTML = 64 * 1024;

const EMPTY = 'the document is empty; give a feed or a WordPress export';

export interface ReadFeedOptions extends EncodingHints {
  /** In bytes; `MOST_BYTES` unless told. */
  readonly mostBytes?: number;
  /** How the document is worked on; without end unless told. */
  readonly patience?: Patience;
  /** Told how many bytes were read. */
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
  for await (const text of decodeText(bounded(chunks, options), options)) {
    if (reader) {
      reader.write(text);
      continue;
    }
    head += text;
    if (head.trim() === '' && head.length < MOST_HTML) continue;
    reader = patience.whole(() => readerOf(head, patience));
    reader.write(head);
  }
  if (!reader) throw new UnreadableFeed(EMPTY);
  return reader.finish();
}

interface DocumentReader {
  write(text: string): void;
  finish(): ImportedFeed;
}

async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  { mostBytes = MOST_BYTES, onBytes }: ReadFeedOptions,
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

/** Why a document is not read that has more bytes than may be. */
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

function readerOf(head: string, patience: Patience): DocumentReader {
  const start = head.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('{')) return new JsonReader(patience);
  if (start.startsWith('<')) return isPage(start) ? new PageReader() : new XmlReader(patience);
  if (start === '') throw new UnreadableFeed(EMPTY);
  throw new UnreadableFeed(
    `this is no feed: it begins with "${start.slice(0, 20)}"; expected XML (RSS, Atom, a WordPress export) or a JSON Feed`,
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
    return readJsonFeed(this.#parts.join(''), this.#patience);
  }
}

/** A web page in place of a feed; it may say where the feed is. */
class PageReader implements DocumentReader {
  #head = '';

  write(text: string): void {
    this.#head += text;
    if (this.#head.length > MOST_HTML) this.finish();
  }

  finish(): never {
    const links = this.#head.slice(0, MOST_HTML).match(/<link\b[^<>]*>/gi) ?? [];
    const feed = links.find(link => /application\/(?:rss\+xml|atom\+xml|feed\+json)/i.test(link));
    const href = feed && /\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(feed)?.[1];
    throw new UnreadableFeed(
      href ? `this is a web page, and no feed; it names its feed: import ${href}` : 'this is a web page, and no feed',
      1,
      1,
    );
  }
}

class XmlReader implements DocumentReader {
  readonly #patience: Patience;
  /** Items that were read as XML, and no further. */
  #waiting: { readonly item: XmlElement; readonly root: XmlElement }[] = [];
  readonly #unreadable: UnreadableItem[] = [];
  readonly #items: ImportedItem[] = [];
  readonly #tree = new XmlTreeReader(
    root => this.#begin(root),
    (item, root) => this.#add(item, root),
  );
  #format: 'RSS' | 'Atom' = 'RSS';
  #wordpress: WordpressReader | undefined;
  /** What the channel says before its first article: how the articles are to be read. */
  #style: RssStyle | undefined;
  #count = 0;
  readonly #left = new LeftOut();
  #isBlogger = false;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  write(text: string): void {
    this.#patience.whole(() => this.#tree.write(text));
    this.#take();
  }

  finish(): ImportedFeed {
    const root = this.#patience.whole(() => this.#tree.close());
    this.#take();
    const feed = this.#patience.whole(() => this.#assemble(root));
    return this.#unreadable.length > 0 ? { ...feed, unreadable: this.#unreadable } : feed;
  }

  #assemble(root: XmlElement): ImportedFeed {
    const warnings = entityWarnings(this.#tree.htmlEntities);
    const more = { categories: [], media: [], left: this.#left.kinds, ...(warnings.length > 0 && { warnings }) };
    if (this.#format === 'Atom') {
      const format = this.#isBlogger ? 'Blogger export' : 'Atom';
      return { format, ...more, ...readAtomFeed(root), items: this.#items };
    }
    const channel = channelOf(root);
    const own = { ...more, ...readRssChannel(root), items: this.#items };
    if (!this.#wordpress || !channel) return { format: 'RSS', ...own };
    const taken = this.#wordpress.finish(channel);
    this.#left.merge(taken.left);
    return { format: 'WordPress export', ...own, ...taken, left: this.#left.kinds };
  }

  #begin({ name, uri, line }: XmlElement): void {
    if (name === 'rss' || name === 'RDF') return;
    if (name === 'feed' && uri === ATOM) {
      this.#format = 'Atom';
      return;
    }
    const found = uri === '' ? `<${name}>` : `<${name}> of ${uri}`;
    throw new UnreadableFeed(
      `this is XML, but no feed: it begins with ${found}; expected <rss>, <rdf:RDF> or <feed>`,
      line,
      1,
    );
  }

  #add(item: XmlElement, root: XmlElement): void {
    this.#count += 1;
    if (this.#count > MOST_ITEMS)
      throw new UnreadableFeed(`there are more than ${MOST_ITEMS} articles; export them in parts`, item.line);
    if (this.#format === 'RSS') this.#style ??= this.#styleOf(channelOf(root));
    this.#waiting.push({ item, root });
  }

  /** Takes in the items that wait. What one of them says may have no end. */
  #take(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const [at, attempt] of this.#patience.each(waiting, one => this.#read(one)).entries()) {
      if ('result' in attempt) attempt.result();
      else this.#unreadable.push({ line: waiting[at]?.item.line ?? 1, reason: leftOutBecause(attempt.error) });
    }
  }

  /** Reads an item; gives what takes it in. */
  #read({ item, root }: { readonly item: XmlElement; readonly root: XmlElement }): () => void {
    if (this.#format === 'Atom') return this.#readEntry(item, root);
    if (this.#wordpress) return this.#wordpress.read(item);
    if (isDeleted(item)) return () => this.#left.add({ kind: 'deleted', line: item.line });
    const read = readRssItem(item, this.#style ?? rssStyleOf(undefined));
    return this.#taking(read, rssLeftovers(item, read));
  }

  #readEntry(entry: XmlElement, root: XmlElement): () => void {
    const blogger = bloggerEntry(entry);
    const read = readAtomEntry(entry, root);
    if (!blogger) return this.#taking(read, atomLeftovers(entry, read));
    this.#isBlogger = true;
    const kind = leftKind(blogger);
    if (kind !== undefined) return () => this.#left.add({ kind, example: read.title, line: entry.line });
    return this.#taking(bloggerItem(read, blogger, readAtomFeed(root).url), atomLeftovers(entry, read));
  }

  #taking(item: ImportedItem, leftovers: readonly Leftover[]): () => void {
    return () => {
      this.#items.push(item);
      for (const leftover of leftovers) this.#left.add(leftover);
    };
  }

  #styleOf(channel: XmlElement | undefined): RssStyle {
    const uri = wordpressNamespace(channel);
    if (uri !== undefined) this.#wordpress = new WordpressReader(uri);
    return rssStyleOf(channel);
  }
}

function entityWarnings(entities: ReadonlyMap<string, number>): readonly DocumentWarning[] {
  const [line] = entities.values();
  if (line === undefined) return [];
  const names = [...entities.keys()].slice(0, 5).map(name => `&${name};`);
  const message = `XML has no ${names.join(', ')}: read as HTML reads ${names.length > 1 ? 'them' : 'it'}; have whoever makes the document write the characters themselves`;
  return [{ line, message }];
}
