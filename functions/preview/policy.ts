import { MEDIA_POLICY, PAGE_POLICY } from '../core/pages/page-policy.ts';

/**
 * Headers of every answer, errors too. None lets scripts of other sites read, as the CDN does: what a preview shows
 * is not published yet, and any site that its user visits could ask for it.
 */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
};

/** Media under `media/`, and beside articles: what the patterns of the distribution say. */
const MEDIA = /^\/(?:media\/|articles\/(?!.*\.html$).*\.)/;

/**
 * Returns what the CDN adds by its response headers policies, CORS apart, chosen by the path that was asked for:
 * feeds get no more than they need, since it goes out with every poll; pages and media are held from running
 * anything, for a picture can be a document too (SVG).
 */
export function policyHeaders(uri: string): Readonly<Record<string, string>> {
  if (MEDIA.test(uri)) return { ...ALWAYS, 'content-security-policy': MEDIA_POLICY };
  return /\.(?:xml|json)$/.test(uri) ? ALWAYS : { ...ALWAYS, 'content-security-policy': PAGE_POLICY };
}
