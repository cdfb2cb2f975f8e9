import type { Buffer } from 'node:buffer';

/** A host without a scheme: by `www.`, or by an ending that hosts have and files do not. */
const BARE_HOST =
  /^(?:www\.[\w-]{1,63}\.[\w.-]{1,200}|(?:[a-z\d-]{1,63}\.){1,6}(?:com|net|org|vn|info|edu|gov))(?::\d+)?(?=[/?#]|$)/i;
/** Marks between which, and the address behind them, only a quote or `<` may stand. */
const BEFORE_ADDRESS: readonly string[] = ['](', ']: ', 'href=', 'src=', 'image:'];
/** Number of bytes that show whether an address begins with a host. */
const GLANCE = 160;
const BEHIND_MARK = /^[ \t]*["'<]?([a-z\d][^\s"'<>)]*)/i;

/** Returns true for an address that begins with a host, and that browsers read as a path: `www.bao.example/a`. */
export function isBareHost(reference: string): boolean {
  return BARE_HOST.test(reference);
}

/** Returns true for a source that may have such an address. Takes some microseconds. */
export function mayNameBareHost(source: Buffer): boolean {
  return BEFORE_ADDRESS.some(mark => {
    for (let at = source.indexOf(mark); at !== -1; at = source.indexOf(mark, at + 1)) {
      const start = at + mark.length;
      const address = BEHIND_MARK.exec(source.toString('latin1', start, start + GLANCE))?.[1];
      if (address !== undefined && isBareHost(address)) return true;
    }
    return false;
  });
}
