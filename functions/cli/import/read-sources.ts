import { Buffer } from 'node:buffer';
import { statSync } from 'node:fs';
import { decodeText } from '../../core/import/decode.ts';
import { isMediumStory, mediumFeed, mediumItem } from '../../core/import/formats/medium.ts';
import { substackFeed, substackItem, substackPosts } from '../../core/import/formats/substack.ts';
import {
  type ImportedFeed,
  type ImportedItem,
  UnreadableFeed,
  type UnreadableItem,
} from '../../core/import/imported-feed.ts';
import { LeftOut } from '../../core/import/left-out.ts';
import type { NamedFeed } from '../../core/import/merge-feeds.ts';
import { leftOutBecause, type Patience } from '../../core/import/patience.ts';
import { type ReadFeedOptions, readFeed, WebPage } from '../../core/import/read-feed.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import { type FileSet, openFolder, openZip } from './file-set.ts';
import { type OpenedFeed, type OpenFeedOptions, openFeed } from './open-feed.ts';

export interface SourceOptions extends OpenFeedOptions, ReadFeedOptions {
  readonly patience: Patience;
  /** Number of documents of a continued feed that are fetched. Default: 1. */
  readonly pages?: number;
}

/** A document, and its final address, if on the web. */
export interface SourceFeed extends NamedFeed {
  readonly url?: string;
}

/** Names of documents that may be feeds or exports, by their endings. */
const DOCUMENT = /\.(?:xml|rss|atom|rdf|json|txt|mt|wxr)$/i;
const [ZIP, RST] = [/\.zip$/i, /\.rst$/i];
const NO_RST = 'reStructuredText is not supported; convert it, such as by pandoc -t gfm';

/** Reads what a person named: a file, a folder, a zip, or an address of the web and the pages that follow it. */
export async function readSource(source: string, options: SourceOptions): Promise<readonly SourceFeed[]> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source)) return readPages(source, options);
  const stats = statSync(source, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return readSet(source, openFolder(source), options);
  if (stats && ZIP.test(source)) return readSet(source, await openZip(source), options);
  if (RST.test(source)) throw new CouldNotRun(`${source}: ${NO_RST}`);
  return [{ source, feed: await readOpened(source, await openFeed(source, options), options) }];
}

/**
 * Reads a feed on the web, and its earlier parts (RFC 5005; JSON Feed, `next_url`). WordPress does not declare these,
 * and has them at `?paged=2`. A page that names its feed leads to it.
 */
async function readPages(source: string, options: SourceOptions): Promise<readonly SourceFeed[]> {
  const found: SourceFeed[] = [];
  const seen = new Set<string>();
  let next: string | undefined = source;
  for (let page = 1; next !== undefined && page <= (options.pages ?? 1) && !seen.has(next); page++) {
    seen.add(next);
    const isGuess = page > 1 && found.at(-1)?.feed.next === undefined;
    const read: SourceFeed | undefined = await readPage(source, next, options).catch(error => {
      // Behind WordPress' last page is none.
      if (isGuess && error instanceof CouldNotRun) return undefined;
      throw error;
    });
    if (!read || read.feed.items.length === 0) break;
    found.push(read);
    if (read.url !== undefined) seen.add(read.url);
    next = nextOf(read, page);
  }
  return found;
}

function nextOf({ feed, url }: SourceFeed, page: number): string | undefined {
  if (url === undefined) return undefined;
  if (feed.next !== undefined) return URL.canParse(feed.next, url) ? new URL(feed.next, url).href : undefined;
  if (!/^https?:\/\/wordpress\.org\//i.test(feed.generator ?? '')) return undefined;
  const paged = new URL(url);
  paged.searchParams.set('paged', String(page + 1));
  return paged.href;
}

async function readPage(source: string, address: string, options: SourceOptions): Promise<SourceFeed> {
  const isFirst = address === source;
  const opened = await openFeed(address, { ...options, from: source });
  try {
    const { url } = opened;
    return { source: address, feed: await readOpened(address, opened, options), ...(url !== undefined && { url }) };
  } catch (error) {
    const feed = error instanceof NotAFeed ? error.feed : undefined;
    const named = feed !== undefined && URL.canParse(feed, opened.url) ? new URL(feed, opened.url).href : undefined;
    if (!isFirst || named === undefined || named === address) throw error;
    return readPage(source, named, options);
  }
}

/** Error for a web page in place of a feed. */
class NotAFeed extends CouldNotRun {
  readonly feed: string | undefined;
  constructor(message: string, feed: string | undefined) {
    super(message);
    this.feed = feed;
  }
}

async function readOpened(name: string, opened: OpenedFeed, options: SourceOptions): Promise<ImportedFeed> {
  const { chunks, charset } = opened;
  try {
    return await readFeed(chunks, { ...options, ...(charset !== undefined && { charset }) });
  } catch (error) {
    if (!(error instanceof UnreadableFeed)) throw error;
    const { line, column, message } = error;
    const place = [name, line, line === undefined ? undefined : column, ` ${message}`];
    const told = place.filter(part => part !== undefined).join(':');
    throw error instanceof WebPage ? new NotAFeed(told, error.feed) : new CouldNotRun(told);
  }
}

/** An export of Substack or Medium, or a folder or zip of documents. */
async function readSet(source: string, files: FileSet, options: SourceOptions): Promise<readonly SourceFeed[]> {
  try {
    const csv = files.names.find(name => /(?:^|\/)posts\.csv$/.test(name));
    if (csv !== undefined) return [{ source, feed: await readSubstack(files, csv, options) }];
    const stories = files.names.filter(name => /(?:^|\/)posts\/[^/]+\.html$/.test(name));
    const [first] = stories;
    if (first !== undefined && isMediumStory((await files.read(first)).toString()))
      return [{ source, feed: await readMedium(files, stories, options) }];
    return await readDocuments(source, files, options);
  } finally {
    files.close();
  }
}

async function readDocuments(source: string, files: FileSet, options: SourceOptions): Promise<readonly SourceFeed[]> {
  const found: SourceFeed[] = [];
  const left = new LeftOut();
  for (const name of files.names) {
    if (!DOCUMENT.test(name)) {
      left.add({ kind: kindOfFile(name), example: name });
      continue;
    }
    try {
      const path = `${source}/${name}`;
      found.push({ source: path, feed: await readDocument(path, await files.read(name), options) });
    } catch (error) {
      // Documents other than feeds may lie beside them. A broken feed is reported with its position.
      if (!(error instanceof CouldNotRun)) throw error;
      left.add({
        kind: `file that can't be read (${error.message.slice(source.length + name.length + 2)})`,
        example: name,
      });
    }
  }
  if (found.length === 0)
    throw new CouldNotRun(`${source}: holds no feed and no export that can be read${firstOf(left)}`);
  return withLeft(found, left);
}

const CHUNK = 256 * 1024;

/** Reads a feed or an export. @throws CouldNotRun where it is none, with its place. */
export function readDocument(path: string, bytes: Uint8Array, options: SourceOptions): Promise<ImportedFeed> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
  }
  return readOpened(path, { chunks: chunks() }, options);
}

function kindOfFile(name: string): string {
  if (RST.test(name)) return `file .rst: ${NO_RST}`;
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase();
  return ending === undefined ? 'file' : `file ${ending}`;
}

function firstOf({ kinds }: LeftOut): string {
  const [kind] = kinds;
  return kind === undefined ? '' : `; ${kind[0]}, such as ${kind[1].example ?? ''}`;
}

function withLeft(feeds: readonly SourceFeed[], left: LeftOut): readonly SourceFeed[] {
  const [first, ...others] = feeds;
  if (!first || left.kinds.size === 0) return feeds;
  left.merge(first.feed.left);
  return [{ ...first, feed: { ...first.feed, left: left.kinds } }, ...others];
}

async function readSubstack(files: FileSet, csv: string, options: SourceOptions): Promise<ImportedFeed> {
  const rows = await text(files, csv, options);
  const posts = options.patience.whole(() => substackPosts(rows));
  const texts = new Map(files.names.map(name => [name.replace(/^.*\//, ''), name]));
  const used = new Set([csv]);
  const items: ImportedItem[] = [];
  const blank: string[] = [];
  for (const post of posts) {
    const name = texts.get(post.file);
    if (name !== undefined) used.add(name);
    const html = name === undefined ? undefined : await text(files, name, options);
    const item = substackItem(post, html);
    if (item)
      items.push({
        ...item,
        html: options.hold && typeof item.html === 'string' ? options.hold(item.html) : item.html,
      });
    else blank.push(post.row.post_id ?? '');
  }
  return withFiles(substackFeed(items, blank), files, used);
}

async function readMedium(files: FileSet, stories: readonly string[], options: SourceOptions): Promise<ImportedFeed> {
  const items: ImportedItem[] = [];
  const unreadable: UnreadableItem[] = [];
  for (const name of stories) {
    const html = await text(files, name, options);
    for (const attempt of options.patience.each([html], story => mediumItem(name, story))) {
      if ('error' in attempt) unreadable.push({ reason: `of ${name} ${leftOutBecause(attempt.error)}` });
      else items.push(attempt.result);
    }
  }
  const feed = withFiles(mediumFeed(items), files, new Set(stories));
  return unreadable.length > 0 ? { ...feed, unreadable } : feed;
}

/** Adds the files that were not read, by their folder, to what was left out. */
function withFiles(feed: ImportedFeed, files: FileSet, used: ReadonlySet<string>): ImportedFeed {
  const left = new LeftOut();
  for (const name of files.names)
    if (!used.has(name))
      left.add({ kind: `file in ${/^(.*)\/[^/]*$/.exec(name)?.[1] ?? 'the export'}`, example: name });
  left.merge(feed.left);
  return { ...feed, left: left.kinds };
}

async function text(files: FileSet, name: string, options: SourceOptions): Promise<string> {
  const bytes = await files.read(name);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(bytes);
  }
  let all = '';
  try {
    for await (const part of decodeText(chunks(), options)) all += part;
  } catch (error) {
    if (error instanceof UnreadableFeed) throw new CouldNotRun(`${name}: ${error.message}`);
    throw error;
  }
  return all;
}
