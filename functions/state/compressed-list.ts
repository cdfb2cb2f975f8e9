import { compress, decompress } from './encode.ts';

/** Items in the order in which they came, most of them compressed. */
export class CompressedList<Item> {
  readonly #atOnce: number;
  readonly #compressed: Uint8Array[];
  #loose: Item[] = [];

  /** `compressed` are parts of an earlier list. */
  constructor(atOnce: number, compressed: Iterable<Uint8Array> = []) {
    this.#atOnce = atOnce;
    this.#compressed = [...compressed];
  }

  add(item: Item): void {
    this.#loose.push(item);
    if (this.#loose.length < this.#atOnce) return;
    // A copy has no room to spare, which what zlib gives has.
    this.#compressed.push(new Uint8Array(compress(this.#loose)));
    this.#loose = [];
  }

  /** Returns the items that were compressed together, by the place of these among others. */
  itemsOf(chunk: number): readonly Item[] {
    const compressed = this.#compressed[chunk];
    return compressed ? decompress<readonly Item[]>(compressed) : [];
  }

  /** Yields all items; no more are held than were compressed together. */
  *[Symbol.iterator](): Generator<Item> {
    for (const at of this.#compressed.keys()) yield* this.itemsOf(at);
    yield* this.#loose;
  }

  /** Returns all items, compressed in parts. */
  compressed(): readonly Uint8Array[] {
    return [...this.#compressed, ...(this.#loose.length > 0 ? [compress(this.#loose)] : [])];
  }

  items(): readonly Item[] {
    return [...this.#compressed.flatMap(compressed => decompress<readonly Item[]>(compressed)), ...this.#loose];
  }
}
