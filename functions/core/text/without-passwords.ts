/** A name and a password before the host of an address (RFC 3986, section 3.2.1). */
const USERINFO = /\/\/[^\s/?#"'<>]{0,1024}@/g;
/**
 * User information in a broken address, whose password has characters that are not allowed in one. Such addresses are
 * shown in messages. A port is not a password, and an `@` in a path is a name that many sites have there.
 */
const BROKEN_USERINFO = /\/\/[^\s/?#:@"<>]{0,256}:(?!\d{0,5}(?:[/?#\s"'<>),;]|$))[^\n"<>]{0,256}@/g;

/** The scheme of an address, which parsers of addresses read with one slash, none or others, too. */
const SCHEME = /(https?:[/\\]{0,2})/i;
const LEADING_USERINFO = /^[^\s/\\?#"'<>]{0,1024}@/;

/**
 * Returns a text without names and passwords in addresses: `https://***@a.example/`. For everything that is printed,
 * logged or reported.
 */
export function withoutPasswords(text: string): string {
  if (!text.includes('@')) return text;
  const masked = text.replace(USERINFO, '//***@').replace(BROKEN_USERINFO, '//***@');
  const parts = masked.split(SCHEME);
  return parts.map((part, at) => (at === 0 ? part : part.replace(LEADING_USERINFO, '***@'))).join('');
}

/** For `JSON.stringify`: the same for every text in a document. */
export function replacePasswords(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? withoutPasswords(value) : value;
}
