import type { Leftover } from '../left-out.ts';
import { prefixedName } from '../namespaces.ts';
import { textIn, type XmlElement } from '../xml-tree.ts';

/** Returns an example of an element's content: its text, else an address, else its attributes. */
function wordsOf(element: XmlElement): string {
  const text = textIn(element).trim();
  if (text !== '') return text;
  const { url, href, rel } = element.attributes;
  return url ?? (href === undefined ? undefined : [rel, href].filter(Boolean).join(' ')) ?? attributesOf(element);
}

function attributesOf({ attributes }: XmlElement): string {
  return Object.entries(attributes)
    .filter(([name]) => !name.startsWith('xmlns'))
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');
}

/** Returns the contents of elements that are not read; empty ones are skipped. */
export function leftoversOf(element: XmlElement, isRead: (child: XmlElement) => boolean): readonly Leftover[] {
  const found: Leftover[] = [];
  for (const child of element.children) {
    if (typeof child === 'string' || isRead(child)) continue;
    const example = wordsOf(child);
    if (example !== '') found.push({ kind: prefixedName(child), example, line: child.line });
  }
  return found;
}
