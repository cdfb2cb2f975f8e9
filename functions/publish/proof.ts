import type { PublishedFile, UnrenderedFile } from '../core/feed/feed.ts';
import type { FileMemory } from '../core/publish/state.ts';
import { digestOf, encoded } from './public-files.ts';

/**
 * How much of what is to be written is kept in memory until then. A publish has less; a rebuild has far more, and renders the rest once more when its turn comes,
 * so that it takes no more memory with a hundred feeds than with ten. Bytes.
 */
const MOST_KEPT = 8 * 1024 * 1024;

/** A file that is other than it was. */
export interface PlannedWrite {
  readonly path: string;
  /** Of its bytes and metadata. */
  readonly digest: string;
  /** As it was when it was compared. */
  file(): PublishedFile;
}

/** Compares files with what is remembered of them, one after another, and takes note of what is to be written. */
export class Proof {
  readonly writes: PlannedWrite[] = [];
  readonly #forced: ReadonlySet<string>;
  #kept = 0;

  /** `forced` are paths that may hold anything, whatever is remembered. */
  constructor(forced: ReadonlySet<string>) {
    this.#forced = forced;
  }

  /** Gives what to remember from now on. `inputs` is a digest of all that the file hangs on, where it has one. */
  read(unrendered: UnrenderedFile, known: FileMemory | undefined, inputs?: string): FileMemory {
    const { path } = unrendered;
    const file = encoded(unrendered.render());
    const bytes = digestOf(file);
    const same = known?.bytes === bytes;
    if (!same || this.#forced.has(path)) this.#write(unrendered, file, bytes);
    const etag = same ? known.etag : undefined;
    return { bytes, ...(inputs !== undefined && { inputs }), ...(etag !== undefined && { etag }) };
  }

  #write({ path, render }: UnrenderedFile, file: PublishedFile, digest: string): void {
    const isKept = this.#kept + file.body.length <= MOST_KEPT;
    if (isKept) this.#kept += file.body.length;
    this.writes.push({ path, digest, file: isKept ? () => file : render });
  }
}
