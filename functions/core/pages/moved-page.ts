import type { Site } from '../site/site.ts';
import { html } from './html.ts';

/** A page that moved. */
export interface MovedPage {
  readonly site: Site;
  /** Title of the target page. */
  readonly title: string;
  /** Absolute. */
  readonly url: string;
}

/**
 * Renders the page at a moved address, for hosts that can't redirect. It redirects browsers, and names the canonical
 * address to search engines.
 */
export function renderMovedPage({ site, title, url }: MovedPage): string {
  return html`<!doctype html>
    <html lang="${site.language}">
    <head>
    <meta charset="utf-8">
    <title>${title}</title>
    <link rel="canonical" href="${url}">
    <meta http-equiv="refresh" content="0; url=${url}">
    </head>
    <body>
    <p><a href="${url}">${title}</a></p>
    </body>
    </html>
    `.markup;
}
