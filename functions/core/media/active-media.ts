import { storedMediaType } from '../files/media-type.ts';
import { hasPdfScript } from './pdf-script.ts';
import { hasSvgScript } from './svg-script.ts';

/** Way in which a file under `media/` is served. `active`: a browser that opened it would run scripts in it. */
export interface MediaService {
  readonly active: boolean;
  /** Offered as a download, never shown as a document of its own. Pictures that pages embed are shown all the same. */
  readonly attachment: boolean;
}

/** Maximum size of a picture in SVG or a PDF that is searched for scripts, in bytes: 8 MB. */
export const MAX_SEARCHED_BYTES = 8 * 1024 ** 2;

/** Media types that a browser shows without running anything; `functions/edge/viewer-response.js` has the same. */
const SHOWN = /^(?:(?:image|audio|video|font)\/|text\/(?:plain|csv|vtt|markdown)\b|application\/(?:pdf|json)\b)/;

/** Media types of pages, scripts and whatever else is code to a browser or a system. */
const ACTIVE_TEXTS = 'html|xml|javascript|cache-manifest';
const ACTIVE_APPLICATIONS =
  String.raw`(?:[\w.-]+\+)?xml|xhtml\+xml|ecmascript|wasm|java-archive|` + String.raw`x-httpd-php|x-sh|x-java-[\w-]+`;
const ACTIVE_TYPES = new RegExp(
  String.raw`^text\/(?:${ACTIVE_TEXTS})\b|^application\/(?:${ACTIVE_APPLICATIONS})\b|^message\/`,
);

/** Endings of the same, where no media type tells. */
const ACTIVE_ENDINGS: ReadonlySet<string> = new Set(
  (
    'mht mhtml webarchive eml swf hta htc xbl xap jnlp jar js mjs cjs vbs vbe wsf wsh ps1 bat cmd com scr pif ' +
    'lnk url reg msi exe dll chm cpl iqy slk svgz'
  ).split(' '),
);

/** Returns whether the way a file is served depends on its bytes: pictures in SVG and PDFs may hold scripts. */
export function isSearched(path: string): boolean {
  const type = storedMediaType(path);
  return isSvg(type) || isPdf(type);
}

/**
 * Returns how a file under `media/` is served.
 * @param bytes Of a file that `isSearched`; without them, where it has too many, SVG counts as active, and a PDF does
 * not.
 */
export function mediaService(path: string, bytes?: Uint8Array): MediaService {
  const type = storedMediaType(path);
  if (isActiveEnding(path)) return { active: true, attachment: true };
  if (isSvg(type) || isPdf(type)) {
    const hasScript = isSvg(type) ? !bytes || hasSvgScript(bytes) : bytes !== undefined && hasPdfScript(bytes);
    return { active: hasScript, attachment: hasScript };
  }
  return { active: ACTIVE_TYPES.test(type), attachment: !SHOWN.test(type) };
}

/** The `Content-Disposition` that a file under `media/` is stored with; `undefined` where browsers may show it. */
export function mediaDisposition(path: string, bytes?: Uint8Array): 'attachment' | undefined {
  return mediaService(path, bytes).attachment ? 'attachment' : undefined;
}

function isActiveEnding(path: string): boolean {
  return ACTIVE_ENDINGS.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}

function isSvg(type: string): boolean {
  return type.startsWith('image/svg+xml');
}

function isPdf(type: string): boolean {
  return type.startsWith('application/pdf');
}
