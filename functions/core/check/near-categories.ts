import { categoryFeed, type FeedKey, parseFeedKey } from '../feed/feed-key.ts';
import { typingErrors } from '../fields/suggest.ts';
import type { Listed } from '../index/article-summary.ts';
import type { FeedWindows } from '../index/feed-windows.ts';
import type { Titles } from '../index/traits/feed-traits.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';

/** Minimum number of articles of a category that another may have been meant for. */
const MIN_OTHERS = 2;
/** The same where the names as they are spelled differ in more than the error. */
const MIN_OTHERS_BY_SLUG = 5;
/** Maximum number of categories that are compared: one with more has no list that anybody keeps. */
const MAX_CATEGORIES = 300;
/** Minimum lengths, in letters, of a name and of the word of it in which a typing error is supposed. */
const [MIN_NAME, MIN_WORD] = [5, 4];
/** Minimum length of a word that two names spell alike but for a letter. */
const MIN_SPELLED = 2;

/**
 * Returns a warning for each category that `site.yaml` does not list, that a single article is in, and whose name is a
 * typing error away from one that several are in: two where the names are spelled alike but for a letter, accents
 * included (`Thời sự`, `Thời sựu`), else five. Where `site.yaml` lists the other, reading the article tells of it.
 */
export function nearCategoryProblems(
  windows: Pick<FeedWindows<Listed>, 'feeds' | 'newest'>,
  titles: Titles,
  { categories }: Pick<Site, 'categories'>,
): readonly Problem[] {
  const listed = new Set(categories.map(({ slug }) => categoryFeed(slug)));
  const slugs = windows.feeds().flatMap(feed => slugOf(feed, listed));
  if (slugs.length > MAX_CATEGORIES) return [];
  const usual = slugs
    .map(slug => ({ slug, count: windows.newest(categoryFeed(slug)).length }))
    .filter(({ count }) => count >= MIN_OTHERS);
  const titleOf = (slug: string): string => titles.titleOf(categoryFeed(slug)) ?? slug;
  const isMeant = (slug: string, { slug: other, count }: { readonly slug: string; readonly count: number }): boolean =>
    (count >= MIN_OTHERS_BY_SLUG && areNear(slug, other)) || areSpelledAlike(titleOf(slug), titleOf(other));
  return slugs.flatMap((slug): Problem[] => {
    const [only, ...others] = windows.newest(categoryFeed(slug));
    const near = only && others.length === 0 ? usual.find(other => isMeant(slug, other)) : undefined;
    if (!only || near === undefined) return [];
    const [title, meant] = [slug, near.slug].map(titleOf);
    const message =
      `category: no other article is in "${title}", so it has a feed of its own; did you mean "${meant}"? ` +
      'If not, list it in site.yaml';
    return [{ path: only.key, severity: 'warning', message }];
  });
}

function slugOf(feed: FeedKey, listed: ReadonlySet<FeedKey>): readonly string[] {
  const { kind, slug = '' } = parseFeedKey(feed) ?? {};
  return kind === 'category' && !listed.has(feed) ? [slug] : [];
}

/**
 * Returns whether one name may be the other with a typing error: a letter too many, one too few, or two swapped; in a
 * long word one for another, which in a short one makes another word (`van-hoa`, `van-hoc`). Digits are meant.
 */
function areNear(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < MIN_NAME || Math.abs(one.length - other.length) > 1) return false;
  if (one.replaceAll('-', '') === other.replaceAll('-', '')) return true;
  const [words, others] = [one.split('-'), other.split('-')];
  if (words.length !== others.length) return false;
  const [at, ...more] = words.flatMap((word, index) => (word === others[index] ? [] : [index]));
  if (at === undefined || more.length > 0) return false;
  const [a, b] = [words[at] ?? '', others[at] ?? ''];
  if (/\d/.test(a + b) || Math.max(a.length, b.length) < MIN_WORD || typingErrors(a, b) !== 1) return false;
  return a.length !== b.length || isSwapped(a, b) || a.length > MIN_WORD;
}

/**
 * Returns whether two names differ in one word, and there in a letter too many, or two that are swapped. A letter
 * in place of another makes another word, as a rule, and so does an accent; a word more is meant.
 */
function areSpelledAlike(one: string, other: string): boolean {
  const [names, others] = [one, other].map(name =>
    name
      .normalize('NFC')
      .toLowerCase()
      .split(/[\s-]+/),
  );
  if (!names || names.length !== others?.length || Math.min(one.length, other.length) < MIN_NAME) return false;
  const [at, ...more] = names.flatMap((word, index) => (word === others[index] ? [] : [index]));
  if (at === undefined || more.length > 0) return false;
  const [a, b] = [names[at] ?? '', others[at] ?? ''];
  if (/\d/.test(a + b) || Math.min(a.length, b.length) < MIN_SPELLED || typingErrors(a, b) !== 1) return false;
  return a.length !== b.length || isSwapped(a, b);
}

function isSwapped(a: string, b: string): boolean {
  return [...a].sort().join('') === [...b].sort().join('');
}
