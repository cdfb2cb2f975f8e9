import { MEDIA } from '../namespaces.ts';
import { childOf, textIn, type XmlElement } from '../xml-tree.ts';

/** Words by which an item is out, in the elements that may hold it back. */
const OUT = /^(?:no|false|0|published|publish|public|live|active|)$/i;

/**
 * Returns the reason why an item is held back, according to the marks of publishers: `app:control` (RFC 5023, section
 * 13.1.1, with any spelling of its namespace), `draft`, `status`, `media:status`. An unknown value holds it back.
 */
export function heldBySigns(item: XmlElement): string | undefined {
  for (const child of item.children) {
    if (typeof child === 'string') continue;
    const drafts = child.name === 'control' ? elementsNamed(child, 'draft') : child.name === 'draft' ? [child] : [];
    if (drafts.some(draft => !OUT.test(textIn(draft).trim()))) return 'a draft';
    if (drafts.some(draft => textIn(draft).trim() === '')) return 'a draft';
  }
  const status = childOf(item, 'status', MEDIA);
  const state = status && (status.attributes.state ?? textIn(status)).trim();
  return state !== undefined && !OUT.test(state) ? `of status ${state}` : undefined;
}

function elementsNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name);
}
