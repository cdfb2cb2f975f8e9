import { categoryNameProblem, createCategoryResolver } from '../site/category-name.ts';
import type { Site } from '../site/site.ts';
import { foldName } from '../text/clean.ts';
import type { ImportedFeed, ImportedItem, Term } from './imported-feed.ts';

/**
 * The topics of a feed that are categories, in the order in which they appear. A WordPress export tells them from tags.
 * RSS, Atom and JSON Feed do not; publishers write an article's category first, so whatever stands first somewhere is
 * one.
 */
export function categoriesIn(feed: ImportedFeed): readonly Term[] {
  const found = new Map<string, Term>();
  const take = (topic: Term): void => {
    if (!canBeCategory(topic)) return;
    const name = foldedName(topic);
    const known = found.get(name);
    found.set(name, known ? { ...topic, ...known } : topic);
  };
  const used = new Set(feed.items.flatMap(({ topics }) => topics.filter(canBeCategory).map(foldedName)));
  for (const topic of feed.categories) if (canBeCategory(topic) && used.has(foldedName(topic))) take(topic);
  for (const { topics, sorted } of feed.items) for (const topic of sorted ? topics : topics.slice(0, 1)) take(topic);
  return [...found.values()];
}

/** The names of an article's categories and of its tags. */
export interface SortedTopics {
  readonly categories: readonly string[];
  readonly tags: readonly string[];
}

/**
 * Returns a function that sorts terms into categories and tags. A name that the site would resolve to another category
 * is kept as a tag.
 */
export function createTopicSorter(feed: ImportedFeed, site: Site): (item: ImportedItem) => SortedTopics {
  const names = new Set(categoriesIn(feed).map(foldedName));
  const resolve = createCategoryResolver(site.categories);
  const isCategory = (topic: Term): boolean => {
    if (!canBeCategory(topic) || !names.has(foldedName(topic))) return false;
    const resolved = resolve(topic.name);
    return 'category' in resolved && resolved.clash === undefined;
  };
  return ({ topics, tags }) => ({
    categories: unique(topics.filter(isCategory).map(({ name }) => name)),
    tags: unique([...topics.filter(topic => !isCategory(topic)).map(({ name }) => name), ...tags]),
  });
}

/** A name that can be no category's may be of any length: nothing else is asked of it. */
function canBeCategory({ name }: Term): boolean {
  return categoryNameProblem(name) === undefined;
}

function foldedName({ name }: Term): string {
  return foldName(name);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Map(names.map(name => [foldName(name), name])).values()];
}
