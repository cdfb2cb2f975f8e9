import { describe, expect, it } from 'vitest';
import { decodeMetadata, encodeMetadata } from '../../functions/stores/metadata-header.ts';
import { fc } from '../property.ts';

describe('encodeMetadata', () => {
  it.each(['', 'a', '2026-11-20T08:30:00+07:00', 'a  b', 'what? =? yes', '100 %'])('leaves ASCII alone: %j', value => {
    expect(encodeMetadata(value)).toBe(value);
  });

  it.each(['Đời sống', ' a', 'a ', 'a\nb', '=?UTF-8?Q?a?=', 'x =?utf-8?b?YQ==?= y'])('makes words of %j', value => {
    expect(encodeMetadata(value)).toMatch(/^(=\?UTF-8\?B\?[A-Za-z0-9+/]+=*\?=)( =\?UTF-8\?B\?[A-Za-z0-9+/]+=*\?=)*$/);
    expect(decodeMetadata(encodeMetadata(value))).toBe(value);
  });

  it('makes words of at most 75 characters, each of whole characters', () => {
    const words = encodeMetadata('Thể thao – bóng đá 😀 '.repeat(30)).split(' ');
    expect(words.length).toBeGreaterThan(10);
    for (const word of words) {
      expect(word.length).toBeLessThanOrEqual(75);
      expect(decodeMetadata(word)).not.toContain('\ufffd');
    }
  });

  it('is undone by decodeMetadata, whatever the text', () => {
    // What looks as if its UTF-8 had been read as Latin-1 is mended, and so is not given back.
    const text = fc.string({ unit: 'grapheme' }).filter(text => !/[\x80-\xff]/.test(text));
    fc.assert(fc.property(text, value => decodeMetadata(encodeMetadata(value)) === value));
  });
});

describe('decodeMetadata', () => {
  it.each([
    ['=?UTF-8?B?xJDhu51pIHPhu5FuZw==?=', 'Đời sống'],
    ['=?UTF-8?Q?=C4=90=E1=BB=9Di_s=E1=BB=91ng?=', 'Đời sống'],
    ['=?utf-8?q?a=3D_b?=', 'a= b'],
    ['=?UTF-8*vi?Q?=C4=90?=', 'Đ'],
    ['=?ISO-8859-1?Q?caf=E9?=', 'café'],
    ['=?windows-1258?B?8A==?=', 'đ'],
    ['=?UTF-8?B?YQ==?= =?UTF-8?Q?b?=', 'ab'],
    ['=?UTF-8?B?YQ==?=\t=?ISO-8859-1?Q?=E9?=', 'aé'],
    ['=?UTF-8?B?xA==?= =?UTF-8?B?kA==?=', 'Đ'],
    ['before =?UTF-8?B?YQ==?= after', 'before a after'],
    ['=?UTF-8?B?YQ==?= x =?UTF-8?B?Yg==?=', 'a x b'],
    ['=?UTF-8?B??=', ''],
  ])('reads %j', (value, text) => {
    expect(decodeMetadata(value)).toBe(text);
  });

  it.each(['', 'plain', 'a=?b', '=?UTF-8?X?YQ==?=', '=?no-charset?B?YQ==?=', '=?UTF-8?B?a b?=', 'café'])(
    'leaves alone what is none: %j',
    value => {
      expect(decodeMetadata(value)).toBe(value);
    },
  );

  it('mends UTF-8 that was read as Latin-1, on its way to S3 or from it', () => {
    const misread = Buffer.from('Đời sống').toString('latin1');
    expect(decodeMetadata(misread)).toBe('Đời sống');
    expect(decodeMetadata(`=?UTF-8?B?${Buffer.from(misread).toString('base64')}?=`)).toBe('Đời sống');
  });
});
