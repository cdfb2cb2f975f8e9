import { describe, expect, it } from 'vitest';
import { addressOf, parseAddress, pathSegmentOf } from '../../../functions/core/text/web-address.ts';
import { isWebAddress } from '../../conformance/values.ts';
import { anyText, fc, runs } from '../../property.ts';

describe('an address', () => {
  it.each([
    ['https://bao.example/a|b?c={d}^`#[e]', 'https://bao.example/a%7Cb?c=%7Bd%7D%5E%60#%5Be%5D'],
    ['https://bao.example/a#b#c', 'https://bao.example/a#b%23c'],
    ['https://bao.example/100%?50%25&%zz', 'https://bao.example/100%25?50%25&%25zz'],
    ['https://bao.example/Đời%20sống', 'https://bao.example/%C4%90%E1%BB%9Di%20s%E1%BB%91ng'],
    ['https://[2001:db8::1]:8080/a', 'https://[2001:db8::1]:8080/a'],
    ['mailto:ban@bao.example', 'mailto:ban@bao.example'],
  ])('%s is %s (RFC 3986, section 2)', (address, expected) => {
    expect(addressOf(new URL(address))).toBe(expected);
  });

  it('is valid whatever is in it, and the same when it is written once more', () => {
    fc.assert(
      fc.property(anyText(), text => {
        const address = addressOf(new URL(`https://bao.example/${text.toWellFormed()}`));
        expect([address, isWebAddress(address)]).toEqual([address, true]);
        expect(addressOf(new URL(address))).toBe(address);
      }),
      runs(1000),
    );
  });
});

describe('an address from outside', () => {
  it.each([
    ['https://bao.example/a', 'https://bao.example/a'],
    ['/a', 'https://bao.example/a'],
    ['mailto:ban@bao.example', 'mailto:ban@bao.example'],
    ['https://[::1]/', 'https://[::1]/'],
  ])('%s is read', (address, href) => {
    expect(parseAddress(address, 'https://bao.example/')?.href).toBe(href);
  });

  it.each([
    'https://)}/',
    'https://1}/',
    '//{',
    'https://',
    `https://bao.example/${'x'.repeat(8200)}`,
    `https://${'é'.repeat(2000)}/`,
    `//${'a.'.repeat(600)}example/`,
  ])('%s is none', address => {
    expect(parseAddress(address, 'https://bao.example/')).toBeUndefined();
  });
});

describe('a segment of a path', () => {
  it.each([
    ["a!$&'()*+,;=:@-._~b", "a!$&'()*+,;=:@-._~b"],
    ['a/b?c#d%e f"<>[]|', 'a%2Fb%3Fc%23d%25e%20f%22%3C%3E%5B%5D%7C'],
    ['Chợ\ud800', 'Ch%E1%BB%A3%EF%BF%BD'],
  ])('%j is %s', (text, expected) => {
    expect(pathSegmentOf(text)).toBe(expected);
    expect(new URL(`https://a.example/${expected}`).href).toBe(`https://a.example/${expected}`);
  });
});
