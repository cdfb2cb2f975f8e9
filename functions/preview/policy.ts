/** Pages hold text of articles. Whatever got past the sanitizer could still run nothing and send nothing anywhere. */
const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src http: https: data:',
  'media-src http: https:',
  'frame-src https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** On every answer, errors too. */
const ALWAYS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin' };

/** Scripts of other sites may read what anyone may subscribe to. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Last-Modified, Link',
};

/** The headers that the CDN adds by its response headers policy. Pictures that can hold scripts are held like pages. */
export function policyHeaders(mediaType: string | undefined): Readonly<Record<string, string>> {
  if (mediaType === undefined) return { ...ALWAYS, 'access-control-allow-origin': '*' };
  const isActive = /^(?:text\/html|image\/svg\+xml)/.test(mediaType);
  return {
    ...ALWAYS,
    ...(isActive && { 'content-security-policy': PAGE_POLICY }),
    ...(!mediaType.startsWith('text/html') && CORS),
  };
}
