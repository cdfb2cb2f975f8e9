import { isPageMedia } from '../core/article/page-media.ts';
import { ARTICLES_PREFIX } from '../core/bucket-layout.ts';
import {
  beginsAsPicture,
  isPictureRead,
  isSizedPicture,
  KIND_START,
  PICTURE_START,
} from '../core/media/picture-problem.ts';
import { isSound, mediaFileProblem } from '../core/media/sound-problem.ts';
import type { Problem } from '../core/problem.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import { listMedia } from './list-media.ts';

/**
 * Returns warnings of pictures that readers do not see, or wait for, and of sound that its name belies. Of sound, and
 * of more than 1 MB, only the start is read.
 */
export async function pictureProblems(
  content: ObjectStore,
  files: Iterable<Pick<ObjectSummary, 'key' | 'size'>>,
): Promise<readonly Problem[]> {
  const found = await inParallel(files, CONCURRENCY, async ({ key, size }) => {
    const part = isPictureRead(key, size) ? {} : { first: KIND_START };
    const bytes = isSizedPicture(key) || isSound(key) ? await readMediaBytes(content, key, part) : undefined;
    return mediaFileProblem(key, size, bytes) ?? [];
  });
  return found.flat();
}

/** Reads a media file to look into it. An unreadable one is reported when it is published. */
export async function readMediaBytes(
  content: ObjectStore,
  key: string,
  part: { readonly first?: number } = {},
): Promise<Uint8Array | undefined> {
  try {
    return (await content.get(key, part))?.bytes;
  } catch (error) {
    if (error instanceof UnreadableObject) return undefined;
    throw error;
  }
}

type File = Pick<ObjectSummary, 'key' | 'size'>;

/** Returns all media: files under `media/`, and those beside articles. */
export async function allMedia(content: ObjectStore): Promise<readonly ObjectSummary[]> {
  const files: ObjectSummary[] = [...(await listMedia(content)).media.values()];
  for await (const file of content.list(ARTICLES_PREFIX, { onSkipped: () => undefined }))
    if (isPageMedia(file.key)) files.push(file);
  return files;
}

/** Returns those of some media that are there. What can't be read is reported by whoever publishes it. */
export async function mediaAt(content: ObjectStore, keys: Iterable<string>): Promise<readonly File[]> {
  const found = await inParallel(keys, CONCURRENCY, async (key): Promise<readonly File[]> => {
    try {
      const object = await content.get(key, { most: 0 });
      return object ? [{ key, size: object.size }] : [];
    } catch (error) {
      if (error instanceof UnreadableObject) return [{ key, size: 0 }];
      throw error;
    }
  });
  return found.flat();
}

/** Returns those of some files that do not begin as a picture does. What can't be read is reported elsewhere. */
export async function filesThatAreNoPictures(content: ObjectStore, keys: Iterable<string>): Promise<readonly string[]> {
  const found = await inParallel(keys, CONCURRENCY, async (key): Promise<readonly string[]> => {
    try {
      const object = await content.get(key, { first: PICTURE_START });
      return object && !beginsAsPicture(object.bytes) ? [key] : [];
    } catch (error) {
      if (error instanceof UnreadableObject) return [];
      throw error;
    }
  });
  return found.flat();
}
