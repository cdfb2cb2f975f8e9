/**
 * A sum over keys and ETags, by which two sets of objects are told apart without being kept: [sum, other sum, count].
 */
export type Digest = readonly [number, number, number];

export const EMPTY_DIGEST: Digest = [0, 0, 0];

/** Adds an object to a sum, or with `sign` -1 takes it out. The order does not matter. */
export function addToDigest([a, b, count]: Digest, key: string, etag: string, sign: 1 | -1 = 1): Digest {
  const [x, y] = hash(key, etag);
  return [(a + sign * x) >>> 0, (b + sign * y) >>> 0, count + sign];
}

/** Adds two sums over different objects. */
export function addDigests([a, b, count]: Digest, [c, d, others]: Digest): Digest {
  return [(a + c) >>> 0, (b + d) >>> 0, count + others];
}

/** 64 bits in two halves (FNV-1a, mixed as MurmurHash3 ends). Not for secrets. */
function hash(key: string, etag: string): readonly [number, number] {
  let x = 0x811c9dc5;
  let y = 0x9e3779b9;
  for (const text of [key, etag]) {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      x = Math.imul(x ^ unit, 0x01000193);
      y = Math.imul(y ^ unit, 0x5bd1e995);
    }
    x = Math.imul(x ^ 0xffff, 0x01000193);
    y = Math.imul(y ^ 0xffff, 0x5bd1e995);
  }
  return [mix(x), mix(y ^ (x >>> 7))];
}

function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
