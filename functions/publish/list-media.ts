import { isLitter } from '../core/article/key.ts';
import { MEDIA_PREFIX } from '../core/entry/reference.ts';
import type { Problem } from '../core/problem.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';

/** The largest file under `media/`, in bytes: 1 GB. It is held in memory while it is copied. */
export const MOST_MEDIA_BYTES = 1024 ** 3;

/** The files to publish under `media/`. */
export interface Media {
  /** By key in NFC. */
  readonly media: ReadonlyMap<string, ObjectSummary>;
  readonly problems: readonly Problem[];
}

/**
 * Lists media by the names that they are published under. Of two that would have one name (in NFC and NFD), or of which one is the folder of
 * the other, the first in the listing has it.
 */
export async function listMedia(content: ObjectStore): Promise<Media> {
  const media = new Map<string, ObjectSummary>();
  const folders = new Map<string, string>();
  const problems: Problem[] = [];
  for await (const summary of content.list(MEDIA_PREFIX)) {
    if (isLitter(summary.key)) continue;
    const name = summary.key.normalize('NFC');
    const above = foldersOf(name);
    const other =
      media.get(name)?.key ?? folders.get(name) ?? above.map(folder => media.get(folder)?.key).find(key => key);
    const message = other === undefined ? sizeProblem(summary.size) : nameProblem(name, other);
    if (message !== undefined) {
      problems.push({ path: summary.key, severity: 'error', message });
      continue;
    }
    media.set(name, summary);
    for (const folder of above) if (!folders.has(folder)) folders.set(folder, summary.key);
  }
  return { media, problems };
}

/** The folders that a file lies in, below `media/`. */
function foldersOf(name: string): readonly string[] {
  const parts = name.split('/');
  return parts.slice(2).map((_, at) => parts.slice(0, at + 2).join('/'));
}

function nameProblem(name: string, other: string): string {
  return `it would be published as ${name}, where ${other} stands in its way; rename one`;
}

function sizeProblem(size: number): string | undefined {
  if (size <= MOST_MEDIA_BYTES) return undefined;
  const megabytes = Math.ceil(size / 1024 ** 2).toLocaleString('en-US');
  return `the file has ${megabytes} MB, and at most 1,024 MB are published; put it where films are served from, and link to it`;
}
