import { type ImportedFeed, UnreadableFeed } from '../../core/import/imported-feed.ts';
import type { NamedFeed } from '../../core/import/merge-feeds.ts';
import type { Patience } from '../../core/import/patience.ts';
import { type ReadFeedOptions, readFeed, WebPage } from '../../core/import/read-feed.ts';
import type { Problem } from '../../core/problem.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import type { OpenedFeed, OpenFeedOptions } from './open-feed.ts';

export interface SourceOptions extends OpenFeedOptions, ReadFeedOptions {
  readonly patience: Patience;
  /** Number of documents of a continued feed that are fetched. Default: 1. */
  readonly pages?: number;
}

/** A document, and its final address, if on the web. */
export interface SourceFeed extends NamedFeed {
  readonly url?: string;
  /** Reason for which the feed was not followed beyond this document. */
  readonly problem?: Problem;
}

/** Error for a web page in place of a feed. */
export class NotAFeed extends CouldNotRun {
  /** The feed that it names, as it names it. */
  readonly feed: string | undefined;
  constructor(message: string, feed: string | undefined) {
    super(message);
    this.feed = feed;
  }
}

/** Reads a document while its bytes arrive. @throws CouldNotRun where it is no feed and no export, with its place. */
export async function readOpened(name: string, opened: OpenedFeed, options: SourceOptions): Promise<ImportedFeed> {
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

const CHUNK = 256 * 1024;

/** Reads a feed or an export. @throws CouldNotRun where it is none, with its place. */
export function readDocument(path: string, bytes: Uint8Array, options: SourceOptions): Promise<ImportedFeed> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
  }
  return readOpened(path, { chunks: chunks() }, options);
}
