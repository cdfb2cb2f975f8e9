import type { Suspects } from '../../guard/suspects.ts';
import { compress, decode, encode } from '../encode.ts';
import type { StoredObjects } from './stored-objects.ts';

/** Key of the suspects. */
export const SUSPECTS = 'suspects.br';

/** Sources that a run may die of, written down before it handles them. */
export class SuspectStore {
  readonly #objects: StoredObjects;

  constructor(objects: StoredObjects) {
    this.#objects = objects;
  }

  /** Reads what runs wrote down of sources that they might die of; nothing where all came to their end. */
  async read(): Promise<{ readonly suspects?: Suspects; readonly etag?: string }> {
    const object = await this.#objects.find(SUSPECTS);
    const [suspects] = (object && decode<[Suspects]>('suspects', object.bytes)) ?? [];
    return { ...(object && { etag: object.etag }), ...(suspects && { suspects }) };
  }

  /** @throws PreconditionFailed if another run has written them since. */
  async write(suspects: Suspects, etag: string | undefined): Promise<string> {
    return this.#objects.replace(SUSPECTS, encode('suspects', compress(suspects)), etag);
  }

  async drop(): Promise<void> {
    await this.#objects.delete(SUSPECTS);
  }
}
