import { isOfObject, type ObjectRecord, type StoredRecord } from '../core/index/index-record.ts';
import type { StoredIndex } from '../core/index/stored/stored-index.ts';
import { type Titles, titlesIn } from '../core/index/traits/feed-traits.ts';
import { isSpelledOtherwise } from '../core/plan/spelling-problems.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { SegmentedTitles } from './segmented-titles.ts';
import { StateLost } from './state-lost.ts';
import type { StateStore } from './state-store.ts';

type Notable = readonly [key: string, record: ObjectRecord];

/** Notable records, and what is said of segments that could not be read. */
export interface FoundRecords {
  readonly records: readonly Notable[];
  /** Titles of feeds. */
  readonly titles: Titles;
  readonly lost: readonly string[];
}

/**
 * Records of which there is more to say than that they are published: they have problems, share an id or a path, spell
 * the name of a feed otherwise than most, are held back, or expire. They are few. Those of a segment are kept until it
 * is written anew, so that asking again after each publish costs no reading of the archive.
 */
export class NotableRecords {
  readonly #segments = new Map<number, { readonly generation: string; readonly records: readonly Notable[] }>();
  readonly #segmented = new SegmentedTitles();
  /** Titles of feeds when these were kept. */
  #titles = '';

  async of(
    store: StateStore,
    state: Pick<StoredIndex, 'segments' | 'feedSegments' | 'delta' | 'titles'>,
  ): Promise<FoundRecords> {
    const { segments, delta } = state;
    const lost: string[] = [];
    const titles = { ...state.titles, ...(await this.#segmented.of(store, state, lost)) };
    const names = titlesIn({ titles });
    const called = JSON.stringify(titles);
    if (called !== this.#titles) this.#segments.clear();
    this.#titles = called;
    const records: Notable[] = [];
    await inParallel(segments.entries(), CONCURRENCY, async ([at, { generation }]) => {
      if (generation === undefined) return;
      try {
        const stored = await this.#segment(store, at, generation, names);
        records.push(...stored.filter(([key]) => !Object.hasOwn(delta, key)));
      } catch (error) {
        if (!(error instanceof StateLost)) throw error;
        lost.push(error.message);
      }
    });
    return { records: [...records, ...notableIn(delta, names)], titles: names, lost };
  }

  /** @throws StateLost */
  async #segment(store: StateStore, at: number, generation: string, titles: Titles): Promise<readonly Notable[]> {
    const known = this.#segments.get(at);
    if (known?.generation === generation) return known.records;
    const records = notableIn(await store.index.readSegment(at, generation), titles);
    this.#segments.set(at, { generation, records });
    return records;
  }
}

function notableIn(records: Readonly<Record<string, StoredRecord | null>>, titles: Titles): readonly Notable[] {
  return Object.entries(records).flatMap(([key, record]): Notable[] =>
    isOfObject(record) && (isNotable(record) || isSpelledOtherwise(record, titles)) ? [[key, record]] : [],
  );
}

function isNotable(record: ObjectRecord): boolean {
  if (record.contest) return true;
  if (record.status === 'media') return false;
  const { status, problems = [], expires } = record;
  const isOut = status === 'published' || status === 'withdrawn';
  return !isOut || problems.length > 0 || expires !== undefined;
}
