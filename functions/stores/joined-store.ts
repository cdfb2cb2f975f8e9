import { compareKeys } from '../core/text/key-order.ts';
import type { ObjectStore } from './object-store.ts';

/**
 * Several stores as folders of one: `stores` are those folders, by name, and there is nothing beside them. The inverse
 * of `createPrefixedStore`.
 */
export function createJoinedStore(stores: Readonly<Record<string, ObjectStore>>): ObjectStore {
  const names = Object.keys(stores).sort();
  const find = (key: string): readonly [ObjectStore, string] => {
    const end = key.indexOf('/');
    const name = names.find(name => name === key.slice(0, end));
    const store = name === undefined ? undefined : stores[name];
    if (!store) throw new Error(`${JSON.stringify(key)} is in no folder of this store; those are ${names.join(', ')}`);
    return [store, key.slice(end + 1)];
  };
  const compresses = Object.values(stores).some(store => store.compresses);
  return {
    ...(compresses && { compresses }),
    async *list(prefix = '', { after = '', upTo, onSkipped } = {}) {
      for (const name of names) {
        const folder = `${name}/`;
        if (!prefix.startsWith(folder) && !folder.startsWith(prefix)) continue;
        const within = prefix.slice(folder.length);
        const isWanted = (path: string): boolean =>
          compareKeys(folder + path, after) > 0 && (upTo === undefined || compareKeys(folder + path, upTo) <= 0);
        const report = (path: string, reason: string): void => {
          if (isWanted(path)) onSkipped?.(folder + path, reason);
        };
        for await (const summary of stores[name]?.list(within, onSkipped ? { onSkipped: report } : {}) ?? [])
          if (isWanted(summary.key)) yield { ...summary, key: folder + summary.key };
      }
    },
    async get(key, options) {
      const [store, within] = find(key);
      const object = await store.get(within, options);
      return object && { ...object, key };
    },
    put: async (key, bytes, options) => {
      const [store, within] = find(key);
      return store.put(within, bytes, options);
    },
    delete: async key => {
      const [store, within] = find(key);
      return store.delete(within);
    },
  };
}
