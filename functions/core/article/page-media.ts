import { ARTICLES_PREFIX } from '../bucket-layout.ts';
import { formatOf } from './key.ts';

/** Page media at a path under `public/`, as an article names them. */
export interface NamedMedia {
  /** Key of the article. */
  readonly article: string;
  readonly name: string;
  /** The version of the copy there, as it was last written. */
  readonly version: string | null;
}

/** The copy of page media that belongs at a path under `public/`. */
export interface PageMediaCopy extends NamedMedia {
  /** Key of the media. */
  readonly media: string;
}

/**
 * Pictures, audio, video, captions and PDFs. Each ending has a media type in `functions/core/files/media-type.ts`.
 * `.ts` is left out: it is usually TypeScript, and seldom video.
 */
const ENDINGS =
  'jpe?g|jpe|jfif|a?png|gif|webp|avif|svg|bmp|ico|tiff?|hei[cf]|jxl|mp3|m4a|aac|og[agv]|opus|wav|weba|flac|' +
  'mp4|m4v|webm|mov|mkv|avi|mpe?g|3gp|pdf|vtt|srt';
const IS_MEDIA = new RegExp(`\\.(?:${ENDINGS})$`, 'i');

/** Returns true for a name with the ending of a picture, audio, video, captions or a PDF. */
export function hasMediaEnding(name: string): boolean {
  return IS_MEDIA.test(name);
}

/** Endings of page media, wherever they stand in a text. */
export const MEDIA_ENDINGS = new RegExp(`\\.(?:${ENDINGS})(?![a-z0-9])`, 'gi');

/**
 * Returns true for a key under `articles/`, or a path there under `public/`, of page media: a picture, audio, video,
 * captions or PDF beside an article. It is published in the folder of the article's page if the article names it.
 */
export function isPageMedia(key: string): boolean {
  return key.startsWith(ARTICLES_PREFIX) && IS_MEDIA.test(key) && formatOf(key) === undefined;
}

/**
 * Returns the name, in NFC, by which an article may name page media: its path from the folder that the article lies in.
 * `undefined` for a file that lies neither in that folder nor below it.
 */
export function pageMediaName(mediaKey: string, articleKey: string): string | undefined {
  const [key, folder] = [mediaKey.normalize('NFC'), folderOf(articleKey)];
  return key.startsWith(folder) ? key.slice(folder.length) : undefined;
}

/** Returns the key, in NFC, of the page media that an article calls by a name. */
export function pageMediaKey(articleKey: string, name: string): string {
  return folderOf(articleKey) + name;
}

/** Returns where page media are published, under `public/`: in the folder of the article's page, its `slug`. */
export function pageMediaPath(slug: string, name: string): string {
  return pageFolder(slug) + name;
}

/** Returns the name of the page media that an article would have at a path; `undefined` where that is not its own. */
export function nameAtPath(path: string, slug: string): string | undefined {
  const folder = pageFolder(slug);
  return path.startsWith(folder) ? path.slice(folder.length) : undefined;
}

function pageFolder(slug: string): string {
  return `${ARTICLES_PREFIX}${slug}/`;
}

/** Returns the folder of a source, in NFC, with a slash at its end. */
function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1).normalize('NFC');
}
