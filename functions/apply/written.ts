/** A file as a run wrote it. */
export interface Written {
  /** Digest of its bytes and metadata. */
  readonly digest: string;
  /** Version of the file and its compressed forms, as the store has them. */
  readonly version: string;
}
