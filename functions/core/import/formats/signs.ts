import { MEDIA } from '../namespaces.ts';
import { childOf, textIn, type XmlElement } from '../xml-tree.ts';

/** Words by which an item is out, in the elements that may hold it back. */
const OUT = /^(?:no|false|0|published|publish|public|live|active|)$/i;

/**
 * Why an item is held back by what publishers mark theirs with: `app:control` (RFC 5023, section 13.1.1, whatever its
 * namespace is spelled like), `draft`, `status`, `media:status`. What is not known to be out is held.
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
