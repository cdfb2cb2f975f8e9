import type { Report, Text } from '../fields/fields.ts';
import { bareName } from '../text/names.ts';
import type { CategoryResolver } from './category-name.ts';
import type { Category, Site } from './site.ts';

/** Each category has a feed, with the whole article in it: more of them is a mistake, or malice. */
const MAX_CATEGORIES = 50;

/** Names of categories as an article gives them: in a list, or as one text. */
interface GivenNames {
  readonly names: readonly Text[];
  readonly isText?: boolean;
}

/**
 * Returns the categories that an article names, each once, and reports names that mean none. `given` are names from its
 * fields, or from its folder.
 */
export function readCategories(
  given: GivenNames | readonly Text[],
  { resolve, site }: { readonly resolve: CategoryResolver; readonly site: Site },
  report: Report,
): readonly Category[] {
  const { names, isText = false }: GivenNames = 'names' in given ? given : { names: given };
  const categories = resolveCategories(names, resolve, report);
  for (const name of names) if (isText || SEMICOLON.test(name.text)) reportParted(name, resolve, site, report);
  return categories;
}

function resolveCategories(names: readonly Text[], resolve: CategoryResolver, report: Report): readonly Category[] {
  const categories = new Map<string, Category>();
  for (const name of names) {
    const category = categoryNamed(name, resolve, report);
    const before = category && categories.get(category.slug);
    if (before) reportShared(name, category, before, report);
    if (!category || before) continue;
    if (categories.size === MAX_CATEGORIES) {
      const message = `categories: at most ${MAX_CATEGORIES} are read, and "${name.text}" is one more; take some out`;
      report(name, 'error', message);
      break;
    }
    categories.set(category.slug, category);
  }
  return [...categories.values()];
}

/** Reports a name that goes with another of the same article, since both have one slug. */
function reportShared(name: Text, { slug, title }: Category, before: Category, report: Report): void {
  if (bareName(title) === bareName(before.title)) return;
  const message =
    `category: "${title}" has the slug ${slug}, as "${before.title}" beside it has, so the article is in that alone; ` +
    'list both in site.yaml with slugs of their own, or take one out';
  report(name, 'warning', message);
}

const SEMICOLON = /[;\uff1b]/;
const PARTED = /[,，、;\uff1b]/;

/**
 * Reports a category with a comma or a semicolon in its name, which most often is two that were not written as a list,
 * unless `site.yaml` lists it. An item of a list has commas of its own.
 */
function reportParted(name: Text, resolve: CategoryResolver, site: Site, report: Report): void {
  const resolved = PARTED.test(name.text) ? resolve(name.text) : undefined;
  if (!resolved || 'problem' in resolved) return;
  if (site.categories.some(({ slug }) => slug === resolved.category.slug)) return;
  const mark = SEMICOLON.test(name.text) ? 'semicolon' : 'comma';
  const parts = name.text.split(PARTED).map(part => part.trim());
  const list = parts.filter(part => part !== '').join(', ');
  const message =
    `category: "${name.text}" is one category with a ${mark} in its name; for several, write categories: [${list}], ` +
    'and if it is one, list it in site.yaml';
  report(name, 'warning', message, true);
}

function categoryNamed({ text, ...at }: Text, resolve: CategoryResolver, report: Report): Category | undefined {
  const resolved = resolve(text);
  if ('problem' in resolved) {
    report(at, 'error', `category: ${resolved.problem}`);
    return undefined;
  }
  const { category, clash, reserved, edition, isFormer, near } = resolved;
  if (reserved !== undefined) {
    const [whose, remedy] =
      edition === undefined
        ? ['where Bantin keeps files of its own', 'list it in site.yaml with another slug']
        : isFormer
          ? [
              `which the edition "${edition}" had`,
              'take it out of the aliases of the edition, in editions: of site.yaml',
            ]
          : [`which the edition "${edition}" has`, 'give the edition another slug, in editions: of site.yaml'];
    const itself = `category: "${text}" has the slug ${reserved}`;
    const message = `${itself}, ${whose}, so its feed is at ${category.slug}/; ${remedy}`;
    report(at, 'warning', message, true);
  }
  if (near !== undefined) {
    const message =
      `category: "${text}" is none that site.yaml lists, so it has a feed of its own; did you mean "${near}"? ` +
      'If not, list it in site.yaml';
    report(at, 'warning', message, true);
  }
  if (clash !== undefined) {
    const message =
      `category: "${text}" has the slug of "${clash}" and goes there; spell it "${clash}", or add it to its aliases, ` +
      'or list it in site.yaml with another slug';
    report(at, 'warning', message);
  }
  return category;
}
