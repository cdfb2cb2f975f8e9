import { type ObjectStore, PreconditionFailed } from '../../functions/stores/object-store.ts';

/**
 * A store of which no two writes have one ETag, whatever they write: as a bucket that a key of KMS encrypts, where an
 * ETag is no digest of the bytes.
 */
export function withEtagsOfTheirOwn(store: ObjectStore): ObjectStore {
  const etags = new Map<string, string>();
  let writes = 0;
  return {
    async *list(prefix, options) {
      for await (const summary of store.list(prefix, options))
        yield { ...summary, etag: etags.get(summary.key) ?? summary.etag };
    },
    async get(key, options) {
      const object = await store.get(key, options);
      return object && { ...object, etag: etags.get(key) ?? object.etag };
    },
    async put(key, bytes, { ifMatch, ifNoneMatch, ...options } = {}) {
      const isConditional = ifMatch !== undefined || ifNoneMatch !== undefined;
      const current = isConditional ? (etags.get(key) ?? (await store.get(key))?.etag) : undefined;
      if (ifMatch !== undefined && current !== ifMatch) throw new PreconditionFailed(key);
      if (ifNoneMatch !== undefined && current !== undefined) throw new PreconditionFailed(key);
      await store.put(key, bytes, options);
      writes += 1;
      etags.set(key, `"${writes}"`);
      return { etag: `"${writes}"` };
    },
    async delete(key) {
      etags.delete(key);
      await store.delete(key);
    },
  };
}
