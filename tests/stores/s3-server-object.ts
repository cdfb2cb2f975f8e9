import { Buffer } from 'node:buffer';

/** An object as the server of the tests keeps it. */
export interface S3Object {
  readonly bytes: Uint8Array;
  readonly etag: string;
  readonly lastModified: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

const PREFIX = 'x-amz-meta-';

/** S3 decodes the words of RFC 2047 before it stores; here those of base64, of which the store makes use. */
export function metadataOf(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(PREFIX)) metadata[name.slice(PREFIX.length)] = decode(String(value));
  }
  return metadata;
}

/** Encodes metadata as S3 does: ASCII stays as it is, anything else becomes one encoded word of any length. */
export function writeMetadata(metadata: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const encode = (value: string): string =>
    /^[ -~]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [PREFIX + name, encode(value)]));
}

function decode(value: string): string {
  const words = value.split(' ');
  const isEncoded = (word: string): boolean =>
    word.startsWith('=?UTF-8?B?') && word.endsWith('?=') && word.length <= 75;
  if (!words.every(isEncoded)) return value;
  return words.map(word => Buffer.from(word.slice(10, -2), 'base64').toString()).join('');
}
