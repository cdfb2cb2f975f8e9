import type { ObjectSummary } from '../stores/object-store.ts';

/**
 * Returns what distinguishes one writing of an object from another: by its ETag, and by when it was put (to the second,
 * as S3 keeps it), for its metadata, and the date of an article that names none, may change while its bytes stay.
 */
export function versionOf({ etag, lastModified }: Pick<ObjectSummary, 'etag' | 'lastModified'>): string {
  return `${etag} ${Math.floor(lastModified / 1000).toString(36)}`;
}
