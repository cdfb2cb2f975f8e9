import { suggest } from '../fields/suggest.ts';
import { comparedName, isSpelledOut, slugOfName } from '../text/names.ts';
import type { Category, ListedCategory } from './site.ts';

/** A listed category that a name means. */
export interface NamedCategory {
  readonly category: Category;
  /** The name is none of the category's own, and is only spelled in ASCII as one of them is. */
  readonly isAlike: boolean;
}

/**
 * The names of listed categories. Titles, ids, slugs, aliases, and the folders and names that articles give, are all
 * compared here and in one way: as they are read (`comparedName`), and then as they are spelled in addresses
 * (`slugOfName`).
 */
export class CategoryNames {
  readonly #byName = new Map<string, Category>();
  readonly #bySpelling = new Map<string, Category>();

  constructor(listed: readonly ListedCategory[]) {
    const categories = listed.map(({ aliases, license: _, ...category }) => ({ category, aliases }));
    for (const { category, aliases } of categories)
      for (const name of [category.id, category.title, category.slug, ...aliases])
        this.#byName.set(comparedName(name), category);
    // A slug is an address of its own; an alias was one, or is meant as one; other names never were.
    for (const { category } of categories) this.#spell(category.slug, category);
    for (const { category, aliases } of categories) for (const alias of aliases) this.#spell(alias, category);
    for (const { category } of categories)
      for (const name of [category.id, category.title]) this.#spell(name, category);
  }

  /** Returns the category that a name means; `undefined` where it means none that is listed. */
  find(name: string): NamedCategory | undefined {
    const own = this.#byName.get(comparedName(name));
    if (own) return { category: own, isAlike: false };
    const alike = this.#bySpelling.get(slugOfName(name));
    return alike && { category: alike, isAlike: !isSpelledOut(name) };
  }

  /** Returns the category that an address means. */
  atAddress(slug: string): Category | undefined {
    return this.#bySpelling.get(slug);
  }

  /**
   * Returns a category one of whose names is a typing error or two away, as addresses spell them, or has `&`, `và` or
   * `and` where this one has another of them, or none.
   */
  near(slug: string): Category | undefined {
    const [spellings, bare] = [[...this.#bySpelling.keys()], withoutAnd(slug)];
    const name = spellings.find(spelling => withoutAnd(spelling) === bare) ?? suggest(slug, spellings);
    return name === undefined ? undefined : this.#bySpelling.get(name);
  }

  #spell(name: string, category: Category): void {
    const spelling = slugOfName(name);
    if (spelling !== '' && !this.#bySpelling.has(spelling)) this.#bySpelling.set(spelling, category);
  }
}

/** Returns a spelling without the words that a name may have for `&`, which addresses leave out. */
function withoutAnd(spelling: string): string {
  const words = spelling.split('-');
  const bare = words.filter(word => word !== 'va' && word !== 'and');
  return (bare.length > 0 ? bare : words).join('-');
}
