import type { Article } from '../article/article.ts';
import { tagUri } from '../article/key.ts';
import { escapeHtmlText } from '../html/canonical-html.ts';
import type { Instant } from '../instant.ts';
import type { Category, Site } from '../site/site.ts';
import type { Entry, Feed, Tombstone } from './feed.ts';
import { ALL, categoryFeed, type FeedKey, folderOf } from './feed-key.ts';
import { addressesIn } from './formats.ts';

/** Returns the key of a category's feed; without a category, of the feed of all. */
export function feedKeyOf(category: Pick<Category, 'slug'> | undefined): FeedKey {
  return category ? categoryFeed(category.slug) : ALL;
}

/** Returns the path of a feed's landing page under `public/`. */
export function landingPath(key: FeedKey): string {
  return `${folderOf(key)}index.html`;
}

/** Returns the address of a category's landing page; without a category, of that of the feed of all. */
export function landingUrl(site: Pick<Site, 'feedsUrl'>, category?: Pick<Category, 'slug'>): string {
  return site.feedsUrl + folderOf(feedKeyOf(category));
}

/** The feed of a category, or of all. */
export function makeFeed(
  site: Site,
  category: Category | undefined,
  entries: readonly Entry[],
  withdrawn: readonly Tombstone[] = [],
): Feed {
  const key = feedKeyOf(category);
  return {
    key,
    // The id hangs on the category's id, not on its slug or title: those may change, and a feed must stay itself.
    id: tagUri(category ? `categories/${category.id}` : 'feed', site),
    title: category ? `${category.title} – ${site.title}` : site.title,
    description: category ? (category.description ?? `${category.title} – ${site.title}`) : site.description,
    language: site.language,
    timeZone: site.timeZone,
    url: category ? landingUrl(site, category) : site.url,
    self: addressesIn(folderOf(key), site),
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
