import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explaining } from '../stores/directory/file-error.ts';

/** Place of bytes in the file. */
export interface StoredBody {
  readonly at: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * Minimum step in which space is allocated, in bytes. For larger bodies the step is an eighth to a quarter of their
 * size.
 */
const MIN_STEP = 4096;

/**
 * Store of the bytes of many published files in one temporary file. Those of a large newsroom need more space than
 * memory should give, and a file for each would take longer than rendering it. The file is unlinked as soon as it is
 * open: no other process can read what is not published yet, and nothing is left behind, however the process ends.
 */
export class BodyFile {
  #file: number | undefined;
  #end = 0;
  /** Offsets of free space, by its size. */
  readonly #free = new Map<number, number[]>();

  /** Stores bytes. @throws Error where the disk is full. */
  write(bytes: Uint8Array): StoredBody {
    const space = spaceFor(bytes.length);
    const reused = this.#free.get(space)?.pop();
    const at = reused ?? this.#end;
    if (reused === undefined) this.#end += space;
    explaining(tmpdir(), () => {
      this.#file ??= openNameless();
      for (let done = 0; done < bytes.length; )
        done += writeSync(this.#file, bytes, done, bytes.length - done, at + done);
    });
    return { at, size: bytes.length };
  }

  read({ at, size }: StoredBody): Buffer {
    const bytes = Buffer.allocUnsafeSlow(size);
    for (let done = 0; done < size; ) {
      const more = this.#file === undefined ? 0 : readSync(this.#file, bytes, done, size - done, at + done);
      if (more === 0) throw new Error(`${tmpdir()}: the file of the preview was cut short; start bantin serve again`);
      done += more;
    }
    return bytes;
  }

  /** Frees the space of bytes that are no longer read. */
  free({ at, size }: StoredBody): void {
    const space = spaceFor(size);
    const places = this.#free.get(space) ?? [];
    places.push(at);
    this.#free.set(space, places);
  }

  /** Closes the file, which frees its space on the disk. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'bantin-serve-'));
  try {
    return openSync(join(folder, 'public'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rounds a size up to a step. A feed that changes keeps about its size, so the space that it had before fits again. */
function spaceFor(size: number): number {
  const step = Math.max(MIN_STEP, 2 ** (Math.floor(Math.log2(Math.max(size, 1))) - 2));
  return Math.max(1, Math.ceil(size / step)) * step;
}
