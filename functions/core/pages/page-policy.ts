import { createHash } from 'node:crypto';
import { COPY_SCRIPT } from './copy-script.ts';

/**
 * The Content-Security-Policy of every page. Pages contain the text of articles: markup that passes the sanitizer still
 * can't run or send anything. The only script allowed is ours, by its hash (CSP Level 3, section 6.7.3.3).
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  `script-src '${sourceHash(COPY_SCRIPT)}'`,
  "style-src 'unsafe-inline'",
  'img-src http: https: data:',
  'media-src http: https:',
  'frame-src https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The Content-Security-Policy of media, whose origin is not known. A medium is a document that runs nothing, in an
 * origin of its own (`sandbox`), and loads only what browsers need to show a picture, audio, video or PDF by itself.
 */
export const MEDIA_POLICY = [
  "default-src 'none'",
  "img-src 'self' data:",
  "media-src 'self'",
  "style-src 'unsafe-inline'",
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox',
].join('; ');

function sourceHash(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
