import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { STATE_VERSION } from '../core/publish/state.ts';

/**
 * What Bantin keeps for itself: JSON, compressed, with a first line that says what it is and gives its checksum. What is not as it was
 * written is not read at all.
 */
export function seal(kind: string, value: unknown): Uint8Array {
  const json = JSON.stringify(value);
  return brotliCompressSync(`${header(kind, json)}\n${json}`, {
    // A fifth larger than the best, in a tenth of the time.
    params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
  });
}

/** `undefined` where the bytes are damaged, of another kind, or of another version of Bantin. */
export function unseal<Value>(kind: string, bytes: Uint8Array): Value | undefined {
  const text = decompress(bytes);
  const end = text?.indexOf('\n') ?? -1;
  if (text === undefined || end === -1) return undefined;
  const json = text.slice(end + 1);
  // The checksum says that this is what `seal` was given, so its type is known.
  return text.slice(0, end) === header(kind, json) ? (JSON.parse(json) as Value) : undefined;
}

function header(kind: string, json: string): string {
  return `bantin ${kind} ${STATE_VERSION} ${createHash('sha256').update(json).digest('base64url')}`;
}

function decompress(bytes: Uint8Array): string | undefined {
  try {
    return brotliDecompressSync(bytes).toString();
  } catch {
    return undefined;
  }
}
