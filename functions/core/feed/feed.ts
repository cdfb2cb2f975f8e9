import type { Enclosure, Facts, Image, Previewed } from '../article/article.ts';
import type { Extent } from '../filing/site-feeds.ts';
import type { Instant } from '../instant.ts';
import type { Size } from '../media/image-size.ts';
import type { Chapter, Episode } from '../podcast/episode.ts';
import type { Podcast } from '../podcast/podcast.ts';
import type { License } from '../rights/license.ts';
import type { Author } from '../site/site.ts';
import type { FeedKey } from './feed-key.ts';
import type { Addresses, FormatId } from './formats.ts';

/** An article as it stands in a feed: rendered, every URL absolute, every string clean. */
export interface Entry extends Facts {
  /** The RSS `guid`, the Atom and JSON Feed `id`; the same string in all three, unless `iri` is there. */
  readonly id: string;
  /** Atom's `id`, where `id` is no IRI and Atom could not take it. */
  readonly iri?: string;
  /** The page where the article can be read. Absolute. */
  readonly url: string;
  /** Plain text, one line; may be empty where an article has no text. */
  readonly summary: string;
  /** Sanitized HTML, URLs absolute. */
  readonly html: string;
  /** Never before `published`. */
  readonly updated: Instant;
  /** Note on what was wrong and has been corrected; plain text. */
  readonly correction?: string;
  /** BCP 47. */
  readonly language: string;
  /** Its text may lead to other articles by addresses that may change with them. */
  readonly isLinked?: true;
  /** Pictures of its article are not there, and left out. */
  readonly lacksPictures?: true;
  /** Absolute. */
  readonly image?: Image;
  /** Sides of the picture as its file has them, where none are declared. Feeds tell them; pages and archives do not. */
  readonly imageSize?: Size;
  /** Absolute. */
  readonly enclosure?: Enclosure;
  /** Other files that go with it. Absolute. */
  readonly alternates?: readonly Enclosure[];
  /** References are absolute. */
  readonly episode?: Episode;
  /** Chapters that are published as a file of JSON beside its page, and the address of that. */
  readonly chaptersFile?: { readonly url: string; readonly chapters: readonly Chapter[] };
  /** Podcasts of which it is an episode, which its page names. Absent where there are none. */
  readonly podcasts?: readonly FeedKey[];
  readonly license?: License;
  /** Its article is not out, and shown by a preview alone. */
  readonly preview?: Previewed;
}

/** Remains of an entry whose article was withdrawn: nothing of the article itself. */
export interface Tombstone {
  readonly id: string;
  /** Atom's `id`, where `id` is no IRI. */
  readonly iri?: string;
  /** Former address of the article. Absolute. */
  readonly url: string;
  readonly when: Instant;
  /** Reason of the withdrawal, in the language of the site; plain text. */
  readonly reason?: string;
}

/**
 * A feed's place in the chain of documents that hold what it no longer shows (RFC 5005, section 4, "Archived Feeds").
 */
export interface History {
  /** Addresses of the feed itself; absent if this is that feed. A feed that has them is an archive document. */
  readonly current?: Addresses;
  /** The next older document. */
  readonly previous?: Addresses;
  /** The next newer one. */
  readonly next?: Addresses;
}

/** Subject of a feed that does not show everything: a category, an author, a tag, or the title of a rule. */
export interface Section {
  readonly key: FeedKey;
  /** Stable: the feed's id is made of it. Such as `categories/doi-song`. */
  readonly id: string;
  /** As readers see it. */
  readonly title: string;
  readonly description?: string;
  /** BCP 47. */
  readonly language: string;
  /** In place of the site's `content`. */
  readonly content?: Extent;
  /** Width of pictures that is wanted, in pixels. */
  readonly image?: number;
  /** Present if it is a podcast. */
  readonly podcast?: Podcast;
  /**
   * Formats, where the site chooses them for this feed. They change without a rebuild, so every list and page that is
   * made of sections depends on them.
   */
  readonly formats?: readonly FormatId[];
  /** It has a page and no feed yet, since too few articles stand in it. */
  readonly isPageOnly?: true;
}

/** The newest entries of one section, or of all; or a part of what came before them. */
export interface Feed {
  readonly key: FeedKey;
  /** Atom's `id`: a `tag:` URI. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** The zone in which dates are told. IANA name. */
  readonly timeZone: string;
  /** The page that this feed is about, for people. Absolute. */
  readonly url: string;
  readonly self: Addresses;
  /** Links to older entries, if the feed has them. */
  readonly history?: History;
  /** Instant at which the newest entry changed; the start of the site's `since` in a feed without entries. */
  readonly updated: Instant;
  readonly authors: readonly Author[];
  readonly rights?: string;
  /** Absent where one of the entries has none: it would be taken for that of the entry, too. */
  readonly license?: License;
  /** Absolute. */
  readonly logo?: string;
  /** Absolute. */
  readonly icon?: string;
  /** A WebSub hub. Absolute. */
  readonly hub?: string;
  /** Absent in the feed of all. */
  readonly section?: Section;
  /** Extent of entries: whole articles, or their summaries. */
  readonly content: 'full' | 'summary';
  /** Present if it is a podcast. */
  readonly podcast?: Podcast;
  /** Whole articles are there in Markdown, too. */
  readonly markdown?: true;
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Withdrawn articles that would be among the entries otherwise; newest first. */
  readonly withdrawn: readonly Tombstone[];
}
