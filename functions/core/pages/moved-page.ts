import type { Site } from '../site/site.ts';
import { html } from './html.ts';

/** Where a page went. */
export interface MovedPage {
  readonly site: Site;
  /** Of the page there. */
  readonly title: string;
  /** Absolute. */
  readonly url: string;
}

/**
 * The page of an address that moved, for hosts that can't say so by themselves: it takes browsers along and tells
 * search engines which address counts.
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
