/** What `new URL` leaves as it is where RFC 3986 has no room for it, behind the host: these, a `%` that begins no escape, and a second `#`. */
const STRAY = /[|^`{}[\]\\"<>]|%(?![\da-f]{2})|(?<=#.*)#/gi;

/**
 * An address as RFC 3986 writes it (section 2), which feeds and sitemaps ask for: `new URL` alone lets `|`, `{` or a lone `%` through.
 * To whoever serves it, it is the same. Idempotent.
 */
export function addressOf(url: URL): string {
  const { href } = url;
  if (href.search(STRAY) === -1) return href;
  const host = href.length - url.pathname.length - url.search.length - url.hash.length;
  return href.slice(0, host) + href.slice(host).replace(STRAY, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
