/** Time ran short before it was known whether a source can be read; the next run goes on from there. */
export class ShortOfTime extends Error {
  override readonly name = 'ShortOfTime';
  constructor(key: string) {
    super(`${key}: time ran short while it was read apart, since a run may have died of it; it is tried again`);
  }
}
