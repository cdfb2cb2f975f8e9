import { describe, expect, it } from 'vitest';
import { replacePasswords, withoutPasswords } from '../../../functions/core/text/without-passwords.ts';
import { expectLinear } from '../../growth.ts';
import { fc } from '../../property.ts';

describe('an address without its password', () => {
  it.each([
    ['https://ai:bimat@a.example/x', 'https://***@a.example/x'],
    ['https://bimat@a.example', 'https://***@a.example'],
    ['https://:bimat@a.example/', 'https://***@a.example/'],
    ['https://ai:bi@mat@a.example/', 'https://***@a.example/'],
    ['ftp://ai:bimat@a.example', 'ftp://***@a.example'],
    ['//ai:bimat@a.example/', '//***@a.example/'],
    ['HTTPS://ai:bimat@a.example:8080/?a@b', 'HTTPS://***@a.example:8080/?a@b'],
    [
      'found "https://ai:bimat@a.example/", twice: https://ai:bimat@b.example',
      'found "https://***@a.example/", twice: https://***@b.example',
    ],
    ['https:/ai:bimat@a.example/', 'https:/***@a.example/'],
    ['https:ai:bi@mat@a.example/', 'https:***@a.example/'],
    ['HTTP:\\\\ai:bimat@a.example/', 'HTTP:\\\\***@a.example/'],
    ['https:\\/ai:bimat@a.example/', 'https:\\/***@a.example/'],
    // These are no addresses, which is when they are shown.
    ['found "https://ai:bi/mat@a.example/"', 'found "https://***@a.example/"'],
    ['found "https://ai:bi mat@a.example/"', 'found "https://***@a.example/"'],
    ['found "https://ai:bi?m#at@a.example/"', 'found "https://***@a.example/"'],
    ['found "https://ai:1bimat@a.example/"', 'found "https://***@a.example/"'],
  ])('%s', (text, shown) => {
    expect(withoutPasswords(text)).toBe(shown);
    expect(withoutPasswords(shown)).toBe(shown);
  });

  it.each([
    'https://a.example/@ten/bai',
    'https://a.example:8080/@ten',
    'https://a.example?to=a@b.example',
    'https://a.example/#a@b',
    'http://127.0.0.1:8080 is taken, ask a@b.example',
    'mailto:ai@a.example',
    'a@b.example: // c',
    'tag:a.example,2018:x@y',
    'https: ask a@b.example',
  ])('is as it was where there is none: %s', text => {
    expect(withoutPasswords(text)).toBe(text);
  });

  it('is what a document has, wherever an address stands in it', () => {
    const document = { a: ['https://ai:bimat@a.example/'], b: { c: 'x', d: 1 } };
    expect(JSON.stringify(document, replacePasswords)).toBe('{"a":["https://***@a.example/"],"b":{"c":"x","d":1}}');
  });

  it('is found in any text, whatever the password is made of', () => {
    const word = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(...'abcXYZ019-._~!$&()*+,;=:@%') });
    fc.assert(
      fc.property(word, word, (before, password) => {
        const secret = `${password}bimat`;
        expect(withoutPasswords(`${before} https://ai:${secret}@a.example/ sau`)).not.toContain('bimat');
        if (URL.canParse(`https://ai:${secret}@a.example/`))
          expect(withoutPasswords(new URL(`https://ai:${secret}@a.example/`).href)).not.toContain('bimat');
      }),
    );
  });

  it.each(['//', 'https:', 'https:/a', '//a:b', '//a:b ', '//:', '@//a'])(
    'takes steps that grow as the text does: %j',
    async part => {
      await expectLinear(withoutPasswords, n => `${part.repeat(n)}@`, 40_000);
    },
  );
});
