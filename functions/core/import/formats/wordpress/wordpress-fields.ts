import { escapeHtmlText } from '../../../html/canonical-html.ts';
import { textOfHtml } from '../../html-text.ts';
import { textIn, type XmlElement } from '../../xml-tree.ts';

/** Co-Authors Plus names an author by the account, with a prefix where it is spelled for addresses. */
export function loginOf(author: XmlElement): string {
  return textIn(author).trim() || (author.attributes.nicename ?? '').replace(/^cap-/, '');
}

export function excerptOf(item: XmlElement): string | undefined {
  return textOfHtml(excerptHtml(item)) || undefined;
}

/** Its namespace is that of the export with `excerpt/` after it. */
function excerptHtml(item: XmlElement): string {
  const element = item.children.find(
    (child): child is XmlElement =>
      typeof child !== 'string' && child.name === 'encoded' && /\/excerpt\/?$/.test(child.uri),
  );
  return element ? textIn(element).trim() : '';
}

/** Maximum length of a caption, which may stand in several galleries, in UTF-16 code units. */
const MAX_CAPTION = 5000;

/** Returns the caption of a picture, as HTML: its excerpt; of a long one its text, as far as there is room. */
export function captionOf(item: XmlElement): string | undefined {
  const html = excerptHtml(item);
  if (html.length <= MAX_CAPTION) return html || undefined;
  return escapeHtmlText(
    textOfHtml(html)
      .slice(0, MAX_CAPTION)
      .replace(/[\ud800-\udbff]$/, ''),
  );
}

export function givenSlug(nicename: string | undefined): { readonly slug?: string } {
  return nicename ? { slug: decoded(nicename) } : {};
}

export function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
