/** Default host where a feed does not name its site. It is reserved for examples (RFC 2606). */
export const NOWHERE = 'https://newsroom.example/';

/** Returns the likely address of a site's feeds. */
export function feedsUrlOf(url: string): string {
  const { hostname } = new URL(url);
  // A bare IP address has no names below it.
  return /^[\d.]+$|:/.test(hostname) ? NOWHERE : `https://feeds.${hostname.replace(/^www\./, '')}/`;
}
