import { PAGE_POLICY } from '../core/pages/page-policy.ts';

/** On every answer, errors too. Scripts of other sites may read what anyone may subscribe to. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Last-Modified, Link',
};

/**
 * What the CDN adds by its response headers policies, chosen by the path that was asked for: feeds get no more than they need, since it goes out with every poll;
 * pages and media are held from running anything, for a picture can be a document too (SVG).
 */
export function policyHeaders(uri: string): Readonly<Record<string, string>> {
  const isFeed = /\.(?:xml|json)$/.test(uri) && !uri.startsWith('/media/');
  return isFeed ? ALWAYS : { ...ALWAYS, 'content-security-policy': PAGE_POLICY };
}
