/** What `new URL` leaves as it is where RFC 3986 has no room for it, behind the host: these, and a `%` that begins no escape. */
const STRAY = /[|^`{}[\]\\"<>]|%(?![\da-f]{2})/gi;
/** Within a fragment a `#` is one, too. */
const STRAY_IN_FRAGMENT = /[#|^`{}[\]\\"<>]|%(?![\da-f]{2})/gi;

/**
 * An address as RFC 3986 writes it (section 2), which feeds and sitemaps ask for: `new URL` alone lets `|`, `{` or a lone `%` through.
 * To whoever serves it, it is the same. Idempotent.
 */
export function addressOf(url: URL): string {
  const { href } = url;
  const fragment = url.hash.slice(1);
  if (href.search(STRAY) === -1 && !fragment.includes('#')) return href;
  const host = href.length - url.pathname.length - url.search.length - url.hash.length;
  const before = href.slice(host, href.length - fragment.length);
  return (
    href.slice(0, host) + before.replace(STRAY, escapeCharacter) + fragment.replace(STRAY_IN_FRAGMENT, escapeCharacter)
  );
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
