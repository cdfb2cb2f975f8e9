import { cleanLine, foldName } from '../text/clean.ts';
import { slugify } from '../text/slug.ts';
import type { Category, ListedCategory } from './site.ts';

/**
 * Slugs that would put a category's folder where something else of `public/` lies, or where the edge leads readers who
 * guess to the feed of all.
 */
export const RESERVED_SLUGS: readonly string[] = [
  'articles',
  'archives',
  'sitemaps',
  'media',
  'feed',
  'rss',
  'atom',
  'json',
];
const MOST_CHARACTERS = 100;
/** Names that mean something to JavaScript objects; none is a section of a newspaper. */
const NOT_NAMES = new Set(['__proto__', 'constructor', 'prototype', 'tostring', 'hasownproperty', 'valueof']);

/**
 * The category that a name means, or what is wrong with the name and how to mend it. `clash` names another category
 * that has the slug.
 */
export type ResolvedCategory = { readonly category: Category; readonly clash?: string } | { readonly problem: string };

export type CategoryResolver = (name: string) => ResolvedCategory;

/** Finds the category of a name among those listed, by id, title, slug or alias, or else makes one from the name. */
export function createCategoryResolver(listed: readonly ListedCategory[]): CategoryResolver {
  const byName = new Map<string, Category>();
  const bySlug = new Map<string, Category>();
  for (const { aliases, ...category } of listed) {
    for (const name of [category.id, category.title, category.slug, ...aliases]) byName.set(foldName(name), category);
    bySlug.set(category.slug, category);
  }
  const resolved = new Map<string, ResolvedCategory>();
  return name => {
    const known = resolved.get(name);
    if (known) return known;
    const found = resolve(name, byName, bySlug);
    resolved.set(name, found);
    return found;
  };
}

/** Why a name can't be a category's, or `undefined`. */
export function categoryNameProblem(name: string): string | undefined {
  if (name.length > MOST_CHARACTERS)
    return `a category name has at most ${MOST_CHARACTERS} characters, this one has ${name.length}; shorten it`;
  if (/[/\\]/.test(name)) return `"${name}" holds a slash; list two categories as [one, two]`;
  if (/^\.+$/.test(name) || NOT_NAMES.has(name.toLowerCase()))
    return `"${name}" can't be the name of a category; choose another`;
  return undefined;
}

/** Why a slug can't be a category's, or `undefined`. */
export function categorySlugProblem(name: string, slug: string): string | undefined {
  if (slug === '')
    return `"${name}" has no letter or digit that can be spelled in ASCII; list it in site.yaml with a slug`;
  if (RESERVED_SLUGS.includes(slug))
    return `"${name}" has the slug ${slug}, where Bantin keeps files of its own; list it in site.yaml with another slug`;
  return undefined;
}

function resolve(
  name: string,
  byName: ReadonlyMap<string, Category>,
  bySlug: ReadonlyMap<string, Category>,
): ResolvedCategory {
  const listed = byName.get(foldName(name));
  if (listed) return { category: listed };
  const title = cleanLine(name);
  const slug = slugify(title);
  const problem = categoryNameProblem(title) ?? categorySlugProblem(title, slug);
  if (problem) return { problem };
  const sameSlug = bySlug.get(slug);
  return sameSlug ? { category: sameSlug, clash: sameSlug.title } : { category: { id: slug, title, slug } };
}
