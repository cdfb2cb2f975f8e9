import type { Article } from '../article/article.ts';
import { tagUri } from '../article/key.ts';
import { escapeHtmlText } from '../body/canonical-html.ts';
import type { Instant } from '../instant.ts';
import type { Category, Site } from '../site/site.ts';
import type { Addresses, Entry, Feed, Tombstone } from './feed.ts';

/** Paths under `public/` of one feed: the site's own, or a category's in its folder. */
export interface FeedPaths {
  readonly rss: string;
  readonly atom: string;
  readonly json: string;
  readonly landing: string;
}

export function feedPaths(category?: Category): FeedPaths {
  const folder = category ? `${category.slug}/` : '';
  return {
    rss: `${folder}rss.xml`,
    atom: `${folder}atom.xml`,
    json: `${folder}feed.json`,
    landing: `${folder}index.html`,
  };
}

/** The landing page's address. */
export function landingUrl(site: Site, category?: Category): string {
  return `${site.feedsUrl}${category ? `${category.slug}/` : ''}`;
}

/** The feed of a category, or of all. */
export function makeFeed(
  site: Site,
  category: Category | undefined,
  entries: readonly Entry[],
  withdrawn: readonly Tombstone[] = [],
): Feed {
  return {
    // The id hangs on the category's id, not on its slug or title: those may change, and a feed must stay itself.
    id: tagUri(category ? `categories/${category.id}` : 'feed', site),
    title: category ? `${category.title} – ${site.title}` : site.title,
    description: category ? (category.description ?? `${category.title} – ${site.title}`) : site.description,
    language: site.language,
    timeZone: site.timeZone,
    url: category ? landingUrl(site, category) : site.url,
    self: addressesIn(category ? `${category.slug}/` : '', site),
    updated: lastChange(site, entries, withdrawn),
    authors: site.authors,
    ...(site.rights !== undefined && { rights: site.rights }),
    ...(site.logo !== undefined && { logo: site.logo }),
    ...(site.icon !== undefined && { icon: site.icon }),
    ...(site.hub !== undefined && { hub: site.hub }),
    ...(category && { category }),
    content: site.content,
    entries: entries.map(withinReach),
    withdrawn,
  };
}

/** For a feed without entries, the start of the site's `since`. */
function lastChange({ since }: Site, entries: readonly Entry[], withdrawn: readonly Tombstone[]): Instant {
  const changes = [...entries.map(({ updated }) => updated), ...withdrawn.map(({ when }) => when)];
  return changes.reduce((latest, change) => Math.max(latest, change), Date.UTC(since, 0, 1));
}

/** In UTF-16 code units, three bytes each at most: parsers give up where one element has more than 10 MB. */
const MOST_HTML = 3_000_000;

/** A text that readers could not take is its summary in feeds, and the way to the rest. */
function withinReach(entry: Entry): Entry {
  if (entry.html.length <= MOST_HTML) return entry;
  const address = escapeHtmlText(entry.url);
  return { ...entry, html: `<p>${escapeHtmlText(entry.summary)}</p>\n<p><a href="${address}">${address}</a></p>` };
}

/** Addresses of what lies in one folder under `public/`, such as `doi-song/archives/2026-11/`. */
export function addressesIn(folder: string, site: Site): Addresses {
  return {
    rss: `${site.feedsUrl}${folder}rss.xml`,
    atom: `${site.feedsUrl}${folder}atom.xml`,
    json: `${site.feedsUrl}${folder}feed.json`,
  };
}

/**
 * The category of a slug: as `site.yaml` lists it, else as the newest of its articles spells it, where one spells it
 * at all (a folder's name is a slug, not a spelling).
 */
export function categoryOf(slug: string, site: Site, articles: readonly Pick<Article, 'categories'>[]): Category {
  const listed = site.categories.find(category => category.slug === slug);
  if (listed) return listed;
  const spellings = articles.flatMap(({ categories }) => categories.filter(category => category.slug === slug));
  return spellings.find(({ title }) => title !== slug) ?? spellings[0] ?? { id: slug, title: slug, slug };
}
