import { describe, languageOf, type Report, readText } from '../fields/fields.ts';
import { refuseUnknown } from '../fields/unknown-fields.ts';
import { RESERVED_SLUGS } from '../site/category-name.ts';
import { CategoryNames } from '../site/category-names.ts';
import type { Site } from '../site/site.ts';
import { slugify } from '../text/slug.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { formerSlugsIn, settleFormerSlugs } from './former-slugs.ts';
import type { Edition } from './site-feeds.ts';

/** More languages than any newsroom publishes in: each edition is asked of every article. */
const MAX_EDITIONS = 50;
const SHAPE = '[{ language: en, slug: en, title: English }]';

/** The field `editions`: a list of languages, each with a folder at the root and a title. */
export function editionsOf(
  node: YamlNode,
  field: string,
  { categories }: Pick<Site, 'categories'>,
  report: Report,
): readonly Edition[] | undefined {
  if (node.kind !== 'list' || node.items.length > MAX_EDITIONS) {
    const found = node.kind === 'list' ? `${node.items.length} of them` : describe(node);
    const remedy = node.kind === 'list' ? 'take some out' : `write ${SHAPE}`;
    report(node, 'error', `${field}: expected a list of at most ${MAX_EDITIONS} languages, found ${found}; ${remedy}`);
    return undefined;
  }
  const names = new CategoryNames(categories);
  const whyTaken = (slug: string): string | undefined => {
    const category = names.atAddress(slug);
    if (category) return `it is the address of the category "${category.title}"`;
    return RESERVED_SLUGS.includes(slug) ? 'Bantin keeps files of its own there' : undefined;
  };
  const editions: { readonly feed: Edition; readonly node: YamlNode }[] = [];
  for (const item of node.items) {
    const edition = editionOf(item, field, report);
    if (!edition) continue;
    const { slug, title, language } = edition;
    const reason = whyTaken(slug);
    const other = editions.find(({ feed }) => feed.slug === slug || feed.language === language)?.feed;
    const clash = other
      ? other.slug === slug
        ? `have the slug ${slug}: "${other.title}" has it`
        : `have the language ${language}: "${other.title}" has it`
      : reason && `have the slug ${slug}: ${reason}`;
    if (clash) report(item, 'error', `${field}: "${title}" can't ${clash}; change one`);
    else editions.push({ feed: edition, node: item });
  }
  return settleFormerSlugs(editions, field, report, whyTaken);
}

function editionOf(item: YamlNode, field: string, report: Report): Edition | undefined {
  if (item.kind !== 'map') {
    report(item, 'error', `${field}: expected a mapping with language:, slug: and title:, found ${describe(item)}`);
    return undefined;
  }
  refuseUnknown(item.entries, ['language', 'slug', 'title', 'description', 'aliases'], report);
  const fieldIn = (name: string): YamlNode | undefined => item.entries.find(({ key }) => key === name)?.value;
  const textIn = (name: string) => {
    const node = fieldIn(name);
    return node && readText(node, `${field}.${name}`, report);
  };
  const tag = fieldIn('language');
  const language = tag && languageOf(tag, `${field}.language`, report);
  const [slug, title, description] = [textIn('slug'), textIn('title'), textIn('description')];
  if (language === undefined || !slug || !title) return missing(item, field, report);
  if (slug.text !== slugify(slug.text) || slug.text === '') {
    const meant = slugify(slug.text) || 'another';
    const found = `found "${slug.text}"; write ${meant}`;
    report(slug, 'error', `${field}.slug: expected lower-case letters, digits and hyphens, ${found}`);
    return undefined;
  }
  return {
    language,
    slug: slug.text,
    title: title.text,
    ...(description && { description: description.text }),
    ...formerSlugsIn(item, field, report),
  };
}

/** Reports what is not there, or empty; what can't be read was reported at its place. */
function missing(item: YamlMap, field: string, report: Report): undefined {
  const isThere = (name: string): boolean => item.entries.some(({ key, value }) => key === name && !isEmpty(value));
  const names = ['language', 'slug', 'title'].filter(name => !isThere(name));
  if (names.length > 0)
    report(item, 'error', `${field}: an edition needs language:, slug: and title:; add ${names.join(' and ')}`);
  return undefined;
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === 'scalar' && (node.value === null || node.text.trim() === '');
}
