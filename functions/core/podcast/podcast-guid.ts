import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** Namespace of the identities of podcasts (Podcasting 2.0, `podcast:guid`). */
const NAMESPACE = Buffer.from('ead4c236bf5858c6a2c6a6b28d128cb6', 'hex');

/**
 * Returns the identity of a podcast: a UUID (RFC 9562, version 5) of its feed's address, without scheme and slashes at
 * the end (Podcasting 2.0, `podcast:guid`).
 */
export function podcastGuid(feedUrl: string): string {
  let name = feedUrl.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  while (name.endsWith('/')) name = name.slice(0, -1);
  const hash = createHash('sha1').update(NAMESPACE).update(name, 'utf8').digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const digits = hash.toString('hex');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}
