import { Buffer } from 'node:buffer';
import { DigestSet } from '../../core/text/digest-set.ts';
import { CompressedList } from '../../state/compressed-list.ts';
import { compress, decompress } from '../../state/encode.ts';
import type { ObjectStore } from '../../stores/object-store.ts';

/** Paths that are compressed together. */
const PER_CHUNK = 1000;
/** An ETag as S3 gives to most objects: an MD5 (RFC 1321) in quotation marks. */
const MD5 = /^"[\da-f]{32}"$/;
const MD5_BYTES = 16;

/** ETags of what lies under `public/`, by path, in some 50 bytes for each file. */
export class PublicListing {
  readonly #paths = new CompressedList<string>(PER_CHUNK);
  readonly #numbers = new DigestSet();
  #md5 = Buffer.alloc(0);
  /** Other ETags, by number. */
  readonly #others = new Map<number, string>();

  static async list(store: ObjectStore): Promise<PublicListing> {
    const files = new PublicListing();
    for await (const { key, etag } of store.list()) files.#add(key, etag);
    return files;
  }

  /** Returns what `toParts` of another gave: what lies there, but for its paths. */
  static from([digests, md5, others]: readonly Uint8Array[]): PublicListing {
    const files = new PublicListing();
    if (digests) files.#numbers.addBytes(digests);
    if (md5) files.#md5 = Buffer.from(md5);
    for (const [at, etag] of others ? decompress<readonly (readonly [number, string])[]>(others) : [])
      files.#others.set(at, etag);
    return files;
  }

  /** Returns the ETags, as bytes that another thread or function can read. */
  toParts(): readonly Uint8Array[] {
    return [this.#numbers.toBytes(), this.#md5.subarray(0, MD5_BYTES * this.size), compress([...this.#others])];
  }

  get size(): number {
    return this.#numbers.size;
  }

  get(path: string): string | undefined {
    const at = this.#numbers.indexOf(path);
    if (at < 0) return undefined;
    return this.#others.get(at) ?? `"${this.#md5.subarray(MD5_BYTES * at, MD5_BYTES * (at + 1)).toString('hex')}"`;
  }

  has(path: string): boolean {
    return this.#numbers.has(path);
  }

  /** Returns all paths, in the order of the listing. */
  paths(): Iterable<string> {
    return this.#paths;
  }

  #add(path: string, etag: string): void {
    this.#paths.add(path);
    const at = this.#numbers.add(path);
    if (!MD5.test(etag)) {
      this.#others.set(at, etag);
      return;
    }
    if (MD5_BYTES * (at + 1) > this.#md5.length)
      this.#md5 = Buffer.concat([this.#md5], Math.max(MD5_BYTES * 512, 2 * this.#md5.length));
    this.#md5.write(etag.slice(1, -1), MD5_BYTES * at, 'hex');
  }
}
