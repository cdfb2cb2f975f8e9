import type { Site } from '../site/site.ts';
import { createRuleMatcher, type RuleMatcher } from './rule.ts';
import type { FeedRule, NamedFeeds } from './site-feeds.ts';

/** A rule, and the test of its articles. */
interface MatchedRule {
  readonly rule: FeedRule;
  readonly matches: RuleMatcher;
}

/** Titles of authors and tags that a site lists, by slug. */
interface ListedTitles {
  readonly authors: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
}

const matchers = new WeakMap<Site, readonly MatchedRule[]>();
const titles = new WeakMap<Site, ListedTitles>();

/** Returns the rules of a site with their tests, which are asked of every article. */
export function matchersOf(site: Site): readonly MatchedRule[] {
  const found =
    matchers.get(site) ?? (site.feeds?.rules ?? []).map(rule => ({ rule, matches: createRuleMatcher(rule, site) }));
  matchers.set(site, found);
  return found;
}

/** Returns the titles of authors and tags that a site lists. */
export function titlesOf(site: Site): ListedTitles {
  const found = titles.get(site) ?? { authors: titlesIn(site.feeds?.authors), tags: titlesIn(site.feeds?.tags) };
  titles.set(site, found);
  return found;
}

function titlesIn(named: NamedFeeds | undefined): ReadonlyMap<string, string> {
  return new Map(named?.listed?.map(({ slug, title }) => [slug, title]));
}
