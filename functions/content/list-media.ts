import { isIgnored } from '../core/article/key.ts';
import { MEDIA_PREFIX } from '../core/entry/reference.ts';
import type { Problem } from '../core/problem.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';
import { SkippedObjects } from './skipped.ts';

/** The largest file under `media/`, in bytes: 1 GB. It is held in memory while it is copied. */
export const MOST_MEDIA_BYTES = 1024 ** 3;

/** The files to publish under `media/`. */
export interface Media {
  /** By key in NFC. */
  readonly media: ReadonlyMap<string, ObjectSummary>;
  readonly problems: readonly Problem[];
  /** How many of the problems are of what is no object. */
  readonly skipped: number;
}

/**
 * Lists media by the names that they are published under. Of two that would have one name, in NFC and NFD, the first in
 * the listing has it.
 */
export async function listMedia(content: ObjectStore): Promise<Media> {
  const media = new Map<string, ObjectSummary>();
  const problems: Problem[] = [];
  const skipped = new SkippedObjects();
  for await (const summary of content.list(MEDIA_PREFIX, { onSkipped: skipped.note })) {
    if (isIgnored(summary.key)) continue;
    const name = summary.key.normalize('NFC');
    const other = media.get(name)?.key;
    const problem = mediaProblem(summary) ?? (other === undefined ? undefined : nameProblem(summary.key, name, other));
    if (problem) problems.push(problem);
    else media.set(name, summary);
  }
  return { media, problems: [...problems, ...skipped.problems], skipped: skipped.problems.length };
}

/** Why a file can't be published, whatever its name is. */
export function mediaProblem({ key, size }: Pick<ObjectSummary, 'key' | 'size'>): Problem | undefined {
  if (size <= MOST_MEDIA_BYTES) return undefined;
  const megabytes = Math.ceil(size / 1024 ** 2).toLocaleString('en-US');
  const message = `the file has ${megabytes} MB, and at most 1,024 MB are published; put it where films are served from, and link to it`;
  return { path: key, severity: 'error', message };
}

/** Why a file can't be published under the name that it would have. */
export function nameProblem(key: string, name: string, other: string): Problem {
  const message = `it would be published as ${name}, where ${other} stands in its way; rename one`;
  return { path: key, severity: 'error', message };
}
