import { isReported, SkippedObjects } from '../../content/skipped.ts';
import { versionOf } from '../../content/version.ts';
import { isPageMedia } from '../../core/article/page-media.ts';
import { ARTICLES_PREFIX, isIgnored, isSiteKey, MEDIA_PREFIX } from '../../core/bucket-layout.ts';
import type { ObjectStore } from '../../stores/object-store.ts';

/** The content as a listing tells of it. */
export interface BuildListing {
  /** Versions of all that a build may depend on, by key. */
  readonly versions: ReadonlyMap<string, string>;
  /** Keys under `articles/`; those of what is reported by its name alone come last. */
  readonly keys: readonly string[];
  /** Number of sources. */
  readonly sources: number;
  /** False where something stands there that can't be listed, which a build from scratch reports. */
  readonly isWhole: boolean;
}

/** Lists the content, with the facts by which the system tells whether a file is another. */
export async function listForBuild(content: ObjectStore): Promise<BuildListing> {
  const versions = new Map<string, string>();
  const [keys, reported]: [string[], string[]] = [[], []];
  let sources = 0;
  const skipped = new SkippedObjects();
  for await (const summary of content.list(ARTICLES_PREFIX, { onSkipped: skipped.note })) {
    const { key } = summary;
    const isOther = isIgnored(key);
    if (isOther && !isRemembered(key)) continue;
    versions.set(key, versionOf(summary));
    if (!isOther) {
      keys.push(key);
      if (!isPageMedia(key)) sources += 1;
    } else if (isReported(key)) reported.push(key);
  }
  for await (const summary of content.list(MEDIA_PREFIX, { onSkipped: skipped.note }))
    if (!isIgnored(summary.key)) versions.set(summary.key, versionOf(summary));
  return { versions, keys: [...keys, ...reported], sources, isWhole: skipped.problems.length === 0 };
}

/** Returns whether a build depends on an object though it is none by its name. */
export function isRemembered(key: string): boolean {
  return isSiteKey(key) || isReported(key);
}

/** Returns the keys of what is new, gone or changed. */
export function changedKeys(
  known: ReadonlyMap<string, { readonly version: string }>,
  versions: ReadonlyMap<string, string>,
): readonly string[] {
  const changed: string[] = [];
  let same = 0;
  for (const [key, version] of versions) {
    const before = known.get(key);
    if (before) same += 1;
    if (before?.version !== version) changed.push(key);
  }
  if (same < known.size) for (const key of known.keys()) if (!versions.has(key)) changed.push(key);
  return changed;
}
