import { describe, expect, it } from 'vitest';
import { BodyEncoder, encodeBody, encodeTexts } from '../../../functions/core/files/encode-body.ts';

const TEXT = 'Đời sống 𝄞 \ud800 bản tin';
const BYTES = Buffer.from(TEXT);

describe('encodeBody', () => {
  it('encodes a text, and one in parts, in UTF-8', () => {
    expect(Buffer.from(encodeBody(TEXT)).equals(BYTES)).toBe(true);
    expect(Buffer.from(encodeBody(['Đời ', '', 'sống 𝄞 \ud800 bản tin'])).equals(BYTES)).toBe(true);
    expect(encodeBody([])).toHaveLength(0);
    expect(Buffer.from(encodeBody(['Đời ', BYTES.subarray(7)])).equals(BYTES)).toBe(true);
  });

  it('leaves bytes as they are', () => {
    expect(encodeBody(BYTES)).toBe(BYTES);
  });
});

describe('BodyEncoder', () => {
  it('encodes one body after another, whatever their lengths', () => {
    const encoder = new BodyEncoder();
    for (const body of [
      'a',
      TEXT,
      ['c', BYTES, 'd', BYTES],
      'ắ'.repeat(10_000),
      ['b', TEXT],
      '',
      ['ộ'.repeat(5_000), 'c'.repeat(50_000)],
    ])
      expect(Buffer.from(encoder.encode(body)).equals(encodeBody(body))).toBe(true);
    expect(encoder.encode(BYTES)).toBe(BYTES);
  });
});

describe('encodeTexts', () => {
  it('encodes each text as it would be by itself', () => {
    const long = [499, 500, 501, 10_000].flatMap(length => [
      'ắ'.repeat(length),
      '𝄞'.repeat(length),
      'é'.repeat(length),
    ]);
    const texts = [TEXT, '', 'a', ...long, `${'ắ'.repeat(10_000)}\udd1e`, `\ud834${'a'.repeat(10_000)}`];
    for (const [at, bytes] of encodeTexts(texts).entries())
      expect(Buffer.from(texts[at] ?? '').equals(bytes)).toBe(true);
    expect(encodeTexts([])).toEqual([]);
  });
});
