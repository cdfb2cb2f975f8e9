/**
 * A listing has no source where there were several: a link, a bucket or a disk that is not the right one. Nothing is
 * changed.
 */
export class EmptyListing extends Error {
  override readonly name = 'EmptyListing';
  constructor(place: string, before: number, remedy: string) {
    super(`${place}: there is no article, where there were ${before}, so nothing is changed; ${remedy}`);
  }
}

/** So many sources may go at once without a question. */
const UNQUESTIONED = 1;

/** @throws EmptyListing where a listing has no source, and there were two or more. */
export function assertNotEmptied(sources: number, before: number, place: string, remedy: string): void {
  if (sources === 0 && before > UNQUESTIONED) throw new EmptyListing(place, before, remedy);
}

/** Returns how many sources a state knows, by its counts. */
export function sourcesIn(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Remedy for a bucket that is to be emptied on purpose. */
export const EMPTY_BUCKET =
  'put the articles back; if they are meant to go, call the function with { "full": true, "allowEmpty": ' +
  'true }, or run bantin publish --full --allow-empty';
