import { updatedAt } from '../article/article.ts';
import type { Feed, Section } from '../feed/feed.ts';
import { ALL, FEED_KINDS, type FeedKey, feedKey, folderOf, isOfName, parseFeedKey } from '../feed/feed-key.ts';
import { isForReaders, namedFeedsOf, sectionOf } from '../feed/feed-kinds.ts';
import { addressesIn, FORMATS, type FormatId } from '../feed/formats.ts';
import { formatHubLink } from '../feed/hub-link.ts';
import { landingPath, landingUrl, makeFeed } from '../feed/make-feed.ts';
import { RENDERERS } from '../feed/renderers.ts';
import { linkHeader } from '../files/link-header.ts';
import type { PublishedFile } from '../files/published-file.ts';
import { formatsOf } from '../filing/formats-of.ts';
import { isListedFeed } from '../filing/said-of-feeds.ts';
import { type ArticleSummary, type Listed, withdrawnAt } from '../index/article-summary.ts';
import type { FeedWindows } from '../index/feed-windows.ts';
import { isSegmented } from '../index/segmented/segmented-feed.ts';
import { sitemapEntryOf, tombstoneIn } from '../index/sitemap-entry.ts';
import type { Traits } from '../index/traits/feed-traits.ts';
import type { Instant } from '../instant.ts';
import { type LandingPage, renderLandingPage } from '../pages/landing-page.ts';
import { licenseLinks } from '../rights/licensed.ts';
import type { Site } from '../site/site.ts';
import { digest } from '../text/digest.ts';
import { followUrl, opmlUrl } from './lists.ts';
import { nameListPages, withoutNames } from './name-lists.ts';
import { type Entries, type FileGroup, fileGroup, type ViewContext } from './view.ts';

/** A feed before its entries are rendered: the articles that it shows. */
export interface PlannedFeed<Item extends Listed = Listed> {
  readonly key: FeedKey;
  /** Absent in the feed of all. */
  readonly section?: Section;
  /** Newest first. */
  readonly shown: readonly Item[];
  /** Articles that would be shown if they were not withdrawn; newest first. */
  readonly withdrawn: readonly Item[];
}

/** Returns every feed: that of all articles first, then those of sections. `traits` are found in their articles. */
export function planFeeds<Item extends Listed>(
  windows: FeedWindows<Item>,
  traits: Traits,
  site: Site,
  which: 'all' | 'few' = 'all',
): readonly PlannedFeed<Item>[] {
  const feeds = windows.feeds();
  const wanted = which === 'all' ? feeds : feeds.filter(key => !isSegmented(key));
  return wanted.map(key => planFeed(key, windows, traits, site));
}

/** Returns one feed. */
export function planFeed<Item extends Listed>(
  key: FeedKey,
  windows: FeedWindows<Item>,
  traits: Traits,
  site: Site,
): PlannedFeed<Item> {
  const found = { title: traits.titleOf(key), language: traits.languageOf(key) };
  const [shown, withdrawn] = [windows.newest(key), windows.withdrawn(key)];
  const isPageOnly = shown.length < (namedFeedsOf(key, site)?.minimum ?? 0) && { isPageOnly: true as const };
  const section = sectionOf(key, site, found);
  return { key, ...(section && { section: { ...section, ...isPageOnly } }), shown, withdrawn };
}

/** Returns keys of the sources whose bodies feeds show; nothing else needs to be rendered for them. */
export function shownKeys(planned: readonly PlannedFeed[]): ReadonlySet<string> {
  return new Set(planned.flatMap(({ shown }) => shown.map(({ key }) => key)));
}

/** Returns the feeds without those that have a page alone. */
export function withFeed<Planned extends PlannedFeed>(planned: readonly Planned[]): readonly Planned[] {
  return planned.filter(({ section }) => !section?.isPageOnly);
}

/**
 * Returns the sections that have feeds, or pages, in the order in which people look for them: those of categories
 * first, whether or not the site lists them, and then feeds by rules.
 */
export function sectionsOf(planned: readonly PlannedFeed[]): readonly Section[] {
  const sections = planned.flatMap(({ section }) => section ?? []);
  return FEED_KINDS.flatMap(kind => sections.filter(({ key }) => parseFeedKey(key)?.kind === kind));
}

/**
 * Makes a feed of those of its entries that were rendered. `newest` is the folder of the newest document of its
 * archive.
 */
export function fillFeed(
  { section, shown, withdrawn }: PlannedFeed,
  site: Site,
  now: Instant,
  entries: Entries,
  newest?: string,
): Feed {
  const feed = makeFeed(
    site,
    section,
    shown.flatMap(({ key }) => {
      const entry = entries.get(key);
      // An episode whose file is not there is none until it comes.
      return entry && (entry.enclosure || !section?.podcast) ? [entry] : [];
    }),
    withdrawn.flatMap(article => tombstoneIn(sitemapEntryOf(article, site, now)) ?? []),
  );
  return newest === undefined ? feed : { ...feed, history: { previous: addressesIn(newest, site) } };
}

/** The rendered feed, and the links of its landing page. */
interface FeedView extends ViewContext {
  /** Those that pages name: none that is for an aggregator. */
  readonly sections: readonly Section[];
  /** Digest of `sections`. */
  readonly navigation: string;
  /** Sections and navigation of the pages of authors and tags: those that the site lists, which no article changes. */
  readonly listed: Pick<FeedView, 'sections' | 'navigation'>;
}

/** Returns the files of every feed, in the order of `planned`: each format, and the landing page. */
export function feedGroups(
  planned: readonly PlannedFeed<ArticleSummary>[],
  newestDocument: (key: FeedKey) => string | undefined,
  context: ViewContext,
): readonly FileGroup[] {
  const sections = withoutNames(sectionsOf(planned)).filter(({ key }) => isForReaders(key, context.site));
  const declared = sections.filter(({ key }) => isListedFeed(key, context.site));
  const names = declared.map(({ key, title }) => [key, title]);
  const listed = { sections: declared, navigation: digest([JSON.stringify(names)]) };
  const view: FeedView = { ...context, sections, navigation: digest([JSON.stringify(sections)]), listed };
  return planned.map(feed => feedGroup(feed, newestDocument(feed.key), view));
}

/** Returns the paths of a feed's files: each format, and the landing page. */
export function feedPaths(feed: PlannedFeed, site: Site): readonly string[] {
  const folder = folderOf(feed.key);
  return [...formatsIn(feed, site).map(id => folder + FORMATS[id].file), landingPath(feed.key)];
}

function formatsIn({ key, section }: PlannedFeed, site: Site): readonly FormatId[] {
  return section?.isPageOnly ? [] : formatsOf(key, site);
}

function feedGroup(feed: PlannedFeed<ArticleSummary>, newest: string | undefined, view: FeedView): FileGroup {
  const { site, now, fingerprint } = view;
  const { sections, navigation } = isOfName(feed.key) ? view.listed : view;
  const inputs = digest([fingerprint, inputsOf(feed, now), newest ?? '']);
  const files = formatsIn(feed, site).map(id => ({
    path: folderOf(feed.key) + FORMATS[id].file,
    inputs,
    render: (filled: Feed) => ({ body: RENDERERS[id](filled), ...linksOf(filled, id, site) }),
  }));
  const landing = {
    path: landingPath(feed.key),
    // Its navigation names the other feeds, too.
    inputs: digest([inputs, navigation]),
    render: (filled: Feed) => ({ body: renderLanding(filled, { site, sections }) }),
  };
  return fileGroup(feed.shown, entries => fillFeed(feed, site, now, entries, newest), [...files, landing]);
}

/** Returns everything that the files of a feed depend on, besides the site and the code. */
function inputsOf({ section, shown, withdrawn }: PlannedFeed<ArticleSummary>, now: Instant): string {
  const articles = shown.map(article => [
    article.key,
    article.etag,
    updatedAt(article, now),
    article.media?.size,
    article.media?.seconds,
    article.picture,
    article.links,
    article.missing,
  ]);
  const gone = withdrawn.map(article => [article.key, article.etag, withdrawnAt(article, now)]);
  return JSON.stringify([section, articles, gone]);
}

/**
 * Returns the `Link` header of a feed: to its hub, which a subscriber looks for before it reads the feed itself
 * (WebSub, section 4), and to its licence.
 */
function linksOf({ hub, self, license }: Feed, id: FormatId, site: Site): Pick<PublishedFile, 'metadata'> {
  const hubLink = hub === undefined || !FORMATS[id].hasHub ? [] : [formatHubLink({ hub, self: self[id] })];
  return linkHeader([...hubLink, ...(license ? licenseLinks(license, site, true) : [])]);
}

function renderLanding(feed: Feed, { site, sections }: Pick<FeedView, 'site' | 'sections'>): string {
  return renderLandingPage({ feed, site, ...navigationOf(sections, site, feed.section) });
}

/**
 * Maximum number of sections that a section's page links to; the home page links to all. Without it the pages of many
 * sections would grow quadratically.
 */
const MAX_SECTIONS = 100;

/** Returns the page of each edition and the home page, by language, where a page is one of these. */
function editionsFor(current: Section | undefined, site: Site): LandingPage['editions'] {
  const { editions = [] } = site.feeds ?? {};
  const isOne = !current || parseFeedKey(current.key)?.kind === 'edition';
  if (!isOne || editions.length === 0) return [];
  const others = editions.filter(({ language }) => language !== site.language);
  return [
    ...others.map(({ language, slug }) => ({ language, url: landingUrl(site, feedKey('edition', slug)) })),
    { language: site.language, url: landingUrl(site, ownEdition(site)) },
    { language: 'x-default', url: landingUrl(site) },
  ];
}

/** Returns the edition in the language of the site, if there is one: else what corresponds is the feed of all. */
function ownEdition({ feeds, language }: Site): FeedKey {
  const own = feeds?.editions?.find(edition => edition.language === language);
  return own ? feedKey('edition', own.slug) : ALL;
}

function navigationOf(sections: readonly Section[], site: Site, current: Section | undefined) {
  const near = current ? sections.slice(0, MAX_SECTIONS) : sections;
  const isNear = !current || near.some(({ key }) => key === current.key);
  const shown = isNear ? near : [...near, current];
  return {
    feeds: shown.map(section => ({
      title: section.title,
      url: landingUrl(site, section.key),
      current: section.key === current?.key,
    })),
    lists: current ? [] : nameListPages(site),
    editions: editionsFor(current, site),
    homeLanding: landingUrl(site),
    opmlUrl: opmlUrl(site),
    followUrl: followUrl(site),
  };
}
