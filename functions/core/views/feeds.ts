import type { Article } from '../article/article.ts';
import { articleUrl, readingPath, readingUrl } from '../article/article-url.ts';
import { readingSlug } from '../article/key.ts';
import { updatedAt } from '../entry/render-entry.ts';
import { renderAtom } from '../feed/atom.ts';
import type { Entry, Feed, PublishedFile } from '../feed/feed.ts';
import { formatHubLink } from '../feed/hub-link.ts';
import { renderJsonFeed } from '../feed/json-feed.ts';
import { addressesIn, categoryOf, feedPaths, landingUrl, makeFeed } from '../feed/make-feed.ts';
import { renderRss } from '../feed/rss.ts';
import { isListable, type NewsArticle, renderNewsSitemap } from '../feed/sitemap.ts';
import { renderSmartNews, SMARTNEWS_PATH } from '../feed/smartnews.ts';
import { type ArticleSummary, type Listed, withdrawalDate, withdrawnAt } from '../index/article-summary.ts';
import type { FeedWindows } from '../index/feed-windows.ts';
import { sitemapEntryOf, tombstoneIn } from '../index/sitemap-month.ts';
import type { Instant } from '../instant.ts';
import { renderLandingPage } from '../pages/landing-page.ts';
import { renderReadingPage } from '../pages/reading-page.ts';
import { renderWithdrawnPage } from '../pages/withdrawn-page.ts';
import type { Category, Site } from '../site/site.ts';
import { opmlUrl } from './lists.ts';

/** Rendered entries, by the key of their source. */
export type Entries = ReadonlyMap<string, Entry>;

/** A feed before its entries are rendered: which articles it shows. */
export interface PlannedFeed<Item extends Listed = Listed> {
  /** Absent in the feed of all. */
  readonly category?: Category;
  /** Newest first. */
  readonly shown: readonly Item[];
  /** What would be shown, had it not been withdrawn; newest first. */
  readonly withdrawn: readonly Item[];
}

/** Every feed: that of all first, then the categories'. */
export function planFeeds<Item extends Listed>(archive: FeedWindows<Item>, site: Site): readonly PlannedFeed<Item>[] {
  const categories = [...archive.newestByCategory()].map(([slug, shown]) => ({
    category: categoryOf(slug, site, shown),
    shown,
    withdrawn: archive.withdrawn(slug),
  }));
  return [{ shown: archive.newest(), withdrawn: archive.withdrawn() }, ...categories];
}

/** Keys of the sources whose bodies feeds show; nothing else needs to be rendered for them. */
export function shownKeys(planned: readonly PlannedFeed[]): ReadonlySet<string> {
  return new Set(planned.flatMap(({ shown }) => shown.map(({ key }) => key)));
}

/** All that the files of a feed hang on, beside the site and the code: two feeds for which it is the same have the same files. */
export function inputsOf({ category, shown, withdrawn }: PlannedFeed<ArticleSummary>, now: Instant): string {
  const articles = shown.map(article => [article.key, article.etag, updatedAt(article, now), article.media?.size]);
  const gone = withdrawn.map(article => [article.key, article.etag, withdrawnAt(article, now)]);
  return JSON.stringify([category, articles, gone]);
}

/** A feed with those of its entries that were rendered; `newest` is the folder of the newest document of its archive. */
export function fillFeed(
  { category, shown, withdrawn }: PlannedFeed,
  site: Site,
  now: Instant,
  entries: Entries,
  newest?: string,
): Feed {
  const feed = makeFeed(
    site,
    category,
    shown.map(({ key }) => entries.get(key)).filter(entry => entry !== undefined),
    withdrawn.flatMap(article => tombstoneIn(sitemapEntryOf(article, site, now)) ?? []),
  );
  return newest === undefined ? feed : { ...feed, history: { previous: addressesIn(newest, site) } };
}

/** RSS, Atom and JSON Feed of one feed, and its landing page, which leads to `sections`: the categories that have feeds. */
export function* feedFiles(feed: Feed, sections: readonly Category[], site: Site): Generator<PublishedFile> {
  const paths = feedPaths(feed.category);
  yield { path: paths.rss, body: renderRss(feed), ...linked(feed, feed.self.rss) };
  yield { path: paths.atom, body: renderAtom(feed), ...linked(feed, feed.self.atom) };
  yield { path: paths.json, body: renderJsonFeed(feed), ...linked(feed, feed.self.json) };
  if (hasSmartNewsFeed(feed, site)) yield { path: SMARTNEWS_PATH, body: renderSmartNews(feed, site) };
  const body = renderLandingPage({ feed, site, ...navigation(sections, site, feed.category) });
  yield { path: paths.landing, body };
}

/** Whether SmartNews gets a feed of its own beside this one: beside that of all, where the site says so. */
export function hasSmartNewsFeed({ category }: { readonly category?: Category }, { smartnews }: Site): boolean {
  return smartnews === true && category === undefined;
}

/** What a subscriber to the hub looks for, before it reads the feed itself (WebSub, section 4). */
function linked({ hub }: Feed, self: string): Pick<PublishedFile, 'metadata'> {
  return hub === undefined ? {} : { metadata: { link: formatHubLink({ hub, self }) } };
}

/** The categories that have feeds. */
export function sectionsOf(planned: readonly PlannedFeed[]): readonly Category[] {
  return planned.flatMap(({ category }) => (category ? [category] : []));
}

/** The page of one article; `undefined` where its own link leads readers elsewhere, since one article has one address. */
export function readingFile(key: string, entry: Entry, site: Site): PublishedFile | undefined {
  const slug = readingSlug(key);
  if (entry.url !== readingUrl(slug, site)) return undefined;
  const feeds = entry.categories.map(category => ({ title: category.title, url: landingUrl(site, category) }));
  const { self } = makeFeed(site, undefined, []);
  return {
    path: readingPath(slug),
    body: renderReadingPage({ entry, site, feeds, homeLanding: landingUrl(site), self }),
  };
}

/** The page in the place of an article that was withdrawn. It hangs on the article's own source alone, as its reading page did. */
export function withdrawnFile(article: Article, site: Site, now: Instant): PublishedFile {
  const date = withdrawalDate(article, now);
  const reason = article.withdrawn?.reason;
  const body = renderWithdrawnPage({
    site,
    ...(reason !== undefined && { reason }),
    ...(date !== undefined && { withdrawn: date }),
  });
  return { path: readingPath(article.slug), body, metadata: { status: '410' } };
}

/** The sitemap of the last two days, for Google News. */
export function newsFile(archive: FeedWindows<Listed>, site: Site): PublishedFile {
  const articles = new Map<string, NewsArticle>();
  const listable = isListable(site);
  for (const article of archive.news()) {
    const loc = articleUrl(article, site);
    const { title, published, language = site.language } = article;
    if (listable(loc) && !articles.has(loc)) articles.set(loc, { loc, title, published, language });
  }
  const publication = { name: site.title, language: site.language };
  return {
    path: 'news-sitemap.xml',
    body: renderNewsSitemap({ home: landingUrl(site), publication, articles: [...articles.values()] }),
  };
}

/** The home page leads to every section, a section's to so many others: or the pages of many sections would grow with the square of them. */
const MOST_SECTIONS = 100;

function navigation(sections: readonly Category[], site: Site, current: Category | undefined) {
  const near = current ? sections.slice(0, MOST_SECTIONS) : sections;
  const isNear = !current || near.some(({ slug }) => slug === current.slug);
  const shown = isNear ? near : [...near, current];
  return {
    feeds: shown.map(section => ({
      title: section.title,
      url: landingUrl(site, section),
      current: section.slug === current?.slug,
    })),
    homeLanding: landingUrl(site),
    opmlUrl: opmlUrl(site),
    followUrl: `${site.feedsUrl}follow.json`,
  };
}
