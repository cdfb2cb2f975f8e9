import { cleanLine } from '../text/clean.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { foldFieldName } from './publication-rules.ts';

/** A picture that front matter names. */
export interface ImageValue {
  readonly src: string;
  readonly alt?: string;
  /** Text below the picture. */
  readonly caption?: string;
  /** Author or owner of the picture. */
  readonly credit?: string;
  /** Role of whoever is credited. */
  readonly role?: string;
  /** In pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Other widths or densities of the picture, in the form of HTML's `srcset`; references as written. */
  readonly srcset?: string;
}

/** Maximum length of a `srcset`, in UTF-16 code units: it is part of pages, whose size is limited. */
const MAX_SRCSET = 2000;

/** Maximum width and height of a picture, in pixels. */
export const MAX_PIXELS = 1_000_000;

/** Fields of a mapping that name the file or its address, in order of precedence. Folded. */
export const IMAGE_SOURCES: readonly string[] =
  'src url image path file href feature overlayimage filename teaser thumbnail og'.split(' ');
const ALTS: readonly string[] = 'alt alttext imagealt imagealttext'.split(' ');
const CREDITS: readonly string[] = 'credit credits creditname attribution'.split(' ');
/** Maximum length of a role, in UTF-16 code units: the longest of the list has some forty. */
const MAX_ROLE = 100;
/** Fields beside them that feeds have no place for. */
const BESIDE: readonly string[] = (
  'caption title credit credits creditlink creditname attribution position class relative hidden ' +
  'hiddeninlist hiddeninsingle width height srcset size sizes type placeholder preview linkurl responsiveimages ' +
  'overlayfilter overlaycolor showoverlay'
).split(' ');

/** Fields of a mapping that are understood, folded. */
export const IMAGE_FIELDS: readonly string[] = [...IMAGE_SOURCES, ...ALTS, ...BESIDE];

/**
 * Returns the picture that a value names: text, a mapping (`{ url, alt }`, `{ image }`), or the first of a list;
 * `undefined` where there is none.
 */
export function imageIn(node: YamlNode, depth = 0): ImageValue | undefined {
  if (node.kind === 'scalar') {
    const src = typeof node.value === 'string' ? cleanLine(node.text) : '';
    return src === '' ? undefined : { src };
  }
  // A picture in a picture in a picture is nobody's.
  if (depth > 2) return undefined;
  if (node.kind === 'map') return imageInMap(node, depth);
  for (const item of node.items) {
    const image = imageIn(item, depth + 1);
    if (image) return image;
  }
  return undefined;
}

function imageInMap(map: YamlMap, depth: number): ImageValue | undefined {
  const fields = new Map(map.entries.map(({ key, value }) => [foldFieldName(key), value]));
  const first = <Result>(
    names: readonly string[],
    read: (value: YamlNode) => Result | undefined,
  ): Result | undefined => {
    for (const name of names) {
      const value = fields.get(name);
      const result = value && read(value);
      if (result !== undefined) return result;
    }
    return undefined;
  };
  const image = first(IMAGE_SOURCES, value => imageIn(value, depth + 1));
  if (!image) return undefined;
  const alt = first(ALTS, textIn);
  const credit = first(CREDITS, creditIn);
  const caption = first(['caption'], textIn);
  const srcset = first(['srcset'], textIn);
  const [width, height] = [first(['width'], pixelsIn), first(['height'], pixelsIn)];
  return {
    ...image,
    ...(alt !== undefined && { alt }),
    ...(caption !== undefined && { caption }),
    ...credit,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(srcset !== undefined && srcset.length <= MAX_SRCSET && { srcset }),
  };
}

/** Returns who is credited: text, or a mapping of `name` and `role`. */
function creditIn(node: YamlNode): Pick<ImageValue, 'credit' | 'role'> | undefined {
  const fields = node.kind === 'map' ? new Map(node.entries.map(({ key, value }) => [key, value])) : undefined;
  const [name, told] = fields ? [fields.get('name'), fields.get('role')] : [node, undefined];
  const credit = name && textIn(name);
  const role = told && textIn(told);
  if (credit === undefined) return undefined;
  return { credit, ...(role !== undefined && role.length <= MAX_ROLE && { role }) };
}

/** Returns a number of pixels; `undefined` for styles such as `100%`. */
export function pixelsIn(node: YamlNode): number | undefined {
  const pixels = node.kind === 'scalar' && /^\d{1,6}(?:px)?$/.test(node.text) ? Number.parseInt(node.text, 10) : 0;
  return pixels >= 1 && pixels <= MAX_PIXELS ? pixels : undefined;
}

function textIn(node: YamlNode): string | undefined {
  const text = node.kind === 'scalar' && node.value !== null ? cleanLine(node.text) : '';
  return text === '' ? undefined : text;
}

const ADDRESS = /^https?:\/\//i;
const ENDING = /\.(?:jpe?g|jfif|png|gif|webp|avif|svg|bmp|tiff?|heic|jxl)(?:[?#]|$)/i;
/** References that only the program that made the site can resolve: an alias of a folder, code. */
const UNRESOLVED = /^[~@]|\{[{%]|^(?:data|blob):/;

/** Returns true for text that is the file name of a picture, or may be its address. */
export function isPictureName(text: string): boolean {
  return (ADDRESS.test(text) || ENDING.test(text)) && !UNRESOLVED.test(text);
}

/** Returns true for text that ends as a picture's file does, be it a path or an address. */
export function hasPictureEnding(text: string): boolean {
  return ENDING.test(text) && !UNRESOLVED.test(text);
}
