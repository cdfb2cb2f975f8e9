import type { FileRecord } from '../core/files/file-record.ts';
import type { MonthRecords } from '../core/index/stored/months.ts';
import type { StoredArchiveFiles } from '../core/plan/needs.ts';
import { StateLost } from './state-lost.ts';
import type { StateStore } from './state-store.ts';

/**
 * Records of archive documents. They are stored apart from the state, one object a month, so that the state does not
 * grow with the archive.
 */
export class ArchiveFiles {
  readonly #store: StateStore;
  readonly #months: MonthRecords;
  readonly #isThere: ((path: string, file: FileRecord) => boolean) | undefined;

  /**
   * A rebuild passes `isThere`, which reports whether a file is still as recorded. Lost records are then no error.
   */
  constructor(store: StateStore, months: MonthRecords, isThere?: (path: string, file: FileRecord) => boolean) {
    this.#store = store;
    this.#months = months;
    this.#isThere = isThere;
  }

  /** True for a rebuild, which checks every file, whatever is recorded. */
  get isOfRebuild(): boolean {
    return this.#isThere !== undefined;
  }

  generation(month: string): string | undefined {
    return this.#months[month]?.archive?.generation;
  }

  /** Reads the records of a month. @throws StateLost, except in a rebuild. */
  async read(month: string): Promise<StoredArchiveFiles> {
    const generation = this.generation(month);
    if (generation === undefined) return { files: {}, isAsStored: true };
    try {
      const files = await this.#store.index.readArchive(month, generation);
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
