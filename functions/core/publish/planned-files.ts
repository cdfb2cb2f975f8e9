import type { Article } from '../article/article.ts';
import { articleUrl, readingPath, readingUrl } from '../article/article-url.ts';
import { readingSlug } from '../article/key.ts';
import { renderAtom } from '../feed/atom.ts';
import type { Entry, Feed, PublishedFile } from '../feed/feed.ts';
import { renderFollowList } from '../feed/follow.ts';
import { renderJsonFeed } from '../feed/json-feed.ts';
import { categoryOf, feedPaths, landingUrl, makeFeed } from '../feed/make-feed.ts';
import { renderOpml } from '../feed/opml.ts';
import { renderRss } from '../feed/rss.ts';
import {
  MOST_SITEMAP_URLS,
  renderNewsSitemap,
  renderSitemap,
  renderSitemapIndex,
  type SitemapUrl,
} from '../feed/sitemap.ts';
import { renderLandingPage } from '../pages/landing-page.ts';
import { renderReadingPage } from '../pages/reading-page.ts';
import type { Site } from '../site/site.ts';
import type { Archive } from './archive.ts';

/** Rendered entries, by the key of their source. */
export type Entries = ReadonlyMap<string, Entry>;

/** Keys of the sources whose bodies the feeds show; nothing else needs to be rendered for them. */
export function shownKeys(archive: Archive): ReadonlySet<string> {
  const keys = new Set(archive.newest().map(({ key }) => key));
  for (const articles of archive.newestByCategory().values()) for (const { key } of articles) keys.add(key);
  return keys;
}

/** Every feed: that of all first, then the categories'. */
export function makeFeeds(archive: Archive, site: Site, entries: Entries): readonly Feed[] {
  const all = makeFeed(site, undefined, entriesOf(archive.newest(), entries));
  const categories = [...archive.newestByCategory()].map(([slug, articles]) =>
    makeFeed(site, categoryOf(slug, site, articles), entriesOf(articles, entries)),
  );
  return [all, ...categories];
}

/** The files of every feed, its landing page among them. */
export function* feedFiles(feeds: readonly Feed[], site: Site): Generator<PublishedFile> {
  for (const feed of feeds) {
    const paths = feedPaths(feed.category);
    yield { path: paths.rss, body: renderRss(feed) };
    yield { path: paths.atom, body: renderAtom(feed) };
    yield { path: paths.json, body: renderJsonFeed(feed) };
    yield { path: paths.landing, body: renderLandingPage({ feed, site, ...navigation(feeds, site, feed) }) };
  }
  yield { path: 'opml.xml', body: opml(feeds, site) };
  yield { path: 'follow.json', body: followList(feeds, site) };
}

/** The page of one article; `undefined` where its own link leads readers elsewhere, since one article has one address. */
export function readingFile(key: string, entry: Entry, feeds: readonly Feed[], site: Site): PublishedFile | undefined {
  const slug = readingSlug(key);
  if (entry.url !== readingUrl(slug, site)) return undefined;
  const homeLanding = landingUrl(site);
  const categories = entry.categories.map(category => ({ title: category.title, url: landingUrl(site, category) }));
  const self = feeds[0]?.self ?? makeFeed(site, undefined, []).self;
  return { path: readingPath(slug), body: renderReadingPage({ entry, site, feeds: categories, homeLanding, self }) };
}

/** Sitemaps: one a month (split where a month is large), their index, and that of the last two days for Google News. */
export function* sitemapFiles(archive: Archive, site: Site): Generator<PublishedFile> {
  const index: SitemapUrl[] = [];
  for (const [month, articles] of archive.months()) {
    for (let part = 0; part * MOST_SITEMAP_URLS < articles.length; part++) {
      const urls = articles.slice(part * MOST_SITEMAP_URLS, (part + 1) * MOST_SITEMAP_URLS);
      const path = `sitemaps/${month}${part === 0 ? '' : `-${part + 1}`}.xml`;
      index.push({
        loc: site.feedsUrl + path,
        lastModified: urls.reduce((latest, url) => Math.max(latest, url.lastModified), 0),
      });
      yield { path, body: renderSitemap(urls) };
    }
  }
  yield { path: 'sitemap.xml', body: renderSitemapIndex(index) };
  yield { path: 'news-sitemap.xml', body: newsSitemap(archive, site) };
}

function newsSitemap(archive: Archive, site: Site): string {
  const articles = archive.news().map(article => ({
    loc: articleUrl(article, site),
    title: article.title,
    published: article.published,
    language: article.language ?? site.language,
  }));
  return renderNewsSitemap({ publication: { name: site.title, language: site.language }, articles });
}

function navigation(feeds: readonly Feed[], site: Site, current: Feed) {
  return {
    feeds: feeds
      .filter(({ category }) => category)
      .map(feed => ({
        title: feed.category?.title ?? feed.title,
        url: landingUrl(site, feed.category),
        current: feed === current,
      })),
    homeLanding: landingUrl(site),
    opmlUrl: `${site.feedsUrl}opml.xml`,
    followUrl: `${site.feedsUrl}follow.json`,
  };
}

function opml(feeds: readonly Feed[], site: Site): string {
  const dateModified = feeds.reduce((latest, { updated }) => Math.max(latest, updated), 0);
  return renderOpml({
    title: site.title,
    dateModified,
    feeds: feeds.map(feed => ({
      title: feed.title,
      description: feed.description,
      xmlUrl: feed.self.rss,
      htmlUrl: landingUrl(site, feed.category),
      language: feed.language,
    })),
  });
}

function followList(feeds: readonly Feed[], site: Site): string {
  const { title, description, url, language, icon, feedsUrl } = site;
  return renderFollowList({
    title,
    description,
    url,
    language,
    ...(icon !== undefined && { icon }),
    opmlUrl: `${feedsUrl}opml.xml`,
    feeds: feeds.map(feed => ({ feed, landing: landingUrl(site, feed.category) })),
  });
}

function entriesOf(articles: readonly Article[], entries: Entries): readonly Entry[] {
  return articles.map(({ key }) => entries.get(key)).filter(entry => entry !== undefined);
}
