import type { Article, Source } from '../core/article/article.ts';
import { formatOf } from '../core/article/key.ts';
import type { createArticleReader } from '../core/article/read-article.ts';
import { MOST_SOURCE_BYTES, openSource, sizeProblem } from '../core/article/source-text.ts';
import { type RenderContext, type RenderedEntry, renderEntry } from '../core/entry/render-entry.ts';
import type { ReadObject } from '../core/index/found.ts';
import type { Problem } from '../core/problem.ts';
import type { ObjectStore, ObjectSummary, StoredObject } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import { versionOf } from './version.ts';

export type ArticleReader = ReturnType<typeof createArticleReader>;

/** Reads a source and says what it is. One that is too large is rejected by its size, without its bytes. */
export async function readSource(content: ObjectStore, key: string, readArticle: ArticleReader): Promise<ReadObject> {
  const object = await content.get(key, { most: formatOf(key) ? MOST_SOURCE_BYTES : 0 });
  if (!object) return { found: { kind: 'gone' } };
  if (!formatOf(key)) return rejectByName(object, readArticle);
  return judge(object, readArticle);
}

/** Reads a source that a listing told of. A large object is not worth the reading: its size alone says that it is no article. */
export async function readListed(
  content: ObjectStore,
  summary: ObjectSummary,
  readArticle: ArticleReader,
): Promise<ReadObject> {
  const { key, size } = summary;
  const etag = versionOf(summary);
  // What is no article by its name or its size is not worth the reading, and may be more than memory holds.
  const problem = formatOf(key) ? oversizeProblem(key, size) : undefined;
  if (problem) return { found: { kind: 'rejected', etag, problems: [problem] } };
  if (!formatOf(key)) return rejectByName(summary, readArticle);
  try {
    return await readSource(content, key, readArticle);
  } catch (error) {
    if (!(error instanceof UnreadableObject)) throw error;
    return { found: { kind: 'rejected', etag, problems: [unreadableProblem(key, error)] } };
  }
}

/** What has another ending is no article, whatever is in it. */
export function rejectByName(object: ObjectSummary, readArticle: ArticleReader): ReadObject {
  const { key } = object;
  const { problems } = readArticle({ key, bytes: new Uint8Array(), lastModified: 0 });
  return { found: { kind: 'rejected', etag: versionOf(object), problems } };
}

/** The problem of an object that is no article by its size alone; `undefined` where it has to be read. */
export function oversizeProblem(key: string, size: number): Problem | undefined {
  const problem = sizeProblem(size);
  return problem && { path: key, severity: 'error', ...problem };
}

/** An article's text, rendered; `undefined` where it is no text after all. */
export function renderSource(
  source: Source,
  article: Article,
  context: RenderContext,
): (RenderedEntry & { readonly bodyLine: number }) | undefined {
  const opened = openSource(source.bytes);
  if (!('body' in opened)) return undefined;
  return { ...renderEntry(article, opened.body(), context), bodyLine: opened.bodyLine };
}

function judge(object: StoredObject, readArticle: ArticleReader): ReadObject {
  const { key, size } = object;
  const etag = versionOf(object);
  const oversize = oversizeProblem(key, size);
  if (oversize) return { found: { kind: 'rejected', etag, problems: [oversize] } };
  const { article, problems } = readArticle(object);
  if (!article) return { found: { kind: 'rejected', etag, problems } };
  return { found: { kind: 'article', etag, article, problems }, source: object };
}

/** Returns the problem of one file that may not be read; the others are published. */
export function unreadableProblem(path: string, { message }: UnreadableObject): Problem {
  return { path, severity: 'error', message: `the file can't be read: ${message}` };
}
