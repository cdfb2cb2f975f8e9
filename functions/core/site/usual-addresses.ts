/** Where nothing in a feed tells whose it is. The host is reserved for examples (RFC 2606). */
export const NOWHERE = 'https://newsroom.example/';

/** Where the feeds of a site are likely to be served. */
export function feedsUrlOf(url: string): string {
  const { hostname } = new URL(url);
  // A bare IP address has no names below it.
  return /^[\d.]+$|:/.test(hostname) ? NOWHERE : `https://feeds.${hostname.replace(/^www\./, '')}/`;
}
