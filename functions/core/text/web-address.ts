/**
 * Characters after the host that `new URL` leaves as they are although RFC 3986 does not allow them, and a `%` that
 * begins no escape.
 */
const STRAY = /[|^`{}[\]\\"<>]|%(?![\da-f]{2})/gi;
/** Within a fragment a `#` is one, too. */
const STRAY_IN_FRAGMENT = /[#|^`{}[\]\\"<>]|%(?![\da-f]{2})/gi;

/** Maximum length of an address, in UTF-16 code units. Browsers and servers give up at a fourth of it. */
export const MAX_ADDRESS = 8192;
/** The part of an address before its path. */
const AUTHORITY = /^(?:[a-z][a-z0-9+.-]*:)?[/\\]*([^/\\?#]*)/i;
/**
 * Maximum length of a host with its port, before decoding. A name has at most 253 characters (RFC 1035, section 3.1).
 */
const MAX_AUTHORITY = 1024;
/** A name, a number, or an address of version 6 (RFC 3986, section 3.2.2); `new URL` lets others through. */
const HOST = /^(?:[a-z0-9._~-]+|\[[0-9a-f:.]+\])$/;

/**
 * Parses an address, relative to `base` if given. Returns `undefined` if it is not an address, or too long. The length
 * of the host is checked first, since parsing a long one takes time that grows with its square.
 */
export function parseAddress(reference: string, base?: string): URL | undefined {
  if (reference.length > MAX_ADDRESS || (AUTHORITY.exec(reference)?.[1]?.length ?? 0) > MAX_AUTHORITY) return undefined;
  if (!URL.canParse(reference, base)) return undefined;
  const url = new URL(reference, base);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && !HOST.test(url.hostname) ? undefined : url;
}

/**
 * Returns an address in the form of RFC 3986 (section 2), which feeds and sitemaps require. `new URL` alone lets `|`,
 * `{` or a lone `%` through. Servers take both forms for the same address. Idempotent.
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

/** Escapes of characters that a segment of a path may have as they are (RFC 3986, section 3.3). */
const PLAIN_IN_SEGMENT = /%(?:2[146B-C]|3[ABD]|40)/g;

/** Returns a text as a segment of a path, escaped as little as RFC 3986 allows, as other programs have it, too. */
export function pathSegmentOf(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(PLAIN_IN_SEGMENT, decodeURIComponent);
}
