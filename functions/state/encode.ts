import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { STATE_VERSION } from '../core/index/state.ts';

/** Returns a value as compressed JSON, a part for `encode`. A caller may keep it to encode the same value again. */
export function compress(value: unknown): Uint8Array {
  return compressBytes(JSON.stringify(value));
}

export function decompress<Value>(compressed: Uint8Array): Value {
  return JSON.parse(decompressBytes(compressed).toString()) as Value;
}

/** Compresses bytes with Brotli, for speed rather than size. */
export function compressBytes(bytes: string | Uint8Array): Uint8Array {
  return brotliCompressSync(bytes, {
    // Quality 4 takes twice the time and saves at most a twentieth.
    params: { [constants.BROTLI_PARAM_QUALITY]: 2, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
  });
}

export function decompressBytes(compressed: Uint8Array): Buffer {
  return brotliDecompressSync(compressed);
}

/**
 * Encodes an object of the state: a header line with its kind, the version of the state and the SHA-256 of the rest,
 * then each part after its length (four bytes, big-endian). An object that was altered is not read at all.
 */
export function encode(kind: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts.flatMap(part => [lengthOf(part), part]));
  return Buffer.concat([Buffer.from(header(kind, body)), body]);
}

/**
 * Returns the values of the parts; `undefined` if the bytes are damaged, of another kind, or of another state version.
 */
export function decode<Values extends readonly unknown[]>(kind: string, bytes: Uint8Array): Values | undefined {
  // The checksum shows that `encode` wrote these bytes, so the types are known.
  return partsIn(kind, bytes)?.map(part => decompress(part)) as Values | undefined;
}

/** Returns the values of the parts of an object that an older version wrote; `undefined` for every other object. */
export function decodeOlder(kind: string, bytes: Uint8Array): readonly unknown[] | undefined {
  const version = Number(
    /^bantin [a-z]{1,20} (\d{1,4}) /.exec(Buffer.from(bytes.subarray(0, 40)).toString('latin1'))?.[1],
  );
  return version < STATE_VERSION ? partsIn(kind, bytes, version)?.map(part => decompress<unknown>(part)) : undefined;
}

/** Returns the parts, still compressed; `undefined` in the same cases as `decode`. */
export function partsIn(kind: string, bytes: Uint8Array, version = STATE_VERSION): readonly Uint8Array[] | undefined {
  const encoded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = encoded.indexOf('\n') + 1;
  const body = encoded.subarray(start);
  if (start === 0 || encoded.toString('utf8', 0, start) !== header(kind, body, version)) return undefined;
  return [...partsOf(body)];
}

function header(kind: string, body: Uint8Array, version = STATE_VERSION): string {
  return `bantin ${kind} ${version} ${createHash('sha256').update(body).digest('base64url')}\n`;
}

function lengthOf(part: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return length;
}

function* partsOf(body: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < body.length; ) {
    const end = at + 4 + body.readUInt32BE(at);
    yield body.subarray(at + 4, end);
    at = end;
  }
}
