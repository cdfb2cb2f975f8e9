import type { Image } from '../../article/article.ts';
import { mediaTypeOf } from '../../files/media-type.ts';
import { hasPictureEnding } from '../../front-matter/image-value.ts';
import { srcsetCandidates } from '../../html/url-policy.ts';
import { cleanLine } from '../../text/clean.ts';
import type { ImportedItem } from '../imported-feed.ts';
import type { Leftover } from '../left-out.ts';
import { ITUNES, MEDIA } from '../namespaces.ts';
import { childOf, childrenOf, textIn, textOfChild, type XmlElement } from '../xml-tree.ts';

/** A picture or a file that Media RSS tells, and what surrounds it. */
interface Content {
  readonly element: XmlElement;
  readonly url: string;
  readonly kind: 'image' | 'audio' | 'video' | 'other';
  /** The element, its group, and the item: each may describe it. */
  readonly scopes: readonly XmlElement[];
}

/** No more of them are looked at. */
const MAX_CONTENTS = 1000;

/** The largest picture of Media RSS, else a thumbnail, iTunes' picture, an enclosure or `<image>` that is one. */
export function imageOf(item: XmlElement): Image | undefined {
  const pictures = contentsOf(item).filter(({ kind }) => kind === 'image');
  const largest = pictures.reduce<Content | undefined>(
    (best, picture) => (best && sizeOf(best.element) >= sizeOf(picture.element) ? best : picture),
    undefined,
  );
  if (largest) return { ...described(largest), ...otherSizes(largest, pictures) };
  const src = thumbnailOf(item) ?? coverOf(item) ?? ownImage(item);
  return src === undefined || src.trim() === '' ? undefined : { src: src.trim() };
}

/** The picture of an episode. Apple has its address in `href`; some write `url`, or a text. */
function coverOf(item: XmlElement): string | undefined {
  const cover = childOf(item, 'image', ITUNES);
  if (!cover) return undefined;
  const { href, url } = cover.attributes;
  const given = [href, url, textOfChild(cover, 'url', ITUNES)].find(one => one !== undefined && one.trim() !== '');
  const text = textIn(cover).trim();
  return given ?? (/^https?:\/\/\S{1,2000}$/i.test(text) ? text : undefined);
}

/** Maximum number of sizes of one picture. */
const MAX_SIZES = 20;

/** Returns the picture in its other sizes: a group has one picture in several (Media RSS 1.5.1, "<media:group>"). */
function otherSizes({ url, element, scopes }: Content, pictures: readonly Content[]): Pick<Image, 'srcset'> {
  const [, group, item] = scopes;
  if (!item) return {};
  const sizes = new Map<string, number>();
  for (const other of pictures) {
    const width = numberOf(other.element.attributes.width);
    // A comma or a blank would end an address among others.
    const isSize = other.scopes[1] === group && other.url !== url && !/[\s,]/.test(other.url);
    if (isSize && isInProportion(element, other.element) && width !== undefined && sizes.size < MAX_SIZES)
      sizes.set(other.url, width);
  }
  return sizes.size === 0 ? {} : { srcset: [...sizes].map(([address, width]) => `${address} ${width}w`).join(', ') };
}

/** Returns whether two pictures may be one in two sizes: where all sides are known, within a pixel of rounding. */
function isInProportion(one: XmlElement, other: XmlElement): boolean {
  const sides = [one, other].map(({ attributes }) => [numberOf(attributes.width), numberOf(attributes.height)]);
  const [[width, height] = [], [otherWidth, otherHeight] = []] = sides;
  if (!width || !height || !otherWidth || !otherHeight) return true;
  return Math.abs((height * otherWidth) / width - otherHeight) <= 1;
}

/** The first file of Media RSS to be heard or seen, for an item without an enclosure. */
export function mediaEnclosure(item: XmlElement): ImportedItem['enclosure'] {
  const file = contentsOf(item).find(({ kind }) => kind === 'audio' || kind === 'video');
  if (!file) return undefined;
  const { type, fileSize } = file.element.attributes;
  const length = numberOf(fileSize);
  return { url: file.url, ...(type && { type: type.trim() }), ...(length !== undefined && { length }) };
}

/** The files that have no place here: of several an article has one picture and one enclosure. */
export function furtherMedia(item: XmlElement, image: Image | undefined, enclosure?: string): readonly Leftover[] {
  const sizes = image?.srcset === undefined ? [] : [...srcsetCandidates(image.srcset)];
  const shown = new Set([image?.src, ...sizes.map(({ reference }) => reference)]);
  return contentsOf(item)
    .filter(({ url }) => !shown.has(url) && url !== enclosure)
    .map(({ url, element, kind }) => ({
      kind: kind === 'image' ? 'media:content, another picture' : 'media:content, another file',
      example: url,
      line: element.line,
    }));
}

function contentsOf(item: XmlElement): readonly Content[] {
  const groups = childrenOf(item, 'group', MEDIA);
  const found = [item, ...groups].flatMap(scope =>
    childrenOf(scope, 'content', MEDIA).flatMap((element): Content[] => {
      const url = element.attributes.url?.trim() || undefined;
      const scopes = scope === item ? [element, item] : [element, scope, item];
      return url === undefined ? [] : [{ element, url, kind: kindOf(element, url), scopes }];
    }),
  );
  return found.slice(0, MAX_CONTENTS);
}

/** By its medium, else its type, else the ending of its address; without any of them it is a picture. */
function kindOf({ attributes: { medium, type } }: XmlElement, url: string): Content['kind'] {
  const declared = medium?.trim().toLowerCase() || type?.trim().toLowerCase().split('/')[0] || undefined;
  const [path = ''] = url.split(/[?#]/);
  const told = declared ?? mediaTypeOf(path)?.split('/')[0] ?? 'image';
  if (told === 'image' || told === 'audio' || told === 'video') return told;
  // The ending of a page, such as `photo.php`, tells nothing of what it shows.
  return declared === undefined && told === 'text' ? 'image' : 'other';
}

/**
 * Returns the area of a picture. With only one side known it counts as a square, and slightly less than any with both.
 */
function sizeOf({ attributes }: XmlElement): number {
  const [width, height] = [numberOf(attributes.width), numberOf(attributes.height)];
  if (width !== undefined && height !== undefined) return width * height;
  const side = width ?? height;
  if (side !== undefined) return side * side - 0.5;
  return (numberOf(attributes.fileSize) ?? 0) / 1e15;
}

function numberOf(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  const number = /^\d{1,15}(?:px)?$/.test(trimmed) ? Number.parseInt(trimmed, 10) : 0;
  return number > 0 ? number : undefined;
}

function described({ url, element, scopes }: Content): Image {
  const own = (name: string): string => {
    for (const scope of scopes) {
      const text = cleanLine(textOfChild(scope, name, MEDIA) ?? '');
      if (text !== '') return text;
    }
    return '';
  };
  const alt = own('description') || titleOf(scopes);
  const [width, height] = [numberOf(element.attributes.width), numberOf(element.attributes.height)];
  return {
    src: url,
    ...(alt !== '' && { alt }),
    ...creditOf(scopes),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  };
}

/** Maximum number of those who are credited with one picture. */
const MAX_CREDITED = 10;

/** Returns who is credited nearest to a picture, and the role of the first, where it is told in the usual words. */
function creditOf(scopes: readonly XmlElement[]): Pick<Image, 'credit' | 'role'> {
  const credited = scopes
    .map(scope => childrenOf(scope, 'credit', MEDIA).filter(credit => cleanLine(textIn(credit)) !== ''))
    .find(credits => credits.length > 0);
  if (!credited) return {};
  const names = new Set(credited.slice(0, MAX_CREDITED).map(credit => cleanLine(textIn(credit))));
  const { role = '', scheme = 'urn:ebu' } = credited[0]?.attributes ?? {};
  const told = scheme.trim() === 'urn:ebu' ? cleanLine(role) : '';
  // Who is credited without a role took the picture.
  return { credit: [...names].join(', '), ...(told !== '' && told !== 'photographer' && { role: told }) };
}

/** The title of the item is no description of its picture. */
function titleOf(scopes: readonly XmlElement[]): string {
  for (const scope of scopes.slice(0, -1)) {
    const text = cleanLine(textOfChild(scope, 'title', MEDIA) ?? '');
    if (text !== '') return text;
  }
  return '';
}

function thumbnailOf(item: XmlElement): string | undefined {
  const scopes = [item, ...childrenOf(item, 'group', MEDIA), ...contentsOf(item).map(({ element }) => element)];
  const thumbnails = scopes
    .flatMap(scope => childrenOf(scope, 'thumbnail', MEDIA))
    .filter(({ attributes: { url } }) => url !== undefined && url.trim() !== '');
  return thumbnails.reduce<XmlElement | undefined>(
    (best, one) => (best && sizeOf(best) >= sizeOf(one) ? best : one),
    undefined,
  )?.attributes.url;
}

/** An enclosure that is a picture; `<image>` and `<thumbnail>`, which some publishers put into their items. */
function ownImage(item: XmlElement): string | undefined {
  const enclosure = childrenOf(item, 'enclosure', item.uri).find(({ attributes: { type = '', url = '' } }) =>
    type.trim() === '' ? hasPictureEnding(url.trim()) : /^image\//i.test(type),
  );
  if (enclosure) return enclosure.attributes.url;
  for (const image of ['image', 'thumbnail'].flatMap(name => childrenOf(item, name, item.uri))) {
    const told = textOfChild(image, 'url', image.uri) ?? image.attributes.url ?? image.attributes.href ?? textIn(image);
    if (/^https?:\/\//i.test(told.trim())) return told;
  }
  return undefined;
}
