import type { Found } from '../core/index/found.ts';
import { mergeParts } from '../core/index/merge-parts.ts';
import { NextState } from '../core/index/next-state.ts';
import type { NextStateOptions } from '../core/index/next-state-options.ts';
import { emptyState, type State } from '../core/index/state.ts';
import type { StoredIndex } from '../core/index/stored/stored-index.ts';
import { sortKeys } from '../core/text/key-order.ts';

/** Empty state: a build from scratch has no earlier state to begin from. */
const NOTHING = emptyState({ revision: '', site: { etag: '', text: '', problems: [] }, by: 'build' }, 1);

/**
 * State of an archive that is read in parts, each on an empty state, which are merged in the end. One thread reads them
 * one after another, or several do, in any order.
 */
export class Parts {
  readonly #options: Omit<NextStateOptions, 'state'>;
  readonly #read: State[] = [];
  #part: NextState;
  #sources = 0;

  constructor(options: Omit<NextStateOptions, 'state'>) {
    this.#options = options;
    this.#part = this.#open(NOTHING);
  }

  /** Adds an object, as it was read. Each object is added once. */
  add(key: string, found: Found): void {
    if (this.#sources === this.#options.limits.perPart) {
      this.#read.push(this.#part.finishPart(NOTHING.by));
      this.#part = this.#open(NOTHING);
      this.#sources = 0;
    }
    this.#part.apply(key, found, undefined);
    this.#sources += 1;
  }

  /**
   * Returns the state of all that was read, and of `others`, parts that other threads read. The caller then finds
   * owners, fills windows, and settles the titles of feeds.
   */
  merge(others: readonly State[] = []): NextState {
    if (this.#read.length === 0 && others.length === 0) return this.#part;
    const { delta, ...merged } = mergeAll([...this.finish(), ...others]);
    return this.#open({ ...merged, delta: inOrder(delta) });
  }

  /** Returns the states of the parts that were read. Nothing can be added after that. */
  finish(): readonly State[] {
    return [...this.#read, this.#part.finishPart(NOTHING.by)];
  }

  #open(state: State): NextState {
    return new NextState({ ...this.#options, state });
  }
}

/** Returns records in the order of their keys, so that what is made of them comes in one order, whoever read what. */
function inOrder(delta: StoredIndex['delta']): StoredIndex['delta'] {
  return Object.fromEntries(sortKeys(Object.keys(delta)).map(key => [key, delta[key] ?? null]));
}

/** Merges neighbours until one is left, so that each record is copied a few times however many parts there are. */
function mergeAll(parts: readonly State[]): State {
  const [one = NOTHING, other] = parts;
  if (!other) return one;
  const half = parts.length >> 1;
  return mergeParts(mergeAll(parts.slice(0, half)), mergeAll(parts.slice(half)));
}
