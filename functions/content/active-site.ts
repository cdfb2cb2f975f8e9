import { SITE_KEY } from '../core/bucket-layout.ts';
import { FORMAT_SWITCHES } from '../core/feed/formats.ts';
import { areFeedsAlone, withoutRules } from '../core/filing/changed-feeds.ts';
import type { StoredSite } from '../core/index/stored/stored-site.ts';
import type { Problem } from '../core/problem.ts';
import { parseSite } from '../core/site/parse-site.ts';
import type { Site } from '../core/site/site.ts';
import { digest } from '../core/text/digest.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { readAuthorsText } from './read-authors.ts';
import { readDataFiles } from './read-data-files.ts';
import { judgeSite, missingSite, type ReadSite } from './read-site.ts';

/** `site.yaml` as a run goes by it. */
export interface ActiveSite {
  readonly site: Site;
  readonly stored: StoredSite;
}

/** Effect of a changed `site.yaml`: nothing, feeds made anew of what is remembered, or everything read again. */
export type SiteChange = 'none' | 'feeds' | 'everything';

/** Fields that change what feeds say of themselves, but not what an article is. */
const OF_FEEDS: ReadonlySet<string> = new Set<keyof Site>([
  'title',
  'description',
  'rights',
  'logo',
  'icon',
  'hub',
  ...FORMAT_SWITCHES,
  'content',
  'entries',
  'minimumHours',
]);

/** Data files to be read, among which are all that there are, or those that may have changed. */
export interface DataFilesWanted {
  readonly changed: Iterable<string>;
  readonly isAll?: true;
  /** True if some data files belong to single articles. */
  readonly hasSidecars: boolean;
}

/** Returns the site that is remembered; `undefined` where its text is valid no more. */
export function recallSite(stored: StoredSite, feedsUrl: string | undefined): ActiveSite | undefined {
  const { authors, data, hasSidecars } = stored;
  const more = { ...(authors && { authors }), ...(data && { data }), ...(hasSidecars && { hasSidecars }) };
  const { site } = parseSite(stored.text, { ...(feedsUrl !== undefined && { feedsUrl }), ...more });
  return site && { site, stored };
}

/**
 * Reads `site.yaml`. One that is invalid, or gone, never takes feeds down: the last that was valid stays active, and
 * the problem is remembered. `undefined` where there is none to go by. Of data files those are read whose keys are
 * given; what was read of others stays.
 */
export async function readActiveSite(
  content: ObjectStore,
  last: StoredSite | undefined,
  feedsUrl: string | undefined,
  wanted: DataFilesWanted,
): Promise<{ readonly active?: ActiveSite; readonly problems: readonly Problem[] }> {
  const object = await content.get(SITE_KEY);
  const authors = await readAuthorsText(content);
  const data = await readDataFiles(content, wanted.changed, wanted.isAll ? [] : last?.data);
  const more = {
    ...(authors && { authors }),
    ...(data.length > 0 && { data }),
    ...(wanted.hasSidecars && { hasSidecars: true as const }),
  };
  const { site, problems }: ReadSite = object
    ? judgeSite(object, { ...(feedsUrl !== undefined && { feedsUrl }), ...more })
    : { problems: [await missingSite(content)] };
  const etag = object?.etag ?? '';
  if (site && object) {
    const text = new TextDecoder().decode(object.bytes);
    return { active: { site, stored: { etag, text, problems, ...more } }, problems };
  }
  const recalled = last && recallSite({ ...withoutFiles(last), ...more }, feedsUrl);
  return {
    ...(recalled && { active: { site: recalled.site, stored: { ...recalled.stored, etag, problems } } }),
    problems,
  };
}

/** Returns a site without what files beside `site.yaml` said. */
function withoutFiles({ authors: _, data: __, hasSidecars: ___, ...ofSite }: StoredSite): StoredSite {
  return ofSite;
}

/** Returns the site with a note whether there are data files of single articles; these change nothing else of it. */
export function withSidecarNote({ site, stored }: ActiveSite, hasSidecars: boolean): ActiveSite {
  if (hasSidecars === (stored.hasSidecars === true)) return { site, stored };
  const [{ hasSidecars: _, ...ofSite }, { hasSidecars: __, ...ofStored }] = [site, stored];
  const note = hasSidecars && { hasSidecars: true as const };
  return { site: { ...ofSite, ...note }, stored: { ...ofStored, ...note } };
}

/** Fields that speak of some articles: those are found, and read again by themselves. */
const OF_SINGLE_ARTICLES: ReadonlySet<string> = new Set<keyof Site>(['data', 'hasSidecars']);

/** Returns what to do where a site takes the place of another. */
export function siteChange(before: Site, after: Site): SiteChange {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Site)[];
  const changed = names.filter(
    name => !OF_SINGLE_ARTICLES.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  if (changed.length === 0) return 'none';
  const others = changed.filter(name => name !== 'feeds');
  if (others.length < changed.length && !areFeedsAlone(before, after)) return 'everything';
  if (others.length === 0) return 'feeds';
  // Reading pages and archives show the site's name, too, and are made of every article.
  return after.permalink !== undefined && !after.archives && others.every(name => OF_FEEDS.has(name))
    ? 'feeds'
    : 'everything';
}

/** Returns the fingerprint of what articles are rendered by: the code and the site. */
export function fingerprintOf(revision: string, site: Site): string {
  // What data files say of an article decides whether it is out, and not how it looks.
  const { hasSidecars: _, data: __, ...ofArticles } = site;
  return digest([JSON.stringify([revision, withoutRules(ofArticles)])]);
}

/** Returns a digest of all that the state of a rebuild depends on besides the sources: the code and the whole site. */
export function rebuildDigestOf(revision: string, site: Site): string {
  const { hasSidecars: _, ...ofArticles } = site;
  return digest([JSON.stringify([revision, ofArticles])]);
}
