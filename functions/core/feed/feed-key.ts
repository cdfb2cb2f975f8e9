/** Names one feed of a newsroom: in windows, in the state, and wherever files are planned. */
export type FeedKey = typeof ALL | `category:${string}`;

/** The feed of all articles. */
export const ALL = 'all';

const CATEGORY = 'category:';

/** Returns the key of a category's feed. */
export function categoryFeed(slug: string): FeedKey {
  return `${CATEGORY}${slug}`;
}

/** Returns the slug of the category that a feed is of; `undefined` for every other feed. */
export function categoryIn(key: FeedKey): string | undefined {
  return key.startsWith(CATEGORY) ? key.slice(CATEGORY.length) : undefined;
}

/** Returns the folder of a feed's files under `public/`: empty, or a path that ends in `/`. */
export function folderOf(key: FeedKey): string {
  const slug = categoryIn(key);
  return slug === undefined ? '' : `${slug}/`;
}

/**
 * Returns the keys of all feeds that an article of these categories belongs to, each once. `slugs` are its categories'.
 */
export function feedsOf(slugs: Iterable<string>): ReadonlySet<FeedKey> {
  return new Set<FeedKey>([ALL, ...[...slugs].map(categoryFeed)]);
}
