import { describe, expect, it } from 'vitest';
import { isPlainUrl } from '../../../functions/core/text/plain-url.ts';
import { fc, runs } from '../../property.ts';

describe('isPlainUrl', () => {
  it.each(['https://bao.example/', 'https://bao.example/lien-ket/5', 'https://www.bao-moi.example/2018/12/bai-1.html'])(
    'knows that %s needs no parsing',
    address => {
      expect(isPlainUrl(address)).toBe(true);
    },
  );

  it.each([
    'https://bao.example',
    'https://BAO.example/',
    'https://bao.example/a/../b',
    'https://bao.example/./b',
    'https://bao.example/chợ',
    'https://bao.example/a?b',
    'https://xn--zzzzz.example/',
    'https://bao.xn--zzzzz/',
    'https://1.2.0x7f/',
    'https://bao.example:443/',
    'https://a@bao.example/',
    'http://bao.example/',
    ' https://bao.example/',
    'https://bao.example/\n',
  ])('leaves %j to the parser', address => {
    expect(isPlainUrl(address)).toBe(false);
  });

  it('never takes for plain what the parser would write otherwise, or refuse', () => {
    const character = fc.constantFrom(...'axn01A-_.~%:@/?# \\\t\nđ');
    const rest = fc.string({ unit: fc.oneof(character, fc.constantFrom('xn--', '.a/', '..', '0x')), maxLength: 12 });
    fc.assert(
      fc.property(rest, text => {
        const address = `https://${text}`;
        if (isPlainUrl(address)) expect(new URL(address).href).toBe(address);
      }),
      runs(2000),
    );
  });
});
