import { Buffer } from 'node:buffer';
import type { Entry, Feed } from '../feed/feed.ts';
import { ALL, folderOf, hasPagesByMonth } from '../feed/feed-key.ts';
import { headingOf } from '../feed/make-feed.ts';
import { BROWSE } from '../files/browse-path.ts';
import { inLanguage } from '../site/in-language.ts';
import type { Wording } from '../site/labels.ts';
import type { Site } from '../site/site.ts';
import { ellipsis } from '../text/excerpt.ts';
import {
  type Document,
  languageAttributes,
  nameAll,
  nearFrom,
  renderDocument,
  renderJump,
  renderPreviewMark,
  renderSides,
  renderSrcset,
  time,
  webUrl,
} from './document.ts';
import { html, type SafeHtml } from './html.ts';
import { openGraph } from './social.ts';
import { renderSubscribe, SUBSCRIBE_ANCHOR, type SubscribeSection } from './subscribe-section.ts';
import { formatDate, wordingOf } from './wording.ts';

/** The landing page of a feed. */
export interface LandingPage {
  readonly feed: Feed;
  readonly site: Site;
  /** The newsroom's feeds, for navigation, each with its landing page. */
  readonly feeds: readonly { readonly title: string; readonly url: string; readonly current: boolean }[];
  /** Pages that list the newsroom's authors and tags; none but on the home page. */
  readonly lists: readonly { readonly kind: 'author' | 'tag'; readonly url: string }[];
  /** Pages of the same in other languages, and its own (BCP 47); none where there are no editions. */
  readonly editions: readonly { readonly language: string; readonly url: string }[];
  /** The landing page of the feed of all articles. */
  readonly homeLanding: string;
  readonly opmlUrl: string;
  readonly followUrl: string;
}

/** Number of entries with summary and picture. The rest are headlines, which keeps the page small. */
const WHOLE = 8;

/** Maximum number of entries. A feed may hold ten times as many; people only need the newest. */
const MAX_ENTRIES = 50;

/**
 * Maximum number of sections whose feeds are listed, too. Where there are more, each section's own page links to its
 * feed.
 */
const MAX_SECTION_FEEDS = 24;

/** Length of a summary, in characters. */
const SUMMARY = 160;

/**
 * Width at which pictures are shown: the first across the column, the others beside their text. More than two pixels to
 * one are not visible, so screens with three request the picture at a smaller width.
 */
const FIRST_SIZES = '(min-width: 62rem) 45rem, (min-resolution: 2.5x) 67vw, 100vw';
const THUMBNAIL_SIZES = '9rem';

/** Maximum size of a page without its pictures, in bytes. A larger one shows fewer entries. */
const MAX_BYTES = 30_000;

/** Renders the page of a feed for people, in its language: an explanation, how to subscribe, and its newest entries. */
export function renderLandingPage(given: LandingPage): string {
  const page = { ...given, site: inLanguage(given.site, given.feed.language) };
  const news = page.feed.entries
    .slice(0, MAX_ENTRIES)
    .map((entry, at) => (at < WHOLE ? renderEntry(entry, page, at === 0) : renderBrief(entry, page)));
  const markup = renderWith(news, page);
  const excess = Buffer.byteLength(markup) - MAX_BYTES;
  return excess > 0 ? renderWith(lighterBy(excess, news), page) : markup;
}

/** Removes the last items, of the given size in bytes together; the newest always stays. */
function lighterBy(bytes: number, news: readonly SafeHtml[]): readonly SafeHtml[] {
  let [count, excess] = [news.length, bytes];
  while (excess > 0 && count > 1) excess -= Buffer.byteLength(news[--count]?.markup ?? '');
  return news.slice(0, count);
}

function renderWith(news: readonly SafeHtml[], page: LandingPage): string {
  const { feed, site, homeLanding } = page;
  const canonical = feed.section ? feed.url : homeLanding;
  const image =
    feed.entries.find(entry => entry.image)?.image ?? (feed.logo === undefined ? undefined : { src: feed.logo });
  return renderDocument({
    site,
    kind: 'landing',
    title: feed.title,
    description: feed.description,
    canonical,
    homeLanding,
    ...offeredOn(page),
    license: feed.license,
    head: html`${renderAlternates(page)}${openGraph(
      {
        type: 'website',
        title: feed.title,
        description: feed.description,
        url: canonical,
        ...(image && { image }),
      },
      site,
    )}`,
    headline: !feed.section,
    masthead: renderStrip(page),
    main: renderMain(news, page),
  });
}

function renderAlternates({ editions }: LandingPage): SafeHtml {
  return html`${editions.map(
    ({ language, url }) => html`<link rel="alternate" hreflang="${language}" href="${url}">\n`,
  )}`;
}

/** Returns the feed that a page offers: its own, or that of all as long as it has none. */
function offeredOn({ feed, site }: LandingPage): Pick<Document, 'feed' | 'feedTitle'> {
  return feed.section?.isPageOnly ? { feed: ALL, feedTitle: site.title } : { feed: feed.key, feedTitle: feed.title };
}

function renderStrip(page: LandingPage): SafeHtml {
  const { feed, site, feeds, homeLanding } = page;
  const wording = wordingOf(site);
  const sections = feeds.filter(({ url }) => url !== homeLanding);
  const all = { title: wording.allNews, url: homeLanding, current: !feed.section };
  const hasMotto = !feed.section && feed.description !== feed.title;
  const motto = hasMotto && html`<p class="motto">${feed.description}</p>\n`;
  return html`${motto}${renderJump(SUBSCRIBE_ANCHOR, site)}
    ${
      sections.length > 0 &&
      html`<nav aria-label="${wording.sections}"><ul>
      ${[all, ...sections].map(
        ({ title, url, current }) =>
          html`<li><a href="${near(url, page)}"${current && html` aria-current="page"`}>${title}</a></li>\n`,
      )}</ul></nav>`
    }`;
}

function renderMain(news: readonly SafeHtml[], page: LandingPage): SafeHtml {
  const { feed, site } = page;
  const wording = wordingOf(site);
  const described = feed.section && feed.description !== feed.title;
  return html`${
    feed.section &&
    html`<header class="section">
      <h1>${headingOf(feed.section, site)}</h1>
      ${described && html`<p>${feed.description}</p>`}
      </header>\n`
  }${renderNews(news, page, wording)}
    ${renderSubscribe({ ...page, feed: { ...feed, key: offeredOn(page).feed }, sections: sectionsToFollow(page) })}`;
}

/** Returns every section's feed, with the page that explains it, on the page of the feed of all articles. */
function sectionsToFollow(page: LandingPage): SubscribeSection['sections'] {
  const { feed, feeds, homeLanding } = page;
  const sections = feeds.filter(({ url }) => url !== homeLanding);
  if (feed.section || sections.length > MAX_SECTION_FEEDS) return [];
  return sections.map(({ title, url }) => ({ title, href: near(url, page) }));
}

function near(url: string, { feed, site }: LandingPage): string {
  return nearFrom(folderOf(feed.key), url, site);
}

function renderNews(news: readonly SafeHtml[], page: LandingPage, wording: Wording): SafeHtml {
  const { feed, site, lists } = page;
  const briefs = news.slice(WHOLE);
  return html`<section class="news" aria-labelledby="latest">
    <h2 id="latest">${wording.latest}</h2>
    ${news.length === 0 && html`<p>${wording.noEntries}</p>`}
    ${news.slice(0, WHOLE)}${
      briefs.length > 0 &&
      html`<h2>${wording.more}</h2>
      <ul class="briefs">
      ${briefs}</ul>`
    }
    ${
      site.browse &&
      hasPagesByMonth(feed.key) &&
      html`<p class="archive"><a href="${BROWSE}/">${wording.archive}</a></p>\n`
    }${lists.map(({ kind, url }) => {
      const name = wording[kind === 'author' ? 'authors' : 'tags'];
      return html`<p class="archive"><a href="${near(url, page)}">${name}</a></p>\n`;
    })}</section>`;
}

function renderBrief(entry: Entry, page: LandingPage): SafeHtml {
  const { site } = page;
  const day = formatDate(entry.published, site.language, site.timeZone, 'day');
  const when = renderPreviewMark(entry.preview, site) ?? html`<small>${day}</small>`;
  return html`<li${languageAttributes(entry.language, site)}>${renderTitle(entry, page)} ${when}</li>\n`;
}

function renderEntry(entry: Entry, page: LandingPage, first: boolean): SafeHtml {
  const { feed, site } = page;
  const language = languageAttributes(entry.language, site);
  const section = feed.section ? undefined : entry.categories[0]?.title;
  const mark = renderPreviewMark(entry.preview, site);
  return html`<article>
    <h3${language}>${renderTitle(entry, page)}</h3>
    ${entry.summary !== '' && html`<p${language}>${shorten(entry.summary)}</p>\n`}<p class="by">${mark}${
      section !== undefined && html`<b>${section}</b> `
    }${time(entry.preview?.until ?? entry.published, site, 'short')}${
      entry.authors.length > 0 && html` <span>${nameAll(entry.authors, site)}</span>`
    }</p>
    ${renderPicture(entry, page, first)}</article>\n`;
}

function renderTitle({ title, url }: Entry, page: LandingPage): SafeHtml {
  const href = webUrl(url);
  return href === undefined ? html`${title}` : html`<a href="${near(href, page)}">${title}</a>`;
}

/**
 * Renders the picture of an entry. The style holds its place, so nothing jumps when it comes. The first is in sight at
 * once: not lazy. A phone takes the smallest that the author gives and that is wide enough.
 */
function renderPicture({ image, language }: Entry, page: LandingPage, first: boolean): SafeHtml | undefined {
  const src = webUrl(image?.src);
  if (src === undefined) return undefined;
  const alt = html` alt="${image?.alt ?? ''}"${image?.alt !== undefined && languageAttributes(language, page.site)}`;
  const shown = html`<img src="${near(src, page)}"${renderSrcset(image, first ? FIRST_SIZES : THUMBNAIL_SIZES)}${alt}`;
  return html`${shown}${renderSides(image)} ${first ? html`fetchpriority="high"` : html`loading="lazy"`}>\n`;
}

/** Cuts text at a word. Returns the whole text where it is short enough, or has no space to cut at. */
function shorten(text: string): string {
  if (text.length <= SUMMARY) return text;
  const end = text.lastIndexOf(' ', SUMMARY);
  const cut = end > 0 ? text.slice(0, end) : text.slice(0, SUMMARY).replace(/[\uD800-\uDBFF]$/, '');
  return ellipsis(cut);
}
