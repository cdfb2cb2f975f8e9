import { type FeedKey, feedKey } from '../feed/feed-key.ts';
import type { State } from '../index/state.ts';
import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import type { FeedRule, NamedFeeds } from './site-feeds.ts';

/**
 * Returns the site as pages of articles depend on it, and whatever else is not of its own feed: without rules, but for
 * podcasts that pages name, and without the number of articles from which a name has a feed.
 */
export function withoutRules(site: Site): object {
  const { feeds, ...others } = site;
  if (!feeds) return site;
  const { authors, tags, editions } = feeds;
  return { ...others, feeds: { authors: namesIn(authors), tags: namesIn(tags), editions, ...podcastsNamed(site) } };
}

/** Returns what pages of episodes depend on: which podcasts there are, and their names. */
function podcastsNamed({ permalink, feeds }: Site): { readonly podcasts?: readonly unknown[] } {
  const podcasts = (permalink === undefined ? (feeds?.rules ?? []) : []).filter(({ podcast }) => podcast);
  return podcasts.length === 0 ? {} : { podcasts: podcasts.map(rule => [rule.slug, rule.title, selectionOf(rule)]) };
}

function namesIn(named: NamedFeeds | undefined): unknown {
  return named && (named.listed ?? 'all');
}

/**
 * Returns whether a change of `feeds` leaves every article, its page and all archives as they were: rules came, changed
 * or went, or other numbers and formats are asked for. What articles are filed by is in the index from the first
 * `feeds` on.
 */
export function areFeedsAlone(before: Site, after: Site): boolean {
  if (!before.feeds || !after.feeds) return false;
  const facts = (site: Site) => {
    const { feeds, archives } = site;
    return JSON.stringify([
      namesIn(feeds?.authors),
      namesIn(feeds?.tags),
      feeds?.editions,
      archives ? feeds?.rules.filter(rule => rule.archives) : [],
      // Whether an aggregator would refuse an article is found as it is read.
      feeds?.rules.filter(rule => rule.for !== undefined).map(selectionOf),
      podcastsNamed(site),
    ]);
  };
  return facts(before) === facts(after);
}

/** Returns the feeds by rule that show other articles than before, or are new: what is remembered is not theirs. */
export function renewedFeeds(before: Site, after: Site): readonly FeedKey[] {
  if (!after.feeds || before.feeds === after.feeds) return [];
  const known = new Map(before.feeds?.rules.map(rule => [rule.slug, selectionOf(rule)]));
  return after.feeds.rules
    .filter(rule => known.get(rule.slug) !== selectionOf(rule))
    .map(({ slug }) => feedKey('rule', slug));
}

function selectionOf({ include, exclude, republishable, for: partner }: FeedRule): string {
  return JSON.stringify([include, exclude, republishable, partner]);
}

/**
 * Returns a state in which nothing is known of some feeds: every article that is out lies below their horizons, so that
 * they are filled from the index.
 */
export function withUnknownFeeds(state: State, feeds: readonly FeedKey[], now: Instant): State {
  if (feeds.length === 0) return state;
  const unknown = feeds.map(feed => [feed, { published: now, key: '' }] as const);
  const horizons = { ...state.windows.horizons, ...Object.fromEntries(unknown) };
  return { ...state, windows: { ...state.windows, horizons } };
}
