import { describe, expect, it } from 'vitest';
import { fc, runs } from '../property.ts';
import { LiveNewsroom, PERMALINK, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

/**
 * So small that windows hold few articles, and what lies below is in segments and months; but what was withdrawn may be
 * most of what a window considers.
 */
const LIMITS = { slack: 1, perSegment: 3, considered: 12 };
const ENTRIES = 3;
const SITE = [`entries: ${ENTRIES}`, 'minimumHours: 0', 'categories: [Thời sự, { title: Quảng cáo, main: false }]'];

const CATEGORIES = ['Thời sự', 'Kinh tế', 'Quảng cáo'];
const TAGS = ['lũ', 'Lũ', 'chợ', 'ad'];
const AUTHORS = ['Lê Na', 'LÊ NA', 'Ban'];
const LANGUAGES = ['vi', 'en', 'en-GB'];

/** An article as it is meant, which every feed is held against. */
interface Meant {
  readonly key: string;
  readonly day: number;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly language: string | undefined;
  readonly main: boolean;
  readonly republishable: boolean;
  readonly hold: Hold;
}

/** Fields that keep an article out of every feed. */
const HOLDS = { none: '', draft: 'draft: true', withdrawn: 'withdrawn: true', waiting: 'date: 2099-01-01' } as const;
type Hold = keyof typeof HOLDS;

interface Names {
  readonly categories?: readonly string[];
  readonly tags?: readonly string[];
  readonly authors?: readonly string[];
  readonly languages?: readonly string[];
}

interface Rule {
  readonly include: Names;
  readonly exclude: Names;
  readonly republishable: boolean;
  readonly entries: number;
}

interface Feeds {
  readonly authors: boolean;
  readonly minimum: number;
  readonly edition: boolean;
  readonly rules: readonly Rule[];
}

type Step =
  | { readonly kind: 'put'; readonly article: Meant }
  | { readonly kind: 'remove'; readonly key: string }
  | { readonly kind: 'feeds'; readonly feeds: Feeds };

const some = (names: readonly string[]) => fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 });
const any = (names: readonly string[]) => fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 });
const KEYS = Array.from({ length: 12 }, (_, at) => `articles/a${at}.md`);

const meant: fc.Arbitrary<Meant> = fc.record({
  key: fc.constantFrom(...KEYS),
  day: fc.integer({ min: 0, max: 80 }),
  categories: some(CATEGORIES),
  tags: some(TAGS),
  authors: any(AUTHORS),
  language: fc.option(fc.constantFrom(...LANGUAGES), { nil: undefined }),
  main: fc.boolean(),
  republishable: fc.boolean(),
  hold: fc.oneof(
    { weight: 4, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom<Hold>('draft', 'withdrawn', 'waiting') },
  ),
});

const KINDS = ['categories', 'tags', 'authors', 'languages'] as const;

/** Names of at most `maxLength` kinds: a rule of many kinds has no article. Included and excluded names differ. */
const names = (from: 0 | 1, maxLength: number): fc.Arbitrary<Names> =>
  fc
    .tuple(
      fc.record({
        categories: any(CATEGORIES.slice(from, from + 1)),
        tags: any(from === 0 ? TAGS.slice(0, 3) : TAGS.slice(3)),
        authors: any(from === 0 ? AUTHORS.slice(0, 2) : AUTHORS.slice(2)),
        languages: any(from === 0 ? ['vi', 'en'] : ['en-GB']),
      }),
      fc.subarray([...KINDS], { maxLength }),
    )
    .map(([all, kinds]) => Object.fromEntries(kinds.map(kind => [kind, all[kind]])));

const feeds: fc.Arbitrary<Feeds> = fc.record({
  authors: fc.boolean(),
  minimum: fc.integer({ min: 1, max: 3 }),
  edition: fc.boolean(),
  rules: fc.array(
    fc.record({
      include: names(0, 2),
      exclude: names(1, 1),
      republishable: fc.boolean(),
      entries: fc.integer({ min: 1, max: 5 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: meant.map((each): Step => ({ kind: 'put', article: each })) },
    { weight: 1, arbitrary: fc.constantFrom(...KEYS).map((key): Step => ({ kind: 'remove', key })) },
    { weight: 2, arbitrary: feeds.map((each): Step => ({ kind: 'feeds', feeds: each })) },
  ),
  { minLength: 3, maxLength: 10 },
);

const DAY = 86_400_000;
const END = Date.UTC(2026, 10, 20);

function textOf(each: Meant): string {
  const { key, day, categories, tags, authors, language, main, republishable, hold } = each;
  const fields = [
    `title: ${key}`,
    ...(hold === 'waiting' ? [] : [`date: ${new Date(END - day * DAY).toISOString()}`]),
    ...(hold === 'none' ? [] : [HOLDS[hold]]),
    `categories: [${categories.join(', ')}]`,
    `tags: [${tags.join(', ')}]`,
    `authors: [${authors.join(', ')}]`,
    ...(language === undefined ? [] : [`language: ${language}`]),
    ...(main ? [] : ['main: false']),
    ...(republishable ? ['republishable: true'] : []),
  ];
  return article(fields.join('\n'));
}

function namesText(wanted: Names): string {
  return `{ ${Object.entries(wanted)
    .map(([kind, own]) => `${kind}: [${own.join(', ')}]`)
    .join(', ')} }`;
}

function siteText(wanted: Feeds | undefined, ...lines: readonly string[]): string {
  if (!wanted) return siteYaml(...SITE, ...lines);
  const rules = wanted.rules.map(
    ({ include, exclude, republishable, entries }, at) =>
      `    - { slug: r${at}, title: R, include: ${namesText(include)}, exclude: ${namesText(exclude)}, ` +
      `republishable: ${republishable}, entries: ${entries} }`,
  );
  return siteYaml(
    ...SITE,
    ...lines,
    ...(wanted.edition ? ['editions: [{ language: en, slug: en, title: English }]'] : []),
    'feeds:',
    `  authors: ${wanted.authors}`,
    `  tags: { minimum: ${wanted.minimum} }`,
    ...(rules.length > 0 ? ['  rules:', ...rules] : []),
  );
}

const folded = (own: readonly string[]) => own.map(name => name.toLowerCase());
const overlaps = (one: readonly string[] | undefined, own: readonly string[]) =>
  folded(own).some(name => folded(one ?? []).includes(name));
const speaks = (ranges: readonly string[] | undefined, { language = 'vi' }: Meant) =>
  (ranges ?? []).some(range => language === range || language.startsWith(`${range}-`));

/** Returns whether an article stands in the feed of a rule, in as plain words as the contract's. */
function isIn(each: Meant, { include, exclude, republishable }: Rule): boolean {
  const { categories, tags, authors, languages } = include;
  return (
    (!republishable || each.republishable) &&
    (!categories || overlaps(categories, each.categories)) &&
    (!tags || overlaps(tags, each.tags)) &&
    (!authors || overlaps(authors, each.authors)) &&
    (!languages || speaks(languages, each)) &&
    !overlaps(exclude.categories, each.categories) &&
    !overlaps(exclude.tags, each.tags) &&
    !overlaps(exclude.authors, each.authors) &&
    !speaks(exclude.languages, each)
  );
}

const SLUGS: Readonly<Record<string, string>> = {
  ...{ lũ: 'lu', chợ: 'cho', ad: 'ad', 'lê na': 'le-na', ban: 'ban' },
  ...{ 'thời sự': 'thoi-su', 'kinh tế': 'kinh-te', 'quảng cáo': 'quang-cao' },
};

/** Every feed and what it shows, newest first: a filter over all articles. */
function naive(sources: readonly Meant[], wanted: Feeds | undefined): ReadonlyMap<string, readonly string[]> {
  const all = sources.filter(({ hold }) => hold === 'none');
  const newest = [...all].sort((a, b) => a.day - b.day || (a.key < b.key ? -1 : 1));
  const found = new Map<string, readonly string[]>();
  const take = (path: string, test: (each: Meant) => boolean, entries = ENTRIES, least = 0): void => {
    const own = newest.filter(test);
    if (own.length >= least)
      found.set(
        `${path}rss.xml`,
        own.slice(0, entries).map(({ key }) => key),
      );
  };
  const isAside = ({ categories }: Meant) => categories.length > 0 && categories.every(name => name === 'Quảng cáo');
  const isNamed = (own: 'categories' | 'tags' | 'authors', name: string) => (each: Meant) =>
    folded(each[own]).includes(name);
  take('', each => each.main && !isAside(each));
  // Those that site.yaml lists have feeds without articles, too.
  for (const name of new Set(['thời sự', 'quảng cáo', ...all.flatMap(({ categories }) => folded(categories))]))
    take(`${SLUGS[name]}/`, isNamed('categories', name));
  if (!wanted) return found;
  if (wanted.edition) take('en/', each => speaks(['en'], each));
  for (const name of new Set(all.flatMap(({ tags }) => folded(tags))))
    take(`tags/${SLUGS[name]}/`, isNamed('tags', name), ENTRIES, wanted.minimum);
  if (wanted.authors)
    for (const name of new Set(all.flatMap(({ authors }) => folded(authors))))
      take(`authors/${SLUGS[name]}/`, isNamed('authors', name));
  for (const [at, rule] of wanted.rules.entries()) take(`feeds/r${at}/`, each => isIn(each, rule), rule.entries);
  return found;
}

/** Returns the feeds at the paths that `naive` has, as the titles of their entries. */
async function shown(newsroom: LiveNewsroom): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const [path, text] of await newsroom.files())
    if (/^(?:[^/]+\/)*rss\.xml$/.test(path))
      found.set(
        path,
        [...text.matchAll(/<item>\s*<title>(.*?)<\/title>/g)].map(([, title = '']) => title),
      );
  return found;
}

const inOrder = <Value>(map: ReadonlyMap<string, Value>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

describe('feeds of all, of categories and editions, and by author, tag and rule', () => {
  it('are what a filter over all articles gives, whatever came before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.option(feeds, { nil: undefined }),
        fc.uniqueArray(meant, { minLength: 6, maxLength: KEYS.length, selector: ({ key }) => key }),
        steps,
        fc.boolean(),
        fc.constantFrom(3, 40),
        async (first, before, history, isElsewhere, delta) => {
          const lines = isElsewhere ? [PERMALINK] : [];
          let wanted = first;
          const all = new Map(before.map(each => [each.key, each]));
          const newsroom = await LiveNewsroom.open(Object.fromEntries(before.map(each => [each.key, textOf(each)])), {
            limits: { ...LIMITS, delta },
            site: siteText(first, ...lines),
          });
          for (const step of history) {
            if (step.kind === 'put') {
              all.set(step.article.key, step.article);
              await newsroom.changes(await newsroom.write(step.article.key, textOf(step.article)));
            } else if (step.kind === 'remove') {
              all.delete(step.key);
              await newsroom.changes(await newsroom.remove(step.key));
            } else {
              wanted = step.feeds;
              await newsroom.changes(await newsroom.write('site.yaml', siteText(wanted, ...lines)));
            }
            expect(inOrder(await shown(newsroom))).toEqual(inOrder(naive([...all.values()], wanted)));
          }
          expect(await newsroom.files()).toEqual(await newsroom.scratch());
        },
      ),
      runs(20),
    );
  }, 120_000);
});
