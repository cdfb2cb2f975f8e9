import { type FeedKey, type FeedKind, feedKey, parseFeedKey, type SpelledName } from '../../feed/feed-key.ts';
import { foldName } from '../../text/clean.ts';
import { compareKeys } from '../../text/key-order.ts';
import { slugOfName } from '../../text/names.ts';
import type { Tally } from './feed-record.ts';

/** Returns the feed of a name, and how it is spelled. */
export function parseSpelledName(name: SpelledName): { readonly feed: FeedKey; readonly title: string } {
  const at = name.indexOf(':');
  const [title = '', slug = slugOfName(title)] = name.slice(at + 1).split('\t');
  return { feed: feedKey(name.slice(0, at) as FeedKind, slug), title };
}

/**
 * Returns how a name is spelled: as most articles do; of several, with the most diacritics; then the first in the order
 * of code points. What is spelled as an address is (`tin-tuc` beside `Tin tức`) is none, unless it differs from another
 * in case alone. `undefined` where nothing is spelled.
 */
export function usualSpelling(counts: Tally, slug: string): string | undefined {
  const spelled = Object.entries(counts).filter(([, count]) => count > 0);
  const proper = spelled.filter(([title]) => title !== slug);
  const hasVariant = proper.length === 0 || proper.some(([title]) => foldName(title) === slug);
  let usual: readonly [string, number] | undefined;
  for (const candidate of hasVariant ? spelled : proper)
    if (!usual || compareSpellings(candidate, usual) < 0) usual = candidate;
  return usual?.[0];
}

function compareSpellings([one, count]: readonly [string, number], [other, others]: readonly [string, number]): number {
  return others - count || diacriticsIn(other) - diacriticsIn(one) || compareKeys(one, other);
}

/**
 * Returns what a spelling is before another for if as many articles have each; `undefined` where it is so only if more
 * have it.
 */
export function advantageOf(usual: string, other: string): 'diacritics' | 'order' | undefined {
  const more = diacriticsIn(usual) - diacriticsIn(other);
  if (more !== 0) return more > 0 ? 'diacritics' : undefined;
  return compareKeys(usual, other) < 0 ? 'order' : undefined;
}

/** Marks, and letters with a stroke, which Unicode does not take apart. */
const DIACRITICS = /\p{M}|[đøłħŧ]/giu;

function diacriticsIn(title: string): number {
  return title.normalize('NFD').match(DIACRITICS)?.length ?? 0;
}

/**
 * Returns whether a feed is still called so after changes: those that came spell its title, and those that went spell
 * others. Nothing is known of a title that is spelled as an address, which counts only beside others.
 */
export function staysUsual(title: string, feed: FeedKey, changes: Tally): boolean {
  if (title === parseFeedKey(feed)?.slug) return false;
  return Object.entries(changes).every(([spelled, change]) => (spelled === title ? change >= 0 : change <= 0));
}
