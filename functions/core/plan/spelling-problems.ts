import { parseFeedKey } from '../feed/feed-key.ts';
import { addTo } from '../groups.ts';
import { type DeltaEntry, isOfObject, type StoredRecord } from '../index/index-record.ts';
import { parseSpelledName, type Spellings } from '../index/spellings.ts';
import type { Problem } from '../problem.ts';
import { foldName } from '../text/clean.ts';

type Titles = Pick<Spellings, 'titleOf'>;

/** Maximum of articles with one spelling that are reported one by one; more are reported once, with their number. */
const MAX_NAMED = 10;

/** Reports articles that spell the name of a feed otherwise than most do, and so than the feed. */
export function spellingProblems(
  entries: Iterable<readonly [string, DeltaEntry | StoredRecord | null]>,
  titles: Titles,
): readonly Problem[] {
  const byMessage = new Map<string, string[]>();
  for (const [key, entry] of entries) for (const message of messagesOf(entry, titles)) addTo(byMessage, message, key);
  return [...byMessage].flatMap(([message, keys]) =>
    keys.map((path): Problem => ({ path, severity: 'warning', message, ...(keys.length > MAX_NAMED && { files: 1 }) })),
  );
}

/** Returns whether an article spells a name otherwise than its feed. */
export function isSpelledOtherwise(entry: StoredRecord, titles: Titles): boolean {
  return messagesOf(entry, titles).length > 0;
}

function messagesOf(entry: DeltaEntry | StoredRecord | null, titles: Titles): readonly string[] {
  if (!isOfObject(entry) || entry.status === 'media') return [];
  return (entry.spelled ?? []).flatMap(name => {
    const { feed, title } = parseSpelledName(name);
    const usual = titles.titleOf(feed);
    return usual === undefined || usual === title ? [] : messageOf(feed, title, usual);
  });
}

function messageOf(feed: Parameters<typeof parseFeedKey>[0], title: string, usual: string): readonly string[] {
  const { kind, slug } = parseFeedKey(feed) ?? { kind: '', slug: '' };
  const isAlike = foldName(title) === foldName(usual);
  if (isAlike)
    return [
      `${kind}: "${title}" is "${usual}" to most articles, and the feed is called so; spell it so, too, or list ` +
        'it in site.yaml',
    ];
  // It is spelled as an address is.
  if (title === slug) return [];
  return [
    `${kind}: "${title}" has the slug ${slug}, as "${usual}" has, so they share a feed, which is called as most ` +
      'articles spell it; list them in site.yaml with slugs of their own',
  ];
}
