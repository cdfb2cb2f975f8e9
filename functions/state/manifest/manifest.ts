import type { Handover } from '../../core/handover/handover.ts';
import { type PackedWindows, packWindows, unpackWindows } from '../../core/index/packed-windows.ts';
import { withFeedSegments } from '../../core/index/segmented/feeds-of-delta.ts';
import type { State } from '../../core/index/state.ts';
import type { StoredIndex } from '../../core/index/stored/stored-index.ts';
import { type ObjectStore, PreconditionFailed, type StoredObject } from '../../stores/object-store.ts';
import { compress, decompress, encode, partsIn } from '../encode.ts';
import type { LoadedState } from './loaded-state.ts';

export const MANIFEST = 'state.br';

/** Change of what runs tell each other; `undefined` where it must not be made any more. */
export type HandoverChange = (handover: Handover) => Handover | undefined;

/** One version of the object: the state, still compressed, and what runs tell each other. */
interface Version {
  /** None where the object can't be read. */
  readonly parts: readonly Uint8Array[];
  readonly handover: Handover;
}

/** No object, or one that can't be read. */
const NOTHING: Version = { parts: [], handover: {} };
/** Versions that are kept: those that a commit may be based on. */
const MAX_VERSIONS = 3;
/** Maximum number of notes of others that one commit takes over. */
const MAX_NOTES = 40;

/**
 * The object of the manifest: the state, and beside it what runs tell each other. A *note* changes the latter alone.
 * It costs no commit its race: one that finds nothing but notes since the version it is based on takes them over.
 */
export class Manifest {
  readonly #store: ObjectStore;
  readonly #versions = new Map<string, Version>();
  /** Object that a write met that failed; the next load begins with it. */
  #met: StoredObject | undefined;
  #handover: Handover = {};
  #etag: string | undefined;

  /** `store` holds the objects under `state/`; its keys come without that prefix. */
  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Words of runs to each other in the version that was read or written last. */
  get handover(): Handover {
    return this.#handover;
  }

  /** ETag of the version that was read or written last. */
  get etag(): string | undefined {
    return this.#etag;
  }

  async load(): Promise<LoadedState> {
    return this.#open(this.#met ?? (await this.#store.get(MANIFEST)));
  }

  /** Loads the state, unless it is the version with an ETag that is known. */
  async loadUnless(etag: string | undefined): Promise<LoadedState | undefined> {
    const object = await this.#store.get(MANIFEST);
    return object && object.etag === etag ? undefined : this.#open(object);
  }

  #open(object: StoredObject | undefined): LoadedState {
    this.#met = undefined;
    if (!object) {
      this.#etag = undefined;
      this.#handover = {};
      return {};
    }
    const { etag } = object;
    const { parts } = this.#remember(etag, versionIn(object));
    const [state, windows] = parts;
    if (!state || !windows) return { etag };
    return { etag, state: withFeedSegments(restoreState([decompress(state), decompress(windows)])) };
  }

  /**
   * Replaces the state that was read with the next one. What runs tell each other stays, but for `change`. Returns the
   * ETag, or `undefined` where another run has written a state since, or `change` must not be made any more.
   */
  async commit(state: State, etag: string | undefined, change: HandoverChange = kept): Promise<string | undefined> {
    return this.#put(storeState(state), etag, change);
  }

  /**
   * Changes what runs tell each other, and nothing else. Returns the ETag, or `undefined` where another run has written
   * a state since, or `change` must not be made any more. `isExact`: notes of others are in its way, too.
   */
  async note(etag: string | undefined, change: HandoverChange, isExact = false): Promise<string | undefined> {
    return etag === undefined ? undefined : this.#put(undefined, etag, change, isExact);
  }

  /** Writes parts, or those that are there. `undefined` where they are of another state by now. */
  async #put(
    parts: readonly Uint8Array[] | undefined,
    etag: string | undefined,
    change: HandoverChange,
    isExact = false,
  ): Promise<string | undefined> {
    const before = await this.#versionOf(etag);
    if (!before) return undefined;
    let base = { etag, handover: before.handover };
    for (let notes = 0; ; notes++) {
      const handover = change(base.handover);
      if (!handover || (!parts && before.parts.length === 0)) return undefined;
      // A note that says what is there already.
      if (!parts && handover === base.handover && base.etag !== undefined) return base.etag;
      try {
        return await this.#replace({ parts: parts ?? before.parts, handover }, base.etag);
      } catch (error) {
        if (!(error instanceof PreconditionFailed)) throw error;
        const object = await this.#store.get(MANIFEST);
        this.#met = object;
        if (!object || isExact || notes >= MAX_NOTES) return undefined;
        const current = this.#remember(object.etag, versionIn(object));
        if (!haveSameBytes(current.parts, before.parts)) return undefined;
        base = { etag: object.etag, handover: current.handover };
      }
    }
  }

  async #replace(version: Version, etag: string | undefined): Promise<string> {
    const { parts, handover } = version;
    const told = Object.keys(handover).length > 0 ? [compress(handover)] : [];
    const condition = etag === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: etag };
    const bytes = encode('state', ...parts, ...told);
    const written = await this.#store.put(MANIFEST, bytes, { contentType: 'application/octet-stream', ...condition });
    this.#met = undefined;
    this.#remember(written.etag, version);
    return written.etag;
  }

  /** `undefined` where another took its place. */
  async #versionOf(etag: string | undefined): Promise<Version | undefined> {
    if (etag === undefined) return NOTHING;
    const known = this.#versions.get(etag);
    if (known) return known;
    const object = await this.#store.get(MANIFEST);
    return object?.etag === etag ? this.#remember(etag, versionIn(object)) : undefined;
  }

  #remember(etag: string, version: Version): Version {
    this.#versions.delete(etag);
    this.#versions.set(etag, version);
    for (const old of this.#versions.keys()) {
      if (this.#versions.size <= MAX_VERSIONS) break;
      this.#versions.delete(old);
    }
    this.#etag = etag;
    this.#handover = version.handover;
    return version;
  }
}

function versionIn({ bytes }: StoredObject): Version {
  const [state, windows, told] = partsIn('state', bytes) ?? [];
  if (!state || !windows) return NOTHING;
  return { parts: [state, windows], handover: told ? decompress<Handover>(told) : {} };
}

function haveSameBytes(some: readonly Uint8Array[], others: readonly Uint8Array[]): boolean {
  return some.length === others.length && some.every((part, at) => isSame(part, others[at]));
}

function isSame(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return other !== undefined && Buffer.compare(one, other) === 0;
}

function kept(handover: Handover): Handover {
  return handover;
}

/**
 * State as it is stored. The windows are a separate part: they are most of its bytes, and a run writes them twice
 * without a change.
 */
export type StoredState = readonly [Omit<State, 'windows'>, PackedWindows];

const compressed = new WeakMap<StoredIndex['windows'], Uint8Array>();

/** Compresses the parts of a state. */
export function storeState({ windows, ...state }: State): readonly Uint8Array[] {
  const known = compressed.get(windows) ?? compress(packWindows(windows));
  compressed.set(windows, known);
  return [compress(state), known];
}

export function restoreState([state, archive]: StoredState): State {
  return { ...state, windows: unpackWindows(archive) };
}
