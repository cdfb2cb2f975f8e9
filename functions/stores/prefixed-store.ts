import { assertSafeKey } from './object-key.ts';
import type { ObjectStore } from './object-store.ts';

/**
 * A view of the objects under a prefix (`public/`), as a store of its own: keys are given and returned without it.
 * Errors name the key in full. A prefix is a folder: it ends with a slash.
 */
export function createPrefixedStore(store: ObjectStore, prefix: string): ObjectStore {
  if (!prefix.endsWith('/')) throw new Error(`${JSON.stringify(prefix)} is no folder; end it with a slash`);
  assertSafeKey(prefix.slice(0, -1));
  const { locate, copyFrom, compresses, deleteMany, listsInPages } = store;
  return {
    ...(compresses && { compresses }),
    ...(listsInPages && { listsInPages }),
    async *list(within = '', { after, upTo, onSkipped } = {}) {
      const summaries = store.list(prefix + within, {
        ...(after !== undefined && { after: prefix + after }),
        ...(upTo !== undefined && { upTo: prefix + upTo }),
        // A file in the place of the folder itself has a shorter path.
        ...(onSkipped && { onSkipped: (path, reason) => onSkipped(path.slice(prefix.length), reason) }),
      });
      for await (const summary of summaries) yield { ...summary, key: summary.key.slice(prefix.length) };
    },
    async get(key, options) {
      const object = await store.get(prefix + key, options);
      return object && { ...object, key };
    },
    put: async (key, bytes, options) => store.put(prefix + key, bytes, options),
    delete: async key => store.delete(prefix + key),
    ...(deleteMany && {
      deleteMany: async keys =>
        deleteMany.call(
          store,
          keys.map(key => prefix + key),
        ),
    }),
    ...(locate && { locate: key => locate.call(store, prefix + key) }),
    ...(copyFrom && { copyFrom: async (source, key, options) => copyFrom.call(store, source, prefix + key, options) }),
  };
}
