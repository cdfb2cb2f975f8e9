import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, foldName } from '../../../functions/core/text/clean.ts';
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

describe('cleanLine', () => {
  it('joins lines and trims, but keeps no-break spaces', () => {
    expect(cleanLine('  a \n\t b\u00a0 c ')).toBe('a b\u00a0 c');
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
