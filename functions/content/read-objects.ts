import { isOut } from '../core/article/is-out.ts';
import { createArticleReader } from '../core/article/read-article.ts';
import { MEDIA_PREFIX } from '../core/entry/reference.ts';
import type { ReadObject } from '../core/index/found.ts';
import type { Instant } from '../core/instant.ts';
import type { Site } from '../core/site/site.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import { mediaProblem } from './list-media.ts';
import { type ArticleReader, readSource, unreadableProblem } from './read-source.ts';
import { versionOf } from './version.ts';

/** Reads objects as they are now, sources whole, files under `media/` by their size. */
export async function readObjects(
  content: ObjectStore,
  keys: Iterable<string>,
  site: Site,
): Promise<ReadonlyMap<string, ReadObject>> {
  const readArticle = createArticleReader(site);
  const read = await inParallel(
    keys,
    CONCURRENCY,
    async key => [key, await readObject(content, key, readArticle)] as const,
  );
  return new Map(read);
}

/** When the article of each source that is out was put into the bucket. */
export function uploadedAt(
  objects: ReadonlyMap<string, ReadObject>,
  { now, forcedKeys }: { readonly now: Instant; readonly forcedKeys: ReadonlySet<string> },
): readonly Instant[] {
  const times: Instant[] = [];
  for (const [key, object] of objects) {
    // Nobody put anything where an article fell due, or what a crash left is mended.
    if (forcedKeys.has(key)) continue;
    if (!('source' in object) || !object.source || object.found.kind !== 'article') continue;
    const { article } = object.found;
    if (isOut(article, now)) times.push(Math.max(object.source.lastModified, article.published));
  }
  return times;
}

/** Reads an object as it is now. One that may not be read is a problem of its own. */
export async function readObject(content: ObjectStore, key: string, readArticle: ArticleReader): Promise<ReadObject> {
  try {
    return await readWhole(content, key, readArticle);
  } catch (error) {
    if (!(error instanceof UnreadableObject)) throw error;
    return rejectUnreadable(content, key, error);
  }
}

/** As the listing tells of it, so that the next sweep finds nothing new. */
async function rejectUnreadable(content: ObjectStore, key: string, error: UnreadableObject): Promise<ReadObject> {
  for await (const summary of content.list(key)) {
    if (summary.key !== key) break;
    return { found: { kind: 'rejected', etag: versionOf(summary), problems: [unreadableProblem(key, error)] } };
  }
  return { found: { kind: 'gone' } };
}

async function readWhole(content: ObjectStore, key: string, readArticle: ArticleReader): Promise<ReadObject> {
  if (!key.startsWith(MEDIA_PREFIX)) return readSource(content, key, readArticle);
  const object = await content.get(key, { most: 0 });
  if (!object) return { found: { kind: 'gone' } };
  return judgeMedia(object);
}

/** A file under `media/`, by its size. */
export function judgeMedia(object: ObjectSummary): ReadObject {
  const problem = mediaProblem(object);
  if (problem) return { found: { kind: 'rejected', etag: versionOf(object), problems: [problem] } };
  return { found: { kind: 'media', etag: versionOf(object), size: object.size } };
}
