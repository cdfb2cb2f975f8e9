import { CompressedList } from '../../state/compressed-list.ts';

/** Keys that are sorted and compressed together. */
const PER_CHUNK = 1000;

/** A chunk of keys that is open: its keys from `at` on are still to come. */
interface OpenChunk {
  readonly keys: readonly string[];
  at: number;
}

/**
 * Keys in any number, compressed to a tenth, that come back in another order: of chunks that were sorted one by one,
 * those are open whose keys are next. A listing has keys nearly in that order, so that is one or two.
 */
export class KeyList {
  readonly #compare: (a: string, b: string) => number;
  /** First key of each chunk, by its place. */
  readonly #firsts: string[] = [];
  readonly #chunks = new CompressedList<readonly string[]>(1);
  #loose: string[] = [];
  #size = 0;

  constructor(compare: (a: string, b: string) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#size;
  }

  add(key: string): void {
    this.#size += 1;
    if (this.#loose.push(key) === PER_CHUNK) this.#close();
  }

  /** Yields the keys in order, from the first that comes after a key. */
  *sorted(after?: string): Generator<string> {
    this.#close();
    const order = [...this.#firsts.keys()].sort((a, b) => this.#compare(this.#firstOf(a), this.#firstOf(b)));
    const open: OpenChunk[] = [];
    let next = 0;
    for (;;) {
      let first = firstOf(open, this.#compare);
      for (let at = order[next]; at !== undefined; at = order[next]) {
        if (first && this.#compare(headOf(first), this.#firstOf(at)) <= 0) break;
        open.push({ keys: this.#chunks.itemsOf(at)[0] ?? [], at: 0 });
        next += 1;
        first = firstOf(open, this.#compare);
      }
      if (!first) return;
      const key = headOf(first);
      first.at += 1;
      if (first.at === first.keys.length) open.splice(open.indexOf(first), 1);
      if (after === undefined || this.#compare(key, after) > 0) yield key;
    }
  }

  #firstOf(at: number): string {
    return this.#firsts[at] ?? '';
  }

  #close(): void {
    const [keys, first] = [this.#loose.sort(this.#compare), this.#loose[0]];
    if (first === undefined) return;
    // A copy: what a listing gives is a part of a page of it, which would be held as a whole.
    this.#firsts.push(Buffer.from(first).toString());
    this.#chunks.add(keys);
    this.#loose = [];
  }
}

function firstOf(open: readonly OpenChunk[], compare: (a: string, b: string) => number): OpenChunk | undefined {
  return open.reduce<OpenChunk | undefined>(
    (first, chunk) => (first && compare(headOf(first), headOf(chunk)) <= 0 ? first : chunk),
    undefined,
  );
}

function headOf({ keys, at }: OpenChunk): string {
  return keys[at] ?? '';
}
