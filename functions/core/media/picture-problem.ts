import { mediaTypeOf } from '../files/media-type.ts';
import type { Problem } from '../problem.ts';
import { imageSize } from './image-size.ts';

/** Bytes of a picture above which phones wait for it. */
const MAX_BYTES = 1024 ** 2;
/** Pixels of either side beyond which no screen shows more. */
const MAX_PIXELS = 2000;

/** Pictures that hardly a browser shows. */
const HIDDEN: ReadonlySet<string> = new Set(['image/heic', 'image/heif', 'image/tiff']);
/** Pictures that tell their size in pixels where `imageSize` looks for it. */
const SIZED: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/** Returns whether a file is a picture that tells its size in pixels, by its ending. */
export function isSizedPicture(path: string): boolean {
  return SIZED.has(mediaTypeOf(path) ?? '');
}

/** Number of bytes that `beginsAsPicture` looks at. */
export const PICTURE_START = 12;

/** First bytes of a JPEG, a PNG, a GIF and a WebP; in that of a WebP there is its size in between. */
const STARTS: readonly RegExp[] = [/^\xff\xd8\xff/, /^\x89PNG\r\n\x1a\n/, /^GIF8/, /^RIFF[\s\S]{4}WEBP/];

/** Returns whether a file begins as a JPEG, PNG, GIF or WebP does, whatever its name is. */
export function beginsAsPicture(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, PICTURE_START));
  return STARTS.some(pattern => pattern.test(start));
}

/** Number of bytes that tell what a file is whose name says that it is a picture. */
export const KIND_START = 64;

/** First bytes of what browsers do not show as a picture, and what each is: cameras of telephones save HEIC. */
const OTHERS: readonly (readonly [start: RegExp, kind: string])[] = [
  [/^[\s\S]{4}ftyp(?:hei|hev)[cmsx]/, 'HEIC'],
  [/^(?:II\*\0|MM\0\*)/, 'TIFF'],
  [/^%PDF-/, 'PDF'],
  [/^(?:\xef\xbb\xbf)?(?:<!doctype html|<html)/i, 'a web page'],
];

/** Returns what a file is whose name says JPEG, PNG, GIF or WebP, and that browsers do not show as a picture. */
function otherKind(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, KIND_START));
  return OTHERS.find(([pattern]) => pattern.test(start))?.[1];
}

/** Returns whether a whole file has to be read to tell what is wrong with it: of one that is too large, its start. */
export function isPictureRead(path: string, size: number): boolean {
  return size <= MAX_BYTES && isSizedPicture(path);
}

/**
 * Returns a warning of a picture that readers do not see, or wait for; `undefined` of every other file.
 * @param size Bytes of the file.
 * @param bytes These, where `isPictureRead`; of a larger file the first `KIND_START` of them.
 */
export function pictureProblem(key: string, size: number, bytes?: Uint8Array): Problem | undefined {
  const type = mediaTypeOf(key) ?? '';
  if (!type.startsWith('image/')) return undefined;
  const kind = bytes && SIZED.has(type) ? otherKind(bytes) : undefined;
  const shown = kind === undefined ? type : `${kind}, whatever its name says`;
  const message =
    HIDDEN.has(type) || kind !== undefined
      ? `browsers show no pictures of this kind (${shown}); save it as JPEG, PNG or WebP`
      : largeMessage(size, bytes && imageSize(bytes));
  return message === undefined ? undefined : { path: key, severity: 'warning', message };
}

function largeMessage(bytes: number, pixels: ReturnType<typeof imageSize>): string | undefined {
  const isWide = pixels !== undefined && Math.max(pixels.width, pixels.height) > MAX_PIXELS;
  if (!isWide && bytes <= MAX_BYTES) return undefined;
  const facts = [
    ...(isWide ? [`${pixels.width} × ${pixels.height} pixels`] : []),
    ...(bytes > MAX_BYTES ? [`${(bytes / 1024 ** 2).toFixed(1)} MB`] : []),
  ];
  const remedy = 'save it with at most 2,000 pixels on each side and 1 MB';
  return `the picture has ${facts.join(' and ')}, for which phones wait; ${remedy}`;
}
