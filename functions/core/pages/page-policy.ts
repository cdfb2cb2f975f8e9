import { createHash } from 'node:crypto';
import { COPY_SCRIPT } from './copy-script.ts';

/**
 * The Content-Security-Policy of every page. Pages hold text of articles: whatever got past the sanitizer could still
 * run nothing and send nothing anywhere. Of scripts there is one, and its hash is the only one allowed (CSP Level 3,
 * section 6.7.3.3).
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
 * The Content-Security-Policy of media, which are the newsroom's and comes from anywhere: a
 * document of its own that runs nothing, in an origin of its own (`sandbox`), and loads no more than browsers need to
 * show a picture, sound, film or PDF by itself.
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
