import { parseLanguage } from '../fields/fields.ts';
import type { Instant } from '../instant.ts';
import { categorySlugProblem } from '../site/category-name.ts';
import { cleanLine, foldName } from '../text/clean.ts';
import { shortHash } from '../text/hash.ts';
import { slugify } from '../text/slug.ts';
import { authorLines, resolveAddress } from './article-file.ts';
import type { ImportedFeed, Term } from './imported-feed.ts';
import { categoriesIn } from './topics.ts';
import { yamlText } from './yaml-text.ts';

/** Where nothing in a feed tells whose it is. The host is reserved for examples (RFC 2606). */
const NOWHERE = 'https://newsroom.example/';
const EARLIEST_SINCE = 1970;

export interface SiteDraftOptions {
  readonly now: Instant;
  /** Where the feed was fetched from, if it was. */
  readonly source?: string;
}

/** A `site.yaml` for a newsroom that moves here, made of what its feed tells; complete, so that it builds at once. */
export function draftSite(feed: ImportedFeed, { now, source }: SiteDraftOptions): string {
  const url = homeOf(feed, source);
  const title = feed.title || new URL(url).hostname;
  const language = parseLanguage(feed.language?.trim() ?? '') ?? 'vi';
  const [logo, icon] = [resolveAddress(feed.logo, url), resolveAddress(feed.icon, url)];
  const lines = [
    `title: ${yamlText(title)}`,
    ...(feed.description && feed.description !== title ? [`description: ${yamlText(feed.description)}`] : []),
    `url: ${yamlText(url)}`,
    `language: ${language}`,
    `timeZone: ${/^vi(?:-|$)/.test(language) ? 'Asia/Ho_Chi_Minh' : 'UTC'}`,
    '# Where the feeds will be served: change it to your own address.',
    `feedsUrl: ${yamlText(feedsUrlOf(url))}`,
    '# The year from which the address above was yours. The ids of new articles hang on it: choose once, and never change it.',
    `since: ${sinceOf(feed, now)}`,
    ...(feed.authors.length > 0 ? [`authors:\n${feed.authors.map(authorLines).join('\n')}`] : []),
    ...(feed.rights ? [`rights: ${yamlText(cleanLine(feed.rights))}`] : []),
    ...(logo === undefined ? [] : [`logo: ${yamlText(logo)}`]),
    ...(icon === undefined ? [] : [`icon: ${yamlText(icon)}`]),
    ...categoryLines(categoriesIn(feed)),
  ];
  return `${lines.join('\n')}\n`;
}

function homeOf(feed: ImportedFeed, source: string | undefined): string {
  const candidates = [feed.url, feed.items.find(({ link }) => link !== undefined)?.link, source];
  const [declared, ...others] = candidates.map(candidate => resolveAddress(candidate, source ?? NOWHERE));
  const other = others.find(candidate => candidate !== undefined);
  return declared ?? (other === undefined ? NOWHERE : `${new URL(other).origin}/`);
}

function feedsUrlOf(url: string): string {
  const { hostname } = new URL(url);
  // A bare IP address has no names below it.
  return /^[\d.]+$|:/.test(hostname) ? NOWHERE : `https://feeds.${hostname.replace(/^www\./, '')}/`;
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
    ...(slug === slugify(title) ? [] : [`    slug: ${slug}`]),
    ...(topic.description ? [`    description: ${yamlText(cleanLine(topic.description))}`] : []),
  ].join('\n');
}

/** As its former home spelled it, so that a person finds it again; two never share one. */
function freeSlug(title: string, declared: string | undefined, taken: ReadonlySet<string>): string {
  const wanted = slugify(declared ?? '') || slugify(title) || `category-${shortHash(title)}`;
  for (let number = 1; ; number++) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(slug) && categorySlugProblem(title, slug) === undefined) return slug;
  }
}
