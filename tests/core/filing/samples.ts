import type { FeedRule, NamedFeeds, SiteFeeds } from '../../../functions/core/filing/site-feeds.ts';
import type { Site } from '../../../functions/core/site/site.ts';
import { SITE } from '../samples.ts';

/** All names of a kind that articles have, from the first article. */
export const EVERY_NAME: NamedFeeds = { minimum: 1, formats: ['rss'] };

export function makeRule(more: Partial<FeedRule> = {}): FeedRule {
  return { slug: 'x', title: 'X', include: {}, exclude: {}, formats: ['rss', 'atom', 'json'], ...more };
}

export function siteWith(feeds: Partial<SiteFeeds>, more: Partial<Site> = {}): Site {
  return { ...SITE, ...more, feeds: { rules: [], ...feeds } };
}
