import { cleanLine } from '../text/clean.ts';
import { shortHash } from '../text/hash.ts';
import { slugOfName } from '../text/names.ts';
import { CategoryNames } from './category-names.ts';
import type { Category, ListedCategory, Site } from './site.ts';

/** Folders of `public/` that are no category's: those in use, and those that are kept for feeds of other kinds. */
export const RESERVED_FOLDERS: readonly string[] = [
  'articles',
  'archives',
  'sitemaps',
  'media',
  'authors',
  'tags',
  'feeds',
  'browse',
];
/** Slugs that no category can have: reserved folders, and what the edge takes for another name of the feed of all. */
export const RESERVED_SLUGS: readonly string[] = [...RESERVED_FOLDERS, 'feed', 'rss', 'atom', 'json'];
const MAX_CHARACTERS = 100;
/** Names that mean something to JavaScript objects; none is a section of a newspaper. */
const NOT_NAMES = new Set(['__proto__', 'constructor', 'prototype', 'tostring', 'hasownproperty', 'valueof']);

/**
 * The category that a name means, or what is wrong with the name and how to mend it. `clash` names another category
 * that has the slug, `reserved` the slug that the name spells and no category can have, `edition` the title of the
 * edition that has it, or had it (`isFormer`), `near` the title of a listed category that was probably meant where none
 * has the name.
 */
export type ResolvedCategory =
  | {
      readonly category: Category;
      readonly clash?: string;
      readonly reserved?: string;
      readonly edition?: string;
      readonly near?: string;
      readonly isFormer?: true;
    }
  | { readonly problem: string };

/** A feed of another kind that has a slug beside those of categories. */
interface Taken {
  readonly slug: string;
  readonly title: string;
  /** Former slugs, whose addresses lead to it. */
  readonly aliases?: readonly string[];
}

export type CategoryResolver = (name: string) => ResolvedCategory;

/**
 * Finds the category of a name among those listed, by any of their names, or else makes one from the name. `taken` are
 * editions, whose slugs no category can have, former ones included.
 */
export function createCategoryResolver(
  listed: readonly ListedCategory[],
  taken: readonly Taken[] = [],
): CategoryResolver {
  const names = new CategoryNames(listed);
  const resolved = new Map<string, ResolvedCategory>();
  return name => {
    const known = resolved.get(name);
    if (known) return known;
    const found = resolve(name, names, taken);
    resolved.set(name, found);
    return found;
  };
}

/** Returns what finds the categories of a site's articles. */
export function categoryResolverOf({ categories, feeds }: Pick<Site, 'categories' | 'feeds'>): CategoryResolver {
  return createCategoryResolver(categories, feeds?.editions);
}

/** Returns the reason why a name can't be a category's; `undefined` if it can. */
export function categoryNameProblem(name: string): string | undefined {
  if (name.length > MAX_CHARACTERS)
    return `a category name has at most ${MAX_CHARACTERS} characters, this one has ${name.length}; shorten it`;
  if (/[/\\]/.test(name)) return `"${name}" holds a slash; list two categories as [one, two]`;
  if (/^\.+$/.test(name) || NOT_NAMES.has(name.toLowerCase()))
    return `"${name}" can't be the name of a category; choose another`;
  return undefined;
}

const LIST_WITH_OTHER = 'list it in site.yaml with another slug';

/** Returns the reason why a slug can't be a category's; `undefined` if it can. */
export function categorySlugProblem(name: string, slug: string): string | undefined {
  if (slug === '') return `"${name}" has no letter or digit to make an address of; list it in site.yaml with a slug`;
  if (RESERVED_SLUGS.includes(slug))
    return `"${name}" has the slug ${slug}, where Bantin keeps files of its own; ${LIST_WITH_OTHER}`;
  return undefined;
}

function resolve(name: string, names: CategoryNames, taken: readonly Taken[]): ResolvedCategory {
  const found = names.find(name);
  if (found) return { category: found.category, ...(found.isAlike && { clash: found.category.title }) };
  const title = cleanLine(name);
  const spelled = slugOfName(title);
  const holder = taken.find(({ slug, aliases }) => slug === spelled || aliases?.includes(spelled));
  const isReserved = RESERVED_SLUGS.includes(spelled) || holder !== undefined;
  // A function of the name and of the site: which other categories articles have has no part in it.
  const slug = isReserved ? `${spelled}-${shortHash(spelled)}` : spelled;
  const problem = categoryNameProblem(title) ?? categorySlugProblem(title, slug);
  if (problem !== undefined) return { problem };
  const category = { id: slug, title, slug };
  const near = names.near(slug);
  return {
    category,
    ...(isReserved && { reserved: spelled }),
    ...(holder && { edition: holder.title, ...(holder.slug !== spelled && { isFormer: true as const }) }),
    ...(near !== undefined && { near: near.title }),
  };
}
