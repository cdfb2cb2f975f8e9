import type { BodyOptions, BodyReference } from './body.ts';
import { sameText, textOf, withoutTitle } from './canonical-html.ts';
import { readHtmlPage } from './html-page.ts';
import { sanitize } from './sanitize.ts';

/** The text of a page, or of a fragment of one, of which nothing is left but what readers render. */
export function renderHtml(html: string, options: BodyOptions, references: BodyReference[]): string {
  const seen = new Set<string>();
  const onReference = (reference: string): void => {
    if (!seen.has(reference)) references.push({ reference });
    seen.add(reference);
  };
  const { resolve, idPrefix, title } = options;
  const clean = sanitize(readHtmlPage(html).body, { resolve, idPrefix, onReference });
  return withoutTitle(withoutHeadline(clean, title), title);
}

/** A page's headline is its title again, and may stand below a kicker. */
function withoutHeadline(html: string, title: string): string {
  const start = html.indexOf('<h1');
  const end = html.indexOf('</h1>', start);
  if (start === -1 || end === -1 || !sameText(textOf(html.slice(start, end)), title)) return html;
  return (html.slice(0, start) + html.slice(end + '</h1>'.length)).trim();
}
