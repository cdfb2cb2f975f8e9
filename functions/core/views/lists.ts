import type { Feed, Section } from '../feed/feed.ts';
import { landingUrl, makeFeed } from '../feed/make-feed.ts';
import { offeredFormatsOf } from '../filing/formats-of.ts';
import { addTo } from '../groups.ts';
import { renderFollowList } from '../lists/follow.ts';
import { renderOpml } from '../lists/opml.ts';
import { renderNotFoundPage } from '../pages/not-found-page.ts';
import { LICENSE_PATH } from '../rights/license.ts';
import { licensedParts } from '../rights/licensed.ts';
import { type LicensedContent, renderRsl } from '../rights/rsl.ts';
import { renderTdmrep, TDMREP_PATH } from '../rights/tdmrep.ts';
import type { Site } from '../site/site.ts';
import { digest } from '../text/digest.ts';
import { aliasFiles } from './aliases.ts';
import { SITEMAP_PATHS } from './sitemaps.ts';
import { type FileGroup, fileGroup, type ViewContext } from './view.ts';

const OPML_PATH = 'opml.xml';
const FOLLOW_PATH = 'follow.json';
const NOT_FOUND_PATH = '404.html';
const ROBOTS_PATH = 'robots.txt';

/** A list of the feeds of names, such as authors, that begin with one letter. */
export interface LetterList {
  /** Kind of the feeds. */
  readonly kind: string;
  /** Address of the list for programs. */
  readonly url: string;
}

/** Returns the files that depend on the site and on the sections that have feeds, and not on the articles in them. */
export function listGroup(
  sections: readonly Section[],
  { site, fingerprint }: ViewContext,
  lists: readonly LetterList[] = [],
): FileGroup {
  const inputs = digest([fingerprint, JSON.stringify(sections), ...(lists.length > 0 ? [JSON.stringify(lists)] : [])]);
  const licensed = licensedParts(site);
  const feeds = (): readonly Feed[] => [undefined, ...sections].map(section => makeFeed(site, section, []));
  const urls = new Map<string, string[]>();
  for (const { kind, url } of lists) addTo(urls, kind, url);
  const more = { opml: opmlUrl(site), ...(urls.size > 0 && { more: Object.fromEntries(urls) }) };
  return fileGroup([], feeds, [
    { path: OPML_PATH, inputs, render: feeds => ({ body: opml(feeds, site) }) },
    { path: FOLLOW_PATH, inputs, render: feeds => ({ body: followList(feeds, more, site) }) },
    { path: NOT_FOUND_PATH, inputs, render: () => ({ body: renderNotFoundPage(site), metadata: { status: '404' } }) },
    ...[...robotsFiles(site, licensed), ...licenseFiles(site, licensed)].map(([path, body]) => ({
      path,
      inputs,
      render: () => ({ body }),
    })),
    ...[...aliasFiles(site)].map(({ path, ...file }) => ({
      path,
      // Rules are no part of the fingerprint, so where it leads is.
      inputs: digest([fingerprint, JSON.stringify(file)]),
      render: () => file,
    })),
  ]);
}

/**
 * Returns a `robots.txt` (RFC 9309) with the sitemaps, and the licence document (RSL 1.0, section 4.4). It only counts
 * at the root of a host, so elsewhere there is none.
 */
function robotsFiles({ feedsUrl }: Site, licensed: readonly LicensedContent[]): readonly NamedText[] {
  if (!isRoot(feedsUrl)) return [];
  const sitemaps = SITEMAP_PATHS.map(path => `Sitemap: ${feedsUrl}${path}\n`);
  const license = licensed.length > 0 ? `License: ${feedsUrl}${LICENSE_PATH}\n` : '';
  return [[ROBOTS_PATH, `User-agent: *\nAllow: /\n\n${sitemaps.join('')}${license}`]];
}

/**
 * Returns the licence document (RSL 1.0), and the statements on text and data mining, which count at the root of a host
 * alone.
 */
function licenseFiles({ feedsUrl }: Site, licensed: readonly LicensedContent[]): readonly NamedText[] {
  if (licensed.length === 0) return [];
  const statements: readonly NamedText[] = isRoot(feedsUrl) ? [[TDMREP_PATH, renderTdmrep(licensed)]] : [];
  return [[LICENSE_PATH, renderRsl(licensed)], ...statements];
}

type NamedText = readonly [path: string, body: string];

function isRoot(feedsUrl: string): boolean {
  return new URL(feedsUrl).pathname === '/';
}

/** Returns the address of the subscription list. */
export function opmlUrl({ feedsUrl }: Pick<Site, 'feedsUrl'>): string {
  return feedsUrl + OPML_PATH;
}

/** Returns the address of the list of feeds for programs. */
export function followUrl({ feedsUrl }: Pick<Site, 'feedsUrl'>): string {
  return feedsUrl + FOLLOW_PATH;
}

/** Renders a subscription list of the feeds of some sections, without that of all. */
export function renderOpmlOf(sections: readonly Section[], site: Site): string {
  return opml(
    sections.map(section => makeFeed(site, section, [])),
    site,
  );
}

/** Renders a list of the feeds of some sections for programs, without that of all. */
export function renderFollow(sections: readonly Section[], opml: string, site: Site): string {
  return followList(
    sections.map(section => makeFeed(site, section, [])),
    { opml },
    site,
  );
}

/** Returns the address of the feed in the first of its formats: a subscription list has room for one. */
export function firstUrlOf({ key, self }: Pick<Feed, 'key' | 'self'>, site: Site): string {
  return self[offeredFormatsOf(key, site)[0] ?? 'rss'];
}

function opml(feeds: readonly Feed[], site: Site): string {
  return renderOpml({
    title: site.title,
    feeds: feeds.map(feed => ({
      title: feed.title,
      description: feed.description,
      xmlUrl: firstUrlOf(feed, site),
      htmlUrl: landingUrl(site, feed.key),
      language: feed.language,
    })),
  });
}

function followList(
  feeds: readonly Feed[],
  { opml, more }: { readonly opml: string; readonly more?: Readonly<Record<string, readonly string[]>> },
  site: Site,
): string {
  const { title, description, url, language, icon } = site;
  return renderFollowList({
    title,
    description,
    url,
    language,
    ...(icon !== undefined && { icon }),
    opmlUrl: opml,
    ...(more && { more }),
    feeds: feeds.map(feed => ({
      feed,
      formats: offeredFormatsOf(feed.key, site),
      landing: landingUrl(site, feed.key),
    })),
  });
}
