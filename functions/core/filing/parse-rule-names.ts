import { describe, fieldIn, parseLanguage, type Report, readTexts, type Text } from '../fields/fields.ts';
import { suggest } from '../fields/suggest.ts';
import { refuseUnknown } from '../fields/unknown-fields.ts';
import { type CategoryResolver, categoryResolverOf } from '../site/category-name.ts';
import type { ListedCategory, Site } from '../site/site.ts';
import { noLanguage } from '../text/language.ts';
import type { YamlNode } from '../yaml/node.ts';
import { slugOfTerm } from './filing.ts';
import { isInRange } from './rule.ts';
import type { RuleNames } from './site-feeds.ts';

type NameKind = keyof RuleNames;
const NAME_KINDS: readonly NameKind[] = ['categories', 'tags', 'authors', 'languages'];

/** First spellings of the names of a rule in `site.yaml`, by their kind and the name as the rule keeps it. */
export type Spellings = Map<string, string>;

/**
 * Reads the names that a rule includes or excludes. `spellings` takes note of how they are written.
 * Errors: a kind that there is none of, and one that names nothing, since the feed would hold more than is meant.
 */
export function ruleNamesOf(
  node: YamlNode,
  field: string,
  site: Pick<Site, 'categories' | 'feeds'>,
  spellings: Spellings,
  report: Report,
): RuleNames {
  if (node.kind !== 'map') {
    report(node, 'error', `${field}: expected ${NAME_KINDS.join(':, ')}:, found ${describe(node)}`);
    return {};
  }
  refuseUnknown(node.entries, NAME_KINDS, report);
  const read = createNameReader(site);
  const given = NAME_KINDS.flatMap((kind): [NameKind, readonly string[]][] => {
    const value = fieldIn(node, kind);
    if (!value) return [];
    const at = `${field}.${kind}`;
    const names = new Set<string>();
    const [texts, isFaulty] = textsIn(value, at, report);
    for (const text of texts) {
      const name = read(kind, text.text, (severity, message) => report(text, severity, `${at}: ${message}`));
      if (name === undefined) continue;
      names.add(name);
      const key = `${kind} ${name}`;
      if (!spellings.has(key)) spellings.set(key, text.text);
    }
    if (texts.length === 0 && !isFaulty) report(value, 'error', `${at}: names nothing; name something, or take it out`);
    return [[kind, [...names]]];
  });
  return Object.fromEntries(given);
}

/** Reads texts, and whether one of them could not be read, which is reported. */
function textsIn(node: YamlNode, field: string, report: Report): readonly [texts: readonly Text[], isFaulty: boolean] {
  let isFaulty = false;
  const texts = readTexts(node, field, (...problem) => {
    isFaulty = true;
    report(...problem);
  });
  return [texts, isFaulty];
}

/** Returns what reads one name of a kind; `undefined` is one that can't be read, which is reported. */
function createNameReader(site: Pick<Site, 'categories' | 'feeds'>) {
  const { categories } = site;
  const resolve = categoryResolverOf(site);
  return (kind: NameKind, name: string, report: ReportHere): string | undefined => {
    if (kind === 'categories') return categoryNamed(name, resolve, categories, report);
    return kind === 'languages' ? languageNamed(name, report) : termNamed(name, report);
  };
}

type ReportHere = (severity: 'error' | 'warning', message: string) => void;

/** An unlisted category is one, too, if articles name it; but in a rule it is more often misspelt. */
function categoryNamed(
  name: string,
  resolve: CategoryResolver,
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
    const others = 'a tag stands in tags:, an author in authors:';
    const remedy = meant === undefined ? `list it in site.yaml, or correct it (${others})` : `did you mean "${meant}"?`;
    report('warning', `"${name}" is none of the categories of site.yaml; ${remedy}`);
  }
  return slug;
}

function languageNamed(name: string, report: ReportHere): string | undefined {
  const language = parseLanguage(name);
  if (language === undefined) report('error', noLanguage(name));
  return language;
}

function termNamed(name: string, report: ReportHere): string | undefined {
  const slug = slugOfTerm(name);
  if (slug !== '') return slug;
  report('error', `"${name}" has no letter or digit that it could be told by`);
  return undefined;
}

/** Names of a rule, and how they are written. */
interface NamesOfRule {
  readonly include: RuleNames;
  readonly exclude: RuleNames;
  readonly spellings: ReadonlyMap<string, string>;
}

/** Reports names that are included and excluded: the rule can match nothing, or less than it says. */
export function reportCancelled(
  node: YamlNode | undefined,
  field: string,
  { include, exclude, spellings }: NamesOfRule,
  report: Report,
): void {
  for (const kind of NAME_KINDS) {
    const [wanted = [], unwanted = []] = [include[kind], exclude[kind]];
    const isOut = (name: string): boolean =>
      kind === 'languages' ? unwanted.some(range => isInRange(name, range)) : unwanted.includes(name);
    const cancelled = wanted.filter(isOut);
    if (!node || cancelled.length === 0) continue;
    const names = cancelled.map(name => `"${spellings.get(`${kind} ${name}`) ?? name}"`).join(', ');
    const isAll = cancelled.length === wanted.length;
    const effect = isAll ? 'so the feed could hold nothing' : 'so nothing with it is in the feed';
    const message = `${field}.${kind}: ${names} is included, too, ${effect}; take it out of one of them`;
    report(fieldIn(node, kind) ?? node, isAll ? 'error' : 'warning', message);
  }
}
