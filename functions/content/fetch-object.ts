import { formatOf } from '../core/article/key.ts';
import { MAX_SOURCE_BYTES } from '../core/article/source-text.ts';
import type { ReadObject } from '../core/index/found.ts';
import { isMedia } from '../core/index/keys/record-keys.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import { withMeasure } from './pictures/measure-pictures.ts';
import { judgeMedia, oversizeProblem, rejectByName, type SourceObject } from './read-source.ts';
import { unreadableProblem } from './unreadable-problem.ts';
import { versionOf } from './version.ts';
import { withUploader } from './with-uploader.ts';

/** An object as it was fetched: bytes that are to be read as an article, or what it was found to be without that. */
export type Fetched =
  | { readonly key: string; readonly object: SourceObject; readonly read?: undefined }
  | { readonly key: string; readonly object?: undefined; readonly read: ReadObject };

/**
 * Fetches an object as it is now. One that is too large is rejected by its size, without its bytes; so are others that
 * can't be read.
 */
export async function fetchObject(content: ObjectStore, key: string): Promise<Fetched> {
  try {
    return await fetchSource(content, key);
  } catch (error) {
    if (!(error instanceof UnreadableObject)) throw error;
    return { key, read: await rejectUnreadable(content, key, error) };
  }
}

/** Fetches a source that a listing told of. */
export async function fetchListed(content: ObjectStore, summary: ObjectSummary): Promise<Fetched> {
  const { key, size } = summary;
  const etag = versionOf(summary);
  // An object whose name or size shows that it is no article is not read: it may be more than memory holds.
  if (!formatOf(key)) return { key, read: rejectByName(summary) };
  const problem = oversizeProblem(key, size);
  if (problem) return { key, read: { found: { kind: 'rejected', etag, problems: [problem] } } };
  try {
    return await fetchSource(content, key);
  } catch (error) {
    if (!(error instanceof UnreadableObject)) throw error;
    return { key, read: { found: { kind: 'rejected', etag, problems: [unreadableProblem(key, error)] } } };
  }
}

async function fetchSource(content: ObjectStore, key: string): Promise<Fetched> {
  const isSource = formatOf(key) !== undefined && !isMedia(key);
  const object = await content.get(key, { most: isSource ? MAX_SOURCE_BYTES : 0 });
  if (!object) return { key, read: { found: { kind: 'gone' } } };
  if (isMedia(key)) return { key, read: await withMeasure(content, key, judgeMedia(object)) };
  return isSource ? { key, object } : { key, read: withUploader(rejectByName(object), object.metadata) };
}

/** As the listing tells of it, so that the next sweep finds nothing new. */
async function rejectUnreadable(content: ObjectStore, key: string, error: UnreadableObject): Promise<ReadObject> {
  for await (const summary of content.list(key)) {
    if (summary.key !== key) break;
    return { found: { kind: 'rejected', etag: versionOf(summary), problems: [unreadableProblem(key, error)] } };
  }
  return { found: { kind: 'gone' } };
}
