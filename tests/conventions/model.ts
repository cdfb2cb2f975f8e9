import { fc } from '../property.ts';
import { clock, MINUTE, midnight, OFFSETS, onceShown, ZONES } from './zoned-time.ts';

/** State of an article: public, held back, or one of these until an instant. */
export type Release =
  | { readonly kind: 'public' | 'held' }
  /** Public from an instant on, or until one. */
  | { readonly kind: 'from' | 'until'; readonly at: Date };

/** An article, independent of the publisher that writes it, and its site. Dates are at the minute. */
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
  /** Zone of the site. */
  readonly zone: string;
  /** Offset that dates are written with, where they are, in minutes. */
  readonly offset: number;
  /** Pattern of the addresses on the site; without one Bantin has the pages. */
  readonly permalink: string | undefined;
}

const word = fc.stringMatching(/^[a-zđôơê]{3,8}$/).map(text => `Q${text}`);
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map(parts => parts.join(' '));
const name = fc.stringMatching(/^[a-z]{3,8}$/);
const DAY = 1440 * MINUTE;

const between = (from: string, to: string, step: number): fc.Arbitrary<Date> =>
  fc.integer({ min: Date.parse(from) / step, max: Date.parse(to) / step }).map(count => new Date(count * step));

/** Some are days, which begin in the zone of the site, so that a day alone can say it. */
const date = fc.record({
  at: between('2010-01-01T00:00Z', '2026-10-31T00:00Z', MINUTE),
  isDay: fc.boolean(),
});

/** Days on both sides of `NOW` in `../core/samples.ts`. */
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
    zone: fc.constantFrom(...ZONES),
    offset: fc.constantFrom(...OFFSETS),
    permalink: fc.constantFrom(undefined, '/{yyyy}/{mm}/{dd}/{slug}/', '/tin/{slug}.html'),
  })
  .map(({ later, date, ...model }) => {
    const { zone } = model;
    const published = date.isDay ? midnight(utcDay(date.at), zone) : onceShown(date.at, zone);
    const updated = later === 0 ? published : onceShown(new Date(published.getTime() + later * MINUTE), zone);
    return { ...model, date: published, updated, release: inZone(model.release, zone) };
  });

/** Returns a release whose instant is the midnight of its day in a zone. */
function inZone(release: Release, zone: string): Release {
  return 'at' in release ? { ...release, at: midnight(utcDay(release.at), zone) } : release;
}

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

const utcDay = (date: Date): string => date.toISOString().slice(0, 10);

type Zoned = Pick<Model, 'zone'>;

export const day = (date: Date, { zone }: Zoned): string => clock(date, zone).slice(0, 10);
export const minute = (date: Date, { zone }: Zoned): string => clock(date, zone).replace('T', ' ');
export const isAtMidnight = (date: Date, { zone }: Zoned): boolean => clock(date, zone).endsWith('T00:00');
