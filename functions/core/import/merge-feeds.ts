import type { ImportedFeed } from './imported-feed.ts';
import { LeftOut } from './left-out.ts';

/** A feed, and how messages name the document that it is from. */
export interface NamedFeed {
  readonly source: string;
  readonly feed: ImportedFeed;
}

/**
 * Several documents as one: the parts of an export, the pages of a feed, or what lies in a folder. What the first says
 * of itself goes for all, and what it leaves out the next may say.
 */
export function mergeFeeds(feeds: readonly NamedFeed[]): ImportedFeed {
  const [only] = feeds;
  if (only && feeds.length === 1) return only.feed;
  const left = new LeftOut();
  for (const { feed } of feeds) left.merge(feed.left);
  const unreadable = feeds.flatMap(({ source, feed }) => (feed.unreadable ?? []).map(one => ({ ...one, source })));
  const warnings = feeds.flatMap(({ source, feed }) => (feed.warnings ?? []).map(one => ({ ...one, path: source })));
  const [last] = feeds.slice(-1);
  const { next: _, ...about } = Object.assign({}, ...feeds.map(({ feed }) => feed).reverse()) as ImportedFeed;
  return {
    ...about,
    format: [...new Set(feeds.map(({ feed }) => feed.format))].join(', '),
    authors: feeds.find(({ feed }) => feed.authors.length > 0)?.feed.authors ?? [],
    categories: feeds.flatMap(({ feed }) => feed.categories),
    items: feeds.flatMap(({ source, feed }) => feed.items.map(item => ({ ...item, source }))),
    media: feeds.flatMap(({ feed }) => feed.media),
    left: left.kinds,
    ...(unreadable.length > 0 && { unreadable }),
    ...(warnings.length > 0 && { warnings }),
    ...(last?.feed.next !== undefined && { next: last.feed.next }),
  };
}
