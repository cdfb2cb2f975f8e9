import type { ObjectStore, StoredObject } from '../../stores/object-store.ts';
import { decompress, encode, partsIn } from '../encode.ts';
import { StateLost } from '../state-lost.ts';

const ENCODED = 'application/octet-stream';

/** Encoded objects under `state/`. */
export class StoredObjects {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Writes an object if it is still as it was read. @throws PreconditionFailed otherwise. */
  async replace(key: string, bytes: Uint8Array, etag: string | undefined): Promise<string> {
    const condition = etag === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: etag };
    const written = await this.#store.put(key, bytes, { contentType: ENCODED, ...condition });
    return written.etag;
  }

  async read<Value>(kind: string, key: string): Promise<Value> {
    return decompress<Value>((await this.fetch(kind, key))[0]);
  }

  /** Returns the parts of an object that a state names, still compressed. @throws StateLost */
  async fetch(kind: string, key: string): Promise<readonly [Uint8Array, ...Uint8Array[]]> {
    const object = await this.#store.get(key);
    const [first, ...others] = (object && partsIn(kind, object.bytes)) ?? [];
    if (!first) throw new StateLost(key);
    return [first, ...others];
  }

  async write(kind: string, key: string, ...parts: readonly Uint8Array[]): Promise<void> {
    await this.#store.put(key, encode(kind, ...parts), { contentType: ENCODED });
  }

  /** Reads an object that may be there. */
  async find(key: string): Promise<StoredObject | undefined> {
    return this.#store.get(key);
  }

  async delete(key: string): Promise<void> {
    await this.#store.delete(key);
  }
}
