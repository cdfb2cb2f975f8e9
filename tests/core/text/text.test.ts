import { describe, expect, it } from 'vitest';
import { cleanBody, cleanLine, cleanText, foldName } from '../../../functions/core/text/clean.ts';
import { shortHash } from '../../../functions/core/text/hash.ts';
import { slugify } from '../../../functions/core/text/slug.ts';
import { anyText, fc } from '../../property.ts';

describe('cleanText', () => {
  it('takes out what XML forbids and keeps the rest', () => {
    expect(cleanText('a\u0000b\u000bc\ufffed\uffff\te\n\u00a0f\u{1F600}')).toBe('abcd\te\n\u00a0f\u{1F600}');
  });

  it('takes out what XML and HTML advise against, which shows nothing', () => {
    expect(cleanText('a\u007fb\u0085c\u0092d\ufdd0e\u{1fffe}f\u{10ffff}g\u{1f6fe}')).toBe('abcdefg\u{1f6fe}');
  });

  it('replaces lone surrogates', () => {
    expect(cleanText('a\ud800b\udc00')).toBe('a\ufffdb\ufffd');
  });

  it('makes every line end a line feed', () => {
    expect(cleanText('a\r\nb\rc\n')).toBe('a\nb\nc\n');
  });

  it('composes what was typed decomposed', () => {
    expect(cleanText('Đời sống'.normalize('NFD'))).toBe('Đời sống');
  });

  it('is idempotent and leaves nothing that XML forbids', () => {
    const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
    fc.assert(
      fc.property(anyText(), text => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(forbidden.test(clean)).toBe(false);
      }),
    );
  });
});

describe('cleanBody', () => {
  const body = (text: string, isKept = (_: string): boolean => false): string => cleanBody(text, isKept);

  it.each([
    ['một\u000bhai', 'một hai'],
    ['một\u000chai\u0085ba\u001cbốn\u001e\u001fnăm', 'một hai ba bốn năm'],
    ['**một**\u000b**hai**', '**một** **hai**'],
    ['<p>một\u000bhai</p><b>ba</b>\u000bbốn', '<p>một hai</p><b>ba</b> bốn'],
    ['[một](https://a.example/x)\u000bhai', '[một](https://a.example/x) hai'],
    ['một.\u000b\u000bHai', 'một. Hai'],
    ['**một hai\u000b**ba _bốn\u000b_', '**một hai** ba _bốn_'],
    ['**\u000bmột hai** ba**\u000bbốn**', '**một hai** ba **bốn**'],
    ['(\u000bmột\u000b), hai\u000b: "ba\u000b"\u000bbốn', '(một), hai: "ba" bốn'],
    ['một:\u000b- hai\u000b- ba\u000b"bốn"', 'một: - hai - ba "bốn"'],
  ])('parts words that a control character parts: %j', (text, clean) => {
    expect(body(text)).toBe(clean);
  });

  it.each([
    ['một \u000bhai\u000b\u000c\nba\u000b', 'một hai\nba'],
    ['\u000cmột\r\u0085hai\r\n\u000b', 'một\nhai\n'],
    ['m\u0000ộ\u0001t\u007f hai\u0092', 'một hai'],
    ['e\u000b\u0301', 'é'],
    ['một\u2028hai', 'một\u2028hai'],
    ['https://a.example/m\u000bot', 'https://a.example/mot'],
    ['[một](/a/m\u000bot.html)', '[một](/a/mot.html)'],
    ['[một]:/a/m\u000bot.html', '[một]:/a/mot.html'],
    ['<img src="/a\u000bb.png" alt="a">', '<img src="/ab.png" alt="a">'],
    ['<a href=/a\u000bb>', '<a href=/ab>'],
    ['/tin/m\u000bot', '/tin/mot'],
  ])('leaves out all others, and any in an address: %j', (text, clean) => {
    expect(body(text)).toBe(clean);
    expect(cleanText(text)).toBe(clean);
  });

  it('keeps lines as they are that it is told to', () => {
    expect(body('dra\u000bft: true\r\nmột\u000bhai', line => line === 'draft: true')).toBe('draft: true\nmột hai');
  });

  it('is cleanText for all other texts, and has as many lines, and nothing but spaces more', () => {
    fc.assert(
      fc.property(anyText(), text => {
        const [clean, whole] = [body(text), cleanText(text)];
        expect(clean.split('\n')).toHaveLength(whole.split('\n').length);
        expect(clean.replaceAll(' ', '')).toBe(whole.replaceAll(' ', ''));
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });
});

describe('cleanLine', () => {
  it('joins lines and trims, but keeps no-break spaces', () => {
    expect(cleanLine('  a \n\t b\u00a0 c ')).toBe('a b\u00a0 c');
  });

  it.each(['\u00a0', '\u00a0 \u3000', ' \u200b', '\ufeff', '\u00ad\u2060', '\u3164'])('is empty for %j', blank => {
    expect(cleanLine(blank)).toBe('');
    expect(cleanLine(`${blank}a${blank}`).trim()).not.toBe('');
  });

  it('leaves no white space of any kind at the ends', () => {
    expect(cleanLine('\u00a0 \u3000Chợ quê\u2003\u00a0')).toBe('Chợ quê');
    fc.assert(
      fc.property(anyText(), text => {
        const line = cleanLine(text);
        expect([line.trim(), cleanLine(line)]).toEqual([line, line]);
      }),
    );
  });
});

describe('foldName', () => {
  it('makes names equal that differ in case, normalization or blanks', () => {
    expect(foldName('ĐỜI  SỐNG'.normalize('NFD'))).toBe(foldName('Đời sống'));
  });
});

describe('slugify', () => {
  it.each([
    ['Đời sống', 'doi-song'],
    ['Đời sống'.normalize('NFD'), 'doi-song'],
    ['Tư pháp', 'tu-phap'],
    ['  Kinh tế – Thị trường! ', 'kinh-te-thi-truong'],
    ['Øre & straße', 'ore-strasse'],
    ['ﬁnal', 'final'],
    ['../etc', 'etc'],
    ['😀', ''],
    ['Новости', ''],
  ])('spells %j as %j', (text, slug) => {
    expect(slugify(text)).toBe(slug);
  });

  it('cuts at a hyphen where there is one', () => {
    expect(slugify('mot hai ba bon', 8)).toBe('mot-hai');
    expect(slugify('abcdefghij', 8)).toBe('abcdefgh');
  });

  it('gives letters, digits and single hyphens, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(slugify(text)).toMatch(/^$|^[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });
});

describe('shortHash', () => {
  it('has eight digits and tells names apart', () => {
    expect(shortHash('articles/a.md')).toMatch(/^[0-9a-f]{8}$/);
    expect(shortHash('articles/a.md')).not.toBe(shortHash('articles/b.md'));
  });
});
