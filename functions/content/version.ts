import { etagWith } from '../core/data-files/data-keys.ts';
import type { ObjectSummary } from '../stores/object-store.ts';

/**
 * Returns what distinguishes one writing of an object from another: by its ETag, and by when it was put (to the second,
 * as S3 keeps it), for its metadata, and the date of an article that names none, may change while its bytes stay.
 */
export function versionOf({ etag, lastModified }: Pick<ObjectSummary, 'etag' | 'lastModified'>): string {
  return `${etag} ${Math.floor(lastModified / 1000).toString(36)}`;
}

/** Returns the version of an article with its sidecars. */
export function versionWith(
  version: string,
  sidecars: readonly { readonly key: string; readonly etag: string }[],
): string {
  const end = version.lastIndexOf(' ');
  return etagWith(version.slice(0, end), sidecars) + version.slice(end);
}
