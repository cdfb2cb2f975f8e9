import { parseWebUrl } from '../fields/fields.ts';
import { NOWHERE } from '../site/usual-addresses.ts';
import { cleanName } from '../text/clean.ts';
import { shortHash } from '../text/hash.ts';
import { resolveAddress } from './article-file.ts';
import { type ImportedItem, textHeld } from './imported-feed.ts';

/** By what an item is known. */
export interface Identity {
  /** Empty where the item has none. */
  readonly id: string;
  /** An earlier item has its id, or is the same as a whole. */
  readonly repeats?: 'id' | 'whole';
}

/**
 * Gives items their ids, in their order. An id that several have is the first one's; an address that items without an
 * id share is nobody's: readers tell such items apart by their titles and enclosures, and so do ids made of these. Each
 * item is asked once, or again with the same answer.
 */
export function createIdentifier(items: readonly ImportedItem[]): (item: ImportedItem) => Identity {
  const shared = sharedAddresses(items);
  /** By id, and by its first item. */
  const seen = new Map<string, Map<string, ImportedItem>>();
  return item => {
    const id = cleanName(item.id ?? '');
    if (id === '') return { id };
    const print = fingerprint(item);
    const before = seen.get(id) ?? new Map<string, ImportedItem>();
    const [first] = before.values();
    const known = before.get(print);
    if (!known) before.set(print, item);
    seen.set(id, before);
    if (known !== undefined && known !== item) return { id, repeats: 'whole' };
    const other = `${id}#${shortHash(print)}`;
    if (item.hasNoId && shared.has(id)) return { id: other };
    return first === undefined || first === item ? { id } : { id: other, repeats: 'id' };
  };
}

/** Returns items with their addresses as ids, where readers know them by these. `home` is that of the site. */
export function withLinkIds(items: readonly ImportedItem[], home: string): readonly ImportedItem[] {
  if (home === NOWHERE) return items;
  return items.map(item => {
    const id = item.isKnownByLink && item.id === undefined ? resolveAddress(item.link, home) : undefined;
    return id === undefined ? item : { ...item, id };
  });
}

/**
 * Returns items with addresses of their own site, as far as they are known by paths, which would lead to the site that
 * they go to. `home` is the address of the former, if known.
 */
export function atHome(items: readonly ImportedItem[], home = ''): readonly ImportedItem[] {
  if (parseWebUrl(home) === undefined) return items;
  return items.map(item => {
    if (item.base !== undefined) return item;
    const link = resolveAddress(item.link, home);
    return {
      ...item,
      ...(link !== undefined && { link }),
      ...((link === undefined || item.isOfSite) && { base: home }),
    };
  });
}

function sharedAddresses(items: readonly ImportedItem[]): ReadonlySet<string> {
  const [once, shared] = [new Set<string>(), new Set<string>()];
  for (const { id, hasNoId } of items) {
    if (!hasNoId || id === undefined) continue;
    const name = cleanName(id);
    if (once.has(name)) shared.add(name);
    once.add(name);
  }
  return shared;
}

/**
 * Returns a fingerprint that distinguishes two items of one id. The text of an item with a title is left out: it may be
 * corrected.
 */
function fingerprint({ title, link, enclosure, html, hasNoId, published }: ImportedItem): string {
  const text = title === '' ? textHeld(html) : '';
  return JSON.stringify([title || text, link ?? '', enclosure?.url ?? '', hasNoId ? (published ?? 0) : 0]);
}
