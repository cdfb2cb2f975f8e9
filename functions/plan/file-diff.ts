import type { PublishedFile } from '../core/feed/feed.ts';
import type { FileRecord } from '../core/index/state.ts';
import { compressBytes, decompressBytes } from '../state/encode.ts';
import { digestOf, encoded } from '../stores/public-files.ts';

/**
 * How much of what is to be written is kept as it is until then. A publish has less; a rebuild has far more, and keeps the rest pressed, which takes a
 * quarter of the room. Bytes.
 */
const MOST_KEPT = 8 * 1024 * 1024;

/** A file that is other than it was. */
export interface PlannedWrite {
  readonly path: string;
  /** Of its bytes and metadata. */
  readonly digest: string;
  file(): PublishedFile;
}

/** Compares files with what is remembered of them, one after another, and takes note of what is to be written. */
export class FileDiff {
  readonly writes: PlannedWrite[] = [];
  readonly #forced: ReadonlySet<string>;
  #kept = 0;

  /** `forced` are paths that may hold anything, whatever is remembered. */
  constructor(forced: ReadonlySet<string>) {
    this.#forced = forced;
  }

  /** Gives what to remember from now on. `inputs` is a digest of all that the file hangs on, where it has one. */
  compare(file: PublishedFile, known: FileRecord | undefined, inputs?: string): FileRecord {
    const whole = encoded(file);
    const bytes = digestOf(whole);
    const same = known?.bytes === bytes;
    if (!same || this.#forced.has(file.path)) this.#note(whole, bytes);
    const etag = same ? known.etag : undefined;
    return { bytes, ...(inputs !== undefined && { inputs }), ...(etag !== undefined && { etag }) };
  }

  #note(file: PublishedFile, digest: string): void {
    const { path, body } = file;
    const isKept = this.#kept + body.length <= MOST_KEPT;
    if (isKept) this.#kept += body.length;
    this.writes.push({ path, digest, file: isKept ? () => file : pressed(file) });
  }
}

function pressed({ body, ...file }: PublishedFile): () => PublishedFile {
  const bytes = compressBytes(body);
  return () => ({ ...file, body: decompressBytes(bytes) });
}
