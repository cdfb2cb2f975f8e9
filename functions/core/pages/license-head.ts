import { type License, labelOfLicense } from '../rights/license.ts';
import { rslElement } from '../rights/rsl.ts';
import { miningStatement } from '../rights/tdmrep.ts';
import { html, raw, type SafeHtml } from './html.ts';

/** Renders what the head of a page tells machines of its licence: where it is, and whether mining is reserved. */
export function renderLicenseHead(license: License): SafeHtml {
  const statement = Object.entries(miningStatement(license));
  return html`<link rel="license" href="${license.url}">\n${statement.map(
    ([name, content]) => html`<meta name="${name}" content="${content}">\n`,
  )}`;
}

/**
 * Embeds the terms of a page (RSL 1.0, section 4.6.2). Inside `<script>` no character reference is read by HTML, and
 * the document has no `<` in its values, so nothing in it ends the element.
 */
export function rslScript(url: string, license: License): SafeHtml {
  return html`<script type="application/rsl+xml">${raw(rslElement([{ url, license }]))}</script>\n`;
}

/** Renders the licence for people. */
export function renderLicense(license: License): SafeHtml {
  return html`<p><a rel="license" href="${license.url}">${labelOfLicense(license)}</a></p>\n`;
}
