import {
  type DocumentWarning,
  type HeldText,
  heldItem,
  type ImportedFeed,
  type ImportedItem,
  UnreadableFeed,
  type UnreadableItem,
} from '../imported-feed.ts';
import { LeftOut, type Leftover } from '../left-out.ts';
import { leftOutBecause, type Patience } from '../patience.ts';
import { ATOM, type XmlElement, XmlTreeReader } from '../xml-tree.ts';
import { atomLeftovers, readAtomEntry, readAtomFeed } from './atom.ts';
import { bloggerEntry, bloggerItem, leftKind } from './blogger.ts';
import { channelLeftovers } from './channel-leftovers.ts';
import { readPodcast } from './podcast.ts';
import { AmpersandRepair } from './repair.ts';
import { channelOf, isDeleted, type RssStyle, readRssChannel, readRssItem, rssLeftovers, rssStyleOf } from './rss.ts';
import { type PostTypes, WordpressReader, wordpressNamespace } from './wordpress.ts';

/** More articles than a newsroom writes in ten years; a document of a million empty ones would fill memory. */
const MAX_ITEMS = 200_000;

/** Takes a document as it comes in. */
export interface DocumentReader {
  write(text: string): void;
  finish(): ImportedFeed;
}

export interface XmlReaderOptions {
  /** Treatment of WordPress' post types that the main feed did not show, by name. */
  readonly types?: PostTypes;
  /** Reads a bare `&` as `&amp;`, where a reader would give up. */
  readonly repair?: boolean;
  /** Converts texts for storage until they are written. Default: unchanged. */
  readonly hold?: (text: string) => HeldText;
  /** Articles of one document. Default: 200,000. */
  readonly mostItems?: number;
}

export interface DocumentReaderOptions extends XmlReaderOptions {
  readonly patience: Patience;
}

/** Reads RSS, Atom, and the exports of WordPress and Blogger. */
export class XmlReader implements DocumentReader {
  readonly #options: DocumentReaderOptions;
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
  /** Style of the channel before its first article, which decides how the articles are read. */
  #style: RssStyle | undefined;
  #count = 0;
  readonly #left = new LeftOut();
  #isBlogger = false;
  readonly #repair: AmpersandRepair | undefined;

  constructor(options: DocumentReaderOptions) {
    this.#options = options;
    this.#patience = options.patience;
    this.#repair = options.repair ? new AmpersandRepair() : undefined;
  }

  write(text: string): void {
    this.#patience.whole(() => this.#tree.write(this.#repair?.write(text) ?? text));
    this.#take();
  }

  finish(): ImportedFeed {
    const root = this.#patience.whole(() => {
      if (this.#repair) this.#tree.write(this.#repair.end());
      return this.#tree.close();
    });
    this.#take();
    const feed = this.#patience.whole(() => this.#assemble(root));
    return this.#unreadable.length > 0 ? { ...feed, unreadable: this.#unreadable } : feed;
  }

  #assemble(root: XmlElement): ImportedFeed {
    const warnings = [...entityWarnings(this.#tree.htmlEntities), ...repairWarnings(this.#repair)];
    const more = { categories: [], media: [], left: this.#left.kinds };
    for (const leftover of channelLeftovers(root, this.#wordpress !== undefined)) this.#left.add(leftover);
    if (this.#format === 'Atom') {
      const format = this.#isBlogger ? 'Blogger export' : 'Atom';
      return withWarnings({ format, ...more, ...readAtomFeed(root), items: this.#items }, warnings);
    }
    const channel = channelOf(root);
    warnings.push(...movedWarnings(channel));
    const own = { ...more, ...readRssChannel(root), items: this.#items };
    if (!this.#wordpress || !channel) return withWarnings({ format: 'RSS', ...own }, warnings);
    const taken = this.#wordpress.finish(channel);
    this.#left.merge(taken.left);
    return withWarnings({ format: 'WordPress export', ...own, ...taken, left: this.#left.kinds }, warnings);
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
    const { mostItems = MAX_ITEMS } = this.#options;
    if (this.#count > mostItems)
      throw new UnreadableFeed(`there are more than ${mostItems} articles; export them in parts`, item.line);
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
    const held = heldItem(item, this.#options.hold);
    return () => {
      this.#items.push(held);
      for (const leftover of leftovers) this.#left.add(leftover);
    };
  }

  #styleOf(channel: XmlElement | undefined): RssStyle {
    const uri = wordpressNamespace(channel);
    if (uri !== undefined) this.#wordpress = new WordpressReader(uri, this.#options);
    return rssStyleOf(channel);
  }
}

function withWarnings(feed: ImportedFeed, warnings: readonly DocumentWarning[]): ImportedFeed {
  return warnings.length > 0 ? { ...feed, warnings } : feed;
}

/** A podcast that moved says where it is now. The address may be its own. */
function movedWarnings(channel: XmlElement | undefined): readonly DocumentWarning[] {
  const { newFeedUrl } = channel ? readPodcast(channel) : {};
  const self = channel?.children.flatMap(child =>
    typeof child !== 'string' && child.uri === ATOM && child.attributes.rel === 'self' ? [child.attributes.href] : [],
  );
  if (!channel || newFeedUrl === undefined || self?.includes(newFeedUrl)) return [];
  const message = `the podcast says that it has moved (itunes:new-feed-url); import what is there: ${newFeedUrl}`;
  return [{ line: channel.line, message }];
}

function repairWarnings(repair: AmpersandRepair | undefined): readonly DocumentWarning[] {
  if (repair?.line === undefined) return [];
  const mended = `${repair.mended} & that began no character were read as &amp;`;
  const message = `${mended}; ask the publisher of the document to write them so`;
  return [{ line: repair.line, message }];
}

function entityWarnings(entities: ReadonlyMap<string, number>): readonly DocumentWarning[] {
  const [line] = entities.values();
  if (line === undefined) return [];
  const names = [...entities.keys()].slice(0, 5).map(name => `&${name};`);
  const message =
    `XML has no ${names.join(', ')}: read as HTML reads ${names.length > 1 ? 'them' : 'it'}; have whoever ` +
    'makes the document write the characters themselves';
  return [{ line, message }];
}
