import type { FileRecords } from '../core/files/file-record.ts';
import { segmentedFeedAt } from '../core/index/segmented/segmented-feed.ts';
import type { State } from '../core/index/state.ts';
import type { StoredIndex } from '../core/index/stored/stored-index.ts';
import { asFeedRecord, feedRecordKey } from '../core/index/traits/feed-record.ts';

/**
 * Returns a state with records of files that take the place of those with the same paths. Those of a segmented feed go
 * with the feed.
 */
export function withFileRecords(state: State, records: FileRecords): State {
  const delta: Record<string, StoredIndex['delta'][string]> = { ...state.delta };
  const files = { ...state.files };
  for (const [path, record] of Object.entries(records)) {
    const feed = segmentedFeedAt(path);
    if (feed === undefined) {
      files[path] = record;
      continue;
    }
    const key = feedRecordKey(feed);
    const known = asFeedRecord(delta[key]);
    delta[key] = { status: 'feed', ...known, files: { ...known?.files, [path]: record } };
  }
  return { ...state, delta, files: byPath(files) };
}

/** By path, so that the same files are the same state however they came about. */
function byPath(files: FileRecords): FileRecords {
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}
