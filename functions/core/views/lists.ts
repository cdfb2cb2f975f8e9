import type { Feed, PublishedFile } from '../feed/feed.ts';
import { renderFollowList } from '../feed/follow.ts';
import { landingUrl, makeFeed } from '../feed/make-feed.ts';
import { renderOpml } from '../feed/opml.ts';
import { renderNotFoundPage } from '../pages/not-found-page.ts';
import type { Site } from '../site/site.ts';
import { aliasFiles } from './aliases.ts';
import type { PlannedFeed } from './feeds.ts';

/** What hangs on the site and the list of its feeds, and not on what they show. */
export function* siteFiles(planned: readonly PlannedFeed[], site: Site): Generator<PublishedFile> {
  const feeds = planned.map(({ category }) => makeFeed(site, category, []));
  yield { path: 'opml.xml', body: opml(feeds, site) };
  yield { path: 'follow.json', body: followList(feeds, site) };
  yield { path: '404.html', body: renderNotFoundPage(site), metadata: { status: '404' } };
  yield* aliasFiles(planned, site);
}

/** Where the subscription list is served. */
export function opmlUrl(site: Site): string {
  return `${site.feedsUrl}opml.xml`;
}

function opml(feeds: readonly Feed[], site: Site): string {
  return renderOpml({
    title: site.title,
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
  const { title, description, url, language, icon } = site;
  return renderFollowList({
    title,
    description,
    url,
    language,
    ...(icon !== undefined && { icon }),
    opmlUrl: opmlUrl(site),
    feeds: feeds.map(feed => ({ feed, landing: landingUrl(site, feed.category) })),
  });
}
