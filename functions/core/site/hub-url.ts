/** Names of this machine, where a hub may be tried out without a certificate. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Returns whether an address may be a WebSub hub's: `https`, since nobody on the way may answer in its place, and no
 * `#`, which is never sent.
 */
export function isHubUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username !== '' || url.password !== '' || url.href.includes('#')) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
}
