import { isOfRepository } from '../core/article/key.ts';
import { ARTICLES_PREFIX, bytesInExcess, isIgnored, MAX_PUBLIC_PATH, MEDIA_PREFIX } from '../core/bucket-layout.ts';
import { lostPathProblem } from '../core/index/owners.ts';
import type { Problem } from '../core/problem.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';
import { SkippedObjects } from './skipped.ts';

/** The largest file under `media/`, in bytes: 1 GB. It is held in memory while it is copied. */
export const MAX_MEDIA_BYTES = 1024 ** 3;

/** The files to publish under `media/`. */
export interface Media {
  /** By key in NFC. */
  readonly media: ReadonlyMap<string, ObjectSummary>;
  readonly problems: readonly Problem[];
  /** Number of the problems of files that can't be published, and of what is no object. */
  readonly rejected: number;
}

/**
 * Lists media by the names that they are published under. Of two that would have one name, in NFC and NFD, the first in
 * the listing has it.
 */
export async function listMedia(content: ObjectStore): Promise<Media> {
  const names = new MediaNames();
  const skipped = new SkippedObjects();
  for await (const summary of content.list(MEDIA_PREFIX, { onSkipped: skipped.note })) names.add(summary);
  const { media, problems, rejected } = names;
  return { media, problems: [...problems, ...skipped.problems], rejected: rejected + skipped.problems.length };
}

/** Gives listed files under `media/` the names that they are published under. */
export class MediaNames {
  /** By key in NFC. */
  readonly media = new Map<string, ObjectSummary>();
  readonly problems: Problem[] = [];
  /** Number of files that can't be published, whatever else is there. */
  rejected = 0;

  /** Takes the next file of the listing. */
  readonly add = (summary: ObjectSummary): void => {
    if (isIgnored(summary.key)) return;
    const name = summary.key.normalize('NFC');
    const other = this.media.get(name)?.key;
    const own = mediaProblem(summary);
    if (own) this.rejected += 1;
    const problem = own ?? (other === undefined ? undefined : lostPathProblem(summary.key, name, other));
    if (problem) this.problems.push(problem);
    else this.media.set(name, summary);
  };
}

/**
 * Returns true for Markdown under `media/`. It may be a draft, and media are copied without being read, so the name
 * decides. What repositories have in their folders, such as `README.md`, is published.
 */
export function isMisplacedArticle(key: string): boolean {
  return key.startsWith(MEDIA_PREFIX) && /\.(?:md|mdx|markdown)$/i.test(key) && !isOfRepository(key);
}

/**
 * Returns the problem that keeps a file out of `public/`, judged by the file alone. Files beside articles are not
 * checked here: the articles that use them name them.
 */
export function mediaProblem({ key, size }: Pick<ObjectSummary, 'key' | 'size'>): Problem | undefined {
  const bytes = key.startsWith(MEDIA_PREFIX) ? bytesInExcess(key.normalize('NFC')) : undefined;
  if (bytes !== undefined) {
    const message =
      `the path has ${bytes.toLocaleString('en-US')} bytes, and at most ${MAX_PUBLIC_PATH.toLocaleString('en-US')} ` +
      'are published; shorten the names of the file or of its folders';
    return { path: key, severity: 'error', message };
  }
  if (isMisplacedArticle(key)) {
    const to = `${ARTICLES_PREFIX}${key.slice(MEDIA_PREFIX.length)}`;
    const message = `lies under ${MEDIA_PREFIX} and is an article by its ending, so it is not published; move it to`;
    return { path: key, severity: 'error', message: `${message} ${to}` };
  }
  if (size <= MAX_MEDIA_BYTES) return undefined;
  const megabytes = Math.ceil(size / 1024 ** 2).toLocaleString('en-US');
  const message =
    `the file has ${megabytes} MB, and at most 1,024 MB are published; put it where films are served from, ` +
    'and link to it';
  return { path: key, severity: 'error', message };
}
