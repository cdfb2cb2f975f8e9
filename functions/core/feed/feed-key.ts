/** The feed of all articles. */
export const ALL = 'all';

/**
 * The kinds of feeds besides that of all articles, each with the folder under `public/` that contains the folders of
 * its feeds: empty, or a path that ends in `/`. `feed-kinds.ts` defines which articles a feed of each kind shows.
 */
const FOLDERS = { category: '', edition: '', author: 'authors/', tag: 'tags/', rule: 'feeds/' } as const;

/** A kind of feed beside that of all. */
export type FeedKind = keyof typeof FOLDERS;

export const FEED_KINDS = Object.keys(FOLDERS) as readonly FeedKind[];

/** Names one feed of a newsroom: in windows, in the state, and wherever files are planned. */
export type FeedKey = typeof ALL | `${FeedKind}:${string}`;

/**
 * The name of a feed as an article spells it, such as `category:Đời sống`. The slug follows from it, unless it stands
 * behind a tab, which no name has: `category:Tags\ttags-f416eba0`.
 */
export type SpelledName = `${FeedKind}:${string}`;

/** Number of keys that are kept: few newsrooms have more feeds, and each of their articles asks for some. */
const MAX_KEPT = 10_000;

const keysOf: Readonly<Record<FeedKind, Map<string, FeedKey>>> = {
  category: new Map(),
  edition: new Map(),
  author: new Map(),
  tag: new Map(),
  rule: new Map(),
};

/** Returns the key of the feed of one kind and slug. */
export function feedKey(kind: FeedKind, slug: string): FeedKey {
  const kept = keysOf[kind];
  const known = kept.get(slug);
  if (known !== undefined) return known;
  const key: FeedKey = `${kind}:${slug}`;
  if (kept.size < MAX_KEPT) kept.set(slug, key);
  return key;
}

/** Returns the key of a category's feed. */
export function categoryFeed(slug: string): FeedKey {
  return feedKey('category', slug);
}

/** Returns the kind and the slug of a feed; `undefined` for that of all. */
export function parseFeedKey(key: FeedKey): { readonly kind: FeedKind; readonly slug: string } | undefined {
  if (key === ALL) return undefined;
  const at = key.indexOf(':');
  return { kind: key.slice(0, at) as FeedKind, slug: key.slice(at + 1) };
}

/** Returns the folder under `public/` that contains the folders of a kind's feeds. */
export function folderOfKind(kind: FeedKind): string {
  return FOLDERS[kind];
}

/** Returns whether a feed is one of an author or a tag. There may be many thousands of them. */
export function isOfName(key: FeedKey): boolean {
  return key.startsWith('author:') || key.startsWith('tag:');
}

/** Returns whether a feed has pages that list its articles by month: those of all, and of categories. */
export function hasPagesByMonth(key: FeedKey): boolean {
  return key === ALL || key.startsWith('category:');
}

/** Returns the feeds whose files could lie in a folder under `public/`: empty, or a path that ends in `/`. */
export function feedsOfFolder(folder: string): readonly FeedKey[] {
  if (folder === '') return [ALL];
  return FEED_KINDS.flatMap(kind => {
    const slug = folder.startsWith(FOLDERS[kind]) ? folder.slice(FOLDERS[kind].length, -1) : '';
    return slug === '' || slug.includes('/') ? [] : [feedKey(kind, slug)];
  });
}

/** Returns the folder of a feed's files under `public/`: empty, or a path that ends in `/`. */
export function folderOf(key: FeedKey): string {
  const parsed = parseFeedKey(key);
  return parsed ? `${FOLDERS[parsed.kind]}${parsed.slug}/` : '';
}
