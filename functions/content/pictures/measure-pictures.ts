import type { ReadObject } from '../../core/index/found.ts';
import { imageSize, type Size } from '../../core/media/image-size.ts';
import { isSizedPicture } from '../../core/media/picture-problem.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import type { ObjectStore, ObjectSummary, StoredObject } from '../../stores/object-store.ts';
import { UnreadableObject } from '../../stores/unreadable-object.ts';
import { judgeMedia } from '../read-source.ts';
import { versionOf } from '../version.ts';

/** Bytes of a picture that are read for its size, 64 KB: before its sides a camera writes its own notes. */
const HEAD = 64 * 1024;

/** Reads the beginning of a picture; `undefined` for any other file, and for one that is gone or can't be read. */
async function headOf(
  content: ObjectStore,
  { key, size }: Pick<ObjectSummary, 'key' | 'size'>,
): Promise<StoredObject | undefined> {
  if (size === 0 || !isSizedPicture(key)) return undefined;
  try {
    return await content.get(key, { first: HEAD });
  } catch (error) {
    // Whoever publishes it reports it.
    if (error instanceof UnreadableObject) return undefined;
    throw error;
  }
}

function sidesIn(bytes: Uint8Array): Size | undefined {
  const sides = imageSize(bytes);
  return sides && sides.width > 0 && sides.height > 0 ? sides : undefined;
}

/** A file that a listing tells of, in a version. */
type ListedFile = Pick<ObjectSummary, 'key' | 'size' | 'etag'>;

/** Returns the sides of listed pictures by the names that they are given by, of those that are as they were listed. */
export async function measurePictures(
  content: ObjectStore,
  files: Iterable<readonly [name: string, file: ListedFile]>,
): Promise<ReadonlyMap<string, Size>> {
  const pictures = [...files].filter(([, { key }]) => isSizedPicture(key));
  const found = await inParallel(pictures, CONCURRENCY, async ([name, file]): Promise<[string, Size][]> => {
    const head = await headOf(content, file);
    const sides = head && versionOf(head) === file.etag ? sidesIn(head.bytes) : undefined;
    return sides ? [[name, sides]] : [];
  });
  return new Map(found.flat());
}

/**
 * Returns a media file that was found, with its sides if it is a picture. One that changed meanwhile is found as it is
 * now: sides of one version never stand with another.
 */
export async function withSides(content: ObjectStore, key: string, read: ReadObject): Promise<ReadObject> {
  const { found } = read;
  const head = found.kind === 'media' ? await headOf(content, { key, size: found.size }) : undefined;
  const now = head && judgeMedia(head).found;
  if (!head || now?.kind !== 'media') return read;
  const picture = sidesIn(head.bytes);
  return { found: { ...now, ...(picture && { picture }) } };
}
