/**
 * Characters after the host that `new URL` leaves as they are although RFC 3986 does not allow them, and a `%` that
 * begins no escape.
 */
const STRAY = /[|^`{}[\]\\"<>]|%(?![\da-f]{2})/gi;
/** Within a fragment a `#` is one, too. */
const STRAY_IN_FRAGMENT = /[#|^`{}[\]\\"<>]|%(?![\da-f]{2})/gi;

/** Addresses that are longer lead nowhere: browsers and servers give up at a fourth of it. In UTF-16 code units. */
export const MAX_ADDRESS = 8192;
/** The part of an address before its path. */
const AUTHORITY = /^(?:[a-z][a-z0-9+.-]*:)?[/\\]*([^/\\?#]*)/i;
/**
 * A host and its port may be this long before they are decoded; a name has 253 characters at most (RFC 1035, section
 * 3.1).
 */
const MAX_AUTHORITY = 1024;
/** A name, a number, or an address of version 6 (RFC 3986, section 3.2.2); `new URL` lets others through. */
const HOST = /^(?:[a-z0-9._~-]+|\[[0-9a-f:.]+\])$/;

/**
 * Reads an address, seen from `base` where it is relative; `undefined` where it is none, or so long that it leads
 * nowhere. Reading a long name of a host takes time that grows with the square of it, so that is looked at first.
 */
export function parseAddress(reference: string, base?: string): URL | undefined {
  if (reference.length > MAX_ADDRESS || (AUTHORITY.exec(reference)?.[1]?.length ?? 0) > MAX_AUTHORITY) return undefined;
  if (!URL.canParse(reference, base)) return undefined;
  const url = new URL(reference, base);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && !HOST.test(url.hostname) ? undefined : url;
}

/**
 * An address as RFC 3986 writes it (section 2), which feeds and sitemaps ask for: `new URL` alone lets `|`, `{` or a
 * lone `%` through. To whoever serves it, it is the same. Idempotent.
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
