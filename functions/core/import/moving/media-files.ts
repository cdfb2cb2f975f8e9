import { createHash } from 'node:crypto';
import { mediaTypeOf } from '../../files/media-type.ts';
import { slugify } from '../../text/slug.ts';
import { parseAddress } from '../../text/web-address.ts';
import type { Reference } from '../html-text.ts';

/** Media types that are fetched, and the ending that a file of each has. Pages and scripts are none. */
const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/pjpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/heic': 'heic',
  'image/bmp': 'bmp',
  'image/tiff': 'tiff',
  'image/svg+xml': 'svg',
  'image/x-icon': 'ico',
  'image/vnd.microsoft.icon': 'ico',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/m4a': 'm4a',
  'audio/aac': 'aac',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/flac': 'flac',
  'audio/webm': 'weba',
  'video/mp4': 'mp4',
  'video/x-m4v': 'm4v',
  'video/webm': 'webm',
  'video/ogg': 'ogv',
  'video/quicktime': 'mov',
  'application/pdf': 'pdf',
  'text/vtt': 'vtt',
};
const KNOWN: ReadonlySet<string> = new Set(Object.values(ENDINGS));
/** Media types that servers send for unknown files, where the address may help. */
const UNTOLD: ReadonlySet<string> = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'text/plain']);

const SHOWN: ReadonlySet<string> = new Set(['img', 'source', 'video', 'audio', 'track', 'picture', 'amp-img']);
const MAX_NAME = 60;

/** The address of a file that an article shows, or leads to, and that is fetched; without its fragment. */
export function fileAddress({ url, element, attribute }: Reference): string | undefined {
  const address = parseAddress(url);
  if (!address || !/^https?:$/.test(address.protocol)) return undefined;
  const isShown = SHOWN.has(element) && attribute !== 'href';
  const isLed = element === 'a' && attribute === 'href' && endingOf(address) !== undefined;
  if (!isShown && !isLed) return undefined;
  address.hash = '';
  return address.href;
}

/**
 * Returns the key of a file: in the folder of its month, if the address has one, named by its name and a digest of its
 * address. `undefined` for a file that is not fetched. The type is the server's, else that of the address.
 */
export function mediaKey(address: string, type: string): string | undefined {
  const url = parseAddress(address);
  const [named = ''] = type.toLowerCase().split(';');
  const ending = UNTOLD.has(named.trim()) ? url && endingOf(url) : ENDINGS[named.trim()];
  if (!url || ending === undefined) return undefined;
  const name = slugify(
    decoded(url.pathname)
      .replace(/^.*\//s, '')
      .replace(/\.[a-z0-9]{2,5}$/i, ''),
    MAX_NAME,
  );
  const month = /\/((?:19|20)\d\d)\/(0[1-9]|1[0-2])\//.exec(url.pathname);
  const print = createHash('sha256').update(address).digest('hex').slice(0, 12);
  const folder = month ? `${month[1]}/${month[2]}` : 'imported';
  return `media/${folder}/${name === '' ? '' : `${name}-`}${print}.${ending}`;
}

/** The ending of an address that is one of a file to fetch, as files of its kind have it here. */
function endingOf({ pathname }: URL): string | undefined {
  const type = mediaTypeOf(pathname.toLowerCase());
  const ending = type === undefined ? undefined : ENDINGS[type.split(';')[0] ?? ''];
  const own = /\.([a-z0-9]{2,5})$/i.exec(pathname)?.[1]?.toLowerCase();
  return own !== undefined && KNOWN.has(own) ? own : ending;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
