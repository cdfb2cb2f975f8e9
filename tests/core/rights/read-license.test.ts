import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../functions/core/problem.ts';
import { LICENSE_NAMES, licenseAt, licenseNamed } from '../../../functions/core/rights/known-licenses.ts';
import { ALL_RIGHTS_RESERVED, labelOfLicense, reservesMining } from '../../../functions/core/rights/license.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';
import { problemsOf, read } from '../samples.ts';

const SITE = 'title: Báo\nurl: https://bao.example\nsince: 2018\nfeedsUrl: https://feeds.bao.example/tin\n';
const ofSite = (license: string) => parseSite(`${SITE}license: ${license}\n`);
const inArticle = (license: string): string => `---\ntitle: Bài\ndate: 2026-11-20\nlicense: ${license}\n---\nChữ.\n`;
const ofArticle = (license: string) => read(inArticle(license)).article?.license;
const problemsIn = (license: string): readonly string[] => problemsOf(inArticle(license));

describe('a licence by name', () => {
  it.each([
    ['CC-BY-4.0', 'CC-BY-4.0', 'https://creativecommons.org/licenses/by/4.0/'],
    ['cc by-nc-nd 2.5', 'CC-BY-NC-ND-2.5', 'https://creativecommons.org/licenses/by-nc-nd/2.5/'],
    ['CC_BY_SA_3.0_VN', 'CC-BY-SA-3.0-VN', 'https://creativecommons.org/licenses/by-sa/3.0/vn/'],
    ['cc0-1.0', 'CC0-1.0', 'https://creativecommons.org/publicdomain/zero/1.0/'],
    ['All rights reserved', 'all-rights-reserved', 'https://rightsstatements.org/vocab/InC/1.0/'],
  ])('%s is %s at its canonical address', (written, name, url) => {
    expect(ofArticle(written)).toMatchObject({ name, url });
  });

  it('is found again by its address, however that is written', () => {
    for (const name of LICENSE_NAMES) {
      const license = licenseNamed(name);
      expect(license && licenseAt(license.url)).toEqual(license);
      expect(license && licenseAt(license.url.replace(/^https:/, 'http:').replace(/\/$/, ''))).toEqual(license);
    }
    expect(licenseAt('http://www.creativecommons.org/licenses/by/3.0/de/deed.vi')).toEqual(
      licenseNamed('CC-BY-3.0-DE'),
    );
  });

  it('that is none is told with what was meant', () => {
    expect(problemsIn('CC-BY-NC')).toEqual([expect.stringContaining('write CC-BY-NC-4.0')]);
    expect(problemsIn('CC-BY-5.0')).toEqual([
      'articles/a.md:4:10: license: "CC-BY-5.0" is no licence that is known by name; write CC-BY-4.0',
    ]);
    expect(problemsIn('của tôi')).toEqual([
      'articles/a.md:4:10: license: "của tôi" is no licence that is known by name; write a name such as CC-BY-4.0, ' +
        'or the address of the licence',
    ]);
    expect(problemsIn('CC-BY-4.0-VN')).toHaveLength(1);
    expect(licenseAt('https://creativecommons.org/licenses/of/4.0/')).toMatchObject({ terms: { prohibits: {} } });
  });

  it('that an article misspells grants nothing, and an empty one is left out', () => {
    expect(ofArticle('CC-BY-5.0')).toEqual(ALL_RIGHTS_RESERVED);
    expect(ofArticle('[]')).toEqual(ALL_RIGHTS_RESERVED);
    expect(ofArticle('')).toBeUndefined();
    expect(problemsIn('')).toEqual([]);
  });
});

describe('a licence by address', () => {
  it('is named by it, and reserves what it may not grant', () => {
    const license = ofArticle('https://bao.example/điều-khoản');
    expect(license).toEqual({
      url: 'https://bao.example/%C4%91i%E1%BB%81u-kho%E1%BA%A3n',
      terms: { prohibits: { usage: ['ai-all'] } },
    });
    expect(license && labelOfLicense(license)).toBe('bao.example/%C4%91i%E1%BB%81u-kho%E1%BA%A3n');
  });

  it('is one of the web, and short enough for a header', () => {
    expect(problemsIn('ftp://bao.example/a')).toEqual([
      'articles/a.md:4:10: license: expected a URL such as https://bao.example/, found "ftp://bao.example/a"',
    ]);
    expect(problemsIn(`https://bao.example/${'a'.repeat(500)}`)).toEqual([
      'articles/a.md:4:10: license: the address has 520 characters, at most 500 fit; shorten it',
    ]);
  });
});

describe('a licence by its terms', () => {
  it('has each of them, told apart by its value', () => {
    const terms =
      '{ rsl: { permits: [search, ai-input, personal, VN], prohibits: ai-train, copyright: Báo, ' +
      'server: "https://a.example/", payment: { type: use, custom: "https://b.example/", ' +
      'standard: "https://c.example/", amount: 0.10, currency: VND }, terms: "https://bao.example/dk" } }';
    expect(problemsIn(terms)).toEqual([]);
    expect(ofArticle(terms)).toEqual({
      url: 'https://bao.example/dk',
      terms: {
        permits: { usage: ['search', 'ai-input'], user: ['personal'], geo: ['VN'] },
        prohibits: { usage: ['ai-train'] },
        payment: {
          type: 'use',
          custom: 'https://b.example/',
          standard: 'https://c.example/',
          amount: '0.10',
          currency: 'VND',
        },
        server: 'https://a.example/',
        copyright: 'Báo',
      },
    });
  });

  it('of the site is the licence document, where it names no other address', () => {
    expect(ofSite('{ rsl: { payment: free } }').site?.license).toEqual({
      url: 'https://feeds.bao.example/tin/license.xml',
      terms: { payment: { type: 'free' } },
    });
  });

  it.each([
    ['copyright', 'write all-rights-reserved'],
    ['© Báo Mẫu', 'write all-rights-reserved'],
    ['{ rsl: [] }', 'expected terms in rsl:'],
    ['{ tdm: 1 }', 'expected terms in rsl:'],
    ['{ rsl: { terms: "https://a.example/" } }', 'says nothing; add permits:'],
    ['{ rsl: { payment: free } }', 'has no address where people can read the terms; add terms:'],
    ['{ rsl: { prohibit: ai-train, payment: free, terms: "https://a.example/" } }', 'did you mean prohibits?'],
    ['{ rsl: { permits: train-ai, terms: "https://a.example/" } }', '"train-ai" is no use, user or country of RSL'],
    ['{ rsl: { permits: [ai-trai], terms: "https://a.example/" } }', 'write ai-train'],
    ['{ rsl: { permits: [constructor], terms: "https://a.example/" } }', 'is no use, user or country'],
    ['{ rsl: { payment: gratis, terms: "https://a.example/" } }', 'expected one of purchase, subscription'],
    ['{ rsl: { payment: { amount: 1, currency: VND }, terms: "https://a.example/" } }', 'has no type; add type:'],
    ['{ rsl: { payment: { type: use, amount: 1 }, terms: "https://a.example/" } }', 'go together'],
    ['{ rsl: { payment: { type: use, amount: x, currency: đ }, terms: "https://a.example/" } }', 'such as 0.015'],
    ['{ rsl: { payment: { type: use, amount: 1, currency: đ }, terms: "https://a.example/" } }', 'VND or USD'],
    [
      '{ rsl: { payment: { type: use, standard: a }, terms: "https://a.example/" } }',
      'payment.standard: expected a URL',
    ],
    ['{ rsl: { payment: free, terms: a } }', 'rsl.terms: expected a URL'],
    ['{ rsl: { payment: free, server: a, terms: "https://a.example/" } }', 'rsl.server: expected a URL'],
  ])('%s grants nothing, and is told', (terms, message) => {
    expect(problemsIn(terms).join('\n')).toMatch(/^articles\/a\.md:4:\d+: /);
    expect(problemsIn(terms).join('\n')).toContain(message);
    expect(ofArticle(terms)).toEqual(ALL_RIGHTS_RESERVED);
  });

  it('is told of one misspelled term once', () => {
    expect(problemsIn('{ rsl: { permit: [search], terms: "https://a.example/" } }')).toEqual([
      'articles/a.md:4:19: permit is not a field that Bantin knows; did you mean permits?',
    ]);
  });

  it('has no more than fifty values in a list', () => {
    const many = Array.from({ length: 51 }, () => 'VN').join(', ');
    expect(problemsIn(`{ rsl: { permits: [${many}], terms: "https://a.example/" } }`)).toEqual([
      'articles/a.md:4:28: license.rsl.permits: has 51 values, at most 50 are read; take some out',
    ]);
  });
});

describe('in site.yaml', () => {
  it('a licence that means nothing is an error, of a category, too', () => {
    const yaml = `${SITE}license: CC\ncategories:\n  - title: Đời sống\n    license: { rsl: { payment: free } }\n`;
    expect(parseSite(yaml).site).toBeUndefined();
    expect(parseSite(yaml).problems.map(formatProblem)).toEqual([
      'site.yaml:5:10: license: "CC" is no licence that is known by name; write a name such as CC-BY-4.0, or the ' +
        'address of the licence',
      'site.yaml:8:21: categories.license.rsl: has no address where people can read the terms; add terms:',
    ]);
  });
});

describe('mining is reserved', () => {
  it.each([
    ['CC-BY-4.0', false],
    ['CC0-1.0', false],
    ['CC-BY-NC-4.0', true],
    ['all-rights-reserved', true],
    ['https://bao.example/dk', true],
    ['{ rsl: { permits: search, terms: "https://a.example/" } }', true],
    ['{ rsl: { permits: [search, ai-all], terms: "https://a.example/" } }', false],
    ['{ rsl: { prohibits: ai-input, terms: "https://a.example/" } }', false],
    ['{ rsl: { prohibits: VN, terms: "https://a.example/" } }', true],
    ['{ rsl: { payment: crawl, terms: "https://a.example/" } }', true],
    ['{ rsl: { payment: free, server: "https://b.example/", terms: "https://a.example/" } }', true],
  ])('by %s: %s', (license, expected) => {
    expect(reservesMining(ofArticle(license)?.terms ?? {})).toBe(expected);
  });
});
