import { SITE_KEY } from '../bucket-layout.ts';
import { holdsNothingOf } from '../data-files/holds-nothing.ts';
import { FORMAT_SWITCHES, type FormatSwitches } from '../feed/formats.ts';
import { reportCutTextsOfSite } from '../fields/cut-texts.ts';
import { booleanOf, integerOf, languageOf, type Report, readText, readTexts, webUrlOf } from '../fields/fields.ts';
import { reportUnknown } from '../fields/unknown-fields.ts';
import { editionsOf } from '../filing/parse-editions.ts';
import { feedsOfSite } from '../filing/parse-feeds.ts';
import { podcastOf } from '../podcast/read-podcast.ts';
import type { Position, Problem } from '../problem.ts';
import { LICENSE_PATH } from '../rights/license.ts';
import { licenseOf } from '../rights/read-license.ts';
import { cleanText } from '../text/clean.ts';
import { zoneNamed } from '../time/zone.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { authorsOf } from './author.ts';
import { parseAuthorsFile } from './authors-file.ts';
import { folderUrlOf, warnOfFolderUrl } from './folder-url.ts';
import { hubOf } from './hub-url.ts';
import { parsePermalink } from './permalink.ts';
import { pictureOf, withSlash } from './picture-of.ts';
import type { DataFile, Site } from './site.ts';
import { categoriesOf } from './site-categories.ts';
import { labelsOf } from './site-labels.ts';

/** Settings that override `site.yaml`. */
export interface SiteOverrides {
  /** In place of `feedsUrl`. */
  readonly feedsUrl?: string;
  /** The file that says who is meant by the ids of authors. */
  readonly authors?: { readonly key: string; readonly text: string };
  /** Files beside articles that say something of all below a folder. */
  readonly data?: readonly DataFile[];
  /** True if some data files belong to single articles. */
  readonly hasSidecars?: boolean | undefined;
}

/** The site where `site.yaml` is valid (there may be warnings), else nothing but the problems. */
export interface ParsedSite {
  readonly site?: Site;
  readonly problems: readonly Problem[];
}

/** Reads and validates `site.yaml`. */
export function parseSite(text: string, overrides: SiteOverrides = {}): ParsedSite {
  const problems: Problem[] = [];
  const report: Report = ({ line, column }, severity, message) => {
    problems.push({ path: SITE_KEY, line, column, severity, message });
  };
  const source = cleanText(text.replace(/^\uFEFF/, ''));
  const { root, problems: syntax } = parseYaml(source);
  for (const problem of syntax) report(problem, 'error', problem.message);
  if (root?.kind !== 'map') {
    if (syntax.length === 0)
      report({ line: 1, column: 1 }, 'error', 'expected fields such as title: and url:, found none');
    return { problems };
  }
  reportCutTextsOfSite(source, root, report);
  const site = new SiteReader(root, report).read(overrides);
  if (problems.some(({ severity }) => severity === 'error') || !site) return { problems };
  const data = overrides.data
    ?.filter(({ text }) => text !== '')
    .map(({ key, text }) => ({ key, ...(text !== undefined && { text }) }));
  const whole = {
    ...site,
    ...(data?.length && { data }),
    ...(overrides.hasSidecars && { hasSidecars: true as const }),
  };
  if (!overrides.authors) return { site: whole, problems };
  const { key, text: authors } = overrides.authors;
  const { people, problems: more } = parseAuthorsFile(key, authors, site.url, site.feedsUrl);
  return { site: { ...whole, people }, problems: [...problems, ...more] };
}

const FIELDS: readonly string[] = [
  'title',
  'description',
  'url',
  'language',
  'timeZone',
  'feedsUrl',
  'since',
  'permalink',
  'entries',
  'minimumHours',
  'archives',
  'browse',
  'markdown',
  'content',
  'author',
  'authors',
  'rights',
  'license',
  'logo',
  'icon',
  'hub',
  ...FORMAT_SWITCHES,
  'categories',
  'editions',
  'feeds',
  'podcast',
  'labels',
  'plainText',
  'holdsNothing',
];

class SiteReader {
  readonly #map: YamlMap;
  readonly #report: Report;

  constructor(map: YamlMap, report: Report) {
    this.#map = map;
    this.#report = report;
  }

  read(overrides: SiteOverrides): Site | undefined {
    reportUnknown(this.#map.entries, FIELDS, this.#report);
    const title = this.#required('title', readText)?.text;
    const url = this.#required('url', webUrlOf);
    const since = this.#required('since', (node, field, report) => integerOf(node, field, [1970, 9999], report));
    const feedsUrl = overrides.feedsUrl ?? this.#required('feedsUrl', folderUrlOf);
    const own = overrides.feedsUrl === undefined ? undefined : this.#optional('feedsUrl', warnOfFolderUrl);
    const isElsewhere = own?.startsWith('https:') === true && !feedsUrl?.startsWith('https:');
    const permalink = url === undefined ? undefined : this.#permalink(url);
    const optional = this.#optionalFields(feedsUrl);
    if (title === undefined || url === undefined || since === undefined || feedsUrl === undefined) return undefined;
    return {
      title,
      url,
      since,
      feedsUrl: withSlash(feedsUrl),
      ...(isElsewhere && own !== undefined && { ownFeedsUrl: withSlash(own) }),
      ...(permalink !== undefined && { permalink }),
      ...optional,
      browse: this.#optional('browse', booleanOf) ?? permalink === undefined,
      description: optional.description ?? title,
    };
  }

  #optionalFields(feedsUrl: string | undefined) {
    const texts = {
      description: this.#optional('description', readText)?.text,
      rights: this.#optional('rights', readText)?.text,
    };
    const urls = {
      logo: this.#optional('logo', pictureOf(feedsUrl)),
      icon: this.#optional('icon', pictureOf(feedsUrl)),
      hub: this.#optional('hub', hubOf),
    };
    const language = this.#optional('language', languageOf) ?? 'vi';
    const license = this.#optional('license', (node, field, report) =>
      licenseOf(node, field, report, feedsUrl && withSlash(feedsUrl) + LICENSE_PATH),
    );
    const holdsNothing = this.#optional('holdsNothing', holdsNothingOf);
    const labels = this.#optional('labels', (node, _, report) => labelsOf(node, language, report));
    const site = this.#contentFields(language);
    const editions = this.#optional('editions', (node, field, report) => editionsOf(node, field, site, report));
    // An edition takes the address of a category that is not listed, which rules may name.
    const picture = pictureOf(feedsUrl);
    const podcast = this.#optional('podcast', (node, field, report) => podcastOf(node, field, report, picture));
    const ofRules = { ...site, ...(editions && { feeds: { rules: [], editions } }), podcast, pictureOf: picture };
    let isFaulty = false;
    const asked = this.#optional('feeds', (node, field, report) =>
      feedsOfSite(node, field, ofRules, (...problem) => {
        isFaulty ||= problem[1] === 'error';
        report(...problem);
      }),
    );
    // One that is misspelled may be meant as the podcast.
    if (!isFaulty) this.#warnOfPodcast(asked);
    const feeds = editions ? { rules: [], ...asked, editions } : asked;
    return {
      ...withoutAbsent({ ...texts, ...urls, license, labels, feeds, holdsNothing }),
      ...this.#switches(),
      ...(this.#optional('markdown', booleanOf) && { markdown: true as const }),
      ...site,
    };
  }

  #contentFields(language: string) {
    return {
      language,
      timeZone: this.#optional('timeZone', timeZoneOf) ?? 'Asia/Ho_Chi_Minh',
      entries: this.#optional('entries', (node, field, report) => integerOf(node, field, [1, 500], report)) ?? 50,
      minimumHours:
        this.#optional('minimumHours', (node, field, report) => integerOf(node, field, [0, 8760], report)) ?? 48,
      archives: this.#optional('archives', booleanOf) ?? false,
      content: this.#optional('content', contentOf) ?? 'full',
      authors: this.#optional('authors', authorsOf) ?? this.#optional('author', authorsOf) ?? [],
      categories: this.#optional('categories', categoriesOf) ?? [],
      plainText: { drop: this.#optional('plainText', plainTextOf) ?? [] },
    };
  }

  #warnOfPodcast(feeds: Site['feeds']): void {
    const entry = this.#map.entries.find(({ key }) => key === 'podcast');
    if (!entry || feeds?.rules.some(rule => rule.for === 'podcast')) return;
    this.#report(entry, 'warning', 'podcast: no rule of feeds is for: podcast, so it is ignored; add one');
  }

  /** The switches of formats that are on. */
  #switches(): FormatSwitches {
    const on = FORMAT_SWITCHES.filter(name => this.#optional(name, booleanOf));
    return Object.fromEntries(on.map(name => [name, true]));
  }

  #permalink(siteUrl: string): string | undefined {
    const text = this.#optional('permalink', readText);
    if (!text) return undefined;
    const parsed = parsePermalink(text.text, siteUrl);
    if ('template' in parsed) return parsed.template;
    this.#report(text, 'error', `permalink: ${parsed.problem}`);
    return undefined;
  }

  #optional<Value>(field: string, read: (node: YamlNode, field: string, report: Report) => Value): Value | undefined {
    const entry = this.#map.entries.find(({ key }) => key === field);
    if (!entry || (entry.value.kind === 'scalar' && entry.value.value === null)) return undefined;
    return read(entry.value, field, this.#report);
  }

  #required<Value>(
    field: string,
    read: (node: YamlNode, field: string, report: Report) => Value | undefined,
  ): Value | undefined {
    const reported = { any: false };
    const report: Report = (...problem) => {
      reported.any = true;
      this.#report(...problem);
    };
    const entry = this.#map.entries.find(({ key }) => key === field);
    const value = entry && read(entry.value, field, report);
    if (value === undefined && !reported.any)
      this.#report(entry ?? START, 'error', `${field} is missing; ${REMEDIES[field] ?? 'add it'}`);
    return value;
  }
}

const START: Position = { line: 1, column: 1 };
const REMEDIES: Readonly<Record<string, string>> = {
  title: "add the newsroom's name, such as title: Báo Sông Mây",
  url: 'add the address of the home page, such as url: https://bao.example/',
  since:
    'add the year from which the address in url has been yours, such as since: 2018; the ids of all entries are made ' +
    'of the two, so it never changes',
  feedsUrl:
    'add the address where the feeds are served, such as feedsUrl: https://feeds.bao.example/, or pass --base-url',
};

function timeZoneOf(node: YamlNode, field: string, report: Report): string | undefined {
  const text = readText(node, field, report);
  if (!text) return undefined;
  try {
    zoneNamed(text.text);
    return text.text;
  } catch {
    report(text, 'error', `${field}: expected a zone such as Asia/Ho_Chi_Minh, found "${text.text}"`);
    return undefined;
  }
}

function contentOf(node: YamlNode, field: string, report: Report): 'full' | 'summary' | undefined {
  const text = readText(node, field, report);
  if (!text || text.text === 'full' || text.text === 'summary') return text?.text as 'full' | 'summary' | undefined;
  report(text, 'error', `${field}: expected full or summary, found "${text.text}"`);
  return undefined;
}

function plainTextOf(node: YamlNode, field: string, report: Report): readonly string[] | undefined {
  if (node.kind !== 'map') {
    report(node, 'error', `${field}: expected a field drop: with a list of lines`);
    return undefined;
  }
  reportUnknown(node.entries, ['drop'], report);
  const drop = node.entries.find(({ key }) => key === 'drop');
  return drop && readTexts(drop.value, `${field}.drop`, report).map(({ text }) => text);
}

function withoutAbsent<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: NonNullable<Fields[Name]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: NonNullable<Fields[Name]>;
  };
}
