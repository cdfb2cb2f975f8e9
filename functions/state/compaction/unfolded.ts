import type { FeedKey } from '../../core/feed/feed-key.ts';
import { type DeltaEntry, isOfObject, monthIn } from '../../core/index/index-record.ts';
import { isSource } from '../../core/index/keys/record-keys.ts';
import { feedsIn } from '../../core/index/segmented/recent-articles.ts';
import type { StoredIndex, Unfolded } from '../../core/index/stored/stored-index.ts';
import type { ContentIndex } from '../content-index.ts';
import type { CompactionShare } from './share.ts';

type Known = Pick<StoredIndex, 'delta' | 'unfolded'>;

/** The note of a delta of which everything is folded. */
export const ALL_FOLDED: Unfolded = { feeds: {}, months: {} };

/**
 * Returns what lacks changes of the delta of `next`. `before` is the state that it goes on from, and `index` that of
 * `before`. `undefined` where it is not known of `before`.
 */
export async function unfoldedAfter(
  { delta }: Pick<StoredIndex, 'delta'>,
  before: Known,
  index: ContentIndex,
): Promise<Unfolded | undefined> {
  if (!before.unfolded) return undefined;
  const feeds = new Map(Object.entries(before.unfolded.feeds));
  const months = new Map(Object.entries(before.unfolded.months));
  const former = new Map(Object.entries(before.delta));
  for (const [key, entry] of Object.entries(delta)) {
    const isKnown = former.has(key);
    const known = former.get(key);
    if (!isSource(key) || (isKnown && known === entry)) continue;
    // The month of one that the delta had may have its entry; that of a stored one is looked at when it is folded.
    const left = isKnown ? monthIn(known) : undefined;
    if (left !== undefined && left !== monthIn(entry)) add(months, key, [left]);
    if (isKnown && showTheSame(entry, known)) continue;
    const until = isKnown ? known : await index.record(key, new Map());
    if (isKnown || !isAsStored(entry, until ?? undefined)) add(feeds, key, [...feedsIn(until), ...feedsIn(entry)]);
  }
  return { feeds: Object.fromEntries(feeds), months: Object.fromEntries(months) };
}

/** Returns what lacks changes that stay in a delta of which all others were folded. */
export async function unfoldedWaiting(
  { delta, unfolded }: Known,
  waiting: Iterable<string>,
  index: ContentIndex,
): Promise<Unfolded> {
  const left = new Set([...waiting].filter(key => delta[key] !== undefined && isSource(key)));
  if (unfolded) return kept(unfolded, key => left.has(key));
  const feeds = new Map<string, readonly FeedKey[]>();
  for (const key of left) add(feeds, key, [...feedsIn(await index.record(key, new Map())), ...feedsIn(delta[key])]);
  return { feeds: Object.fromEntries(feeds), months: {} };
}

/** Returns what lacks changes that stay in a delta of which a share was folded. */
export function unfoldedWithout(unfolded: Unfolded, { feeds, leaving }: CompactionShare): Unfolded {
  const left = kept(unfolded, key => !leaving.has(key));
  const lacking = Object.entries(left.feeds).flatMap(([key, all]): [string, readonly FeedKey[]][] => {
    const others = all.filter(feed => !feeds.has(feed));
    return others.length > 0 ? [[key, others]] : [];
  });
  return { ...left, feeds: Object.fromEntries(lacking) };
}

function kept({ feeds, months }: Unfolded, isKept: (key: string) => boolean): Unfolded {
  const keptOf = <Names>(lists: Readonly<Record<string, Names>>): Readonly<Record<string, Names>> =>
    Object.fromEntries(Object.entries(lists).filter(([key]) => isKept(key)));
  return { feeds: keptOf(feeds), months: keptOf(months) };
}

function add<Name>(lists: Map<string, readonly Name[]>, key: string, names: readonly Name[]): void {
  const all = new Set([...(lists.get(key) ?? []), ...names]);
  if (all.size > 0) lists.set(key, [...all]);
}

/** Returns whether windows of feeds show nothing else of an article than its stored record says. */
function isAsStored(entry: DeltaEntry | null, stored: DeltaEntry | undefined): boolean {
  const showsNew = isOfObject(entry) && entry.summary !== undefined;
  return !showsNew && feedsIn(entry).join('\n') === feedsIn(stored).join('\n');
}

/** Returns whether windows of feeds show the same of two changes of one article. */
function showTheSame(entry: DeltaEntry | null, former: DeltaEntry | null | undefined): boolean {
  return shownOf(entry) === shownOf(former);
}

function shownOf(entry: DeltaEntry | null | undefined): string {
  return JSON.stringify([feedsIn(entry), isOfObject(entry) ? entry.summary : undefined]);
}
