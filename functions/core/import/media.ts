import { addTo } from '../groups.ts';
import { escapeHtmlText } from '../html/canonical-html.ts';
import { type ImportedItem, type ImportedMedia, textHeld } from './imported-feed.ts';

const GALLERY = /\[gallery\b([^\][]*)\]/g;
const IDS = /\b(?:ids|include)\s*=\s*["']?([\d,\s]+)/;

/**
 * Gives articles the pictures that their export names by number: the featured one, and those of galleries. They may
 * stand in another part of the export, so that is done when all of them are read.
 */
export function createMediaFinder(media: readonly ImportedMedia[]): (item: ImportedItem) => ImportedItem {
  const byId = new Map(media.flatMap(one => (one.id === undefined ? [] : [[one.id, one] as const])));
  const byParent = new Map<string, ImportedMedia[]>();
  for (const one of media) if (one.parent !== undefined && isPicture(one)) addTo(byParent, one.parent, one);
  const inGallery = (attributes: string, post: string | undefined): readonly ImportedMedia[] => {
    const ids = IDS.exec(attributes)?.[1]?.split(',');
    if (!ids) return (post === undefined ? undefined : byParent.get(post)) ?? [];
    return ids.flatMap(id => byId.get(id.trim()) ?? []);
  };
  return item => {
    const featured = item.imageId === undefined ? undefined : byId.get(item.imageId);
    const html = textHeld(item.html);
    const filled = html.includes('[gallery')
      ? html.replace(GALLERY, (code, attributes: string) => {
          const pictures = inGallery(attributes, item.postId);
          return pictures.length === 0 ? code : pictures.map(figure).join('\n');
        })
      : html;
    if (!featured) return filled === html ? { ...item, html } : { ...item, html: filled };
    const image = { src: featured.url, ...(featured.alt && { alt: featured.alt }) };
    return { ...item, html: filled, image };
  };
}

function isPicture({ url }: ImportedMedia): boolean {
  return /\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:[?#]|$)/i.test(url);
}

function figure({ url, alt = '' }: ImportedMedia): string {
  return `<figure><img src="${escapeHtmlText(url)}" alt="${escapeHtmlText(alt).replaceAll('"', '&quot;')}"></figure>`;
}
