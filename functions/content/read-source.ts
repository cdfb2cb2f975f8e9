import type { Article, Source } from '../core/article/article.ts';
import { formatOf } from '../core/article/key.ts';
import type { createArticleReader } from '../core/article/read-article.ts';
import { MOST_SOURCE_BYTES, openSource, sizeProblem } from '../core/article/source-text.ts';
import { type RenderContext, type RenderedEntry, renderEntry } from '../core/entry/render-entry.ts';
import type { Found } from '../core/index/next-state.ts';
import type { Instant } from '../core/instant.ts';
import type { Problem } from '../core/problem.ts';
import type { ObjectStore, ObjectSummary, StoredObject } from '../stores/object-store.ts';
import { versionOf } from './version.ts';

export type ArticleReader = ReturnType<typeof createArticleReader>;

/** A source as it was read, and what it was found to be. Its bytes are kept, so that it is read once. */
export type ReadSource =
  | { readonly found: Exclude<Found, { kind: 'article' | 'media' }>; readonly source?: undefined }
  | { readonly found: Extract<Found, { kind: 'article' }>; readonly source: Source };

/** Reads a source and says what it is. One that is too large is rejected by its size, without its bytes. */
export async function readSource(content: ObjectStore, key: string, readArticle: ArticleReader): Promise<ReadSource> {
  const object = await content.get(key, { most: formatOf(key) ? MOST_SOURCE_BYTES : 0 });
  if (!object) return { found: { kind: 'gone' } };
  if (!formatOf(key)) return rejectByName(object, readArticle);
  return judge(object, readArticle);
}

/** What has another ending is no article, whatever is in it. */
export function rejectByName(object: ObjectSummary, readArticle: ArticleReader): ReadSource {
  const { key } = object;
  const { problems } = readArticle({ key, bytes: new Uint8Array(), lastModified: 0 });
  return { found: { kind: 'rejected', etag: versionOf(object), problems } };
}

/** The problem of an object that is no article by its size alone; `undefined` where it has to be read. */
export function oversizeProblem(key: string, size: number): Problem | undefined {
  const problem = sizeProblem(size);
  return problem && { path: key, severity: 'error', ...problem };
}

/** Whether the world may see an article. */
export function isOut(article: Article, now: Instant): boolean {
  return !article.withdrawn && wasOut(article, now);
}

/** Whether the world may see an article, or might before it was withdrawn. */
export function wasOut(article: Article, now: Instant): boolean {
  return !article.draft && article.published <= now;
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

function judge(object: StoredObject, readArticle: ArticleReader): ReadSource {
  const { key, size } = object;
  const etag = versionOf(object);
  const oversize = oversizeProblem(key, size);
  if (oversize) return { found: { kind: 'rejected', etag, problems: [oversize] } };
  const { article, problems } = readArticle(object);
  if (!article) return { found: { kind: 'rejected', etag, problems } };
  return { found: { kind: 'article', etag, article, problems }, source: object };
}
