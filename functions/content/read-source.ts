import type { Article, Source } from '../core/article/article.ts';
import { noArticleProblem } from '../core/article/key.ts';
import type { ArticleReader } from '../core/article/reading.ts';
import { openSource, sizeProblem } from '../core/article/source-text.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import { type RenderedEntry, renderEntry } from '../core/entry/render-entry.ts';
import type { FoundSource, ReadObject } from '../core/index/found.ts';
import type { Problem } from '../core/problem.ts';
import type { ObjectSummary, StoredObject } from '../stores/object-store.ts';
import { mediaProblem } from './list-media.ts';
import { versionOf } from './version.ts';

/** A source as it was fetched, with its sidecars. */
export type SourceObject = StoredObject & Source;

/** Returns what the bytes of a source are. */
export function parseSource(object: SourceObject, readArticle: ArticleReader): FoundSource {
  const { key, size } = object;
  const etag = versionOf(object);
  const oversize = oversizeProblem(key, size);
  if (oversize) return { kind: 'rejected', etag, problems: [oversize] };
  const { article, problems } = readArticle(object);
  if (!article) return { kind: 'rejected', etag, problems };
  return { kind: 'article', etag, article, problems };
}

/** Returns a media file, by its size. */
export function judgeMedia(object: ObjectSummary): ReadObject {
  const problem = mediaProblem(object);
  if (problem) return { found: { kind: 'rejected', etag: versionOf(object), problems: [problem] } };
  return { found: { kind: 'media', etag: versionOf(object), size: object.size } };
}

/** Rejects what has another ending: it is no article, whatever is in it. */
export function rejectByName(object: ObjectSummary): ReadObject {
  const problem: Problem = { path: object.key, severity: 'error', message: noArticleProblem(object.key) };
  return { found: { kind: 'rejected', etag: versionOf(object), problems: [problem] } };
}

/** Returns the problem of an object that is no article by its size alone; `undefined` where it has to be read. */
export function oversizeProblem(key: string, size: number): Problem | undefined {
  const problem = sizeProblem(size);
  return problem && { path: key, severity: 'error', ...problem };
}

/** Returns an article's text, rendered; `undefined` where it is no text after all. */
export function renderSource(
  source: Source,
  article: Article,
  context: RenderContext,
): (RenderedEntry & { readonly bodyLine: number }) | undefined {
  const opened = openSource(source.bytes);
  if (!('body' in opened)) return undefined;
  return { ...renderEntry(article, opened.body(), context), bodyLine: opened.bodyLine };
}
