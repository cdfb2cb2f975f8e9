import type { FormatId } from '../feed/formats.ts';

/**
 * Shape of a feed for an aggregator or a podcast directory, which wants whole articles. What it refuses is in its
 * profile (`core/check/profiles`).
 */
export interface Partner {
  /** Formats that it reads. A rule may name others. */
  readonly formats: readonly FormatId[];
  /** True if all entries of a feed have to be in one language. */
  readonly isOneLanguage?: true;
  /** Document of its requirements. */
  readonly source: string;
}

/** Aggregators that a rule may be for. */
export const PARTNERS = {
  msn: {
    formats: ['rss'],
    isOneLanguage: true,
    source: 'Feed management FAQ for MSN Partner Hub, Can I have multiple languages in my feed?',
  },
  flipboard: { formats: ['rss'], source: 'Flipboard, RSS spec, the entire body copy' },
  smartnews: {
    // What was withdrawn is marked as deleted in its own format alone.
    formats: ['rss', 'smartnews'],
    source: 'SmartFormat Specification 2.1; SmartNews for Publishers, Deleting Articles',
  },
  'apple-news': { formats: ['rss'], source: 'RSS guidelines for Apple News' },
  'google-news': {
    formats: ['rss'],
    source: 'Google Publisher Center Help, Technical feed specification',
  },
  feedly: { formats: ['rss', 'atom'], source: 'Feedly, 10 ways to optimize your feed for feedly' },
  podcast: {
    formats: ['rss'],
    source: 'Apple Podcasts for Creators, Podcast RSS feed requirements',
  },
  'generic-strict': { formats: ['rss'], source: 'the requirements that most aggregators share' },
} as const satisfies Readonly<Record<string, Partner>>;

export type PartnerName = keyof typeof PARTNERS;

export const PARTNER_NAMES = Object.keys(PARTNERS) as readonly PartnerName[];
