import { chunks } from '../core/groups.ts';
import type { ListOptions, ObjectStore, ObjectSummary } from './object-store.ts';

/** Kinds of requests that S3 bills separately. */
export type RequestKind = 'GET' | 'PUT' | 'LIST' | 'DELETE' | 'COPY';

/**
 * Callback for each request, called once when it ends, whether or not it succeeded. `bytes` is the size of the object
 * that was read or written.
 */
export type OnRequest = (kind: RequestKind, bytes: number) => void;

/** Number of keys that S3 lists in one response, or deletes in one request. */
const PAGE = 1000;

/**
 * Creates a store that reports its requests, for metrics and benchmarks, as S3 would bill them, whatever the store is.
 * A listing counts as one LIST for each 1,000 keys taken from it. Retries by the store itself count as one request.
 */
export function createCountingStore(store: ObjectStore, onRequest: OnRequest): ObjectStore {
  const counted = async <Value>(kind: RequestKind, run: () => Promise<Value>, bytesOf: (value?: Value) => number) => {
    let value: Value | undefined;
    try {
      value = await run();
      return value;
    } finally {
      onRequest(kind, bytesOf(value));
    }
  };
  const { locate, copyFrom, deleteMany, listsInPages } = store;
  return {
    ...(listsInPages && { listsInPages }),
    list: (prefix, options) => countPages(store, onRequest, prefix, options),
    get: async (key, options) =>
      counted(
        'GET',
        () => store.get(key, options),
        object => object?.bytes.length ?? 0,
      ),
    put: async (key, bytes, options) =>
      counted(
        'PUT',
        () => store.put(key, bytes, options),
        () => bytes.length,
      ),
    delete: async key =>
      counted(
        'DELETE',
        () => store.delete(key),
        () => 0,
      ),
    ...(deleteMany && {
      deleteMany: async keys => {
        for (const batch of chunks(keys, PAGE))
          await counted(
            'DELETE',
            () => deleteMany.call(store, batch),
            () => 0,
          );
      },
    }),
    ...(locate && { locate: key => locate.call(store, key) }),
    ...(copyFrom && {
      copyFrom: async (source, key, options) =>
        counted(
          'COPY',
          () => copyFrom.call(store, source, key, options),
          () => 0,
        ),
    }),
  };
}

async function* countPages(
  store: ObjectStore,
  onRequest: OnRequest,
  prefix?: string,
  options?: ListOptions,
): AsyncGenerator<ObjectSummary> {
  onRequest('LIST', 0);
  let taken = 0;
  for await (const summary of store.list(prefix, options)) {
    if (taken > 0 && taken % PAGE === 0) onRequest('LIST', 0);
    taken += 1;
    yield summary;
  }
}
