import { addToDigest, type Digest, EMPTY_DIGEST } from '../../text/set-digest.ts';
import type { ObjectRecord } from '../index-record.ts';
import { segmentOf } from '../keys/record-keys.ts';
import type { Counts, StoredIndex } from '../stored/stored-index.ts';

/** Sums over all records: how many sources have each status, and a digest of each segment. */
export class RecordTally {
  readonly #counts: { -readonly [Name in keyof Counts]: number };
  readonly #digests: Digest[];

  constructor({ counts, segments }: Pick<StoredIndex, 'counts' | 'segments'>) {
    this.#counts = { ...counts };
    this.#digests = segments.map(({ digest }) => digest);
  }

  get counts(): Counts {
    return this.#counts;
  }

  get segmentCount(): number {
    return this.#digests.length;
  }

  /** Returns segments with the digests of their records. */
  segments(known: StoredIndex['segments']): StoredIndex['segments'] {
    return known.map((segment, at) => ({ ...segment, digest: this.#digests[at] ?? EMPTY_DIGEST }));
  }

  add(key: string, record: Pick<ObjectRecord, 'status' | 'etag'>): void {
    this.#sum(key, record, 1);
  }

  remove(key: string, record: Pick<ObjectRecord, 'status' | 'etag'>): void {
    this.#sum(key, record, -1);
  }

  #sum(key: string, { status, etag }: Pick<ObjectRecord, 'status' | 'etag'>, sign: 1 | -1): void {
    const at = segmentOf(key, this.#digests.length);
    this.#digests[at] = addToDigest(this.#digests[at] ?? EMPTY_DIGEST, key, etag, sign);
    if (status !== 'media') this.#counts[status] += sign;
  }
}
