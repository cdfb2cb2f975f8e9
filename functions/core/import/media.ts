import { addTo } from '../groups.ts';
import { escapeHtmlText } from '../html/canonical-html.ts';
import { type Gallery, withGalleries } from './formats/wordpress/galleries.ts';
import { type ImportedItem, type ImportedMedia, textHeld } from './imported-feed.ts';

const IDS = /\b(?:ids|include)\s*=\s*["']?([\d,\s]+)/;

/** Pictures that the galleries of an article may have together; one that has no room stays as it was written. */
const MAX_PICTURES = 1000;

interface Room {
  left: number;
}

/**
 * Gives articles the pictures that their export names by number: the featured one, and those of galleries. They may
 * stand in another part of the export, so that is done when all of them are read.
 */
export function createMediaFinder(media: readonly ImportedMedia[]): (item: ImportedItem) => ImportedItem {
  const byId = new Map(media.flatMap(one => (one.id === undefined ? [] : [[one.id, one] as const])));
  const byParent = new Map<string, ImportedMedia[]>();
  for (const one of media) if (one.parent !== undefined && isPicture(one)) addTo(byParent, one.parent, one);
  const gallery = (attributes: string, post: string | undefined, room: Room): Gallery | undefined => {
    const ids = IDS.exec(attributes)?.[1]
      ?.split(',')
      .map(id => id.trim());
    const own = (post === undefined ? undefined : byParent.get(post)) ?? [];
    const found = ids ? ids.flatMap(id => byId.get(id) ?? []) : own;
    if (found.length === 0 || found.length > room.left) return undefined;
    room.left -= found.length;
    // Pictures that no part of the export has are told of, as the code is.
    const missing = ids?.filter(id => id !== '' && !byId.has(id)) ?? [];
    const rest = missing.length > 0 ? `[gallery ids="${missing.join(',')}"]` : '';
    return { figures: found.map(figure).join('\n'), rest };
  };
  return item => {
    const featured = item.imageId === undefined ? undefined : byId.get(item.imageId);
    const html = textHeld(item.html);
    const room: Room = { left: MAX_PICTURES };
    const filled = html.includes('[gallery')
      ? withGalleries(html, attributes => gallery(attributes, item.postId, room))
      : html;
    if (!featured) return filled === html ? { ...item, html } : { ...item, html: filled };
    const image = { src: featured.url, ...(featured.alt && { alt: featured.alt }) };
    return { ...item, html: filled, image };
  };
}

function isPicture({ url }: ImportedMedia): boolean {
  return /\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:[?#]|$)/i.test(url);
}

function figure({ url, alt = '', caption }: ImportedMedia): string {
  const picture = `<img src="${escapeHtmlText(url)}" alt="${escapeHtmlText(alt).replaceAll('"', '&quot;')}">`;
  return `<figure>${picture}${caption === undefined ? '' : `<figcaption>${caption}</figcaption>`}</figure>`;
}
