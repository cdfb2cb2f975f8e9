import type { Buffer } from 'node:buffer';

/** A host without a scheme: by `www.`, or by an ending that hosts have and files do not. */
const BARE_HOST =
  /^(?:www\.[\w-]{1,63}\.[\w.-]{1,200}|(?:[a-z\d-]{1,63}\.){1,6}(?:com|net|org|vn|info|edu|gov))(?::\d+)?(?=[/?#]|$)/i;
const [BRACKET, PARENTHESIS, COLON, EQUALS] = [0x5d, 0x28, 0x3a, 0x3d];
const [SMALL_H, SMALL_P] = [0x68, 0x70];
/** The letters before `=` in `href=` and `src=`, in either case. */
const BEFORE_EQUALS: ReadonlySet<number> = new Set([...'fFcC'].map(letter => letter.charCodeAt(0)));
/** Number of bytes that show whether an address begins with a host. */
const GLANCE = 160;
/** Between what leads to an address and the address itself, only a quote or `<` may stand. */
const BEHIND_MARK = /^[ \t]*["'<]?([a-z\d][^\s"'<>)]*)/i;

/** Returns true for an address that begins with a host, and that browsers read as a path: `www.bao.example/a`. */
export function isBareHost(reference: string): boolean {
  return BARE_HOST.test(reference);
}

/** Maximum length of an address in a message, in UTF-16 code units. */
const MAX_SHOWN = 100;

/**
 * Returns a warning of an address that begins with a host; `undefined` of any other.
 * @param below Where its path is read from.
 */
export function bareHostMessage(reference: string, below: string): string | undefined {
  const given = reference.trim();
  if (!isBareHost(given)) return undefined;
  const shown = given.length > MAX_SHOWN ? `${given.slice(0, MAX_SHOWN)}…` : given;
  return `"${shown}" is read as a path below ${below}, since it has no https:// before it; write https://${shown}`;
}

/**
 * Returns true for a source whose text may have such an address, in a link of Markdown or an attribute. Looks for
 * single bytes that are rare in prose, since it is asked of every source.
 */
export function mayNameBareHost(source: Buffer): boolean {
  for (let at = source.indexOf(BRACKET); at !== -1; at = source.indexOf(BRACKET, at + 1)) {
    const next = source[at + 1];
    if ((next === PARENTHESIS || next === COLON) && isBareHostAt(source, at + 2)) return true;
  }
  for (let at = source.indexOf(EQUALS); at !== -1; at = source.indexOf(EQUALS, at + 1))
    if (BEFORE_EQUALS.has(source[at - 1] ?? 0) && isBareHostAt(source, at + 1)) return true;
  return false;
}

function isBareHostAt(source: Buffer, start: number): boolean {
  // `http:` or `https:`, as nearly all begin: no text is taken out of the bytes for them.
  const isWeb = source[start] === SMALL_H && source[start + 3] === SMALL_P;
  if (isWeb && (source[start + 4] === COLON || source[start + 5] === COLON)) return false;
  const address = BEHIND_MARK.exec(source.toString('latin1', start, start + GLANCE))?.[1];
  return address !== undefined && isBareHost(address);
}
