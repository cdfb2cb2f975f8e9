import type { FormatId } from '../feed/formats.ts';
import { booleanOf, describe, integerOf, parseLanguage, type Report, readText, readTexts } from '../fields/fields.ts';
import { suggest } from '../fields/suggest.ts';
import { reportUnknown } from '../fields/unknown-fields.ts';
import { createCategoryResolver } from '../site/category-name.ts';
import type { ListedCategory, Site } from '../site/site.ts';
import { primarySubtag } from '../text/language.ts';
import { slugOfName } from '../text/names.ts';
import { slugify } from '../text/slug.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { slugOfTerm } from './filing.ts';
import { PARTNER_NAMES, PARTNERS, type PartnerName } from './partner.ts';
import { isInRange } from './rule.ts';
import type { Extent, FeedRule, RuleNames } from './site-feeds.ts';

/** Context in which a rule is parsed. */
export interface RuleContext {
  readonly site: Pick<Site, 'categories' | 'entries' | 'archives' | 'language'>;
  readonly parseFormats: (node: YamlNode, field: string, report: Report) => readonly FormatId[] | undefined;
  /** Formats of a rule that names none. */
  readonly usualFormats: readonly FormatId[];
}

const FIELDS: readonly string[] = [
  'slug',
  'title',
  'description',
  'for',
  'include',
  'exclude',
  'hours',
  'entries',
  'content',
  'formats',
  'image',
  'republishable',
  'archives',
];
const EXTENTS: readonly Extent[] = ['full', 'summary', 'headline'];
/** Pixels; no picture is wider. */
const MAX_WIDTH = 20_000;

/** Reads one rule; `undefined` where it has no title, or no address can be made of that. */
export function parseRule(item: YamlNode, field: string, context: RuleContext, report: Report): FeedRule | undefined {
  if (item.kind !== 'map') {
    report(item, 'error', `${field}: expected a mapping with slug: and title:, found ${describe(item)}`);
    return undefined;
  }
  reportUnknown(item.entries, FIELDS, report);
  const title = textOf(item, field, 'title', report);
  if (title === undefined) {
    report(item, 'error', `${field}: a rule needs a title; add title:`);
    return undefined;
  }
  const slug = slugOfRule(item, field, title, report);
  if (slug === undefined) return undefined;
  const names = (name: string): RuleNames => {
    const node = fieldIn(item, name);
    return node ? namesOf(node, `${field}.${name}`, context, report) : {};
  };
  const partner = partnerOf(item, field, report);
  const include = inOneLanguage(names('include'), partner, context, fieldIn(item, 'for'), field, report);
  const exclude = names('exclude');
  reportCancelled(fieldIn(item, 'exclude'), `${field}.exclude`, include, exclude, report);
  const description = textOf(item, field, 'description', report);
  const formats = fieldIn(item, 'formats');
  const usual = partner === undefined ? context.usualFormats : PARTNERS[partner].formats;
  return {
    slug,
    title,
    ...(description !== undefined && { description }),
    include,
    exclude,
    ...limitsOf(item, field, partner, context, report),
    ...(partner !== undefined && { for: partner }),
    formats: (formats && context.parseFormats(formats, `${field}.formats`, report)) ?? usual,
  };
}

function slugOfRule(item: YamlMap, field: string, title: string, report: Report): string | undefined {
  const node = fieldIn(item, 'slug');
  const given = node && readText(node, `${field}.slug`, report);
  const slug = given?.text ?? slugOfName(title);
  if (slug === '' || slug !== slugify(slug)) {
    const found = given ? `found "${slug}"; write ${slugify(slug) || 'another'}` : `and "${title}" has none; add slug:`;
    const message = `${field}.slug: expected lower-case letters, digits and hyphens, ${found}`;
    report(given ?? item, 'error', message);
    return undefined;
  }
  return slug;
}

/** Reads what a rule shows of its articles, and how many. */
function limitsOf(
  item: YamlMap,
  field: string,
  partner: PartnerName | undefined,
  { site }: RuleContext,
  report: Report,
) {
  const numberOf = (name: string, range: readonly [number, number]): number | undefined => {
    const node = fieldIn(item, name);
    return node && integerOf(node, `${field}.${name}`, range, report);
  };
  const isSet = (name: string): boolean => {
    const node = fieldIn(item, name);
    return (node && booleanOf(node, `${field}.${name}`, report)) === true;
  };
  const archives = isSet('archives');
  if (archives && !site.archives)
    report(item, 'warning', `${field}.archives: the site has none, so neither has the rule; add archives: true above`);
  const least = archives ? Math.min(50, site.entries) : 1;
  const [hours, entries, image] = [
    numberOf('hours', [0, 8760]),
    numberOf('entries', [least, 500]),
    numberOf('image', [1, MAX_WIDTH]),
  ];
  const content = extentOf(item, field, report) ?? (partner && 'full');
  return {
    ...(isSet('republishable') && { republishable: true as const }),
    ...(hours !== undefined && { hours }),
    ...(entries !== undefined && { entries }),
    ...(content !== undefined && { content }),
    ...(image !== undefined && { image }),
    ...(archives && { archives: true as const }),
  };
}

function extentOf(item: YamlMap, field: string, report: Report): Extent | undefined {
  const node = fieldIn(item, 'content');
  const text = node && readText(node, `${field}.content`, report);
  const extent = EXTENTS.find(name => name === text?.text);
  if (text && !extent)
    report(text, 'error', `${field}.content: expected full, summary or headline, found "${text.text}"`);
  return extent;
}

type NameKind = keyof RuleNames;
const NAME_KINDS: readonly NameKind[] = ['categories', 'tags', 'authors', 'languages'];

function namesOf(node: YamlNode, field: string, { site }: RuleContext, report: Report): RuleNames {
  if (node.kind !== 'map') {
    report(node, 'error', `${field}: expected ${NAME_KINDS.join(':, ')}:, found ${describe(node)}`);
    return {};
  }
  reportUnknown(node.entries, NAME_KINDS, report);
  const resolve = createCategoryResolver(site.categories);
  const given = NAME_KINDS.flatMap((kind): [NameKind, readonly string[]][] => {
    const value = fieldIn(node, kind);
    if (!value) return [];
    const at = `${field}.${kind}`;
    const names = new Set<string>();
    for (const text of readTexts(value, at, report)) {
      const reportHere = (severity: 'error' | 'warning', message: string) =>
        report(text, severity, `${at}: ${message}`);
      const name =
        kind === 'categories'
          ? categoryNamed(text.text, resolve, site.categories, reportHere)
          : kind === 'languages'
            ? languageNamed(text.text, reportHere)
            : termNamed(text.text, reportHere);
      if (name !== undefined) names.add(name);
    }
    if (names.size === 0) report(value, 'error', `${at}: names nothing; name something, or take it out`);
    return [[kind, [...names]]];
  });
  return Object.fromEntries(given);
}

type ReportHere = (severity: 'error' | 'warning', message: string) => void;

/** An unlisted category is one, too, if articles name it; but in a rule it is more often misspelt. */
function categoryNamed(
  name: string,
  resolve: ReturnType<typeof createCategoryResolver>,
  listed: readonly ListedCategory[],
  report: ReportHere,
): string | undefined {
  const resolved = resolve(name);
  if ('problem' in resolved) {
    report('error', resolved.problem);
    return undefined;
  }
  const { slug } = resolved.category;
  if (listed.length > 0 && !listed.some(category => category.slug === slug)) {
    const meant = suggest(
      name,
      listed.flatMap(({ title, aliases }) => [title, ...aliases]),
    );
    const remedy = meant === undefined ? 'list it in site.yaml, or correct it' : `did you mean "${meant}"?`;
    report('warning', `"${name}" is none of the categories of site.yaml; ${remedy}`);
  }
  return slug;
}

function languageNamed(name: string, report: ReportHere): string | undefined {
  const language = parseLanguage(name);
  if (language === undefined) report('error', `expected a language such as vi or en-GB, found "${name}"`);
  return language;
}

function termNamed(name: string, report: ReportHere): string | undefined {
  const slug = slugOfTerm(name);
  if (slug !== '') return slug;
  report('error', `"${name}" has no letter or digit that it could be told by`);
  return undefined;
}

/** Reports names that are included and excluded: the rule can match nothing, or less than it says. */
function reportCancelled(
  node: YamlNode | undefined,
  field: string,
  include: RuleNames,
  exclude: RuleNames,
  report: Report,
): void {
  for (const kind of NAME_KINDS) {
    const [wanted = [], unwanted = []] = [include[kind], exclude[kind]];
    const isOut = (name: string): boolean =>
      kind === 'languages' ? unwanted.some(range => isInRange(name, range)) : unwanted.includes(name);
    const cancelled = wanted.filter(isOut);
    if (!node || cancelled.length === 0) continue;
    const names = cancelled.map(name => `"${name}"`).join(', ');
    const isAll = cancelled.length === wanted.length;
    const effect = isAll ? 'so the feed could hold nothing' : 'so nothing with it is in the feed';
    const message = `${field}.${kind}: ${names} is included, too, ${effect}; take it out of one of them`;
    report(fieldIn(node, kind) ?? node, isAll ? 'error' : 'warning', message);
  }
}

function textOf(item: YamlMap, field: string, name: string, report: Report): string | undefined {
  const node = fieldIn(item, name);
  return node && readText(node, `${field}.${name}`, report)?.text;
}

/** Returns the value of a field that is present and not empty. */
function fieldIn(node: YamlNode, name: string): YamlNode | undefined {
  const value = node.kind === 'map' ? node.entries.find(({ key }) => key === name)?.value : undefined;
  return value?.kind === 'scalar' && value.value === null ? undefined : value;
}

/** Reads the aggregator that a rule is for. */
function partnerOf(item: YamlMap, field: string, report: Report): PartnerName | undefined {
  const node = fieldIn(item, 'for');
  const text = node && readText(node, `${field}.for`, report);
  const partner = PARTNER_NAMES.find(name => name === text?.text);
  if (text && !partner) {
    const meant = suggest(text.text, PARTNER_NAMES);
    const remedy = meant === undefined ? '' : `; did you mean ${meant}?`;
    report(text, 'error', `${field}.for: expected ${PARTNER_NAMES.join(', ')}, found "${text.text}"${remedy}`);
  }
  return partner;
}

/**
 * Returns the names that a rule includes, of one language where its aggregator takes no more: that of the site, unless
 * the rule names one.
 */
function inOneLanguage(
  include: RuleNames,
  partner: PartnerName | undefined,
  { site }: RuleContext,
  node: YamlNode | undefined,
  field: string,
  report: Report,
): RuleNames {
  const isOneLanguage = partner !== undefined && 'isOneLanguage' in PARTNERS[partner];
  if (!node || !isOneLanguage) return include;
  const { languages = [primarySubtag(site.language)] } = include;
  const [first, ...others] = new Set(languages.map(primarySubtag));
  if (others.length > 0) {
    const message =
      `${field}.for: ${partner} takes feeds of one language, and ${[first, ...others].join(' and ')} are included; ` +
      'make a rule for each';
    report(node, 'error', message);
  }
  return { ...include, languages };
}
