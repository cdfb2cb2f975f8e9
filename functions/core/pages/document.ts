import type { Image, Previewed } from '../article/article.ts';
import { type FeedKey, folderOf } from '../feed/feed-key.ts';
import { addressesIn, FORMATS, type Format, type FormatId } from '../feed/formats.ts';
import { offeredFormatsOf } from '../filing/formats-of.ts';
import type { Instant } from '../instant.ts';
import type { License } from '../rights/license.ts';
import type { Author, Site } from '../site/site.ts';
import { formatInstant } from '../time/date.ts';
import { type HtmlValue, html, raw, type SafeHtml } from './html.ts';
import { renderLicense, renderLicenseHead } from './license-head.ts';
import { STYLES } from './style.ts';
import { PAPER } from './styles/base.ts';
import { type DateStyle, formatDate, joinNames, wordingOf } from './wording.ts';

/** Parts that differ between pages. The rest, from the doctype to the footer, is the same on all. */
export interface Document {
  readonly site: Site;
  readonly kind: 'landing' | 'reading' | 'browse' | 'notice';
  /** Title of the browser's tab. */
  readonly title: string;
  readonly description: string;
  /** The canonical address of the page. */
  readonly canonical?: string;
  readonly homeLanding: string;
  /** The feed that a reader discovers from this page's address. */
  readonly feed: FeedKey;
  readonly feedTitle: string;
  readonly head?: HtmlValue;
  /** License of the content of the page. */
  readonly license?: License | undefined;
  /** True if the site's name is the page's headline. */
  readonly headline?: boolean;
  /** Below the site's name. */
  readonly masthead?: HtmlValue;
  readonly main: SafeHtml;
}

/**
 * Renders a whole page. It has no scripts from elsewhere, and loads nothing but the pictures that the newsroom names.
 */
export function renderDocument(page: Document): string {
  const { site } = page;
  return html`<!doctype html>
    <html lang="${site.language}">
    <head>
    ${renderHead(page)}
    </head>
    <body class="${page.kind}">
    <a class="skip" href="#main">${wordingOf(site).skipToContent}</a>
    ${renderMasthead(page)}
    <main id="main">
    ${page.main}
    </main>
    ${renderFooter(page)}
    </body>
    </html>
    `.markup;
}

/** A feed in one format. */
interface Offer {
  readonly id: FormatId;
  readonly name: string;
  /** Media type, without parameters. */
  readonly type: string;
  readonly url: string;
}

/** Returns the formats in which a feed is offered to people, in their order. */
export function offersOf(key: FeedKey, site: Site): readonly Offer[] {
  const addresses = addressesIn(folderOf(key), site);
  return offeredFormatsOf(key, site).map(id => {
    const { label = '', mediaType }: Format = FORMATS[id];
    return { id, name: label, type: mediaType.split(';', 1)[0] ?? '', url: addresses[id] };
  });
}

/** Returns an address if it is one of the web. Any other (`javascript:` …) must not become a link. */
export function webUrl(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
}

/** A path that means the same from its site's root and from a folder. One such as `javascript:…` or `/a` does not. */
const PLAIN_PATH = /^(?:[\w-]+\/|$)/;

/**
 * Returns an address as a page in a folder under `public/` writes it: from there, where it is one of Bantin's, since
 * whole ones would be a quarter of a list. What others take from a page (its own address, its feeds' addresses) is
 * written in full.
 */
export function nearFrom(folder: string, url: string, site: Pick<Site, 'feedsUrl'>): string {
  const path = url.slice(site.feedsUrl.length);
  if (!url.startsWith(site.feedsUrl) || !PLAIN_PATH.test(path)) return url;
  const up = '../'.repeat(folder.split('/').length - 1);
  return up + path || './';
}

/** Renders a link, or its text alone where the address is not one of the web. */
export function link(url: string | undefined, content: HtmlValue): SafeHtml {
  const href = webUrl(url);
  return href === undefined ? html`${content}` : html`<a href="${href}">${content}</a>`;
}

/** Returns `lang` for text that is not in the site's language, and the direction of its script. */
export function languageAttributes(language: string, site: Site): SafeHtml | undefined {
  return language === site.language ? undefined : html` lang="${language}" dir="auto"`;
}

/** Renders the sides of a picture in pixels, which hold its place until it loads; nothing where one is not known. */
export function renderSides({ width, height }: Partial<Image> = {}): SafeHtml | undefined {
  return width && height ? html` width="${width}" height="${height}"` : undefined;
}

/** Renders other widths of a picture, and the width at which it is shown, so that browsers load no more than needed. */
export function renderSrcset(image: Image | undefined, sizes: string): SafeHtml | undefined {
  return image?.srcset === undefined ? undefined : html` srcset="${image.srcset}" sizes="${sizes}"`;
}

/** A date in the site's zone. */
export function time(instant: Instant, site: Site, style: DateStyle): SafeHtml {
  const text = formatDate(instant, site.language, site.timeZone, style);
  return html`<time datetime="${formatInstant(instant)}">${text}</time>`;
}

/**
 * Renders the mark of an article in a list that only a preview shows: a draft, or to come, and when. Nothing for all
 * others.
 */
export function renderPreviewMark(preview: Previewed | undefined, site: Site): SafeHtml | undefined {
  if (!preview) return undefined;
  const { draft, waiting } = wordingOf(site);
  const { draftBy, until } = preview;
  return html`<small><b>${draftBy === undefined ? waiting : draft}</b>${
    until !== undefined && html` ${time(until, site, 'long')}`
  }</small> `;
}

/** Renders names without e-mail addresses, which would be harvested. */
export function nameAll(authors: readonly Author[], site: Site): string {
  return joinNames(
    authors.map(({ name }) => name),
    site.language,
  );
}

/** The common icon of feeds. */
const FEED_ICON = raw(
  '<svg viewBox="0 0 16 16" width="14" height="14" fill="none" stroke="currentColor" stroke-width="2.2" ' +
    'aria-hidden="true"><path d="M2 2.5A11.5 11.5 0 0 1 13.5 14M2 7.5A6.5 6.5 0 0 1 8.5 14"/><circle cx="3" ' +
    'cy="13" r="1.6" fill="currentColor" stroke="none"/></svg>',
);

/** Renders the link to the section that explains a feed, among the first that the Tab key reaches. */
export function renderJump(href: string, site: Site): SafeHtml {
  return html`<p class="jump"><a href="${href}">${FEED_ICON}${wordingOf(site).subscribe}</a></p>`;
}

function renderHead(page: Document): SafeHtml {
  const { site } = page;
  const iconUrl = webUrl(site.icon);
  const icon = iconUrl !== undefined && html`<link rel="icon" href="${iconUrl}">\n`;
  const canonical = page.canonical !== undefined && html`<link rel="canonical" href="${page.canonical}">\n`;
  const offers = offersOf(page.feed, site).map(
    ({ name, type, url }) =>
      html`<link rel="alternate" type="${type}" title="${page.feedTitle} (${name})" href="${url}">\n`,
  );
  return html`<meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${page.title}</title>
    <meta name="description" content="${page.description}">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="${page.kind === 'notice' ? 'noindex' : 'max-image-preview:large'}">
    ${renderThemeColors()}    ${canonical}${offers}${page.license && renderLicenseHead(page.license)}${icon}${page.head}
    <style>${raw(STYLES[page.kind])}</style>`;
}

/** The colour that browsers on phones give their own bars. */
function renderThemeColors(): SafeHtml {
  return html`${Object.entries(PAPER).map(
    ([scheme, colour]) =>
      html`<meta name="theme-color" media="(prefers-color-scheme: ${scheme})" content="${colour}">\n`,
  )}`;
}

function renderMasthead({ site, homeLanding, headline, masthead }: Document): SafeHtml {
  const logo = webUrl(site.logo);
  const name = link(homeLanding, [
    logo !== undefined && html`<img src="${logo}" alt="" width="48" height="48">`,
    html`<span>${site.title}</span>`,
  ]);
  return html`<header class="masthead">
    ${headline === true ? html`<h1 class="name">${name}</h1>` : html`<p class="name">${name}</p>`}
    ${masthead}
    </header>`;
}

function renderFooter({ site, license }: Document): SafeHtml {
  const home = link(site.url, `${wordingOf(site).homePage}: ${new URL(site.url).host}`);
  return html`<footer>
    ${site.rights !== undefined && html`<p>${site.rights}</p>\n`}${license && renderLicense(license)}<p>${home}</p>
    </footer>`;
}
