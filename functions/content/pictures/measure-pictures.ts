import type { ReadObject } from '../../core/index/found.ts';
import { imageSize } from '../../core/media/image-size.ts';
import { isMeasured, type Measure, measureFields } from '../../core/media/measure.ts';
import { isTimed, PART, playTime } from '../../core/media/play-time.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import type { ObjectStore, ObjectSummary, StoredObject } from '../../stores/object-store.ts';
import { UnreadableObject } from '../../stores/unreadable-object.ts';
import { judgeMedia } from '../read-source.ts';
import { versionOf } from '../version.ts';

type File = Pick<ObjectSummary, 'key' | 'size'>;

/**
 * Reads the beginning of a file that tells something of itself there, or a part of it: 64 KB, since before the sides of
 * a picture a camera writes its own notes. `undefined` for any other file, and for one that is gone or can't be read.
 */
async function partOf(content: ObjectStore, { key, size }: File, from = 0): Promise<StoredObject | undefined> {
  if (size === 0 || !isMeasured(key)) return undefined;
  try {
    return await content.get(key, { first: PART, ...(from > 0 && { from }) });
  } catch (error) {
    // Whoever publishes it reports it.
    if (error instanceof UnreadableObject) return undefined;
    throw error;
  }
}

/** Returns what a file tells of itself; `head` is its beginning. Where sound ends may stand at its end. */
async function measureOf(content: ObjectStore, head: StoredObject): Promise<Measure | undefined> {
  if (isTimed(head.key)) return timeOf(content, head);
  const sides = imageSize(head.bytes);
  return sides && sides.width > 0 && sides.height > 0 ? sides : undefined;
}

async function timeOf(content: ObjectStore, head: StoredObject): Promise<Measure | undefined> {
  const looking = playTime(head.bytes, head.size);
  for (let step = looking.next(); ; ) {
    if (step.done) return step.value === undefined ? undefined : { seconds: step.value };
    const part = await partOf(content, head, step.value);
    // Parts of two versions tell nothing.
    if (!part || versionOf(part) !== versionOf(head)) return undefined;
    step = looking.next(part.bytes);
  }
}

/** A file that a listing tells of, in a version. */
type ListedFile = Pick<ObjectSummary, 'key' | 'size' | 'etag'>;

/**
 * Returns the sides of listed pictures, and how long listed sound and film plays, by the names that they are given by,
 * of those that are as they were listed.
 */
export async function measurePictures(
  content: ObjectStore,
  files: Iterable<readonly [name: string, file: ListedFile]>,
): Promise<ReadonlyMap<string, Measure>> {
  const measured = [...files].filter(([, { key }]) => isMeasured(key));
  const found = await inParallel(measured, CONCURRENCY, async ([name, file]): Promise<[string, Measure][]> => {
    const head = await partOf(content, file);
    const measure = head && versionOf(head) === file.etag ? await measureOf(content, head) : undefined;
    return measure ? [[name, measure]] : [];
  });
  return new Map(found.flat());
}

/**
 * Returns a media file that was found, with what it tells of itself. One that changed meanwhile is found as it is now:
 * sides of one version never stand with another.
 */
export async function withMeasure(content: ObjectStore, key: string, read: ReadObject): Promise<ReadObject> {
  const { found } = read;
  const head = found.kind === 'media' ? await partOf(content, { key, size: found.size }) : undefined;
  const now = head && judgeMedia(head).found;
  if (!head || now?.kind !== 'media') return read;
  return { found: { ...now, ...measureFields(await measureOf(content, head)) } };
}
