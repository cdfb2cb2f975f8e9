/** A part of a file, and where that begins. */
export interface FilePart {
  readonly from: number;
  readonly view: DataView;
}

/** Seconds that a file plays, or the next place to look at; `undefined` where it does not tell. */
export type Finding =
  | { readonly seconds: number }
  | {
      readonly from: number;
      /** Looks there; by default the reader that has looked so far. */
      readonly read?: TimeReader;
    }
  | undefined;

/** Looks at a part of a file of `size` bytes; `head` is its beginning. */
export type TimeReader = (part: FilePart, head: FilePart, size: number) => Finding;
