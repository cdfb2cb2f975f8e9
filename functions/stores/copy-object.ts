import type { ObjectStore, PutOptions } from './object-store.ts';

/**
 * Writes the bytes of one object to another key or store; content type, metadata and the rest are those of `options`,
 * none are taken over. Where both stores are of one service (two buckets of S3 behind one client), it copies and no
 * bytes pass through here; else they are read and written. Returns the ETag of what was written; `undefined` where the
 * source is gone, and nothing was written.
 * @throws PreconditionFailed where `ifMatch` or `ifNoneMatch` does not hold for the target.
 */
export async function copyObject(
  from: ObjectStore,
  fromKey: string,
  to: ObjectStore,
  key: string,
  options: PutOptions,
): Promise<{ readonly etag: string } | undefined> {
  // Not every S3-compatible service honors the conditions of a copy.
  if (options.ifMatch === undefined && options.ifNoneMatch === undefined) {
    const source = from.locate?.(fromKey);
    if (to.copyFrom && source && source.service === to.locate?.(key).service) return to.copyFrom(source, key, options);
  }
  const object = await from.get(fromKey);
  return object && to.put(key, object.bytes, options);
}
