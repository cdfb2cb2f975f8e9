import { createHash } from 'node:crypto';
import { variantOf } from './variants.ts';

/** Name of the user metadata that holds an object's cache tag; CloudFront gets it as `x-amz-meta-cache-tag`. */
export const CACHE_TAG = 'cache-tag';

/**
 * Longest name that stands in a tag as it is. CloudFront takes tags of 256 characters; S3 takes 2,048 bytes of
 * metadata, of which a `Link` header may have 1,900.
 */
const MAX_NAME = 80;
/** Names that are the same in each spelling: tags have no commas and no case (CloudFront, "Invalidating tags"). */
const PLAIN = /^[a-z0-9._/-]+$/;
const IN_FOLDER = /^articles\/([^/]+)\/./;

/**
 * Returns the cache tag of a file under `public/`, a function of its path alone: `article:<folder>` for a page, its
 * twin, its chapters and the media beside it, `file:<path>` for any other, with its compressed forms. A name that has
 * other characters than a tag, capitals, or too many, is a hash. So a run that knows which paths it touched knows what
 * to invalidate.
 */
export function cacheTagOf(path: string): string {
  const plain = variantOf(path)?.path ?? path;
  const folder = IN_FOLDER.exec(plain)?.[1];
  return folder === undefined ? `file:${nameOf(plain)}` : `article:${nameOf(folder)}`;
}

function nameOf(text: string): string {
  if (text.length <= MAX_NAME && PLAIN.test(text)) return text;
  return `~${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
