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
import { leftOutBecause } from '../../core/import/patience.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import { readPages } from './feed-pages.ts';
import { type FileSet, openFolder, openZip } from './file-set.ts';
import { openFeed } from './open-feed.ts';
import { readDocument, readOpened, type SourceFeed, type SourceOptions } from './read-document.ts';

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
