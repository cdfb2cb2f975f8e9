/** Error for a part of the index that is missing or damaged. No content is lost: all sources can be read again. */
export class StateLost extends Error {
  override readonly name = 'StateLost';
  /** Key of the part, below `state/`. */
  readonly key: string;
  constructor(key: string) {
    super(`state/${key} is gone or damaged; the archive is read anew`);
    this.key = key;
  }
}
