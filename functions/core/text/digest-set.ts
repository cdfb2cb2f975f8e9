import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/**
 * Words of 32 bits that are kept of each digest. 96 bits tell any number of texts apart that nobody chose for it; two
 * that are taken for one take some 2^48 digests to find.
 */
const WORDS = 3;
const BYTES = 4 * WORDS;
/** The table grows once this part of it is taken. */
const MOST = 0.8;

/**
 * Texts by their digests alone, numbered as they came: some 20 bytes for each, however long it is. What is in it is
 * not told, only whether a text is.
 */
export class DigestSet {
  #slots = 1024;
  /** Digests by number. */
  #digests = new Uint32Array(WORDS * 512);
  /** Number of the text in each slot, from 1. */
  #table = new Uint32Array(this.#slots);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(text: string): boolean {
    return this.indexOf(text) >= 0;
  }

  /** Returns the number of a text, from 0; -1 where it is not in the set. */
  indexOf(text: string): number {
    return (this.#table[this.#slotOf(digestOf(text))] ?? 0) - 1;
  }

  /** Adds a text, and returns its number. */
  add(text: string): number {
    return this.#add(digestOf(text));
  }

  /** Returns the digests of the texts from a number on, to be added to another set. */
  toBytes(from = 0): Uint8Array {
    return new Uint8Array(this.#digests.slice(WORDS * from, WORDS * this.#size).buffer);
  }

  addBytes(bytes: Uint8Array): void {
    for (const digest of digestsIn(bytes)) this.#add(digest);
  }

  /** Returns whether any of the digests that another set gave is of a text in this one. */
  meets(bytes: Uint8Array): boolean {
    for (const digest of digestsIn(bytes)) if ((this.#table[this.#slotOf(digest)] ?? 0) > 0) return true;
    return false;
  }

  #add(digest: Uint32Array): number {
    const slot = this.#slotOf(digest);
    const known = this.#table[slot] ?? 0;
    if (known > 0) return known - 1;
    if (WORDS * (this.#size + 1) > this.#digests.length) this.#digests = grown(this.#digests);
    this.#digests.set(digest, WORDS * this.#size);
    this.#size += 1;
    this.#table[slot] = this.#size;
    if (this.#size > MOST * this.#slots) this.#grow();
    return this.#size - 1;
  }

  #grow(): void {
    this.#slots *= 2;
    this.#table = new Uint32Array(this.#slots);
    for (let at = 0; at < this.#size; at++)
      this.#table[this.#slotOf(this.#digests.subarray(WORDS * at, WORDS * (at + 1)))] = at + 1;
  }

  /** Returns the slot that has a digest, or the empty one where it belongs. */
  #slotOf(digest: Uint32Array): number {
    for (let slot = (digest[0] ?? 0) % this.#slots; ; slot = (slot + 1) % this.#slots) {
      const at = (this.#table[slot] ?? 0) - 1;
      if (at < 0 || this.#isAt(at, digest)) return slot;
    }
  }

  #isAt(at: number, digest: Uint32Array): boolean {
    for (let word = 0; word < WORDS; word++) if (this.#digests[WORDS * at + word] !== digest[word]) return false;
    return true;
  }
}

function* digestsIn(bytes: Uint8Array): Generator<Uint32Array> {
  const copy = new Uint8Array(bytes);
  const words = new Uint32Array(copy.buffer, 0, Math.floor(copy.length / 4));
  for (let at = 0; at + WORDS <= words.length; at += WORDS) yield words.subarray(at, at + WORDS);
}

function grown(words: Uint32Array): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(2 * words.length);
  more.set(words);
  return more;
}

function digestOf(text: string): Uint32Array {
  const bytes = createHash('sha256').update(text).digest();
  const words = new Uint32Array(WORDS);
  Buffer.from(words.buffer).set(bytes.subarray(0, BYTES));
  return words;
}
