/** Returns a hash of an address, FNV-1a in 32 bits; empty where there is none. */
export function addressHash(address: string | undefined): string {
  if (address === undefined) return '';
  let hash = 0x811c9dc5;
  for (let at = 0; at < address.length; at++) hash = Math.imul(hash ^ address.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
