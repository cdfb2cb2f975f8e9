import { createHash } from 'node:crypto';
import { type ObjectStore, PreconditionFailed, type StoredObject } from './object-store.ts';

export function createMemoryStore(
  initial: Readonly<Record<string, string | Uint8Array>> = {},
  { now = Date.now }: { readonly now?: () => number } = {},
): ObjectStore {
  const objects = new Map<string, StoredObject>();
  const make = (key: string, bytes: Uint8Array): StoredObject => ({
    key,
    bytes: new Uint8Array(bytes),
    etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
    size: bytes.length,
    lastModified: now(),
    metadata: {},
  });
  for (const [k, v] of Object.entries(initial))
    objects.set(k, make(k, typeof v === 'string' ? new TextEncoder().encode(v) : v));
  return {
    async *list(prefix = '') {
      for (const key of [...objects.keys()]
        .filter(k => k.startsWith(prefix))
        .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
        const o = objects.get(key);
        if (o) yield o;
      }
    },
    async get(key) {
      return objects.get(key);
    },
    async put(key, bytes, { ifMatch, ifNoneMatch } = {}) {
      const o = objects.get(key);
      if ((ifMatch !== undefined && o?.etag !== ifMatch) || (ifNoneMatch && o)) throw new PreconditionFailed(key);
      const n = make(key, bytes);
      objects.set(key, n);
      return { etag: n.etag };
    },
    async delete(key) {
      objects.delete(key);
    },
  };
}
