/** Size of what small files share, in bytes, and the size up to which they are small. */
const [SLAB, MAX_SHARED] = [64 * 1024, 16 * 1024];

/**
 * Gives room for files that are read. To allocate it takes as long as to read a small file, so these share a buffer,
 * which goes when the last of them goes.
 */
export class Slab {
  #bytes = Buffer.alloc(0);
  #used = 0;

  /** Returns that many bytes, which may hold anything. */
  take(size: number): Buffer {
    if (size > MAX_SHARED) return Buffer.allocUnsafeSlow(size);
    if (this.#used + size > this.#bytes.length) [this.#bytes, this.#used] = [Buffer.allocUnsafeSlow(SLAB), 0];
    const start = this.#used;
    this.#used += size;
    return this.#bytes.subarray(start, this.#used);
  }
}
