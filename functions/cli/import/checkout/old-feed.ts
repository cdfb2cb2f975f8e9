import type { ImportedFeed } from '../../../core/import/imported-feed.ts';
import { mergeFeeds } from '../../../core/import/merge-feeds.ts';
import { CouldNotRun } from '../../output/exit-status.ts';
import type { FileSet } from '../file-set.ts';
import type { ImportContext } from '../options.ts';
import { readDocument, type SourceFeed } from '../read-document.ts';
import { readSource } from '../read-sources.ts';

/** Names that programs give the feed which they make. */
const BUILT = /(?:^|\/)(?:feed|rss|rss2|atom|index|all)(?:\.(?:en|vi|all))?\.(?:xml|rss|atom|json)$/i;
/** Files of these names that are looked at. */
const MAX_LOOKED_AT = 20;
/** Maximum size of a built feed, in bytes. A feed contains only the newest articles. */
const MAX_BUILT = 20 * 1024 * 1024;

/** Returns the former feed of a checkout's site: the given one, else a built one in the checkout. */
export async function oldFeed(files: FileSet, context: ImportContext): Promise<ImportedFeed | undefined> {
  const { feed: source, patience, pages } = context;
  const options = { patience, ...(pages !== undefined && { pages }) };
  if (source !== undefined) return mergeFeeds(whole(await readSource(source, options)));
  const found: SourceFeed[] = [];
  for (const name of files.names.filter(one => BUILT.test(one)).slice(0, MAX_LOOKED_AT)) {
    const bytes = await files.read(name);
    if (bytes.length > MAX_BUILT) continue;
    const feed = await readDocument(name, bytes, options).catch((error: unknown) => {
      // Templates of feeds and other data have such names, too.
      if (error instanceof CouldNotRun) return undefined;
      throw error;
    });
    if (feed && feed.items.length > 0) found.push({ source: name, feed });
  }
  return found.length > 0 ? mergeFeeds(found) : undefined;
}

/** Returns the documents of a feed. @throws CouldNotRun where one is missing: articles in it would get other ids. */
function whole(feeds: readonly SourceFeed[]): readonly SourceFeed[] {
  const failed = feeds.find(({ problem }) => problem?.severity === 'error')?.problem;
  if (failed) throw new CouldNotRun(`${failed.path}: ${failed.message}`);
  return feeds;
}
