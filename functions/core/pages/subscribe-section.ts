import type { Feed } from '../feed/feed.ts';
import type { Wording } from '../site/labels.ts';
import type { Site } from '../site/site.ts';
import { COPY_SCRIPT } from './copy-script.ts';
import { offersOf } from './document.ts';
import { html, raw, type SafeHtml } from './html.ts';
import { subscribeLinks } from './subscribe-links.ts';
import { labelOf, wordingOf } from './wording.ts';

/** Contents of the section besides the feed's own addresses. */
export interface SubscribeSection {
  readonly feed: Feed;
  readonly site: Site;
  readonly opmlUrl: string;
  readonly followUrl: string;
  /** Feeds of sections, each with the page that explains it; none where there are too many. */
  readonly sections: readonly { readonly title: string; readonly href: string }[];
}

/** Anchor of the section, which links to a feed lead to. */
export const SUBSCRIBE_ANCHOR = '#subscribe';

/**
 * Explains a feed to people: its purpose, its addresses, and how to add it to a reader. No other link leads to the feed
 * itself, which is for programs. On a page without a feed of its own the heading says that the feed is that of all.
 */
export function renderSubscribe({ feed, site, opmlUrl, followUrl, sections }: SubscribeSection): SafeHtml {
  const wording = wordingOf(site);
  const isAudio = isMostlyAudio(feed);
  const formats = offersOf(feed.key, site);
  const offers = formats.map(({ id, name, url }) => {
    const links = subscribeLinks(id, url, isAudio).map(
      ({ name: app = wording.desktopReader, href }) => html`<li><a href="${href}">${app}</a></li>`,
    );
    return html`<dt>${name}</dt><dd><code>${breakable(url)}</code>${renderCopyButton(name, wording)}
      <ul class="apps" aria-label="${labelOf(wording.subscribeIn, name)}">${links}</ul></dd>\n`;
  });
  const opml = html`<a href="${opmlUrl}" type="text/x-opml" download>OPML</a>`;
  const follow = html`<a href="${followUrl}" type="application/json">JSON</a>`;
  return html`<section class="subscribe" aria-labelledby="subscribe">
    <h2 id="subscribe">${wording.subscribe}${feed.section?.isPageOnly && ` – ${site.title}`}</h2>
    <p>${wording.subscribeHelp}${formats.length > 1 && ` ${wording.whichFormat}`}</p>
    <dl>
    ${offers}</dl>
    <p role="status"></p>
    ${renderSections(sections, wording)}<p>${wording.allFeeds} ${opml}, ${follow}</p>
    </section>
    <script>${raw(COPY_SCRIPT)}</script>`;
}

/** Renders a button that is hidden until the script finds that it can copy. */
function renderCopyButton(name: string, wording: Wording): SafeHtml {
  const { copy, copied, copyAddress } = wording;
  const label = labelOf(copyAddress, name);
  return html`<button type="button" aria-label="${label}" data-copied="${copied}" hidden>${copy}</button>`;
}

function renderSections(sections: SubscribeSection['sections'], wording: Wording): SafeHtml | undefined {
  if (sections.length === 0) return undefined;
  const items = sections.map(({ title, href }) => html`<li><a href="${href}${SUBSCRIBE_ANCHOR}">${title}</a></li>\n`);
  return html`<h3>${wording.eachSection}</h3>
    <ul class="each">
    ${items}</ul>\n`;
}

/** Renders an address that breaks after a slash rather than within a word. Only the address is copied. */
function breakable(url: string): SafeHtml {
  return html`${url.split(/(?<=[^/]\/)(?=[^/])/).map((part, index) => [index > 0 && html`<wbr>`, part])}`;
}

/**
 * Returns true if more than half of a feed's entries have audio: then it is a podcast. A page without a feed of its own
 * offers that of all, which is none because of its entries.
 */
function isMostlyAudio({ entries, section }: Feed): boolean {
  if (section?.isPageOnly) return false;
  return entries.filter(({ enclosure }) => enclosure?.type.startsWith('audio/')).length * 2 > entries.length;
}
