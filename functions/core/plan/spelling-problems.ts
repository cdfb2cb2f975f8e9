import { parseFeedKey, type SpelledName } from '../feed/feed-key.ts';
import { addTo } from '../groups.ts';
import { type DeltaEntry, isOfObject, type StoredRecord } from '../index/index-record.ts';
import type { Titles } from '../index/traits/feed-traits.ts';
import { advantageOf, parseSpelledName } from '../index/traits/spellings.ts';
import type { Problem } from '../problem.ts';
import { foldName } from '../text/clean.ts';

/** Maximum of articles with one spelling that are reported one by one; more are reported once, with their number. */
const MAX_NAMED = 10;

/** Reports articles that spell the name of a feed otherwise than most do, and so than the feed. */
export function spellingProblems(
  entries: Iterable<readonly [string, DeltaEntry | StoredRecord | null]>,
  titles: Titles,
): readonly Problem[] {
  const byMessage = new Map<string, string[]>();
  // A newsroom has few names, and each stands in many articles.
  const known = new Map<SpelledName, string | undefined>();
  for (const [key, entry] of entries)
    for (const name of spelledIn(entry)) {
      if (!known.has(name)) known.set(name, messageOf(name, titles));
      const message = known.get(name);
      if (message !== undefined) addTo(byMessage, message, key);
    }
  return [...byMessage].flatMap(([message, keys]) =>
    keys.map((path): Problem => ({ path, severity: 'warning', message, ...(keys.length > MAX_NAMED && { files: 1 }) })),
  );
}

/** Returns whether an article spells a name otherwise than its feed. */
export function isSpelledOtherwise(entry: StoredRecord, titles: Titles): boolean {
  return spelledIn(entry).some(name => messageOf(name, titles) !== undefined);
}

function spelledIn(entry: DeltaEntry | StoredRecord | null): readonly SpelledName[] {
  return !isOfObject(entry) || entry.status === 'media' ? [] : (entry.spelled ?? []);
}

/** Returns what is to be said of a name that is spelled otherwise than its feed; `undefined` where it is not. */
function messageOf(name: SpelledName, titles: Titles): string | undefined {
  const { feed, title } = parseSpelledName(name);
  const usual = titles.titleOf(feed);
  if (usual === undefined || usual === title) return undefined;
  const { kind, slug } = parseFeedKey(feed) ?? { kind: '', slug: '' };
  if (foldName(title) === foldName(usual))
    return (
      `${kind}: "${title}" is "${usual}" to ${whose(usual, title)}, and the feed is called so; spell it so, too` +
      (kind === 'category' ? ', or list it in site.yaml' : '')
    );
  // It is spelled as an address is.
  if (title === slug) return undefined;
  return (
    `${kind}: "${title}" has the slug ${slug}, as "${usual}" has, so they share a feed, called "${usual}"; ` +
    'spell it so' +
    (kind === 'category' ? ', or list both in site.yaml with slugs of their own' : '')
  );
}

/** Describes the articles by which a feed is called, as far as the two names tell: of their numbers nothing is kept. */
function whose(usual: string, title: string): string {
  const advantage = advantageOf(usual, title);
  if (advantage === undefined) return 'more articles';
  const reason = advantage === 'diacritics' ? 'the one with more diacritics' : 'the first in the order of Unicode';
  return `at least as many articles (of equals ${reason} counts)`;
}
