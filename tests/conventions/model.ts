import { fc } from '../property.ts';

/** State of an article: public, held back, or one of these until an instant. */
export type Release =
  | { readonly kind: 'public' | 'held' }
  /** Public from an instant on, or until one. */
  | { readonly kind: 'from' | 'until'; readonly at: Date };

/** An article, independent of the publisher that writes it. Dates are in UTC, at the minute. */
export interface Model {
  readonly title: string;
  readonly date: Date;
  /** At the date, or later. */
  readonly updated: Date;
  readonly author: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly summary: string;
  /** Name of its picture, without a folder. */
  readonly image: string;
  /** Name of its file, or of its folder. */
  readonly name: string;
  /** Readable part of its address, where it is another than its name. */
  readonly slug: string | undefined;
  /** Path that it had before, as `old/qx/`; none if empty. */
  readonly former: string;
  readonly release: Release;
}

const word = fc.stringMatching(/^[a-zđôơê]{3,8}$/).map(text => `Q${text}`);
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map(parts => parts.join(' '));
const name = fc.stringMatching(/^[a-z]{3,8}$/);
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

const between = (from: string, to: string, step: number): fc.Arbitrary<Date> =>
  fc.integer({ min: Date.parse(from) / step, max: Date.parse(to) / step }).map(count => new Date(count * step));

/** Some are at midnight, so that a day alone can say it. */
const date = fc.oneof(
  between('2010-01-01T00:00Z', '2026-10-31T00:00Z', MINUTE),
  between('2010-01-01T00:00Z', '2026-10-31T00:00Z', DAY),
);

/** Instants on both sides of `NOW` in `../core/samples.ts`, at midnight. */
const at = between('2026-11-02T00:00Z', '2027-03-01T00:00Z', DAY);

const release: fc.Arbitrary<Release> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'public' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'held' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('from' as const, 'until' as const), at }) },
);

export const models: fc.Arbitrary<Model> = fc
  .record({
    title: words,
    date,
    later: fc.nat(1000),
    author: words,
    category: words,
    tags: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
    summary: words,
    image: name.map(file => `i${file}.jpg`),
    name: name.map(file => `x${file}`),
    slug: fc.option(
      name.map(file => `s${file}`),
      { nil: undefined },
    ),
    former: fc.oneof(
      fc.constant(''),
      name.map(file => `old/q${file}/`),
    ),
    release,
  })
  .map(({ later, ...model }) => ({ ...model, updated: new Date(model.date.getTime() + later * MINUTE) }));

/** Returns whether readers may have an article at an instant. */
export function isPublicAt({ release }: Model, now: number): boolean {
  switch (release.kind) {
    case 'from':
      return now >= release.at.getTime();
    case 'until':
      return now < release.at.getTime();
    default:
      return release.kind === 'public';
  }
}

export const day = (date: Date): string => date.toISOString().slice(0, 10);
export const minute = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ');
export const isAtMidnight = (date: Date): boolean => date.getTime() % DAY === 0;
