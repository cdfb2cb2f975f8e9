import { all, type ParsedElement, text } from '../core/feed/parsed-xml.ts';

/** Elements of RSS itself are in no namespace. */
export function channelOf(root: ParsedElement): ParsedElement {
  return all(root, 'channel')[0] ?? root;
}

export function itemsOf(root: ParsedElement): readonly ParsedElement[] {
  return all(root, 'channel', 'item');
}

/** An item as its findings name it. */
export function nameOf(item: ParsedElement): string {
  return text(item, 'guid') ?? text(item, 'title') ?? 'an item without a name';
}

/** Whatever of the names is there more than once. */
export function* oftenerThanOnce(element: ParsedElement, names: readonly string[]): Generator<string> {
  for (const name of names) if (all(element, name).length > 1) yield `${all(element, name).length} ${name}`;
}

/** Children of no namespace that have no place there. */
export function* unknownIn(element: ParsedElement, names: readonly string[]): Generator<string> {
  for (const { uri, local } of element.children) if (uri === '' && !names.includes(local)) yield local;
}
