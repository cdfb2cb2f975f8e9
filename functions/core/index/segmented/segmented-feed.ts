import { FEED_KINDS, type FeedKey, feedKey, folderOfKind, isOfName } from '../../feed/feed-key.ts';

/**
 * Returns whether a feed is one of any number: of an author or a tag. What is remembered of these lies in segments by
 * hash of the feed's key, so that the manifest grows by one name for some sixteen of them.
 */
export function isSegmented(key: FeedKey): boolean {
  return isOfName(key);
}

/** Folders of the kinds of segmented feeds. */
const FOLDERS = FEED_KINDS.filter(kind => isOfName(feedKey(kind, ''))).map(kind => ({
  kind,
  folder: folderOfKind(kind),
}));

/** Returns the segmented feed in whose folder a file under `public/` lies; `undefined` for every other path. */
export function segmentedFeedAt(path: string): FeedKey | undefined {
  for (const { kind, folder } of FOLDERS) {
    if (!path.startsWith(folder)) continue;
    const end = path.indexOf('/', folder.length);
    if (end > folder.length) return feedKey(kind, path.slice(folder.length, end));
  }
  return undefined;
}
