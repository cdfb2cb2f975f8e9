/** A file as a run wrote it. */
export interface Written {
  /** Of its bytes and metadata. */
  readonly digest: string;
  /** Of the file and its compressed forms as the store has them. */
  readonly version: string;
}
