/**
 * Headers of every answer, errors too: those of the CDN's managed response headers policy
 * (`Managed-CORS-with-preflight-and-SecurityHeadersPolicy`), but for two parts. None lets scripts of other sites read:
 * what a preview shows is not published yet, and any site that its user visits could ask for it. And none tells
 * browsers to come by HTTPS alone, for a preview has none.
 */
export const MANAGED_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-frame-options': 'SAMEORIGIN',
  'x-xss-protection': '1; mode=block',
};
