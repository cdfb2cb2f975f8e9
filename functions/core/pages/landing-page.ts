import { Buffer } from 'node:buffer';
import type { Entry, Feed } from '../feed/feed.ts';
import { folderOf } from '../feed/feed-key.ts';
import { FORMATS } from '../feed/formats.ts';
import type { Site } from '../site/site.ts';
import { ellipsis } from '../text/excerpt.ts';
import { COPY_SCRIPT } from './copy-script.ts';
import { languageAttributes, nameAll, offersOf, openGraph, renderDocument, time, webUrl } from './document.ts';
import { html, raw, type SafeHtml } from './html.ts';
import { formatDate, type Wording, wordingIn } from './wording.ts';

/** A feed, for people. */
export interface LandingPage {
  readonly feed: Feed;
  readonly site: Site;
  /** The newsroom's feeds, for navigation, each by its landing page. */
  readonly feeds: readonly { readonly title: string; readonly url: string; readonly current: boolean }[];
  /** The landing page of the feed of all. */
  readonly homeLanding: string;
  readonly opmlUrl: string;
  readonly followUrl: string;
}

/** Entries shown with summary and picture. The rest are headlines, or the page would weigh more than its news. */
const WHOLE = 8;

/** Entries shown at all. A feed may hold ten times as many; for people, the newest will do. */
const MOST = 50;

/** The sign of feeds everywhere. */
const FEED_ICON = raw(
  '<svg viewBox="0 0 16 16" width="14" height="14" fill="none" stroke="currentColor" stroke-width="2.2" ' +
    'aria-hidden="true"><path d="M2 2.5A11.5 11.5 0 0 1 13.5 14M2 7.5A6.5 6.5 0 0 1 8.5 14"/><circle cx="3" ' +
    'cy="13" r="1.6" fill="currentColor" stroke="none"/></svg>',
);

/** Sections whose feeds are listed, too, at once. Where there are more, each section's own page leads to its feed. */
const MAX_SECTION_FEEDS = 24;

/** Characters of a summary. */
const SUMMARY = 160;

/** Bytes of a page without its pictures. One that would weigh more shows fewer entries. */
const MAX_BYTES = 30_000;

/** The page where people meet a feed: what it is, how to subscribe, and its newest entries. */
export function renderLandingPage(page: LandingPage): string {
  const news = page.feed.entries
    .slice(0, MOST)
    .map((entry, at) => (at < WHOLE ? renderEntry(entry, page, at === 0) : renderBrief(entry, page)));
  const markup = renderWith(news, page);
  const excess = Buffer.byteLength(markup) - MAX_BYTES;
  return excess > 0 ? renderWith(lighterBy(excess, news), page) : markup;
}

/** Without the last, as many as weigh that much; the newest stays in any case. */
function lighterBy(bytes: number, news: readonly SafeHtml[]): readonly SafeHtml[] {
  let [count, excess] = [news.length, bytes];
  while (excess > 0 && count > 1) excess -= Buffer.byteLength(news[--count]?.markup ?? '');
  return news.slice(0, count);
}

function renderWith(news: readonly SafeHtml[], page: LandingPage): string {
  const { feed, site, homeLanding } = page;
  const canonical = feed.section ? feed.url : homeLanding;
  return renderDocument({
    site,
    kind: 'landing',
    title: feed.title,
    description: feed.description,
    canonical,
    homeLanding,
    feed: feed.key,
    feedTitle: feed.title,
    head: openGraph([
      ['og:type', 'website'],
      ['og:site_name', site.title],
      ['og:title', feed.title],
      ['og:description', feed.description],
      ['og:url', canonical],
      ['og:image', webUrl(feed.entries.find(({ image }) => image)?.image?.src) ?? webUrl(feed.logo)],
    ]),
    headline: !feed.section,
    masthead: renderStrip(page),
    main: renderMain(news, page),
  });
}

function renderStrip(page: LandingPage): SafeHtml {
  const { feed, site, feeds, homeLanding } = page;
  const wording = wordingIn(site.language);
  const sections = feeds.filter(({ url }) => url !== homeLanding);
  const all = { title: wording.allNews, url: homeLanding, current: !feed.section };
  const hasMotto = !feed.section && feed.description !== feed.title;
  const motto = hasMotto && html`<p class="motto">${feed.description}</p>\n`;
  return html`${motto}<p class="jump"><a href="#subscribe">${FEED_ICON}${wording.subscribe}</a></p>
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
  const wording = wordingIn(site.language);
  const described = feed.section && feed.description !== feed.title;
  return html`${
    feed.section &&
    html`<header class="section">
      <h1>${feed.section.title}</h1>
      ${described && html`<p>${feed.description}</p>`}
      </header>\n`
  }${renderNews(news, wording)}
    ${renderSubscribe(page)}`;
}

function renderSubscribe(page: LandingPage): SafeHtml {
  const { feed, site, opmlUrl, followUrl } = page;
  const wording = wordingIn(site.language);
  const offers = offersOf(feed.key, site).map(({ name, type, url }) => {
    const address = html`<code>${breakable(url)}</code>${renderCopyButton(name, wording)}`;
    return html`<dt><a href="${url}" type="${type}">${name}</a></dt><dd>${address}</dd>\n`;
  });
  const opml = html`<a href="${opmlUrl}" type="text/x-opml">OPML</a>`;
  const follow = html`<a href="${followUrl}" type="application/json">JSON</a>`;
  return html`<section class="subscribe" aria-labelledby="subscribe">
    <h2 id="subscribe">${wording.subscribe}</h2>
    <p>${wording.subscribeHelp}</p>
    <dl>
    ${offers}</dl>
    <p role="status"></p>
    ${renderSections(page, wording)}<p>${wording.allFeeds} ${opml}, ${follow}</p>
    </section>
    <script>${raw(COPY_SCRIPT)}</script>`;
}

/** Hidden until the script finds that it can copy: a button that does nothing is worse than none. */
function renderCopyButton(name: string, wording: Wording): SafeHtml {
  const { copy, copied, copyAddress } = wording;
  return html`<button type="button" aria-label="${copyAddress(name)}" data-copied="${copied}" hidden>${copy}</button>`;
}

/** On the page of all: every section's feed, at once. */
function renderSections(page: LandingPage, wording: Wording): SafeHtml | undefined {
  const { feed, feeds, homeLanding } = page;
  const sections = feeds.filter(({ url }) => url !== homeLanding);
  if (feed.section || sections.length === 0 || sections.length > MAX_SECTION_FEEDS) return undefined;
  const items = sections.map(
    ({ title, url }) => html`<li><a href="${near(url, page)}${FORMATS.rss.file}">${title}</a></li>\n`,
  );
  return html`<h3>${wording.eachSection}</h3>
    <ul class="each">
    ${items}</ul>\n`;
}

/** The address, free to break after a slash rather than within a word; what is copied is the address alone. */
function breakable(url: string): SafeHtml {
  return html`${url.split(/(?<=[^/]\/)(?=[^/])/).map((part, index) => [index > 0 && html`<wbr>`, part])}`;
}

/**
 * A path that is the same whether it is read from its site's root or from here: one such as `javascript:…` or `/a` is
 * not.
 */
const PLAIN_PATH = /^(?:[\w-]+\/|$)/;

/**
 * An address as this page writes it: from here, where it is one of Bantin's, since whole ones would be a quarter of the
 * page. What others take from a page (its own address, its feeds' addresses) is written in full.
 */
function near(url: string, { feed, site }: LandingPage): string {
  const path = url.slice(site.feedsUrl.length);
  if (!url.startsWith(site.feedsUrl) || !PLAIN_PATH.test(path)) return url;
  const up = '../'.repeat(folderOf(feed.key).split('/').length - 1);
  return up + path || './';
}

function renderNews(news: readonly SafeHtml[], wording: Wording): SafeHtml {
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
    </section>`;
}

function renderBrief(entry: Entry, page: LandingPage): SafeHtml {
  const { site } = page;
  const day = formatDate(entry.published, site.language, site.timeZone, 'day');
  return html`<li${languageAttributes(entry.language, site)}>${renderTitle(entry, page)} <small>${day}</small></li>\n`;
}

function renderEntry(entry: Entry, page: LandingPage, first: boolean): SafeHtml {
  const { feed, site } = page;
  const language = languageAttributes(entry.language, site);
  const section = feed.section ? undefined : entry.categories[0]?.title;
  return html`<article>
    <h3${language}>${renderTitle(entry, page)}</h3>
    ${entry.summary !== '' && html`<p${language}>${shorten(entry.summary)}</p>\n`}<p class="by">${
      section !== undefined && html`<b>${section}</b> `
    }${time(entry.published, site, 'short')}${
      entry.authors.length > 0 && html` <span>${nameAll(entry.authors, site)}</span>`
    }</p>
    ${renderPicture(entry, page, first)}</article>\n`;
}

function renderTitle({ title, url }: Entry, page: LandingPage): SafeHtml {
  const href = webUrl(url);
  return href === undefined ? html`${title}` : html`<a href="${near(href, page)}">${title}</a>`;
}

/**
 * Width and height hold the place, so nothing jumps when the picture comes. The first is in sight at once: not lazy.
 */
function renderPicture({ image, language }: Entry, page: LandingPage, first: boolean): SafeHtml | undefined {
  const src = webUrl(image?.src);
  if (src === undefined) return undefined;
  const from = near(src, page);
  const alt = html` alt="${image?.alt ?? ''}"${image?.alt !== undefined && languageAttributes(language, page.site)}`;
  return first
    ? html`<img src="${from}"${alt} width="720" height="360" fetchpriority="high">\n`
    : html`<img src="${from}"${alt} width="144" height="96" loading="lazy">\n`;
}

/** Cut at a word; the whole text where it is short enough, or has no blank to cut at. */
function shorten(text: string): string {
  if (text.length <= SUMMARY) return text;
  const end = text.lastIndexOf(' ', SUMMARY);
  const cut = end > 0 ? text.slice(0, end) : text.slice(0, SUMMARY).replace(/[\uD800-\uDBFF]$/, '');
  return ellipsis(cut);
}
