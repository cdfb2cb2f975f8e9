import { unreadableProblem } from '../../content/unreadable-problem.ts';
import { pageMediaPath } from '../../core/article/page-media.ts';
import type { PublishedFile } from '../../core/files/published-file.ts';
import { pageMediaAt } from '../../core/index/claims/page-media-at.ts';
import { slugOf } from '../../core/index/index-record.ts';
import { indexOf } from '../../core/index/index-view.ts';
import { mediaFileProblem } from '../../core/media/sound-problem.ts';
import type { Problem } from '../../core/problem.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { UnreadableObject } from '../../stores/unreadable-object.ts';
import type { MediaFile } from '../notes.ts';
import type { Scan } from '../scan.ts';

/** Returns the copies of page media that articles that are out name, by path. */
export function pageMediaFiles({ nextState, pageMedia }: Scan): ReadonlyMap<string, MediaFile> {
  const files = new Map<string, MediaFile>();
  if (pageMedia.size === 0) return files;
  const index = indexOf(nextState);
  for (const [key, record] of nextState.delta) {
    const names = record && 'pageMedia' in record ? Object.keys(record.pageMedia ?? {}) : [];
    for (const path of names.map(name => pageMediaPath(slugOf(key, record), name))) {
      const copy = files.has(path) ? undefined : pageMediaAt(index, path);
      const file = copy && pageMedia.get(copy.media.normalize('NFC'));
      if (file) files.set(path, file);
    }
  }
  return files;
}

/**
 * Yields copies of media. `report` takes the problems of files that may not be read, and are left out, and of pictures
 * and sound that readers do not get as they are; without it, the former is an error.
 */
export async function* mediaFiles(
  content: ObjectStore,
  scanned: Scan,
  report?: (problem: Problem) => void,
): AsyncGenerator<PublishedFile> {
  // One that several articles name is copied to each of them.
  const told = new Set<string>();
  for (const [path, { key, size }] of [...scanned.media, ...pageMediaFiles(scanned)]) {
    try {
      const object = await content.get(key);
      const problem = object && !told.has(key) ? mediaFileProblem(key, size, object.bytes) : undefined;
      told.add(key);
      if (problem) report?.(problem);
      if (object) yield { path, body: object.bytes };
    } catch (error) {
      if (!(error instanceof UnreadableObject) || !report) throw error;
      report(unreadableProblem(key, error));
    }
  }
}
