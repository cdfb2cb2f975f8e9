import type { Image } from '../article/article.ts';
import type { Entry } from '../feed/feed.ts';
import { ALL, categoryFeed, feedKey } from '../feed/feed-key.ts';
import { hasFeed } from '../feed/feed-kinds.ts';
import { landingUrl } from '../feed/make-feed.ts';
import { slugOfTerm } from '../filing/filing.ts';
import { inLanguage } from '../site/in-language.ts';
import type { Site } from '../site/site.ts';
import { formatInstant } from '../time/date.ts';
import { link, renderDocument, renderJump, renderSides, renderSrcset, time, webUrl } from './document.ts';
import { html, raw, type SafeHtml } from './html.ts';
import { jsonLd } from './json-ld.ts';
import { rslScript } from './license-head.ts';
import { renderEnclosure } from './parts/enclosure.ts';
import { captionWords, renderCaption, sourceAttribute, withCaption } from './parts/picture-caption.ts';
import { linkTranslations, renderTranslations, type TranslatedPage, translatedWorks } from './parts/translations.ts';
import { openGraph } from './social.ts';
import { SUBSCRIBE_ANCHOR } from './subscribe-section.ts';
import { wordingOf } from './wording.ts';

/** The reading page of an article. */
export interface ReadingPage {
  readonly entry: Entry;
  readonly site: Site;
  /** The sections and podcasts in whose feeds the entry stands, each with its landing page. */
  readonly feeds: readonly { readonly title: string; readonly url: string }[];
  /** The landing page of the feed of all articles. */
  readonly homeLanding: string;
  /** Pages that list the articles of its month: of its section, and of all. */
  readonly months: readonly { readonly title: string; readonly url: string }[];
  /** The page itself and those of its translations, the original first. Absent where there are none. */
  readonly translations?: readonly TranslatedPage[];
  /** The article in Markdown. */
  readonly markdownUrl?: string;
}

/** Renders the page of an article, in its language. `entry.html` is inserted as it is: it is sanitized. */
export function renderReadingPage(given: ReadingPage): string {
  const page = { ...given, site: inLanguage(given.site, given.entry.language) };
  const { entry, site } = page;
  return renderDocument({
    site,
    kind: 'reading',
    title: `${entry.title} – ${site.title}`,
    description: entry.summary === '' ? entry.title : entry.summary,
    ...(webUrl(entry.url) !== undefined && { canonical: entry.url }),
    homeLanding: page.homeLanding,
    feed: ALL,
    feedTitle: site.title,
    masthead: renderJump(page.homeLanding + SUBSCRIBE_ANCHOR, site),
    license: entry.license,
    head: [
      linkTranslations(page.translations),
      renderTwin(page),
      renderOpenGraph(page),
      renderTerms(entry),
      jsonLd({ ...newsArticle(entry, site), ...translatedWorks(page.translations) }),
    ],
    main: renderArticle(page),
  });
}

function renderArticle(page: ReadingPage): SafeHtml {
  const { entry, site } = page;
  const categories = entry.categories.map(({ title, slug }) => link(landingUrl(site, categoryFeed(slug)), title));
  const kicker = categories.length > 0 && html`<p class="kicker">${categories.map(each => html`${each} `)}</p>\n`;
  return html`<article>
    <header>
    ${kicker}<h1>${entry.title}</h1>
    ${renderByline(entry, site)}${renderTranslations(page.translations)}
    </header>
    ${renderPreview(entry, site)}${renderLede(entry)}<div class="body">
    ${raw(reachable(withCaption(entry.html, entry.image)))}
    </div>
    ${renderCorrection(entry, site)}${renderEnclosure(entry, site, url => mentions(entry.html, url))}${renderEnd(page)}
    </article>`;
}

function renderByline({ authors, preview, ...entry }: Entry, site: Site): SafeHtml {
  const published = preview?.until ?? entry.published;
  const updated = preview?.until ?? entry.updated;
  const { updated: changed } = wordingOf(site);
  const names = authors.map((author, index) => [
    index > 0 && ', ',
    link(termUrl('author', author.name, site) ?? author.url, author.name),
  ]);
  const by = authors.length > 0 && html`<span class="author">${names}</span> `;
  const correctedAt = updated > published && html` <span>${changed} ${time(updated, site, 'long')}</span>`;
  return html`<p class="by">${by}<span>${time(published, site, 'long')}</span>${correctedAt}</p>`;
}

/** Returns the page of an author or a tag, where the site has them. It is there from the first article on. */
function termUrl(kind: 'author' | 'tag', name: string, site: Site): string | undefined {
  if (!site.feeds) return undefined;
  const slug = slugOfTerm(name);
  const key = feedKey(kind, slug);
  return slug !== '' && hasFeed(key, site) ? landingUrl(site, key) : undefined;
}

/** Renders the notice for editors that the article is not public, and why. */
function renderPreview({ preview }: Entry, site: Site): SafeHtml | undefined {
  if (!preview) return undefined;
  const { draft, waiting, previewHelp, waitingUntil } = wordingOf(site);
  const { draftBy, until } = preview;
  return html`<section class="correction">
    <h2>${draftBy === undefined ? waiting : draft}</h2>
    <p>${previewHelp}</p>
    ${
      // A date alone does not publish a draft.
      draftBy !== undefined
        ? html`<p><code>${draftBy}</code></p>\n`
        : until !== undefined && html`<p>${waitingUntil} ${time(until, site, 'long')}</p>\n`
    }</section>\n`;
}

/** Renders the picture, unless the article itself shows it, with its sides where they are known. */
function renderLede({ image, html: body }: Entry): SafeHtml | undefined {
  const src = webUrl(image?.src);
  if (src === undefined || mentions(body, src)) return undefined;
  const srcset = renderSrcset(image, '(min-width: 50rem) 50rem, 100vw');
  const picture = html`<img src="${src}"${srcset} alt="${image?.alt ?? ''}"${renderSides(image)}>`;
  return html`<figure class="lede">${picture}${renderCaption(captionWords(image))}</figure>\n`;
}

/**
 * Makes wide elements scrollable, and focusable so that they can be scrolled without a mouse. The HTML is canonical.
 */
function reachable(body: string): string {
  return body
    .replace(/<table(?=[ >])/g, '<div class="wide" tabindex="0"><table')
    .replaceAll('</table>', '</table></div>')
    .replace(/<pre(?=[ >])/g, '<pre tabindex="0"');
}

function renderCorrection({ correction, published, updated }: Entry, site: Site): SafeHtml | undefined {
  if (correction === undefined) return undefined;
  return html`<section class="correction">
    <h2>${wordingOf(site).correction}</h2>
    <p>${correction}</p>
    ${updated > published && html`<p class="by">${time(updated, site, 'long')}</p>\n`}</section>\n`;
}

function renderEnd({ entry, site, feeds, homeLanding, months }: ReadingPage): SafeHtml {
  const wording = wordingOf(site);
  const landings = [...feeds, { title: site.title, url: homeLanding }];
  const tags = entry.tags.map(tag => html`<li>${link(termUrl('tag', tag, site), tag)}</li>`);
  return html`<footer class="end">
    ${
      entry.tags.length > 0 &&
      html`<h2>${wording.tags}</h2>
      <ul class="tags">${tags}</ul>\n`
    }<h2>${wording.follow}</h2>
    <p>${wording.followHelp}</p>
    <ul class="feeds">${landings.map(({ title, url }) => html`<li>${link(url + SUBSCRIBE_ANCHOR, title)}</li>`)}</ul>
    ${
      months.length > 0 &&
      html`<h2>${wording.byMonth}</h2>
      <ul>${months.map(({ title, url }) => html`<li>${link(url, title)}</li>`)}</ul>\n`
    }    </footer>`;
}

function renderOpenGraph({ entry, site, translations = [] }: ReadingPage): SafeHtml {
  const { published, updated, image } = entry;
  const authored = [...entry.authors, ...site.authors].find(({ fediverse }) => fediverse !== undefined);
  return openGraph(
    {
      type: 'article',
      title: entry.title,
      ...(entry.summary !== '' && { description: entry.summary }),
      ...(webUrl(entry.url) !== undefined && { url: entry.url }),
      ...(image && { image }),
      ...(authored?.fediverse !== undefined && { creator: authored.fediverse }),
      translations: translations.flatMap(({ language, isOwn }) => (isOwn ? [] : language)),
      more: [
        ['article:published_time', formatInstant(published)],
        ['article:modified_time', updated > published ? formatInstant(updated) : undefined],
        ['article:section', entry.categories[0]?.title],
        ...entry.tags.map(tag => ['article:tag', tag] as const),
      ],
    },
    site,
  );
}

function renderTwin({ markdownUrl }: ReadingPage): SafeHtml | undefined {
  return markdownUrl === undefined
    ? undefined
    : html`<link rel="alternate" type="text/markdown" href="${markdownUrl}">\n`;
}

function renderTerms({ url, license }: Entry): SafeHtml | undefined {
  return license && rslScript(url, license);
}

/** Returns the address of a picture, or an https://schema.org/ImageObject where more is told of it. */
function imageObject(image: Image | undefined): string | Readonly<Record<string, unknown>> | undefined {
  const url = webUrl(image?.src);
  if (url === undefined || image === undefined) return undefined;
  const { caption, credit, width, height } = image;
  if ((caption ?? credit ?? width ?? height) === undefined) return url;
  return { '@type': 'ImageObject', url, width, height, caption, creditText: credit };
}

/** https://schema.org/NewsArticle */
function newsArticle(entry: Entry, site: Site): Readonly<Record<string, unknown>> {
  const url = webUrl(entry.url);
  return {
    '@type': 'NewsArticle',
    headline: entry.title,
    description: entry.summary || undefined,
    url,
    mainEntityOfPage: url,
    datePublished: formatInstant(entry.published),
    dateModified: formatInstant(entry.updated),
    inLanguage: entry.language,
    image: imageObject(entry.image),
    articleSection: entry.categories.map(({ title }) => title),
    license: entry.license?.url,
    keywords: entry.tags.length > 0 ? entry.tags : undefined,
    author: entry.authors.map(({ name, url: page }) => ({ '@type': 'Person', name, url: webUrl(page) })),
    correction: entry.correction && {
      '@type': 'CorrectionComment',
      text: entry.correction,
      datePublished: formatInstant(entry.updated),
    },
    publisher: { '@type': 'Organization', name: site.title, url: site.url, logo: webUrl(site.logo) },
  };
}

/** Returns true if sanitized HTML has an element with this source. */
function mentions(body: string, src: string): boolean {
  return body.includes(sourceAttribute(src));
}
