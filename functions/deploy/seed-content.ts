import { isContent, isSiteKey, SITE_KEY } from '../core/bucket-layout.ts';
import { type ObjectStore, PreconditionFailed } from '../stores/object-store.ts';

/** Number of objects that were put; `undefined`: the bucket is in use, and nothing was changed. */
export type Seeded = number | undefined;

/**
 * Fills a fresh bucket. A bucket is fresh where it has neither `site.yaml` nor anything else that is not from here; so
 * what was begun and broken off is completed, and what editors put there, or took away, is left alone. No object is put
 * in the place of another, even of one that comes meanwhile.
 */
export async function seedContent(from: ObjectStore, to: ObjectStore): Promise<Seeded> {
  const keys = (await keysOf(from)).filter(key => isContent(key) || isSiteKey(key));
  if (!(await isFresh(to, new Set(keys)))) return undefined;
  let put = 0;
  // The last one is what makes it a newsroom.
  for (const key of [...keys.filter(key => key !== SITE_KEY), SITE_KEY]) if (await putOnce(from, to, key)) put++;
  return put;
}

async function isFresh(store: ObjectStore, own: ReadonlySet<string>): Promise<boolean> {
  for await (const { key } of store.list()) if (key === SITE_KEY || !own.has(key)) return false;
  return true;
}

async function putOnce(from: ObjectStore, to: ObjectStore, key: string): Promise<boolean> {
  const object = await from.get(key);
  if (!object) return false;
  try {
    await to.put(key, object.bytes, { ifNoneMatch: '*' });
    return true;
  } catch (error) {
    if (error instanceof PreconditionFailed) return false;
    throw error;
  }
}

async function keysOf(store: ObjectStore): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list()) keys.push(key);
  return keys;
}
