import { isIP } from 'node:net';

/** Names of this machine, whatever a server listens on. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Addresses on which a server is reached from the network, by any address of this machine. */
const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Returns whether a host to listen on is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(hostNameOf(host)) || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/**
 * Returns whether a preview that listens on `listening` answers to what a request calls its host (`Host`, RFC 9110,
 * section 7.2): `localhost` and its addresses, and the host that was given. A page of another site that has its own
 * name lead here (DNS rebinding) would be let read everything; its name is none of these. A preview that listens
 * everywhere answers to addresses, too: an address can't be made to lead elsewhere. Ports are not compared, since they
 * may be forwarded, and a browser is not fooled about them.
 */
export function answersTo(host: string | undefined, listening: string): boolean {
  const name = /^(\[[\da-f:.]+\]|[^:@/?#\s]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase();
  if (name === undefined) return false;
  if (LOOPBACK.has(name) || name === hostNameOf(listening)) return true;
  return EVERYWHERE.has(listening) && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

/** A host as it stands in an address. */
export function hostNameOf(host: string): string {
  const name = host.toLowerCase();
  return isIP(name) === 6 ? `[${name}]` : name;
}
