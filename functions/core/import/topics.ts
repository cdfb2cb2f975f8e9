import { categoryNameProblem, createCategoryResolver, type ResolvedCategory } from '../site/category-name.ts';
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

/** Topics of an article, and what is said of those categories that are tags of it. */
interface JudgedTopics extends SortedTopics {
  readonly warnings: readonly string[];
}

/**
 * Returns a function that sorts terms into categories and tags. A name that the site would resolve to another category
 * is kept as a tag, with a warning.
 */
export function createTopicSorter(feed: ImportedFeed, site: Site): (item: ImportedItem) => JudgedTopics {
  const names = new Set(categoriesIn(feed).map(foldedName));
  const resolve = createCategoryResolver(site.categories);
  const resolved = (topic: Term): ResolvedCategory | undefined =>
    canBeCategory(topic) && names.has(foldedName(topic)) ? resolve(topic.name) : undefined;
  const clashOf = (topic: Term): string | undefined => {
    const found = resolved(topic);
    return found && 'category' in found ? found.clash : undefined;
  };
  const isCategory = (topic: Term): boolean => {
    const found = resolved(topic);
    return found !== undefined && 'category' in found && found.clash === undefined;
  };
  return ({ topics, tags }) => ({
    categories: unique(topics.filter(isCategory).map(({ name }) => name)),
    tags: unique([...topics.filter(topic => !isCategory(topic)).map(({ name }) => name), ...tags]),
    warnings: unique(topics.map(({ name }) => name)).flatMap(name => {
      const clash = clashOf({ name });
      return clash === undefined ? [] : [clashWarning(name, clash)];
    }),
  });
}

function clashWarning(name: string, title: string): string {
  return (
    `the category "${name}" is a tag here, since "${title}" of site.yaml has its slug; if that is meant, write ` +
    `"${name}" into its aliases and import once more with --update`
  );
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
