import type { StoredIndex } from '../../core/index/stored/stored-index.ts';
import { archiveKey, directoryKey, feedSegmentKey, monthKey, segmentKey } from '../stores/index-store.ts';

/** Returns the keys of the objects that a state names. */
export function partsOf({
  segments,
  feedSegments = [],
  directory,
  months,
}: Pick<StoredIndex, 'segments' | 'feedSegments' | 'directory' | 'months'>): ReadonlySet<string> {
  const parts = new Set<string>();
  if (directory) parts.add(directoryKey(directory.generation));
  for (const [at, { generation }] of segments.entries())
    if (generation !== undefined) parts.add(segmentKey(at, generation));
  for (const [at, { generation }] of feedSegments.entries())
    if (generation !== undefined) parts.add(feedSegmentKey(at, generation));
  for (const [month, { generation, archive }] of Object.entries(months)) {
    if (generation !== undefined) parts.add(monthKey(month, generation));
    if (archive?.generation !== undefined) parts.add(archiveKey(month, archive.generation));
  }
  return parts;
}
