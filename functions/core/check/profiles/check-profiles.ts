import { SITE_KEY } from '../../bucket-layout.ts';
import type { Entry, Feed } from '../../feed/feed.ts';
import { folderOf } from '../../feed/feed-key.ts';
import { FORMATS } from '../../feed/formats.ts';
import { renderRss } from '../../feed/rss.ts';
import { encodeBody } from '../../files/encode-body.ts';
import type { Problem } from '../../problem.ts';
import { appleNews } from './apple-news.ts';
import { brokenRules } from './broken-rules.ts';
import { feedly } from './feedly.ts';
import { flipboard } from './flipboard.ts';
import { googleNews } from './google-news.ts';
import { msn } from './msn.ts';
import type { Profile, ProfileContext } from './profile.ts';
import { smartnews } from './smartnews.ts';

/** The known aggregators, by name. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map(
  [googleNews, flipboard, smartnews, msn, appleNews, feedly].map(profile => [profile.name, profile]),
);

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
  const measured = feeds.map(feed => ({ ...feed, rssBytes: encodeBody(renderRss(feed)).length }));
  return profiles.flatMap(profile => [
    ...brokenRules(profile, profile.site, context.site, context, SITE_KEY),
    ...[...entries]
      .filter(([, entry]) => profile.reads?.(entry, context) ?? true)
      .flatMap(([key, entry]) => brokenRules(profile, profile.entries, entry, context, key)),
    ...measured.flatMap(feed =>
      brokenRules(profile, profile.feeds, feed, context, SITE_KEY, `${folderOf(feed.key)}${FORMATS.rss.file}: `),
    ),
  ]);
}
