import type { Image } from '../article/article.ts';
import { mediaTypeOf } from '../files/media-type.ts';
import { srcsetCandidates } from '../html/url-policy.ts';
import { type Attributes, emptyElement, inlineElement, textElement } from './xml.ts';

/** Role of whoever is credited, in the words of the European Broadcasting Union, where none is told. */
const USUAL_ROLE = 'photographer';

/** Maximum number of sizes of one picture: each is part of every feed that shows it. */
const MAX_SIZES = 20;

/** A picture in one size. */
interface Rendition {
  readonly url: string;
  /** In pixels. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/**
 * Renders a picture (Media RSS 1.5.1, "<media:content>"); in a group, if it is there in several sizes. What it shows
 * and who made it stands once, beside all sizes.
 */
export function mediaElement(image: Image): string {
  const words = wordsOf(image);
  const [main, ...others] = renditionsOf(image);
  if (others.length === 0) return contentElement(main, words);
  const sizes = [contentElement(main, [], { isDefault: 'true' }), ...others.map(other => contentElement(other))];
  return inlineElement('media:group', [...sizes, ...words]);
}

/** Returns the picture in each of its sizes, each address once, the one to be shown first. */
export function renditionsOf({ src, width, height, srcset }: Image): readonly [Rendition, ...Rendition[]] {
  const widths = new Map<string, number>();
  for (const { reference, size } of srcset === undefined ? [] : srcsetCandidates(srcset)) {
    const pixels = /^\d{1,6}w$/.test(size) ? Number.parseInt(size, 10) : 0;
    if (pixels > 0 && !widths.has(reference) && widths.size < MAX_SIZES) widths.set(reference, pixels);
  }
  const ownWidth = width ?? widths.get(src);
  const others = [...widths].filter(([url]) => url !== src);
  const sizes = others.map(([url, pixels]): Rendition => {
    // The same picture: its sides are in proportion.
    const scaled = height !== undefined && width !== undefined ? Math.round((height * pixels) / width) : 0;
    return { url, width: pixels, ...(scaled > 0 && { height: scaled }) };
  });
  return [{ url: src, width: ownWidth, height }, ...sizes];
}

function contentElement(
  { url, width, height }: Rendition,
  words: readonly string[] = [],
  more: Attributes = {},
): string {
  const attributes = { url, medium: 'image', type: imageType(url), ...more, width: width || undefined };
  const all = { ...attributes, height: height || undefined };
  return words.length > 0 ? inlineElement('media:content', words, all) : emptyElement('media:content', all);
}

function wordsOf({ alt, caption, credit, role }: Image): readonly string[] {
  const described = caption || alt;
  const roles = { role: role || USUAL_ROLE, scheme: 'urn:ebu' };
  return [
    ...(described ? [textElement('media:description', described, { type: 'plain' })] : []),
    ...(credit ? [textElement('media:credit', credit, roles)] : []),
  ];
}

/** The media type of an image by the ending of its address, where that tells. */
function imageType(src: string): string | undefined {
  const type = mediaTypeOf(src.split(/[?#]/, 1)[0] ?? '');
  return type?.startsWith('image/') ? type : undefined;
}
