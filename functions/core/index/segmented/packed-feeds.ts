import type { ArticleSummary } from '../article-summary.ts';
import { type PackedWindows, packWindows, unpackWindows } from '../packed-windows.ts';
import type { FeedRecord } from '../traits/feed-record.ts';
import type { Rank } from '../window.ts';
import type { FeedRecords } from './feed-segments.ts';

/** Records of feeds as they are stored: their articles by column, each once. */
export interface PackedFeeds {
  readonly articles: PackedWindows;
  readonly feeds: Readonly<Record<string, PackedFeed>>;
}

type PackedFeed = Omit<FeedRecord, 'window'> & {
  /** Places of its articles. */
  readonly window?: { readonly articles: readonly number[]; readonly horizon: Rank | null };
};

export function packFeeds(records: FeedRecords): PackedFeeds {
  const articles: ArticleSummary[] = [];
  const places = new Map<string, number>();
  const placeOf = (article: ArticleSummary): number => {
    // Windows that were written at different times may hold different versions of an article.
    const name = JSON.stringify(article);
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, articles.length);
    return articles.push(article) - 1;
  };
  const feeds = Object.entries(records).map(([feed, { window, ...others }]): [string, PackedFeed] => [
    feed,
    { ...others, ...(window && { window: { articles: window.articles.map(placeOf), horizon: window.horizon } }) },
  ]);
  return { feeds: Object.fromEntries(feeds), articles: packWindows({ articles, horizons: {} }) };
}

export function unpackFeeds({ articles: packed, feeds }: PackedFeeds): FeedRecords {
  const { articles } = unpackWindows(packed);
  return Object.fromEntries(
    Object.entries(feeds).map(([feed, { window, ...others }]): [string, FeedRecord] => [
      feed,
      {
        ...others,
        ...(window && {
          window: { articles: window.articles.flatMap(at => articles[at] ?? []), horizon: window.horizon },
        }),
      },
    ]),
  );
}
