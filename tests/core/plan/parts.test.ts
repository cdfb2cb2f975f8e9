import { describe, expect, it } from 'vitest';
import { defaultId } from '../../../functions/core/article/key.ts';
import type { ReadObject } from '../../../functions/core/index/found.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { mergeParts } from '../../../functions/core/index/merge-parts.ts';
import { NextState } from '../../../functions/core/index/next-state.ts';
import { comparedId } from '../../../functions/core/index/owners.ts';
import { emptyState, type State } from '../../../functions/core/index/state.ts';
import { contestsOf } from '../../../functions/core/plan/contests.ts';
import { NeedsCollector } from '../../../functions/core/plan/needs.ts';
import { refill } from '../../../functions/core/plan/refill.ts';
import { Settled, settleOwners, Touched } from '../../../functions/core/plan/settle-owners.ts';
import { slugOfName } from '../../../functions/core/text/names.ts';
import { fc, runs } from '../../property.ts';
import { HOUR, makeArticle, NOW, SITE } from '../samples.ts';

const site = { ...SITE, entries: 2, minimumHours: 3 };
const limits = { ...LIMITS, entries: 4, news: 3, considered: 6, slack: 1 };
const SEGMENTS = 3;

type Source = readonly [key: string, object: ReadObject];

/** Sources that are out, and some that are not, with ids and pages of which others have the same. */
const source: fc.Arbitrary<Source> = fc
  .record({
    key: fc.oneof(
      fc
        .tuple(fc.constantFrom('a', 'b', 'c', 'ảnh', 'ảnh'.normalize('NFD')), fc.constantFrom('md', 'txt', 'html'))
        .map(([name, ending]) => `articles/${name}.${ending}`),
      fc.constantFrom('articles/100371/a.md', 'articles/19080/a.html'),
      fc.nat({ max: 30 }).map(at => `articles/${at}.md`),
    ),
    id: fc.option(
      fc.constantFrom('x', 'y', 'articles/b', ...['a', 'b', '3'].map(name => defaultId(`articles/${name}.md`, site))),
      {
        freq: 2,
      },
    ),
    hours: fc.integer({ min: -2, max: 40 }),
    isWithdrawn: fc.boolean(),
    isDraft: fc.nat({ max: 9 }).map(chance => chance === 0),
    title: fc.constantFrom('t', 'T', 'v', 'V', 'Ṽ'),
    language: fc.constantFrom(undefined, undefined, 'vi', 'en', 'en-GB'),
  })
  .map(({ key, id, hours, isWithdrawn, isDraft, title, language }): Source => {
    const slug = slugOfName(title);
    const article = makeArticle({
      key,
      id: id ?? defaultId(key, site),
      published: NOW - hours * HOUR,
      updated: NOW - hours * HOUR,
      draft: isDraft,
      categories: [{ id: slug, title, slug }],
      ...(isWithdrawn && { withdrawn: {} }),
      ...(language !== undefined && { language }),
    });
    return [
      key,
      {
        found: { kind: 'article', etag: `"${hours}"`, article, problems: [] },
        source: { key, bytes: new Uint8Array(), lastModified: 0 },
      },
    ];
  });

const sources = fc.uniqueArray(source, { selector: ([key]) => key, minLength: 10, maxLength: 40 });

const open = (state: State) => new NextState({ state, site, now: NOW, limits, sizes: new Map() });

function read(part: readonly Source[]): State {
  const nextState = open(
    emptyState({ revision: '', site: { etag: '', text: '', problems: [] }, by: 'full' }, SEGMENTS),
  );
  for (const [key, { found }] of part) nextState.apply(key, found, undefined);
  return nextState.finish('full');
}

/** All that is published of what was read, once owners are found and windows filled. */
function publishedOf(state: State, all: readonly Source[]) {
  const nextState = open(state);
  const segments = new Map(Array.from({ length: SEGMENTS }, (_, at) => [at, {}]));
  const months = new Map([...nextState.months()].map(month => [month, () => []]));
  const loaded = { segments, months, objects: new Map(all) };
  const needs = new NeedsCollector();
  const view = () => needs.viewOf({ segmentCount: SEGMENTS, delta: nextState.delta }, loaded);
  const touched = new Touched(site);
  for (const at of segments.keys()) for (const [key, entry] of view().crowded(at)) touched.note(key, entry);
  settleOwners({ nextState, site }, touched, loaded, needs, new Settled());
  refill({ nextState, site, limits }, loaded, needs);
  expect(needs.isEmpty).toBe(true);
  const counted = [...segments.keys()].flatMap(at => view().countedFeeds(at));
  const records = counted.map(feed => [feed, view().feedRecord(feed)] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  nextState.traits.settleAll(records);
  const { windows, counts, nextDue } = nextState;
  const keysOf = (items: readonly { readonly key: string }[]) => items.map(({ key }) => key);
  const { segments: digests, latestDate } = nextState.finish('full');
  return {
    feeds: windows.feeds().map(key => [key, keysOf(windows.newest(key)), keysOf(windows.withdrawn(key))]),
    news: keysOf(windows.news()),
    months: [...nextState.months()].sort().map(month => [month, keysOf(view().month(month)).sort()] as const),
    contests: [...contestsOf(nextState, nextState.delta.keys())].sort(([a], [b]) => (a < b ? -1 : 1)),
    files: [...segments.keys()].map(at => [...view().owners(at)].sort()),
    counts: { ...counts },
    records,
    ...nextState.traits.found(),
    digests,
    latestDate,
    nextDue,
  };
}

/** Merges parts by twos until one is left: `choices` say which two. */
function mergeAll(parts: readonly State[], choices: readonly number[]): State {
  const left = [...parts];
  for (let at = 0; left.length > 1; at++) {
    const [one] = left.splice((choices[2 * at] ?? 0) % left.length, 1);
    const place = (choices[2 * at + 1] ?? 0) % left.length;
    const other = left[place];
    if (one && other) left[place] = mergeParts(other, one);
  }
  return left[0] ?? read([]);
}

describe('parts of an archive', () => {
  it('give what is published however they are cut, in whatever order they are read and merged', () => {
    // Most in one part, so that its windows are full and those of others are not.
    const cuts = fc.array(fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2, 3, 4), { minLength: 40, maxLength: 40 });
    const choices = fc.array(fc.nat({ max: 20 }), { minLength: 10, maxLength: 10 });
    let [contested, spelled, mixed] = [0, 0, 0];
    fc.assert(
      fc.property(sources, cuts, choices, (all, cut, order) => {
        const parts = [0, 1, 2, 3, 4].map(part => all.filter((_, at) => cut[at] === part));
        const whole = publishedOf(read(all), all);
        contested += whole.contests.length;
        const several = (name: 'spellings' | 'languages') =>
          whole.records.filter(([, record]) => Object.keys(record?.[name] ?? {}).length > 1).length;
        spelled += several('spellings');
        mixed += several('languages');
        expect(publishedOf(mergeAll(parts.map(read), order), all)).toEqual(whole);
        expect(publishedOf(read([...all].reverse()), all)).toEqual(whole);
      }),
      runs(300),
    );
    const { numRuns } = runs(300);
    expect(contested).toBeGreaterThan(numRuns);
    expect(spelled).toBeGreaterThan(numRuns);
    expect(mixed).toBeGreaterThan(numRuns);
  });

  it('have one owner of each id and path, whom the order of the sources does not choose', () => {
    fc.assert(
      fc.property(sources, all => {
        const { months } = publishedOf(read(all), all);
        const out = new Set(months.flatMap(([, keys]) => keys));
        const ids = all.flatMap(([key, { found }]) =>
          found.kind === 'article' && out.has(key) ? [comparedId(found.article, site)] : [],
        );
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});
