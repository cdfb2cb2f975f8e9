import type { DeltaRecord, StoredRecord } from '../core/index/index-record.ts';
import { segmentOf } from '../core/index/index-record.ts';
import { type Delta, type IndexParts, IndexView } from '../core/index/index-view.ts';
import type { SitemapEntry } from '../core/index/sitemap-entry.ts';
import type { State } from '../core/index/state.ts';
import type { IndexBuffer } from './index-buffer.ts';
import type { StateStore } from './state-store.ts';

/** The index as one state names it. Each object that holds a part of it is read when it is asked for, and once. */
export class ContentIndex {
  readonly #store: StateStore;
  readonly #state: Pick<State, 'segments' | 'months'>;
  /** What a rebuild found beside what the state says. */
  readonly buffer: IndexBuffer | undefined;
  readonly #segments = new Map<number, Promise<Readonly<Record<string, StoredRecord>>>>();
  readonly #months = new Map<string, Promise<readonly SitemapEntry[]>>();

  constructor(store: StateStore, state: Pick<State, 'segments' | 'months'>, buffer?: IndexBuffer) {
    this.#store = store;
    this.#state = state;
    this.buffer = buffer;
  }

  /** Returns what is known of an object. @throws StateLost */
  async record(key: string, delta: Delta): Promise<DeltaRecord | undefined> {
    const changed = delta.get(key);
    if (changed !== undefined) return changed === null || changed.status === 'claim' ? undefined : changed;
    const view = await this.viewOf(segmentOf(key, this.#state.segments.length), delta);
    return view.record(key);
  }

  /** Returns the index as far as one segment goes. @throws StateLost */
  async viewOf(at: number, delta: Delta): Promise<IndexView> {
    const segment = await this.segment(at);
    const parts: IndexParts = { segmentCount: this.#state.segments.length, segment: () => segment, month: () => [] };
    return new IndexView(parts, delta);
  }

  /**
   * Returns what the object of a segment says, without the delta, and what is buffered of it, which is gone through
   * anew each time.
   * @throws StateLost
   */
  async segment(at: number): Promise<Readonly<Record<string, StoredRecord>>> {
    const known = await remember(this.#segments, at, async () => {
      const generation = this.#state.segments[at]?.generation;
      return generation === undefined ? {} : this.#store.readSegment(at, generation);
    });
    const buffered = this.buffer?.records(at) ?? [];
    return buffered.length === 0 ? known : { ...known, ...Object.fromEntries(buffered) };
  }

  /** Returns a function that gives the sitemap entries of a month, without the delta. @throws StateLost */
  async month(month: string): Promise<() => readonly SitemapEntry[]> {
    const known = await remember(this.#months, month, async () => {
      const generation = this.#state.months[month]?.generation;
      return generation === undefined ? [] : this.#store.readMonth(month, generation);
    });
    const { buffer } = this;
    return buffer ? () => [...known, ...buffer.sitemapEntries(month)] : () => known;
  }
}

function remember<Name, Value>(
  known: Map<Name, Promise<Value>>,
  name: Name,
  read: () => Promise<Value>,
): Promise<Value> {
  const already = known.get(name);
  if (already) return already;
  const promise = read();
  known.set(name, promise);
  return promise;
}
