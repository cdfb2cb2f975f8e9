import type { FileRecord, State } from '../core/index/state.ts';
import type { StoredArchiveFiles } from '../core/plan/needs.ts';
import { StateLost, type StateStore } from './state-store.ts';

/**
 * What is known of archive documents: it lies apart from the state, month by month, or the state would grow with the
 * archive.
 */
export class ArchiveFiles {
  readonly #memory: StateStore;
  readonly #months: State['months'];
  readonly #isThere: ((path: string, file: FileRecord) => boolean) | undefined;

  /**
   * `isThere`, of a rebuild, says whether a file is still what it was; then memory that is lost is no obstacle either.
   */
  constructor(memory: StateStore, months: State['months'], isThere?: (path: string, file: FileRecord) => boolean) {
    this.#memory = memory;
    this.#months = months;
    this.#isThere = isThere;
  }

  /** Whether everything is looked at, whatever is remembered. */
  get isOfRebuild(): boolean {
    return this.#isThere !== undefined;
  }

  generation(month: string): string | undefined {
    return this.#months[month]?.archive?.generation;
  }

  /** @throws StateLost unless it is a rebuild's. */
  async read(month: string): Promise<StoredArchiveFiles> {
    const generation = this.generation(month);
    if (generation === undefined) return { files: {}, isAsStored: true };
    try {
      const files = await this.#memory.readArchive(month, generation);
      const isThere = this.#isThere;
      if (!isThere) return { files, isAsStored: true };
      const kept = Object.entries(files).filter(([path, file]) => isThere(path, file));
      return { files: Object.fromEntries(kept), isAsStored: kept.length === Object.keys(files).length };
    } catch (error) {
      if (!(error instanceof StateLost) || !this.isOfRebuild) throw error;
      return { files: {}, isAsStored: false };
    }
  }
}
