import type { Article } from '../core/article/article.ts';
import { ARTICLES_PREFIX, formatOf, isLitter } from '../core/article/key.ts';
import { createArticleReader, type Reading } from '../core/article/read-article.ts';
import { sizeProblem } from '../core/article/source-text.ts';
import type { Instant } from '../core/instant.ts';
import type { Problem } from '../core/problem.ts';
import { Archive } from '../core/publish/archive.ts';
import type { Site } from '../core/site/site.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import { listMedia } from './list-media.ts';

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
  const { media, problems: mediaProblems } = await listMedia(content);
  problems.push(...mediaProblems);
  return { archive, problems, read, rejected, published, media };
}

/** Whether the world may see an article. */
export function isOut(article: Article, now: Instant): boolean {
  return !article.draft && article.published <= now;
}

async function readSource(
  content: ObjectStore,
  summary: ObjectSummary,
  readArticle: ReturnType<typeof createArticleReader>,
): Promise<Reading> {
  const { key, size, lastModified } = summary;
  // What is no article by its name or its size is not worth the reading, and may be more than memory holds.
  if (!formatOf(key)) return readArticle({ key, bytes: NOTHING, lastModified });
  const tooLarge = sizeProblem(size);
  if (tooLarge) return { problems: [{ path: key, severity: 'error', ...tooLarge }] };
  try {
    const source = await content.get(key);
    return source ? readArticle(source) : { problems: [] };
  } catch (error) {
    if (!(error instanceof UnreadableObject)) throw error;
    return { problems: [{ path: key, severity: 'error', message: `the file can't be read: ${error.message}` }] };
  }
}

const NOTHING = new Uint8Array();
