/**
 * An object is there, but may not be read. Of one source this is a problem like any other; the rest can be published.
 */
export class UnreadableObject extends Error {
  override readonly name = 'UnreadableObject';
}
