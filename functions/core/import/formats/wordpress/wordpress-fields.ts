import { textOfHtml } from '../../html-text.ts';
import { textIn, type XmlElement } from '../../xml-tree.ts';

/** Co-Authors Plus names an author by the account, with a prefix where it is spelled for addresses. */
export function loginOf(author: XmlElement): string {
  return textIn(author).trim() || (author.attributes.nicename ?? '').replace(/^cap-/, '');
}

/** Its namespace is that of the export with `excerpt/` after it. */
export function excerptOf(item: XmlElement): string | undefined {
  const element = item.children.find(
    (child): child is XmlElement =>
      typeof child !== 'string' && child.name === 'encoded' && /\/excerpt\/?$/.test(child.uri),
  );
  const text = element ? textOfHtml(textIn(element)) : '';
  return text === '' ? undefined : text;
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
