import { FORMAT_IDS, FORMATS, type FormatId } from '../feed/formats.ts';
import { booleanOf, describe, fieldIn, integerOf, type Report, readText, readTexts } from '../fields/fields.ts';
import { suggest } from '../fields/suggest.ts';
import { refuseUnknown } from '../fields/unknown-fields.ts';
import type { YamlNode } from '../yaml/node.ts';
import { slugOfTerm } from './filing.ts';
import { settleFormerSlugs } from './former-slugs.ts';
import { parseRule, type SiteOfRules } from './parse-rule.ts';
import type { FeedRule, ListedName, NamedFeeds, SiteFeeds } from './site-feeds.ts';

/** Each rule is asked of every article, and its feed is named on every landing page. */
const MAX_RULES = 200;

/** The field `feeds`: which authors and tags have feeds, and feeds by rule. */
export function feedsOfSite(node: YamlNode, field: string, site: SiteOfRules, report: Report): SiteFeeds | undefined {
  if (node.kind !== 'map') {
    report(node, 'error', `${field}: expected authors:, tags: or rules:, found ${describe(node)}`);
    return undefined;
  }
  refuseUnknown(node.entries, ['authors', 'tags', 'rules'], report);
  const [authors, tags, rules] = [fieldIn(node, 'authors'), fieldIn(node, 'tags'), fieldIn(node, 'rules')];
  const ofAuthors = authors && namedFeedsOf(authors, `${field}.authors`, EVERY_FORMAT, site, report);
  const ofTags = tags && namedFeedsOf(tags, `${field}.tags`, ['rss'], site, report);
  return {
    ...(ofAuthors && { authors: ofAuthors }),
    ...(ofTags && { tags: ofTags }),
    rules: rules ? rulesOf(rules, `${field}.rules`, site, report) : [],
  };
}

/** Formats that every feed may have, in the order in which they are offered. */
const EVERY_FORMAT: readonly FormatId[] = FORMAT_IDS.filter(id => FORMATS[id].feeds === 'every');

function namedFeedsOf(
  node: YamlNode,
  field: string,
  usual: readonly FormatId[],
  site: SiteOfRules,
  report: Report,
): NamedFeeds | undefined {
  if (node.kind === 'list') return { listed: listedNames(node.items, field, report), minimum: 0, formats: usual };
  if (node.kind === 'scalar') {
    if (typeof node.value !== 'number')
      return booleanOf(node, field, report) ? { minimum: 1, formats: usual } : undefined;
    const isMinimum = Number.isInteger(node.value) && node.value >= 1 && node.value <= site.entries;
    const meant = isMinimum ? `; did you mean { minimum: ${node.text} }?` : '';
    const found = `found ${describe(node)}${meant}`;
    report(node, 'error', `${field}: expected true, false, a list of names or a mapping, ${found}`);
    return undefined;
  }
  refuseUnknown(node.entries, ['minimum', 'formats'], report);
  const [minimum, formats] = ['minimum', 'formats'].map(name => node.entries.find(({ key }) => key === name)?.value);
  return {
    // A window knows of so many articles for certain.
    minimum: (minimum && integerOf(minimum, `${field}.minimum`, [1, site.entries], report)) ?? 1,
    formats: (formats && parseFormats(formats, `${field}.formats`, report)) ?? usual,
  };
}

function listedNames(items: readonly YamlNode[], field: string, report: Report): readonly ListedName[] {
  const names = new Map<string, ListedName>();
  for (const item of items) {
    const text = readText(item, field, report);
    if (!text) continue;
    const slug = slugOfTerm(text.text);
    const other = names.get(slug);
    if (slug === '') report(text, 'error', `${field}: "${text.text}" has no letter or digit to make an address of`);
    else if (other)
      report(text, 'error', `${field}: "${text.text}" has the slug ${slug}, as "${other.title}" has; take one out`);
    else names.set(slug, { slug, title: text.text });
  }
  return [...names.values()];
}

/** Formats of a feed, in the order in which they are offered. */
export function parseFormats(node: YamlNode, field: string, report: Report): readonly FormatId[] | undefined {
  const named = new Set<string>();
  let isFaulty = false;
  const reportFault: Report = (...problem) => {
    isFaulty = true;
    report(...problem);
  };
  for (const { text, ...at } of readTexts(node, field, reportFault)) {
    const name = text.toLowerCase();
    if (EVERY_FORMAT.includes(name as FormatId)) named.add(name);
    else {
      const meant = suggest(name, EVERY_FORMAT);
      const remedy = meant === undefined ? '' : `; did you mean ${meant}?`;
      reportFault(at, 'error', `${field}: expected ${EVERY_FORMAT.join(', ')}, found "${text}"${remedy}`);
    }
  }
  const formats = EVERY_FORMAT.filter(id => named.has(id));
  if (formats.length > 0) return formats;
  if (!isFaulty)
    report(node, 'error', `${field}: a feed needs a format; name ${EVERY_FORMAT.join(', ')} or some of them`);
  return undefined;
}

function rulesOf(node: YamlNode, field: string, site: SiteOfRules, report: Report): readonly FeedRule[] {
  if (node.kind !== 'list') {
    report(
      node,
      'error',
      `${field}: expected a list of rules, each with a slug: and a title:, found ${describe(node)}`,
    );
    return [];
  }
  if (node.items.length > MAX_RULES)
    report(
      node,
      'error',
      `${field}: has ${node.items.length} rules, and at most ${MAX_RULES} are read; take some out, or use authors: ` +
        'and tags:',
    );
  const rules = new Map<string, { readonly feed: FeedRule; readonly node: YamlNode }>();
  for (const item of node.items.slice(0, MAX_RULES)) {
    const rule = parseRule(item, field, { site, parseFormats, usualFormats: EVERY_FORMAT }, report);
    const other = rule && rules.get(rule.slug);
    if (other)
      report(
        item,
        'error',
        `${field}: "${rule.title}" has the slug ${rule.slug}, as "${other.feed.title}" has; change one`,
      );
    else if (rule) rules.set(rule.slug, { feed: rule, node: item });
  }
  return settleFormerSlugs([...rules.values()], field, report);
}
