import type { FormatId } from '../feed/formats.ts';
import { booleanOf, describe, fieldIn, integerOf, type Report, readText } from '../fields/fields.ts';
import { suggest } from '../fields/suggest.ts';
import { refuseUnknown } from '../fields/unknown-fields.ts';
import type { Podcast } from '../podcast/podcast.ts';
import { type DeclaredPodcast, podcastOf, wholePodcast } from '../podcast/read-podcast.ts';
import type { PictureReader } from '../site/picture-of.ts';
import type { Site } from '../site/site.ts';
import { primarySubtag } from '../text/language.ts';
import { slugOfName } from '../text/names.ts';
import { slugify } from '../text/slug.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { formerSlugsIn } from './former-slugs.ts';
import { reportCancelled, ruleNamesOf, type Spellings } from './parse-rule-names.ts';
import { PARTNER_NAMES, PARTNERS, type PartnerName } from './partner.ts';
import type { Extent, FeedRule, RuleNames } from './site-feeds.ts';

/** The part of a site that is read before its rules; of its feeds there are the editions. */
export interface SiteOfRules extends Pick<Site, 'categories' | 'entries' | 'archives' | 'language' | 'feeds'> {
  /** Fields of podcasts that their rules leave out. */
  readonly podcast?: DeclaredPodcast | undefined;
  /** Reads pictures of the site's own. */
  readonly pictureOf: PictureReader;
}

/** Context in which a rule is parsed. */
export interface RuleContext {
  readonly site: SiteOfRules;
  readonly parseFormats: (node: YamlNode, field: string, report: Report) => readonly FormatId[] | undefined;
  /** Formats of a rule that names none. */
  readonly usualFormats: readonly FormatId[];
}

const FIELDS: readonly string[] = [
  'slug',
  'title',
  'description',
  'aliases',
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
  'podcast',
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
  refuseUnknown(item.entries, FIELDS, report);
  const title = textOf(item, field, 'title', report);
  if (title === undefined) {
    report(item, 'error', `${field}: a rule needs a title; add title:`);
    return undefined;
  }
  const slug = slugOfRule(item, field, title, report);
  if (slug === undefined) return undefined;
  const spellings: Spellings = new Map();
  const names = (name: string): RuleNames => {
    const node = fieldIn(item, name);
    return node ? ruleNamesOf(node, `${field}.${name}`, context.site, spellings, report) : {};
  };
  const partner = partnerOf(item, field, report);
  const include = inOneLanguage(names('include'), partner, context, fieldIn(item, 'for'), field, report);
  const exclude = names('exclude');
  reportCancelled(fieldIn(item, 'exclude'), `${field}.exclude`, { include, exclude, spellings }, report);
  const description = textOf(item, field, 'description', report);
  const podcast = podcastOfRule(item, field, partner, context, report);
  const formats = fieldIn(item, 'formats');
  const usual = partner === undefined ? context.usualFormats : PARTNERS[partner].formats;
  return {
    slug,
    title,
    ...(description !== undefined && { description }),
    ...formerSlugsIn(item, field, report),
    include,
    exclude,
    ...limitsOf(item, field, partner, context, report),
    ...(partner !== undefined && { for: partner }),
    ...(podcast && { podcast }),
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

function textOf(item: YamlMap, field: string, name: string, report: Report): string | undefined {
  const node = fieldIn(item, name);
  return node && readText(node, `${field}.${name}`, report)?.text;
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

/** Reads the podcast that a rule is; `undefined` for a rule that is none, and for one that lacks something. */
function podcastOfRule(
  item: YamlMap,
  field: string,
  partner: PartnerName | undefined,
  { site }: RuleContext,
  report: Report,
): Podcast | undefined {
  const [node, at] = [fieldIn(item, 'podcast'), fieldIn(item, 'for')];
  const own = node && podcastOf(node, `${field}.podcast`, report, site.pictureOf);
  if (partner === 'podcast') return wholePodcast(site.podcast, own, `${field}.for`, at ?? item, report);
  // A rule whose `for` can't be read may be meant as one.
  if (node && (partner !== undefined || !at))
    report(node, 'error', `${field}.podcast: the rule is no podcast; add for: podcast, or take it out`);
  return undefined;
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
