import { formatOf, isIgnored } from '../core/article/key.ts';
import type { Problem } from '../core/problem.ts';
import type { OnSkipped } from '../stores/object-store.ts';

/** Collects problems of what stands in a listing and is no object. */
export class SkippedObjects {
  readonly problems: Problem[] = [];

  readonly note: OnSkipped = (path, reason) => {
    if (!isIgnored(path.replace(/\/$/, ''))) this.problems.push({ path, severity: 'error', message: `it ${reason}` });
  };
}

/** A folder that is named as an article is. */
const NAMED_AS_ARTICLE = /^(.*?\.(?:md|markdown|txt|html?))\//i;

/** Returns a warning for each folder that is named as an article is: whoever saved one so may miss it. `keys` are those of a listing. */
export function folderProblems(keys: Iterable<string>): readonly Problem[] {
  const folders = new Set<string>();
  for (const key of keys) {
    const folder = NAMED_AS_ARTICLE.exec(key)?.[1];
    if (folder !== undefined && formatOf(folder)) folders.add(folder);
  }
  return [...folders].map(path => ({
    path,
    severity: 'warning',
    message: 'it is a folder, and named as an article is; if it is meant to be one, save it as a file, else rename it',
  }));
}
