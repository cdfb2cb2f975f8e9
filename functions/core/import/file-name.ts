import type { Instant } from '../instant.ts';
import { shortHash } from '../text/hash.ts';
import { slugify } from '../text/slug.ts';
import { parseAddress } from '../text/web-address.ts';
import { wallClockAt, type Zone } from '../time/zone.ts';
import { type ImportedItem, textHeld } from './imported-feed.ts';

/** Names that say nothing: `index.html`, `12345.htm`. */
const EMPTY = /^(?:index|default|\d*)$/;
const LONGEST = 80;

/**
 * Returns the key of an article, without its ending: in the folder of its month (`undated` without a date), with the
 * name in its address, else by its title. A name consists of lower-case ASCII letters, digits and hyphens, so no value
 * in a feed can leave the folder.
 */
export function fileNameOf(item: ImportedItem, title: string, published: Instant | undefined, zone: Zone): string {
  const names = [item.slug, lastSegment(item.link), title].map(name => slugify(name ?? '', LONGEST));
  // An id that is made of the site's address changes with that.
  const id = item.isKnownByLink ? undefined : item.id;
  const name = names.find(slug => !EMPTY.test(slug)) ?? shortHash(id ?? textHeld(item.html));
  return `articles/${published === undefined ? 'undated' : monthOf(published, zone)}/${name}`;
}

function monthOf(published: Instant, zone: Zone): string {
  const date = wallClockAt(published, zone);
  const month = String(date.getUTCMonth() + 1).padStart(2, '0');
  return `${String(date.getUTCFullYear()).padStart(4, '0')}/${month}`;
}

function lastSegment(link: string | undefined): string | undefined {
  const url = link === undefined ? undefined : parseAddress(link);
  if (!url) return undefined;
  const segments = url.pathname.split('/').filter(segment => segment !== '');
  const segment = (segments.at(-1) ?? '').replace(/\.(?:html?|php|aspx?|jsp|amp)$/i, '');
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
