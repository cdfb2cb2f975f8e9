import { type PathPart, partOfPath, type SegmentCounts } from '../core/files/path-parts.ts';
import { variantOf } from '../core/files/variants.ts';
import type { RunContext } from '../run/run.ts';
import { CompressedList } from '../state/compressed-list.ts';
import { EMPTY_FOLDER } from '../stores/object-store.ts';

type Listed = readonly [path: string, etag: string];

/** Number of steps between two checks of the remaining time. */
const PER_LOOK = 1000;

/**
 * A listing of `public/`, with the properties that are recorded of files. It comes in the order of paths, but the index
 * is in that of hashes, so it is stored as a whole, compressed: some 40 MB for a million files.
 */
export class ListedFiles {
  readonly #parts = new Map<PathPart, CompressedList<Listed>>();
  /** Paths that can't be requested. */
  readonly skipped: string[] = [];
  /** Number of files, without compressed forms. */
  count = 0;

  readonly segments: SegmentCounts;

  private constructor(segments: SegmentCounts) {
    this.segments = segments;
  }

  /** Lists `public/`; `undefined` where time ran short. `segments` are those of the index. */
  static async list(run: RunContext, segments: SegmentCounts): Promise<ListedFiles | undefined> {
    const files = new ListedFiles(segments);
    const onSkipped = (path: string, reason: string): void => {
      if (reason !== EMPTY_FOLDER) files.skipped.push(path);
    };
    let taken = 0;
    for await (const { key, etag } of run.public.list('', { onSkipped })) {
      if (taken % PER_LOOK === 0 && run.isShortOfTime) return undefined;
      taken += 1;
      files.#add(partOfPath(key, segments), [key, etag], run.limits.perCompression);
    }
    return files;
  }

  parts(): Iterable<PathPart> {
    return this.#parts.keys();
  }

  /** Returns ETags by path, compressed forms included. */
  of(part: PathPart): ReadonlyMap<string, string> {
    return new Map(this.#parts.get(part)?.items() ?? []);
  }

  #add(part: PathPart, listed: Listed, atOnce: number): void {
    const list = this.#parts.get(part) ?? new CompressedList<Listed>(atOnce);
    this.#parts.set(part, list);
    list.add(listed);
    if (!variantOf(listed[0])) this.count += 1;
  }
}
