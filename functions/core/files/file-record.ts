/**
 * Digests of a file and of its inputs: one whose inputs are the same is not rendered again, one with the same bytes is
 * not written again.
 */
export interface FileRecord {
  /** A digest of all that the file depends on; absent where it is cheaper to render it. */
  readonly inputs?: string;
  /** A digest of its bytes and headers. */
  readonly bytes: string;
  /** Version of the file and its compressed forms as the store has them, once they are written: see `versionOfFile`. */
  readonly version?: string;
}

/** Records of files, by path. */
export type FileRecords = Readonly<Record<string, FileRecord>>;
