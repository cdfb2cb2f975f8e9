import type { Previewed } from '../article/article.ts';
import type { Section } from '../feed/feed.ts';
import { ALL, folderOf } from '../feed/feed-key.ts';
import { landingUrl } from '../feed/make-feed.ts';
import { BROWSE } from '../files/browse-path.ts';
import { addTo } from '../groups.ts';
import type { Instant } from '../instant.ts';
import { inLanguage } from '../site/in-language.ts';
import type { Wording } from '../site/labels.ts';
import type { Site } from '../site/site.ts';
import { formatInstant } from '../time/date.ts';
import { languageAttributes, nearFrom, renderDocument, renderJump, renderPreviewMark, webUrl } from './document.ts';
import { html, type SafeHtml } from './html.ts';
import { SUBSCRIBE_ANCHOR } from './subscribe-section.ts';
import { formatDate, formatMonth, wordingOf } from './wording.ts';

/** A list of the articles of one month, or of a part of it, in one section or in all. */
export interface MonthView {
  readonly site: Site;
  /** Such as `2026-11`. */
  readonly month: string;
  readonly path: string;
  /** Absent where it lists all articles. */
  readonly section?: Section;
  /** Newest first. */
  readonly entries: readonly HeadlineView[];
  /** Folder of the page with older articles of that month. */
  readonly older?: string;
  readonly newer?: string;
  /** Sections that have a page of that month. */
  readonly sections: readonly Section[];
}

/** An article in a list. */
interface HeadlineView {
  /** Address of the article. Absolute. */
  readonly loc: string;
  readonly title?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly published: Instant;
  /** Set where only a preview shows it. */
  readonly preview?: Previewed;
}

/** The months in which a section, or the newsroom, published. */
export interface BrowseIndexView {
  readonly site: Site;
  readonly section: Section | undefined;
  /** Newest first. */
  readonly months: readonly string[];
  /** Sections with months of their own. */
  readonly sections: readonly Section[];
}

/** Renders the page that lists the articles of a month, in the language of the section. */
export function renderMonthPage(given: MonthView): string {
  const page = { ...given, site: inLanguage(given.site, given.section?.language ?? given.site.language) };
  const { site, month, section, entries, path } = page;
  const wording = wordingOf(site);
  const folder = path.slice(0, -'index.html'.length);
  const near = (url: string): string => nearFrom(folder, url, site);
  const name = formatMonth(month, site.language);
  const monthOfSection = (key: Section['key']) => near(`${site.feedsUrl}${folderOf(key)}${BROWSE}/${month}/`);
  const days = groupByDay(entries, site).map(
    ([day, ofDay]) => html`<h2>${day}</h2>
      <ul class="briefs">
      ${ofDay.map(entry => renderHeadline(entry, near, site))}</ul>\n`,
  );
  const turns = [page.newer, page.older].map(
    (target, at) =>
      target !== undefined &&
      html`<a href="${near(site.feedsUrl + target)}" rel="${at === 0 ? 'prev' : 'next'}">${
        at === 0 ? wording.newer : wording.older
      }</a> `,
  );
  return renderBrowse({
    site,
    folder,
    section,
    title: name,
    main: html`${renderSections(page.sections, monthOfSection, wording)}
      ${days}${(page.newer !== undefined || page.older !== undefined) && html`<p class="turns">${turns}</p>`}`,
    up: [`${site.feedsUrl}${folderOf(section?.key ?? ALL)}${BROWSE}/`, wording.byMonth],
  });
}

/** Renders the page that lists the months, in the language of the section. */
export function renderBrowseIndex({ section, months, sections, ...given }: BrowseIndexView): string {
  const site = inLanguage(given.site, section?.language ?? given.site.language);
  const wording = wordingOf(site);
  const folder = `${folderOf(section?.key ?? ALL)}${BROWSE}/`;
  const years = groupBy(months, month => month.slice(0, month.lastIndexOf('-'))).map(
    ([year, ofYear]) => html`<h2>${year.replace(/^\+?0*(?=\d)/, '')}</h2>
      <ul class="months">
      ${ofYear.map(month => html`<li><a href="${month}/">${formatMonth(month, site.language)}</a></li>\n`)}</ul>\n`,
  );
  return renderBrowse({
    site,
    folder,
    section,
    title: wording.byMonth,
    main: html`${renderSections(
      sections,
      key => nearFrom(folder, `${site.feedsUrl}${folderOf(key)}${BROWSE}/`, site),
      wording,
    )}
      ${years.length === 0 ? html`<p>${wording.noEntries}</p>` : years}`,
    up: section ? [`${site.feedsUrl}${BROWSE}/`, wording.allNews] : [landingUrl(site), wording.latest],
  });
}

interface Browse {
  readonly site: Site;
  /** Folder of the page, under `public/`. */
  readonly folder: string;
  readonly section: Section | undefined;
  readonly title: string;
  readonly main: SafeHtml;
  /** The parent page: its address and name. */
  readonly up: readonly [url: string, name: string];
}

function renderBrowse({ site, folder, section, title, main, up: [upUrl, upName] }: Browse): string {
  const feed = section?.key ?? ALL;
  const landing = landingUrl(site, feed);
  const full = section ? `${title} – ${section.title}` : title;
  const near = (url: string): string => nearFrom(folder, url, site);
  return renderDocument({
    site,
    kind: 'browse',
    title: `${full} – ${site.title}`,
    description: `${full} – ${site.title}`,
    canonical: site.feedsUrl + folder,
    homeLanding: landingUrl(site),
    feed,
    feedTitle: section ? `${section.title} – ${site.title}` : site.title,
    masthead: renderJump(near(landing) + SUBSCRIBE_ANCHOR, site),
    main: html`<header>
      <p class="kicker">${
        section && html`<a href="${near(landing)}">${section.title}</a> `
      }<a href="${near(upUrl)}">${upName}</a></p>
      <h1>${title}</h1>
      </header>
      ${main}`,
  });
}

function renderSections(
  sections: readonly Section[],
  hrefOf: (key: Section['key']) => string,
  wording: Wording,
): SafeHtml | undefined {
  if (sections.length === 0) return undefined;
  return html`<nav aria-label="${wording.sections}"><ul>
    ${sections.map(({ key, title }) => html`<li><a href="${hrefOf(key)}">${title}</a></li>\n`)}</ul></nav>`;
}

function renderHeadline(
  { loc, title = '', language, published, preview }: HeadlineView,
  near: (url: string) => string,
  site: Site,
): SafeHtml {
  const href = webUrl(loc);
  const text = href === undefined ? html`${title}` : html`<a href="${near(href)}">${title}</a>`;
  const spoken = language !== undefined && languageAttributes(language, site);
  const clock = formatDate(published, site.language, site.timeZone, 'clock');
  const mark = renderPreviewMark(preview, site);
  const date = html`<time datetime="${formatInstant(published)}">${clock}</time>`;
  const headline = html`<span${spoken}>${text}</span>`;
  // Each line has two columns: what is marked stays in the second, with its mark.
  return html`<li>${date} ${mark ? html`<div>${headline} ${mark}</div>` : headline}</li>\n`;
}

/** Groups items by the day of their date in the site's zone, in the form of the language. */
function groupByDay(
  entries: readonly HeadlineView[],
  site: Site,
): readonly (readonly [string, readonly HeadlineView[]])[] {
  return groupBy(entries, ({ published }) => formatDate(published, site.language, site.timeZone, 'day'));
}

function groupBy<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): readonly (readonly [string, readonly Item[]])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) addTo(groups, nameOf(item), item);
  return [...groups];
}
