import { lookup } from 'mrmime';
import { MEDIA_PREFIX } from '../bucket-layout.ts';
import { FORMATS, formatAt } from '../feed/formats.ts';
import { JSON_CHAPTERS } from '../podcast/json-chapters.ts';
import { LICENSE_PATH } from '../rights/license.ts';
import { TDMREP_PATH } from '../rights/tdmrep.ts';
import { isChaptersPath, variantOf } from './variants.ts';

/** Subscription lists: of all feeds, and of those of names by letter. */
const OPML = /^opml(?:-[^/]+)?\.xml$/;
const FOLLOW = /^follow(?:-[^/]+)?\.json$/;

/** The media types of the contract, each with its one owner here; `undefined` for what Bantin does not write itself. */
export function publishedMediaType(path: string): string | undefined {
  const format = formatAt(path);
  if (format !== undefined) return FORMATS[format].mediaType;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (OPML.test(name)) return 'text/x-opml; charset=utf-8';
  if (FOLLOW.test(name)) return 'application/json; charset=utf-8';
  if (path === LICENSE_PATH) return 'application/rsl+xml; charset=utf-8';
  if (isChaptersPath(path)) return JSON_CHAPTERS;
  if (path === TDMREP_PATH) return 'application/json; charset=utf-8';
  if (name.endsWith('.xml')) return 'application/xml; charset=utf-8';
  if (path === 'robots.txt') return 'text/plain; charset=utf-8';
  if (name.endsWith('.html')) return 'text/html; charset=utf-8';
  return undefined;
}

const TOKEN = String.raw`[\w!#$&^.+-]{1,127}`;
const MEDIA_TYPE = new RegExp(`^${TOKEN}/${TOKEN}(?:; ?${TOKEN}=(?:${TOKEN}|"[^"]*"))*$`);

/**
 * Returns whether a text is a media type, with or without parameters (RFC 6838, section 4.2; RFC 9110, section 8.3.1).
 */
export function isMediaType(text: string): boolean {
  return MEDIA_TYPE.test(text);
}

/** Types of files of cameras, recorders and icons that the library does not have. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['avi', 'video/x-msvideo'],
  ['flac', 'audio/flac'],
  ['ico', 'image/x-icon'],
  ['jfif', 'image/jpeg'],
  ['m4v', 'video/mp4'],
  ['mkv', 'video/x-matroska'],
  ['srt', 'application/x-subrip'],
]);

/** The media type that a path's ending tells, such as `image/jpeg`. */
export function mediaTypeOf(path: string): string | undefined {
  const ending = path.slice(path.lastIndexOf('/') + 1);
  // The library looks names up in an object, where `__proto__` is something, too.
  const type: unknown = ending.includes('.') ? lookup(ending) : undefined;
  return typeof type === 'string' ? type : OTHERS.get(ending.slice(ending.lastIndexOf('.') + 1).toLowerCase());
}

/**
 * The media type that any file under `public/` is stored and served with, compressed forms and media too. Text is in
 * UTF-8.
 */
export function storedMediaType(path: string): string {
  const plain = variantOf(path)?.path ?? path;
  // Files under `media/` are the newsroom's: one that happens to be called feed.json is no feed.
  const published = plain.startsWith(MEDIA_PREFIX) ? undefined : publishedMediaType(plain);
  const type = published ?? mediaTypeOf(plain) ?? 'application/octet-stream';
  return type.startsWith('text/') && !type.includes(';') ? `${type}; charset=utf-8` : type;
}
