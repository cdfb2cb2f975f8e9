import type { Instant } from '../../functions/core/instant.ts';
import type { Site } from '../../functions/core/site/site.ts';
import { parseXml } from '../core/feed/parsed-xml.ts';
import { ATOM_RULES } from './atom-rules.ts';
import { EXTENSION_RULES } from './extension-rules.ts';
import { HISTORY_RULES } from './history-rules.ts';
import { JSON_FEED_RULES } from './json-feed-rules.ts';
import type { Fields } from './json-parts.ts';
import { OPML_RULES } from './opml-rules.ts';
import { PODCAST_RULES } from './podcast-rules.ts';
import { LICENSE_RULES, RSL_DOCUMENT_RULES, RSL_RULES, TDMREP_RULES } from './rights-rules.ts';
import { RSS_RULES } from './rss-rules.ts';
import { findings, type Rule } from './rule.ts';
import { NEWS_SITEMAP_RULES, SITEMAP_RULES, type SitemapDocument } from './sitemap-rules.ts';
import { SMARTNEWS_RULES } from './smartnews-rules.ts';
import { TOMBSTONE_RULES } from './tombstone-rules.ts';
import { XML_RULES } from './xml-rules.ts';

/** The rules of each kind of file, by what its path ends in. */
export const XML_FILES: readonly (readonly [RegExp, readonly Rule<SitemapDocument>[]])[] = [
  [
    /(?:^|\/)rss\.xml$/,
    [
      ...XML_RULES,
      ...RSS_RULES,
      ...HISTORY_RULES,
      ...EXTENSION_RULES,
      ...PODCAST_RULES,
      ...RSL_RULES,
      ...LICENSE_RULES,
    ],
  ],
  [
    /(?:^|\/)atom\.xml$/,
    [...XML_RULES, ...ATOM_RULES, ...HISTORY_RULES, ...TOMBSTONE_RULES, ...EXTENSION_RULES, ...LICENSE_RULES],
  ],
  [
    /^smartnews\.xml$/,
    [...XML_RULES, ...RSS_RULES, ...EXTENSION_RULES, ...SMARTNEWS_RULES, ...RSL_RULES, ...LICENSE_RULES],
  ],
  [/^license\.xml$/, [...XML_RULES, ...RSL_DOCUMENT_RULES, ...RSL_RULES]],
  [/^(?:(?:authors|tags)\/opml-[^/]+|opml)\.xml$/, [...XML_RULES, ...OPML_RULES]],
  [/^news-sitemap\.xml$/, [...XML_RULES, ...NEWS_SITEMAP_RULES]],
  [/^sitemap\.xml$|^sitemaps\//, [...XML_RULES, ...SITEMAP_RULES]],
];

/** Site and instant for which a file is checked. */
export interface Served {
  readonly site: Pick<Site, 'feedsUrl' | 'url' | 'permalink'>;
  readonly now: Instant;
}

/** Everything that a published file does against the rules of its kind; `undefined` where no rules are known for it. */
export function checkFile(path: string, source: string, { site, now }: Served): readonly string[] | undefined {
  const url = site.feedsUrl + path;
  if (/(?:^|\/)feed\.json$/.test(path)) {
    const feed: Fields = JSON.parse(source);
    return findings(JSON_FEED_RULES, { source, feed, url, now });
  }
  if (path === '.well-known/tdmrep.json') return findings(TDMREP_RULES, { rules: JSON.parse(source) });
  const rules = XML_FILES.find(([pattern]) => pattern.test(path))?.[1];
  if (!rules) return undefined;
  const addresses = [site.feedsUrl, site.url, site.permalink ?? site.url];
  const hosts = addresses.map(address => new URL(address.replace(/[{}]/g, '')).host);
  return findings(rules, { source, root: parseXml(source), url, now, hosts });
}

/** The same for all files: each finding with its path before it. */
export function checkFiles(files: ReadonlyMap<string, string>, served: Served): readonly string[] {
  return [...files].flatMap(([path, source]) =>
    (checkFile(path, source, served) ?? []).map(found => `${path}: ${found}`),
  );
}
