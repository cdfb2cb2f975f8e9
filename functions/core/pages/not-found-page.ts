import { ALL } from '../feed/feed-key.ts';
import { landingUrl } from '../feed/make-feed.ts';
import type { Site } from '../site/site.ts';
import { renderDocument } from './document.ts';
import { html } from './html.ts';
import { wordingOf } from './wording.ts';

/** Renders the page for an address that does not exist. It is served at any depth, so every link on it is absolute. */
export function renderNotFoundPage(site: Site): string {
  const wording = wordingOf(site);
  const home = landingUrl(site);
  return renderDocument({
    site,
    kind: 'notice',
    title: `${wording.notFound} – ${site.title}`,
    description: wording.notFoundHelp,
    homeLanding: home,
    feed: ALL,
    feedTitle: site.title,
    main: html`
      <h1>${wording.notFound}</h1>
      <p>${wording.notFoundHelp}</p>
      <p><a href="${home}">${wording.latest}</a></p>`,
  });
}
