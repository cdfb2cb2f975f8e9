import { isOut } from '../core/article/is-out.ts';
import type { ReadObject } from '../core/index/found.ts';
import type { Instant } from '../core/instant.ts';

/** Returns the times at which the sources of published articles were uploaded. */
export function uploadedAt(
  objects: ReadonlyMap<string, ReadObject>,
  { now, forcedKeys }: { readonly now: Instant; readonly forcedKeys: ReadonlySet<string> },
): readonly Instant[] {
  const times: Instant[] = [];
  for (const [key, object] of objects) {
    // Nobody put anything where an article fell due, or what a crash left is mended.
    if (forcedKeys.has(key)) continue;
    if (!object.source || object.found.kind !== 'article') continue;
    const { article } = object.found;
    if (isOut(article, now)) times.push(Math.max(object.source.lastModified, article.published));
  }
  return times;
}
