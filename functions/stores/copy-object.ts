import type { ObjectStore, PutOptions } from './object-store.ts';

/**
 * Writes the bytes of one object to another key or store. Content type, metadata and the rest come from `options`, none
 * from the source. If both stores use one service (two buckets of S3 behind one client), the service copies and no
 * bytes pass through this process; otherwise they are read and written. Returns the ETag of the written object, or
 * `undefined` if the source is gone and nothing was written.
 * @throws PreconditionFailed if `ifMatch` or `ifNoneMatch` does not hold for the target.
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
