import type { FormatId } from '../feed/formats.ts';
import type { Podcast } from '../podcast/podcast.ts';
import type { PartnerName } from './partner.ts';

/** Feeds that `site.yaml` asks for besides those of categories: its field `feeds`. */
export interface SiteFeeds {
  /** Authors that have feeds. Default: none. */
  readonly authors?: NamedFeeds;
  /** Tags that have feeds. Default: none. */
  readonly tags?: NamedFeeds;
  readonly rules: readonly FeedRule[];
  /** Everything in one language, each in a folder of its own at the root. Default: none. */
  readonly editions?: readonly Edition[];
}

/** The names of one kind that have feeds. */
export interface NamedFeeds {
  /** Those that have a feed, whether articles have them or not. Absent: all that articles have. */
  readonly listed?: readonly ListedName[];
  /** Number of articles from which a name has a feed. Before that it has a page alone. 0 where names are listed. */
  readonly minimum: number;
  /** Formats of the feeds. */
  readonly formats: readonly FormatId[];
}

/** A name as `site.yaml` lists it. */
export interface ListedName {
  readonly slug: string;
  readonly title: string;
}

/** All articles in one language. */
export interface Edition {
  /** BCP 47; what is more special is in it, too. */
  readonly language: string;
  readonly slug: string;
  readonly title: string;
  readonly description?: string;
  /** Former slugs, whose addresses lead here. */
  readonly aliases?: readonly string[];
}

/** Names that a rule goes by, of each kind that it goes by. Categories, tags and authors are slugs. */
export interface RuleNames {
  readonly categories?: readonly string[];
  readonly tags?: readonly string[];
  readonly authors?: readonly string[];
  /** Language ranges: `en` means `en-GB`, too (RFC 4647, section 3.3.1). */
  readonly languages?: readonly string[];
}

/** Extent of a feed's entries: whole articles, summaries, or titles alone. */
export type Extent = 'full' | 'summary' | 'headline';

/** A feed by rule: the articles that it includes, without those that it excludes. */
export interface FeedRule {
  readonly slug: string;
  readonly title: string;
  readonly description?: string;
  /** Former slugs, whose addresses lead here. */
  readonly aliases?: readonly string[];
  /** An article has one of the names of each kind. */
  readonly include: RuleNames;
  /** An article has none of these names. */
  readonly exclude: RuleNames;
  /** True if only articles stand in it that say `republishable: true`. */
  readonly republishable?: true;
  /** The aggregator that it is for: articles that this would refuse are left out. */
  readonly for?: PartnerName;
  /** Present if the rule is for podcasts, and for those alone. */
  readonly podcast?: Podcast;
  /** In place of the site's `minimumHours`. */
  readonly hours?: number;
  /** In place of the site's `entries`. */
  readonly entries?: number;
  /** In place of the site's `content`. */
  readonly content?: Extent;
  readonly formats: readonly FormatId[];
  /** Width of pictures that is wanted, in pixels. */
  readonly image?: number;
  /** True if it has archives, as the site has. */
  readonly archives?: true;
}
