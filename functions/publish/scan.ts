import type { Article } from '../core/article/article.ts';
import { ARTICLES_PREFIX, formatOf, isLitter } from '../core/article/key.ts';
import { createArticleReader } from '../core/article/read-article.ts';
import { MOST_SOURCE_BYTES, sizeProblem } from '../core/article/source-text.ts';
import { MEDIA_PREFIX } from '../core/entry/reference.ts';
import type { Instant } from '../core/instant.ts';
import type { Problem } from '../core/problem.ts';
import { Archive } from '../core/publish/archive.ts';
import type { Site } from '../core/site/site.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';

/** Where to read, and when it is now. */
export interface ScanOptions {
  readonly content: ObjectStore;
  readonly site: Site;
  readonly now: Instant;
  /** Told of each source as it is read. */
  readonly onSource?: (read: number) => void;
}

/** All that was read: every source's front matter, and the list of media. */
export interface Scan {
  readonly archive: Archive;
  readonly problems: Problem[];
  /** Sources read, whatever became of them. */
  readonly read: number;
  /** Sources that could not be published. */
  readonly rejected: number;
  /** Keys of the articles that are out, in the order of the listing. */
  readonly published: readonly string[];
  /** Files under `media/`, by key in NFC. */
  readonly media: ReadonlyMap<string, ObjectSummary>;
}

/** Reads every source once: its front matter and no more, unless something is missing there. */
export async function scan(options: ScanOptions): Promise<Scan> {
  const { content, site, now } = options;
  const archive = new Archive(site, now);
  const readArticle = createArticleReader(site);
  const problems: Problem[] = [];
  const published: string[] = [];
  let read = 0;
  let rejected = 0;
  for await (const summary of content.list(ARTICLES_PREFIX)) {
    if (isLitter(summary.key)) continue;
    const reading = await readSource(content, summary, readArticle);
    read += 1;
    options.onSource?.(read);
    problems.push(...reading.problems);
    if (!reading.article) {
      rejected += 1;
      continue;
    }
    problems.push(...archive.add(reading.article));
    if (isOut(reading.article, now)) published.push(summary.key);
  }
  return { archive, problems, read, rejected, published, media: await listMedia(content) };
}

/** Whether the world may see an article. */
export function isOut(article: Article, now: Instant): boolean {
  return !article.draft && article.published <= now;
}

async function readSource(
  content: ObjectStore,
  summary: ObjectSummary,
  readArticle: ReturnType<typeof createArticleReader>,
) {
  // A large object is not worth the reading: its size alone says that it is no article.
  const tooLarge = summary.size > MOST_SOURCE_BYTES && formatOf(summary.key) ? sizeProblem(summary.size) : undefined;
  if (tooLarge) return { problems: [{ path: summary.key, severity: 'error' as const, ...tooLarge }] };
  const source = await content.get(summary.key);
  return source ? readArticle(source) : { problems: [] };
}

async function listMedia(content: ObjectStore): Promise<ReadonlyMap<string, ObjectSummary>> {
  const media = new Map<string, ObjectSummary>();
  for await (const summary of content.list(MEDIA_PREFIX)) {
    if (!isLitter(summary.key)) media.set(summary.key.normalize('NFC'), summary);
  }
  return media;
}
