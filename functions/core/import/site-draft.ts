import { parseLanguage } from '../fields/fields.ts';
import type { Instant } from '../instant.ts';
import { podcastGuid } from '../podcast/podcast-guid.ts';
import { podcastLines } from '../podcast/podcast-yaml.ts';
import { categorySlugProblem } from '../site/category-name.ts';
import { feedsUrlOf, NOWHERE } from '../site/usual-addresses.ts';
import { cleanLine, foldName } from '../text/clean.ts';
import { shortHash } from '../text/hash.ts';
import { slugOfName } from '../text/names.ts';
import { slugify } from '../text/slug.ts';
import { authorLines, resolveAddress } from './article-file.ts';
import type { PermalinkDraft } from './folders/permalinks.ts';
import type { ImportedFeed, Term } from './imported-feed.ts';
import { categoriesIn } from './topics.ts';
import { yamlText } from './yaml-text.ts';

const EARLIEST_SINCE = 1970;

export interface SiteDraftOptions {
  readonly now: Instant;
  /** Address that the feed was fetched from, if any. */
  readonly source?: string;
  /** Its zone, where the source tells it. */
  readonly timeZone?: string;
  /** Pattern of the addresses that articles have elsewhere, or why it is not known. */
  readonly permalink?: PermalinkDraft;
}

/** A `site.yaml` for a newsroom that moves here, made of what its feed tells; complete, so that it builds at once. */
export function draftSite(feed: ImportedFeed, { now, source, timeZone, permalink }: SiteDraftOptions): string {
  const url = homeOf(feed, source);
  const title = feed.title || new URL(url).hostname;
  const named = languageOf(feed);
  const language = named ?? guessedLanguage(feed);
  const [logo, icon] = [resolveAddress(feed.logo, url), resolveAddress(feed.icon, url)];
  const about = descriptionLines(feed, title);
  const lines = [
    `title: ${yamlText(title)}`,
    ...about,
    ...(url === NOWHERE ? ['# The source names no address: write that of your site. Links and ids hang on it.'] : []),
    `url: ${yamlText(url)}`,
    ...(named === undefined ? ['# The source names no language: this is a guess by its letters. Correct it.'] : []),
    `language: ${language}`,
    `timeZone: ${timeZone ?? zoneOf(language)}`,
    '# Where the feeds will be served: change it to your own address.',
    `feedsUrl: ${yamlText(feedsUrlOf(url))}`,
    '# The year from which the address above was yours. The ids of new articles hang on it: choose once, ' +
      'and never change it.',
    `since: ${sinceOf(feed, now)}`,
    ...permalinkLines(permalink),
    ...(feed.authors.length > 0 ? [`authors:\n${feed.authors.map(authorLines).join('\n')}`] : []),
    ...(feed.rights ? [`rights: ${yamlText(cleanLine(feed.rights))}`] : []),
    ...(logo === undefined ? [] : [`logo: ${yamlText(logo)}`]),
    ...(icon === undefined ? [] : [`icon: ${yamlText(icon)}`]),
    ...categoryLines(categoriesIn(feed)),
    ...podcastRule(feed, title, about, source),
  ];
  return `${lines.join('\n')}\n`;
}

function descriptionLines({ description }: ImportedFeed, title: string): readonly string[] {
  return description && description !== title ? [`description: ${yamlText(description)}`] : [];
}

/** Returns the rule of a podcast. One that lacks what a rule needs stands there as a comment. */
function podcastRule(
  { podcast: told }: ImportedFeed,
  title: string,
  about: readonly string[],
  source: string | undefined,
): readonly string[] {
  if (!told) return [];
  // One that has not said it is known by the address that its feed had.
  const podcast = { ...(source !== undefined && { guid: podcastGuid(source) }), ...told };
  const { categories, explicit, cover } = podcast;
  const isWhole = categories !== undefined && explicit !== undefined && cover !== undefined;
  const lines = [
    'feeds:',
    '  rules:',
    `    - title: ${yamlText(title)}`,
    '      slug: podcast',
    ...about.map(line => `      ${line}`),
    '      for: podcast',
    '      podcast:',
    ...podcastLines(podcast, '        ', yamlText),
  ];
  if (isWhole) return ['# The podcast: directories know it by its guid, wherever it lies.', ...lines];
  return ['# A podcast: add category, explicit and cover, and take the # away.', ...lines.map(line => `# ${line}`)];
}

function zoneOf(language: string): string {
  return /^vi(?:-|$)/.test(language) ? 'Asia/Ho_Chi_Minh' : 'UTC';
}

function permalinkLines(permalink: PermalinkDraft | undefined): readonly string[] {
  if (!permalink) return [];
  if ('why' in permalink) return [`# permalink: ${cleanLine(permalink.why)}`];
  const lines = ['# Where articles are read: on the site as it was. Without it Bantin makes their pages.'];
  return [...lines, `permalink: ${yamlText(permalink.template)}`];
}

/** Returns the feed's language, else that of most of its articles. */
function languageOf(feed: ImportedFeed): string | undefined {
  const own = parseLanguage(feed.language?.trim() ?? '');
  if (own !== undefined) return own;
  const counts = new Map<string, number>();
  for (const { language } of feed.items) {
    const parsed = language === undefined ? undefined : parseLanguage(language.trim());
    if (parsed !== undefined) counts.set(parsed, (counts.get(parsed) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Languages by letters that they have nearly for themselves, and how many of a hundred letters have to be such. */
const LETTERS: readonly (readonly [string, RegExp, number])[] = [
  ['vi', /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu, 4],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 10],
  ['zh', /\p{Script=Han}/gu, 30],
  ['ko', /\p{Script=Hangul}/gu, 30],
  ['th', /\p{Script=Thai}/gu, 30],
  ['el', /\p{Script=Greek}/gu, 30],
  ['he', /\p{Script=Hebrew}/gu, 30],
  ['ar', /\p{Script=Arabic}/gu, 30],
  ['ru', /\p{Script=Cyrillic}/gu, 30],
];
/** Titles say enough; so much of them is looked at, in UTF-16 code units. */
const SAMPLE = 20_000;

/** The language that the titles are likely in; English where their letters are those of many. */
function guessedLanguage(feed: ImportedFeed): string {
  const titles = feed.items.slice(0, 500).map(({ title }) => title);
  const sample = [feed.title ?? '', feed.description ?? '', ...titles].join(' ').normalize('NFC').slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const found = LETTERS.find(([, own, least]) => (sample.match(own)?.length ?? 0) * 100 > letters * least);
  return found?.[0] ?? 'en';
}

function homeOf(feed: ImportedFeed, source: string | undefined): string {
  const candidates = [feed.url, feed.items.find(({ link }) => link !== undefined)?.link, source];
  const [declared, ...others] = candidates.map(candidate => resolveAddress(candidate, source ?? NOWHERE));
  const other = others.find(candidate => candidate !== undefined);
  return declared ?? (other === undefined ? NOWHERE : `${new URL(other).origin}/`);
}

/** The year of the oldest article: the address was theirs by then. */
function sinceOf(feed: ImportedFeed, now: Instant): number {
  const years = feed.items.flatMap(({ published }) =>
    published === undefined ? [] : [new Date(published).getUTCFullYear()],
  );
  const oldest = years.reduce((least, year) => Math.min(least, year), new Date(now).getUTCFullYear());
  return Math.max(oldest, EARLIEST_SINCE);
}

/** A name that is the slug of another category means that one: `vai` where there is `Vải`. */
function categoryLines(topics: readonly Term[]): readonly string[] {
  const taken = new Set<string>();
  const lines = topics.flatMap(topic => (taken.has(foldName(topic.name)) ? [] : [categoryLine(topic, taken)]));
  return lines.length === 0 ? [] : ['categories:', ...lines];
}

function categoryLine(topic: Term, taken: Set<string>): string {
  const title = cleanLine(topic.name);
  const slug = freeSlug(title, topic.slug, taken);
  taken.add(slug).add(foldName(title));
  return [
    `  - title: ${yamlText(title)}`,
    ...(slug === slugOfName(title) ? [] : [`    slug: ${slug}`]),
    ...(topic.description ? [`    description: ${yamlText(cleanLine(topic.description))}`] : []),
  ].join('\n');
}

/** As its former home spelled it, so that a person finds it again; two never share one. */
function freeSlug(title: string, declared: string | undefined, taken: ReadonlySet<string>): string {
  const wanted = slugify(declared ?? '') || slugOfName(title) || `category-${shortHash(title)}`;
  for (let number = 1; ; number++) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(slug) && categorySlugProblem(title, slug) === undefined) return slug;
  }
}
