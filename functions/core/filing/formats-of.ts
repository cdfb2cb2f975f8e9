import { ALL, type FeedKey } from '../feed/feed-key.ts';
import { namedFeedsOf, ruleOfFeed } from '../feed/feed-kinds.ts';
import {
  FORMAT_IDS,
  FORMATS,
  type Format,
  type FormatId,
  type FormatSwitch,
  type FormatSwitches,
} from '../feed/formats.ts';
import type { Site } from '../site/site.ts';

/** The part of a site that decides the formats of its feeds. */
export type SiteFormats = FormatSwitches & Pick<Site, 'feeds'>;

/** Returns the formats in which a feed is published. */
export function formatsOf(key: FeedKey, site: SiteFormats): readonly FormatId[] {
  const own = ruleOfFeed(key, site)?.formats ?? namedFeedsOf(key, site)?.formats;
  if (own) return own;
  return FORMAT_IDS.filter(id => {
    const { feeds, option }: Format = FORMATS[id];
    return (feeds === 'every' || key === ALL) && (option === undefined || site[option as FormatSwitch] === true);
  });
}

/** Returns those of a feed's formats that are offered to everyone. */
export function offeredFormatsOf(key: FeedKey, site: SiteFormats): readonly FormatId[] {
  return formatsOf(key, site).filter(id => 'label' in FORMATS[id]);
}

/** Returns those of a feed's formats that its archive documents come in. */
export function archiveFormatsOf(key: FeedKey, site: SiteFormats): readonly FormatId[] {
  return formatsOf(key, site).filter(id => FORMATS[id].inArchives);
}
