import { SITE_KEY } from '../../bucket-layout.ts';
import type { Entry, Feed } from '../../feed/feed.ts';
import { folderOf } from '../../feed/feed-key.ts';
import { ruleOfFeed } from '../../feed/feed-kinds.ts';
import { FORMATS } from '../../feed/formats.ts';
import { renderRss } from '../../feed/rss.ts';
import { encodeBody } from '../../files/encode-body.ts';
import type { PartnerName } from '../../filing/partner.ts';
import type { FeedRule } from '../../filing/site-feeds.ts';
import type { Problem } from '../../problem.ts';
import type { Site } from '../../site/site.ts';
import type { FieldPlaces } from '../field-places.ts';
import { appleNews } from './apple-news.ts';
import { brokenRules } from './broken-rules.ts';
import { entryProblems } from './entry-problems.ts';
import { feedly } from './feedly.ts';
import { flipboard } from './flipboard.ts';
import { genericStrict } from './generic-strict.ts';
import { googleNews } from './google-news.ts';
import { msn } from './msn.ts';
import { podcast } from './podcast.ts';
import type { CheckedFeed, Profile, ProfileContext } from './profile.ts';
import { smartnews } from './smartnews.ts';

/** The known aggregators, by name. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map(
  [googleNews, flipboard, smartnews, msn, appleNews, feedly, podcast].map(profile => [profile.name, profile]),
);

/** The profile of each aggregator that a rule may be for. */
export const PARTNER_PROFILES: Readonly<Record<PartnerName, Profile>> = {
  msn,
  flipboard,
  smartnews,
  'apple-news': appleNews,
  'google-news': googleNews,
  feedly,
  podcast,
  'generic-strict': genericStrict,
};

/** Published feeds, and the entries that any of them shows, by the key of their source. */
export interface Published {
  readonly feeds: readonly Feed[];
  readonly entries: ReadonlyMap<string, Entry>;
}

/** Reports what each aggregator would refuse or show badly, with the rule's source. */
export function checkProfiles(
  profiles: readonly Profile[],
  { feeds, entries }: Published,
  context: ProfileContext,
): readonly Problem[] {
  if (profiles.length === 0) return [];
  const checked = feeds.map(measured);
  const ofNewsroom = profiles.flatMap(profile => [
    ...brokenRules(profile, profile.site, context.site, context, SITE_KEY),
    ...checked
      .filter(isOffered(context.site))
      .flatMap(feed =>
        brokenRules(profile, profile.feeds, feed, context, SITE_KEY, `${folderOf(feed.key)}${FORMATS.rss.file}: `),
      ),
  ]);
  return [...ofNewsroom, ...entryProblems(profiles, entries, context)];
}

/** Reports what the aggregators that rules are for would refuse of their feeds, or show badly. */
export function checkPartnerFeeds(feeds: readonly Feed[], context: ProfileContext): readonly Problem[] {
  return feeds.flatMap(feed => {
    const rule = ruleOfFeed(feed.key, context.site);
    if (rule?.for === undefined) return [];
    const profile = PARTNER_PROFILES[rule.for];
    const site = { ...context.site, content: rule.content === 'full' ? ('full' as const) : ('summary' as const) };
    const what = `${folderOf(feed.key)}: `;
    return [
      ...brokenRules(profile, profile.site, site, { ...context, site }, SITE_KEY, what),
      ...brokenRules(profile, profile.feeds, measured(feed), { ...inRule(rule, context), site }, SITE_KEY, what),
    ];
  });
}

/** Returns a context in which fields of a rule have their place. */
function inRule(rule: FeedRule, { places, ...context }: ProfileContext): ProfileContext {
  const at = context.site.feeds?.rules.indexOf(rule) ?? -1;
  const placesOf = (path: string): FieldPlaces | undefined => {
    const ofSite = places?.(path);
    return ofSite && (field => ofSite(`feeds.rules.${at}.${field}`) ?? ofSite(field));
  };
  return { ...context, places: placesOf };
}

/** Returns whether a feed may be given to any aggregator: one that a rule makes for one is checked by itself. */
function isOffered(site: Site): (feed: Feed) => boolean {
  return ({ key }) => ruleOfFeed(key, site)?.for === undefined;
}

function measured(feed: Feed): CheckedFeed {
  return { ...feed, rssBytes: encodeBody(renderRss(feed)).length };
}
