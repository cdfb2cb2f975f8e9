import { hasOwnFile, ownerOf, publicPathOf, type StoredRecord } from '../../core/index/index-record.ts';
import { isMedia, segmentOf } from '../../core/index/keys/record-keys.ts';
import type { Rebuild } from '../rebuild-context.ts';
import { recordsOfSegment } from './stored-parts.ts';

/** Returns the first of the other sources that were read and have the path of a page; nearly always there is none. */
export async function otherAt(
  { run, nextState, index, parts, taken }: Rebuild,
  path: string,
  key: string,
): Promise<string | undefined> {
  if (!taken.has(path)) return undefined;
  // Whose pages might meet lie in one segment.
  const at = segmentOf(key, nextState.segmentCount);
  const stored = [...(await recordsOfSegment(run.state, parts, at)), ...Object.entries(await index.segment(at))];
  const records = new Map<string, StoredRecord | null>([...stored, ...nextState.delta]);
  return ownerOf(
    [...records].flatMap(([other, record]): [string, StoredRecord][] =>
      record && other !== key && hasOwnFile(record) && publicPathOf(other, record) === path ? [[other, record]] : [],
    ),
  );
}

/** Adds the paths of pages of everything that an earlier run of this rebuild read, and folded. */
export async function takeFolded({ base, index, taken }: Rebuild): Promise<void> {
  for (const [at, { generation }] of base.segments.entries()) {
    if (generation === undefined) continue;
    for (const [key, record] of Object.entries(await index.segment(at))) {
      const path = !isMedia(key) && hasOwnFile(record) ? publicPathOf(key, record) : undefined;
      if (path !== undefined) taken.add(path);
    }
  }
}
