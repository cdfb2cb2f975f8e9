import type { Section } from '../feed/feed.ts';
import { ALL } from '../feed/feed-key.ts';
import { landingUrl } from '../feed/make-feed.ts';
import type { Site } from '../site/site.ts';
import { languageAttributes, nearFrom, renderDocument, renderJump } from './document.ts';
import { html, type SafeHtml } from './html.ts';
import { SUBSCRIBE_ANCHOR } from './subscribe-section.ts';
import { wordingOf } from './wording.ts';

/** A list of authors or of tags. */
interface NamesView {
  readonly site: Site;
  readonly kind: 'author' | 'tag';
  /** The folder of the kind, under `public/`. */
  readonly folder: string;
}

/** All letters with which names begin, and these names, where there are few. */
export interface AllNamesView extends NamesView {
  readonly letters: readonly {
    readonly letter: string;
    /** Path of the page of the letter. */
    readonly page: string;
    readonly names: readonly Section[];
  }[];
}

/** The names that begin with a letter. */
export interface LetterView extends NamesView {
  readonly letter: string;
  readonly path: string;
  readonly names: readonly Section[];
  /** Addresses of the OPML of their feeds, and of the list for programs; none where they have no feeds. */
  readonly lists: readonly string[];
}

/** Renders the page that leads to all names of a kind. */
export function renderNamesPage({ letters, ...view }: AllNamesView): string {
  const { site, folder } = view;
  const near = (path: string): string => nearFrom(folder, site.feedsUrl + path, site);
  const index = letters.map(({ letter, page }) => html`<li><a href="${near(page)}">${letter.toUpperCase()}</a></li>\n`);
  const lists = letters
    .filter(({ names }) => names.length > 0)
    .map(({ letter, names }) => html`<h2>${letter.toUpperCase()}</h2>\n${renderNames(names, view)}`);
  const title = titleOf(view);
  const none = letters.length === 0 && html`<p>${wordingOf(site).noEntries}</p>`;
  return renderNamesOf(view, '', title, html`<ul class="months">\n${index}</ul>\n${lists}${none}`);
}

/** Renders the page of the names that begin with a letter. */
export function renderLetterPage({ letter, path, names, lists: [opml, follow], ...view }: LetterView): string {
  const title = `${titleOf(view)}: ${letter.toUpperCase()}`;
  const list = html`<a href="${opml ?? ''}" type="text/x-opml" download>OPML</a>`;
  const json = html`<a href="${follow ?? ''}" type="application/json">JSON</a>`;
  const lists = opml !== undefined && html`<p>${wordingOf(view.site).allFeeds} ${list}, ${json}</p>\n`;
  const main = html`${renderNames(names, view)}${lists}`;
  return renderNamesOf(view, path.slice(view.folder.length), title, main, titleOf(view));
}

function renderNames(names: readonly Section[], { site, folder }: NamesView): SafeHtml {
  const near = (url: string): string => nearFrom(folder, url, site);
  const items = names.map(
    ({ key, title, language }) =>
      html`<li${languageAttributes(language, site)}><a href="${near(landingUrl(site, key))}">${title}</a></li>\n`,
  );
  return html`<ul>
    ${items}</ul>\n`;
}

function titleOf({ kind, site }: NamesView): string {
  const { authors, tags } = wordingOf(site);
  return kind === 'author' ? authors : tags;
}

function renderNamesOf({ site, folder }: NamesView, file: string, title: string, main: SafeHtml, up?: string): string {
  const home = landingUrl(site);
  const parent = up === undefined ? [nearFrom(folder, home, site), wordingOf(site).allNews] : ['./', up];
  return renderDocument({
    site,
    kind: 'browse',
    title: `${title} – ${site.title}`,
    description: `${title} – ${site.title}`,
    canonical: site.feedsUrl + folder + file,
    homeLanding: home,
    feed: ALL,
    feedTitle: site.title,
    masthead: renderJump(nearFrom(folder, home, site) + SUBSCRIBE_ANCHOR, site),
    main: html`<header>
      <p class="kicker"><a href="${parent[0]}">${parent[1]}</a></p>
      <h1>${title}</h1>
      </header>
      ${main}`,
  });
}
