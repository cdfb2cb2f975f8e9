import { setImmediate as otherWork } from 'node:timers/promises';
import { isContent } from '../core/bucket-layout.ts';
import { isMedia, isSource } from '../core/index/keys/record-keys.ts';
import { distinctProblems, type Problem } from '../core/problem.ts';
import type { ObjectStore, OnSkipped, StoredObject } from '../stores/object-store.ts';
import { MediaNames } from './list-media.ts';
import { isReported, nameProblems, SkippedObjects } from './skipped.ts';

/** A listing was given up, since something else is to be done first. Nothing was changed. */
export class ListingInterrupted extends Error {
  override readonly name = 'ListingInterrupted';
}

/** Objects of a listing between two looks at what else there is to do. */
const AT_ONCE = 256;

/** Options of content that is observed. */
export interface ObservedContentOptions {
  /** Returns true once a listing is to be given up. Default: it never is. */
  readonly isInterrupted?: () => boolean;
  /** Called with each source that is read whole; without bytes where it is not there. */
  readonly onSource?: (key: string, bytes: Uint8Array | undefined) => void;
}

/**
 * Content that takes note of the problems that a listing shows: of what stands there and is no object, of folders that
 * are named as articles are, and of media whose names clash. A listing lets other work of the process come between, and
 * is given up as soon as that asks for it.
 */
export class ObservedContent {
  readonly store: ObjectStore;
  /** Problems of the last complete listing. */
  problems: readonly Problem[] = [];
  /** Number of them that concern what is no object. */
  skipped = 0;
  /** Problems of the listing that no name of a source makes. */
  #others: readonly Problem[] = [];
  #sources = new Set<string>();
  readonly #content: ObjectStore;
  readonly #isInterrupted: () => boolean;

  /** @throws ListingInterrupted from listings, once `isInterrupted` says so. */
  constructor(content: ObjectStore, { isInterrupted = () => false, onSource }: ObservedContentOptions = {}) {
    this.#content = content;
    this.#isInterrupted = isInterrupted;
    this.store = {
      list: (prefix = '', options = {}) =>
        prefix === '' && options.after === undefined && options.upTo === undefined
          ? this.#listAll(options.onSkipped)
          : content.list(prefix, options),
      get: async (key, options) => {
        const object = await content.get(key, options);
        if (isSource(key) && isWhole(object)) onSource?.(key, object?.bytes);
        return object;
      },
      put: (key, bytes, options) => content.put(key, bytes, options),
      delete: key => content.delete(key),
    };
  }

  /** Returns true for a source that was there, by its key, when it was last listed or observed. */
  has(key: string): boolean {
    return this.#sources.has(key);
  }

  async *#listAll(onSkipped?: OnSkipped): ReturnType<ObjectStore['list']> {
    const skipped = new SkippedObjects();
    const media = new MediaNames();
    const sources: string[] = [];
    let count = 0;
    const note: OnSkipped = (path, reason) => {
      skipped.note(path, reason);
      onSkipped?.(path, reason);
    };
    for await (const summary of this.#content.list('', { onSkipped: note })) {
      if (count % AT_ONCE === 0) await this.#pause();
      count += 1;
      if (isMedia(summary.key)) media.add(summary);
      else if (isContent(summary.key) || isReported(summary.key)) sources.push(summary.key);
      yield summary;
    }
    this.#others = [...media.problems, ...skipped.problems];
    this.#sources = new Set(sources);
    this.skipped = skipped.problems.length;
    this.#judge();
  }

  /** Takes note of sources that came or went since the listing. Those that only changed are named as they were. */
  async observe(keys: readonly string[]): Promise<void> {
    let isOther = false;
    for (const key of keys) {
      if (isMedia(key) || !(isContent(key) || isReported(key))) continue;
      // What can't be read is there.
      const isThere = await this.#content.get(key).then(
        object => object !== undefined,
        () => true,
      );
      if (isThere === this.#sources.has(key)) continue;
      isOther = true;
      if (isThere) this.#sources.add(key);
      else this.#sources.delete(key);
    }
    if (isOther) this.#judge();
  }

  #judge(): void {
    this.problems = [...distinctProblems([...this.#others, ...nameProblems([...this.#sources].sort())])];
  }

  async #pause(): Promise<void> {
    await otherWork();
    if (this.#isInterrupted()) throw new ListingInterrupted('a listing was given up for what changed meanwhile');
  }
}

/** False where a part was read, or none: whoever asks for the version alone learns nothing of the text. */
function isWhole(object: StoredObject | undefined): boolean {
  return object === undefined || object.bytes.length === object.size;
}
