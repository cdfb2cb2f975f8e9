import { PreconditionFailed } from '../../stores/object-store.ts';
import { compress, decode, decompress, encode } from '../encode.ts';
import { restoreState, type StoredState, storeState } from '../manifest/manifest.ts';
import type { PartGroup, RebuildProgress } from '../manifest/rebuild-progress.ts';
import type { StoredObjects } from './stored-objects.ts';

/** Key of the progress of a rebuild. */
export const REBUILD = 'rebuild.br';

type StoredProgress = readonly [Omit<RebuildProgress, 'state'>, ...StoredState];

/** Progress of a rebuild, and the parts that it has stored. */
export class ProgressStore {
  readonly #objects: StoredObjects;

  constructor(objects: StoredObjects) {
    this.#objects = objects;
  }

  async read(): Promise<(RebuildProgress & { readonly etag: string }) | undefined> {
    const object = await this.#objects.find(REBUILD);
    const parts = object && decode<StoredProgress>('rebuild', object.bytes);
    if (!object || !parts) return undefined;
    const [progress, ...state] = parts;
    return { ...progress, state: restoreState(state), etag: object.etag };
  }

  /** Replaces what was read. Returns `false` where another run has written it since. */
  async write({ state, ...progress }: RebuildProgress, etag: string | undefined): Promise<boolean> {
    try {
      await this.#objects.replace(REBUILD, encode('rebuild', compress(progress), ...storeState(state)), etag);
      return true;
    } catch (error) {
      if (error instanceof PreconditionFailed) return false;
      throw error;
    }
  }

  /** Reads lists of compressed items, by name, that a part has of a group. @throws StateLost */
  async readPart(generation: string, group: PartGroup): Promise<ReadonlyMap<string, readonly Uint8Array[]>> {
    const [head, ...chunks] = await this.#objects.fetch('part', partKey(generation, group));
    let start = 0;
    const lists = decompress<readonly (readonly [string, number])[]>(head).map(([name, count]) => {
      start += count;
      return [name, chunks.slice(start - count, start)] as const;
    });
    return new Map(lists);
  }

  async writePart(
    generation: string,
    group: PartGroup,
    lists: ReadonlyMap<string, readonly Uint8Array[]>,
  ): Promise<void> {
    const head = [...lists].map(([name, { length }]) => [name, length]);
    await this.#objects.write('part', partKey(generation, group), compress(head), ...[...lists.values()].flat());
  }

  async delete(): Promise<void> {
    await this.#objects.delete(REBUILD);
  }
}

export function partKey(generation: string, [of, at]: PartGroup): string {
  return `parts/${generation}-${of}${at}.br`;
}
