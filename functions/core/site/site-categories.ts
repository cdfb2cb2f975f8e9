import { booleanOf, languageOf, type Report, readText, readTexts, type Text } from '../fields/fields.ts';
import { reportUnknown } from '../fields/unknown-fields.ts';
import { licenseOf } from '../rights/read-license.ts';
import { comparedName, slugOfName } from '../text/names.ts';
import { slugify } from '../text/slug.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { categoryNameProblem, categorySlugProblem } from './category-name.ts';
import { CategoryNames } from './category-names.ts';
import type { ListedCategory } from './site.ts';

const FIELDS: readonly string[] = ['id', 'title', 'description', 'slug', 'aliases', 'language', 'license', 'main'];

/** The field `categories`: a list of names, or of mappings. A name or slug that two of them claim is an error. */
export function categoriesOf(node: YamlNode, field: string, report: Report): readonly ListedCategory[] {
  if (node.kind !== 'list') {
    report(node, 'error', `${field}: expected a list of categories, each with a title:`);
    return [];
  }
  const claimed = new Map<string, string>();
  const categories: ListedCategory[] = [];
  for (const item of node.items) {
    const category = categoryOf(item, field, report);
    if (!category) continue;
    const names = new Set([category.id, category.title, category.slug, ...category.aliases].map(comparedName));
    for (const name of names) {
      const owner = claimed.get(name);
      if (owner)
        report(
          item,
          'error',
          `${field}: "${name}" means both "${owner}" and "${category.title}"; change the id, slug or alias of one`,
        );
      claimed.set(name, category.title);
    }
    categories.push(category);
  }
  reportSharedAddresses(node, categories, field, report);
  return categories;
}

/** An alias that is spelled as a slug or an earlier alias of another category has no address of its own. */
function reportSharedAddresses(
  node: YamlNode,
  categories: readonly ListedCategory[],
  field: string,
  report: Report,
): void {
  const names = new CategoryNames(categories);
  for (const { title, slug, aliases } of categories) {
    for (const alias of aliases) {
      const owner = names.atAddress(slugOfName(alias));
      if (!owner || owner.slug === slug) continue;
      const message =
        `${field}: the address of "${alias}", an alias of "${title}", is that of "${owner.title}" and leads ` +
        'there; take it out, or spell it otherwise';
      report(node, 'warning', message);
    }
  }
}

function categoryOf(item: YamlNode, field: string, report: Report): ListedCategory | undefined {
  if (item.kind !== 'map') {
    const title = readText(item, field, report);
    return title && build(title, {}, [], field, report);
  }
  reportUnknown(item.entries, FIELDS, report);
  const text = (name: string): Text | undefined => {
    const node = fieldOf(item, name);
    return node && readText(node, `${field}.${name}`, report);
  };
  const title = text('title');
  if (!title) {
    report(item, 'error', `${field}: a category needs a title; add title:`);
    return undefined;
  }
  const aliases = fieldOf(item, 'aliases');
  const names = aliases ? readTexts(aliases, `${field}.aliases`, report).map(alias => alias.text) : [];
  const tag = fieldOf(item, 'language');
  const language = tag && languageOf(tag, `${field}.language`, report);
  const given = { id: text('id'), slug: text('slug'), description: text('description') };
  const category = build(title, given, names, field, report);
  const terms = fieldOf(item, 'license');
  const license = terms && licenseOf(terms, `${field}.license`, report);
  const main = fieldOf(item, 'main');
  const isAside = main !== undefined && booleanOf(main, `${field}.main`, report) === false;
  return {
    ...category,
    ...(language !== undefined && { language }),
    ...(license && { license }),
    ...(isAside && { main: false as const }),
  };
}

type Given = Readonly<Partial<Record<'id' | 'slug' | 'description', Text | undefined>>>;

function build(title: Text, given: Given, aliases: readonly string[], field: string, report: Report): ListedCategory {
  const slug = given.slug?.text ?? slugOfName(title.text);
  if (given.slug && given.slug.text !== slugify(given.slug.text)) {
    report(
      given.slug,
      'error',
      `${field}.slug: expected lower-case letters, digits and hyphens, found "${slug}"; write ` +
        `${slugify(slug) || 'another'}`,
    );
  }
  const problem = categoryNameProblem(title.text) ?? categorySlugProblem(title.text, slug);
  if (problem) report(title, 'error', `${field}: ${problem}`);
  const description = given.description?.text;
  return {
    id: given.id?.text ?? slug,
    title: title.text,
    slug,
    ...(description !== undefined && { description }),
    aliases,
  };
}

function fieldOf(map: YamlMap, key: string): YamlNode | undefined {
  return map.entries.find(entry => entry.key === key)?.value;
}
