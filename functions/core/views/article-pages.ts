import type { Article } from '../article/article.ts';
import { updatedAt } from '../article/article.ts';
import { readingPath, readingUrl } from '../article/article-url.ts';
import type { Entry } from '../feed/feed.ts';
import { ALL, type FeedKey } from '../feed/feed-key.ts';
import { categoryFeedsOf, sectionOf, titleIn } from '../feed/feed-kinds.ts';
import { landingUrl, measured } from '../feed/make-feed.ts';
import { linkHeader } from '../files/link-header.ts';
import type { PublishedFile } from '../files/published-file.ts';
import { withdrawalDate } from '../index/article-summary.ts';
import { monthOf } from '../index/sitemap-entry.ts';
import type { Instant } from '../instant.ts';
import type { TranslatedPage } from '../pages/parts/translations.ts';
import { type ReadingPage, renderReadingPage } from '../pages/reading-page.ts';
import { renderWithdrawnPage } from '../pages/withdrawn-page.ts';
import { formatMonth, formatMonthInText } from '../pages/wording.ts';
import { licenseLinks } from '../rights/licensed.ts';
import type { Site } from '../site/site.ts';
import { digest } from '../text/digest.ts';
import type { Translations } from '../translations/translation.ts';
import { monthFolder } from './browse.ts';
import { chaptersBeside } from './chapters-file.ts';
import { twinOf, twinUrl } from './markdown-twin.ts';
import type { FileGroup, Shown, ViewContext } from './view.ts';

/**
 * Returns the page of one article; `undefined` where its own link leads elsewhere, since one article has one address.
 */
function readingFile(
  slug: string,
  unmeasured: Entry,
  site: Site,
  translations: Translations | undefined,
): PublishedFile | undefined {
  if (unmeasured.url !== readingUrl(slug, site)) return undefined;
  const entry = measured(unmeasured);
  const sections = linksTo(categoryFeedsOf(entry), entry, site);
  const { license } = entry;
  const markdownUrl = twinUrl(slug, site);
  const beside = [...twinOf(slug, entry, site), ...chaptersBeside(slug, entry)];
  return {
    path: readingPath(slug),
    ...(license && linkHeader(licenseLinks(license, site, false))),
    ...(beside.length > 0 && { beside }),
    body: renderReadingPage({
      entry,
      site,
      feeds: [...sections, ...linksTo(entry.podcasts ?? [], entry, site)],
      homeLanding: landingUrl(site),
      months: monthsOf(entry, sections, site),
      ...(translations && { translations: translationsOf(slug, translations, site) }),
      ...(markdownUrl !== undefined && { markdownUrl }),
    }),
  };
}

/** A feed that a page names, and its landing page. */
interface FeedLink {
  readonly key: FeedKey;
  readonly title: string;
  readonly url: string;
}

/** Returns links to feeds of an entry, by its own spelling of their names: the page depends on nothing else. */
function linksTo(keys: readonly FeedKey[], entry: Entry, site: Site): readonly FeedLink[] {
  return keys.flatMap(key => {
    const section = sectionOf(key, site, { title: titleIn(entry, key, site), language: entry.language });
    return section ? [{ key, title: section.title, url: landingUrl(site, key) }] : [];
  });
}

/** Returns the pages of an article and its translations. */
function translationsOf(own: string, translations: Translations, site: Site): readonly TranslatedPage[] {
  return translations.map(({ slug, language, isOriginal }) => ({
    language,
    url: readingUrl(slug, site),
    isOriginal: isOriginal === true,
    isOwn: slug === own,
  }));
}

/**
 * Returns the pages that list the articles of its month: of its first section, and of all. Their addresses follow from
 * its date. Those of an unpublished article may not exist.
 */
function monthsOf(
  { published, preview, language }: Entry,
  [section]: readonly FeedLink[],
  site: Site,
): ReadingPage['months'] {
  if (preview || !site.browse) return [];
  const month = monthOf(published, site);
  const all = { title: formatMonth(month, language), url: site.feedsUrl + monthFolder(ALL, month) };
  if (!section) return [all];
  const title = `${section.title}, ${formatMonthInText(month, language)}`;
  return [{ title, url: site.feedsUrl + monthFolder(section.key, month) }, all];
}

/**
 * Returns the page in the place of a withdrawn article. It depends on the article's own source alone, as its reading
 * page did.
 */
function withdrawnFile(article: Pick<Article, 'slug' | 'withdrawn'>, site: Site, now: Instant): PublishedFile {
  const date = withdrawalDate(article, now);
  const reason = article.withdrawn?.reason;
  const body = renderWithdrawnPage({
    site,
    ...(reason !== undefined && { reason }),
    ...(date !== undefined && { withdrawn: date }),
  });
  return { path: readingPath(article.slug), body, metadata: { status: '410' } };
}

/**
 * Returns the page of a published article, or that of its withdrawal. It depends on its own source and the site alone,
 * but for media beside it that are not there, the sides of its picture, and its translations.
 */
export function articlePage(
  article: Article,
  shown: Shown,
  { site, now, fingerprint }: ViewContext,
  translations?: Translations,
): FileGroup {
  const { key, slug, withdrawn } = article;
  const dates = [updatedAt(article, now), withdrawalDate(article, now)];
  const facts = [shown.etag, shown.media?.size, shown.missing, shown.picture, ...dates, translations];
  return {
    inputs: new Map([[readingPath(slug), digest([fingerprint, JSON.stringify(facts)])]]),
    shows: withdrawn ? [] : [shown],
    render: entries => pageFiles(article, entries.get(key), site, now, translations),
  };
}

/** Renders the page of an article, if it has one. `entry` is that of an article that is not withdrawn. */
export function pageFiles(
  article: Pick<Article, 'key' | 'slug' | 'withdrawn'>,
  entry: Entry | undefined,
  site: Site,
  now: Instant,
  translations?: Translations,
): readonly PublishedFile[] {
  const file = article.withdrawn
    ? withdrawnFile(article, site, now)
    : entry && readingFile(article.slug, entry, site, translations);
  return file ? [file] : [];
}
