import { ALL } from '../feed/feed-key.ts';
import { landingUrl } from '../feed/make-feed.ts';
import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import { renderDocument, time } from './document.ts';
import { html } from './html.ts';
import { wordingOf } from './wording.ts';

/** Public note of a withdrawn article, without anything of the article itself. */
export interface WithdrawnPage {
  readonly site: Site;
  /** Plain text, in the language of the site. */
  readonly reason?: string;
  readonly withdrawn?: Instant;
}

/** Renders the page in the place of a withdrawn article, to be served with status 410. Every link on it is absolute. */
export function renderWithdrawnPage({ site, reason, withdrawn }: WithdrawnPage): string {
  const wording = wordingOf(site);
  return renderDocument({
    site,
    kind: 'notice',
    title: `${wording.withdrawn} – ${site.title}`,
    description: wording.withdrawnHelp,
    homeLanding: landingUrl(site),
    feed: ALL,
    feedTitle: site.title,
    main: html`
      <h1>${wording.withdrawn}</h1>
      <p>${wording.withdrawnHelp}</p>
      ${reason !== undefined && html`<p class="reason"><b>${wording.reason}</b> ${reason}</p>\n`}${
        withdrawn !== undefined && html`<p class="by">${wording.withdrawnOn} ${time(withdrawn, site, 'short')}</p>\n`
      }<p><a href="${landingUrl(site)}">${wording.latest}</a></p>`,
  });
}
