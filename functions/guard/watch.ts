import type { Care } from './suspects.ts';

/** A source, as the guard knows it. */
export interface Watched {
  readonly key: string;
  readonly version: string;
  /** Bytes. */
  readonly size: number;
}

/** Decides with how much care sources are handled, and remembers what became of them. */
export interface Watch {
  /** Called before work on sources begins. Returns the care that each needs. Default for each: `together`. */
  begin(sources: readonly Watched[]): Promise<ReadonlyMap<string, Care>>;
  /** Called with a source that took too long among others, before it is handled apart. */
  suspect(source: Watched): Promise<void>;
  /** Called before a source is handled alone. */
  trying(source: Watched): Promise<void>;
  /** Called after the last source to be handled alone. */
  tried(): Promise<void>;
  /**
   * Records a failure of a source that was handled by itself. Returns the number of its failures, this one included.
   */
  failed(source: Watched): Promise<number>;
  /** Called with each source that is given up. */
  gaveUp(source: Watched): Promise<void>;
  /** Called if time runs short before a source could be judged. */
  pause(): Promise<void>;
}

/** Failures by source, in memory. */
export class FailureCounts {
  readonly #counts = new Map<string, number>();

  add({ key, version }: Watched): number {
    const name = `${version} ${key}`;
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count;
  }
}

/**
 * The watch of a command, whose process must not die, since nothing starts it again: whatever is large is handled
 * apart.
 */
export class CommandWatch implements Watch {
  readonly #large: number;
  readonly #failures = new FailureCounts();

  /** `large`: handled apart are sources of more bytes. */
  constructor(large: number) {
    this.#large = large;
  }

  async begin(sources: readonly Watched[]): Promise<ReadonlyMap<string, Care>> {
    return new Map(sources.filter(({ size }) => size > this.#large).map(({ key }) => [key, 'apart']));
  }

  async failed(source: Watched): Promise<number> {
    return this.#failures.add(source);
  }

  async suspect(): Promise<void> {}
  async trying(): Promise<void> {}
  async tried(): Promise<void> {}
  async gaveUp(): Promise<void> {}
  async pause(): Promise<void> {}
}
