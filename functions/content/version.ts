import { etagWith } from '../core/data-files/data-keys.ts';
import type { ObjectSummary } from '../stores/object-store.ts';

/**
 * Returns the version of an object: its ETag, and the second in which it was uploaded, which is the precision of S3.
 * The time is needed since metadata, and the date of an article that declares none, may change while the bytes stay.
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
