import type { Feed } from '../feed/feed.ts';
import { parseFeedKey } from '../feed/feed-key.ts';
import type { FormatId } from '../feed/formats.ts';

/** Feeds of a newsroom that can be followed. */
export interface FollowList {
  readonly title: string;
  readonly description: string;
  /** The newsroom's home page. Absolute. */
  readonly url: string;
  /** BCP 47. */
  readonly language: string;
  /** Absolute. */
  readonly icon?: string;
  /** Address of the same list as OPML. Absolute. */
  readonly opmlUrl: string;
  /** Addresses of the lists of further feeds, by the kind of these. Absent where there are none. */
  readonly more?: Readonly<Record<string, readonly string[]>>;
  /** Feeds, that of all articles first. */
  readonly feeds: readonly {
    readonly feed: Pick<Feed, 'id' | 'title' | 'description' | 'language' | 'self' | 'hub' | 'key' | 'section'>;
    /** Formats of the feed. */
    readonly formats: readonly FormatId[];
    /** Its page, for people. Absolute. */
    readonly landing: string;
  }[];
}

/**
 * Renders every feed of a newsroom in every format, for programs that prefer JSON to OPML, which has room for only one
 * format. Keys are those of JSON Feed 1.1 where it has them. The list has no dates: it changes only with the choice of
 * feeds, not with their articles.
 */
export function renderFollowList({
  title,
  description,
  url,
  language,
  icon,
  opmlUrl,
  more,
  feeds,
}: FollowList): string {
  const list = {
    version: 1,
    title,
    description,
    home_page_url: url,
    language,
    icon,
    opml_url: opmlUrl,
    more,
    feeds: feeds.map(({ feed, formats, landing }) => ({
      id: feed.id,
      title: feed.title,
      description: feed.description,
      language: feed.language,
      ...ofSection(feed),
      home_page_url: landing,
      ...Object.fromEntries(formats.map(id => [`${id}_url`, feed.self[id]])),
      hubs: feed.hub === undefined ? undefined : [{ type: 'WebSub', url: feed.hub }],
    })),
  };
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

/** Returns the section of a feed, under the name of its kind, such as `category`. */
function ofSection({ key, section }: Pick<Feed, 'key' | 'section'>): Readonly<Record<string, string>> {
  const kind = parseFeedKey(key)?.kind;
  return kind && section ? { [kind]: section.title } : {};
}
