import type { State } from '../core/index/state.ts';
import type { OlderState } from '../core/index/stored/older-state.ts';
import { deleteAll, type ObjectStore, type ObjectSummary } from '../stores/object-store.ts';
import { compress, decompress, partsIn } from './encode.ts';
import { FleetStore } from './fleet/fleet-store.ts';
import { Inbox } from './manifest/inbox.ts';
import type { LoadedState } from './manifest/loaded-state.ts';
import { MANIFEST, Manifest } from './manifest/manifest.ts';
import { readOlderState } from './older-state.ts';
import { EntryStore } from './stores/entry-store.ts';
import { IndexStore, segmentKey } from './stores/index-store.ts';
import { ProgressStore, REBUILD } from './stores/progress-store.ts';
import { StoredObjects } from './stores/stored-objects.ts';
import { SUSPECTS, SuspectStore } from './stores/suspect-store.ts';

const LISTING = 'listing.br';
/** Maximum number of lost races. Others commit now and then; a run that loses more has another problem. */
const MAX_TRIES = 40;
/** Objects under `state/` that are not part of the index. */
const OTHERS: ReadonlySet<string> = new Set([MANIFEST, REBUILD, SUSPECTS]);

/**
 * Store of the state, the objects of the index and the caches, and of what fleets keep while they rebuild. Everything
 * else under `state/` is garbage.
 */
export class StateStore {
  readonly manifest: Manifest;
  readonly inbox: Inbox;
  readonly index: IndexStore;
  readonly entries: EntryStore;
  readonly progress: ProgressStore;
  readonly suspects: SuspectStore;
  readonly fleets: FleetStore;
  readonly #store: ObjectStore;
  readonly #objects: StoredObjects;

  /** `store` holds the objects under `state/`; its keys come without that prefix. */
  constructor(store: ObjectStore) {
    this.#store = store;
    this.manifest = new Manifest(store);
    this.inbox = new Inbox(store);
    this.fleets = new FleetStore(store);
    this.#objects = new StoredObjects(store);
    this.index = new IndexStore(this.#objects);
    this.entries = new EntryStore(this.#objects);
    this.progress = new ProgressStore(this.#objects);
    this.suspects = new SuspectStore(this.#objects);
  }

  async load(): Promise<LoadedState> {
    return this.manifest.load();
  }

  /** Loads the state, unless it is the version with an ETag that is known. */
  async loadUnless(etag: string | undefined): Promise<LoadedState | undefined> {
    return this.manifest.loadUnless(etag);
  }

  /** Reads what a state of an older version says of problems; `undefined` where there is no such state. */
  async readOlder(): Promise<OlderState | undefined> {
    return readOlderState(this.#store, MANIFEST, segmentKey);
  }

  /**
   * Replaces the state that was read with the next one. Returns the ETag, or `undefined` where another run has written
   * a state since.
   */
  async commit(state: State, etag: string | undefined): Promise<string | undefined> {
    return this.manifest.commit(state, etag);
  }

  /**
   * Replaces the state with what `change` makes of it, again and again while other runs are faster; where `change`
   * returns none, the state stays. `loaded` is what was read already. Returns what is committed by then.
   */
  async update(
    change: (state: State | undefined) => State | undefined | Promise<State | undefined>,
    loaded?: LoadedState,
  ): Promise<LoadedState> {
    let known = loaded;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      known ??= await this.load();
      const state = await change(known.state);
      if (!state) return known;
      const etag = await this.commit(state, known.etag);
      if (etag !== undefined) return { state, etag };
      known = undefined;
    }
    throw new Error(`state/state.br: other runs committed ${MAX_TRIES} times; what this one left is tried again later`);
  }

  /** Reads a listing that a sweep had no time to complete: what is said of it, and its parts. */
  async readListing<Head>(): Promise<{ readonly head: Head; readonly parts: readonly Uint8Array[] } | undefined> {
    const object = await this.#store.get(LISTING);
    const [head, ...parts] = (object && partsIn('listing', object.bytes)) ?? [];
    return head && { head: decompress<Head>(head), parts };
  }

  async writeListing<Head>(head: Head, parts: readonly Uint8Array[]): Promise<void> {
    await this.#objects.write('listing', LISTING, compress(head), ...parts);
  }

  async deleteListing(): Promise<void> {
    await this.#store.delete(LISTING);
  }

  /** Deletes objects that no state names any more. */
  async delete(keys: readonly string[]): Promise<void> {
    await deleteAll(this.#store, keys);
  }

  /** Lists all objects of the index and the caches, whether or not a state names them. */
  async *parts(): AsyncGenerator<ObjectSummary> {
    for await (const summary of this.#store.list()) if (!OTHERS.has(summary.key)) yield summary;
  }
}
