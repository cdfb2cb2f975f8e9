import { type FeedKey, parseFeedKey } from '../../feed/feed-key.ts';
import type { FoundTraits } from '../../feed/feed-kinds.ts';
import type { Site } from '../../site/site.ts';
import type { Tally } from './feed-record.ts';
import { usualSpelling } from './spellings.ts';
import { usualLanguage } from './usual-language.ts';

/**
 * Returns the most frequent traits of a feed among some of its articles: `titles` are the spellings of its name in
 * those that spell it, `languages` (BCP 47) those of all.
 */
export function traitsAmong(
  feed: FeedKey,
  titles: readonly string[],
  languages: readonly string[],
  site: Pick<Site, 'language'>,
): FoundTraits {
  return {
    title: usualSpelling(tallyOf(titles), parseFeedKey(feed)?.slug ?? ''),
    language: usualLanguage(tallyOf(languages), site.language),
  };
}

function tallyOf(names: readonly string[]): Tally {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}
