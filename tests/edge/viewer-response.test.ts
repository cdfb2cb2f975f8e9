import { describe, expect, it } from 'vitest';
import { MEDIA_POLICY, PAGE_POLICY } from '../../functions/core/pages/page-policy.ts';
import { anyText, fc, runs } from '../property.ts';
import { answer } from './runtime.ts';

const LINK = '<https://hub.example/>; rel="hub", <https://feeds.bao.example/rss.xml>; rel="self"';
/** As S3 answers. */
const S3 = {
  'x-amz-id-2': 'eftixk72aD6Ap51TnqcoF8eFidJG9Z/2mkiDFu8yU9AS1ed4OpIszj7UDNEHGran',
  'x-amz-request-id': '318BC8BC148832E5',
  'x-amz-server-side-encryption': 'AES256',
  server: 'AmazonS3',
  'content-type': 'application/rss+xml; charset=utf-8',
  etag: '"abc"',
  'last-modified': 'Mon, 23 Nov 2026 12:00:00 GMT',
  'cache-control': 'public, max-age=60',
  'accept-ranges': 'bytes',
};

describe('the viewer-response function', () => {
  it('keeps what readers need, and tells nothing of S3', () => {
    expect(answer(200, { ...S3, 'x-amz-meta-other': 'x' })).toEqual({
      statusCode: 200,
      headers: {
        'content-type': 'application/rss+xml; charset=utf-8',
        etag: '"abc"',
        'last-modified': 'Mon, 23 Nov 2026 12:00:00 GMT',
        'cache-control': 'public, max-age=60',
        'accept-ranges': 'bytes',
        vary: 'Accept-Encoding',
      },
    });
  });

  it('leads to where an object moved, and leaves nothing that an answer could be kept by', () => {
    for (const status of [200, 206, 304]) {
      const { statusCode, headers } = answer(status, {
        ...S3,
        'content-range': 'bytes 0-1/2',
        'x-amz-meta-redirect': '/doi-song/rss.xml',
      });
      expect([statusCode, headers.location]).toEqual([301, '/doi-song/rss.xml']);
      expect(Object.keys(headers).sort()).toEqual(['cache-control', 'content-type', 'location', 'vary']);
    }
  });

  it.each([
    '//evil.example/',
    '/\\evil.example',
    'https://evil.example/',
    'rss.xml',
    '',
    '/é',
    '/a b',
    '/\r\nx: y',
    '\\/x',
  ])('leads nowhere by %j', redirect => {
    const { statusCode, headers } = answer(200, { ...S3, 'x-amz-meta-redirect': redirect });
    expect([statusCode, headers.location, headers['x-amz-meta-redirect']]).toEqual([200, undefined, undefined]);
  });

  it.each([
    [410, '410'],
    [404, '404'],
  ])('answers %i for what says so', (expected, status) => {
    for (const before of [200, 304]) {
      const { statusCode, headers } = answer(before, { ...S3, 'x-amz-meta-status': status });
      expect(statusCode).toBe(expected);
      expect([headers.etag, headers['last-modified']]).toEqual([undefined, undefined]);
      expect(headers['content-type']).toBe(S3['content-type']);
    }
  });

  it('knows no other status', () => {
    for (const status of ['200', '500', '', '4100', 'x', '__proto__', 'constructor'])
      expect(answer(200, { ...S3, 'x-amz-meta-status': status })).toMatchObject({
        statusCode: 200,
        headers: { etag: '"abc"' },
      });
  });

  it('says where the hub of a feed is, and its own address', () => {
    expect(answer(200, { ...S3, 'x-amz-meta-link': LINK }).headers.link).toBe(LINK);
    expect(answer(304, { etag: '"a"', 'x-amz-meta-link': LINK }).headers.link).toBe(LINK);
    const document = '<https://feeds.bao.example/license.xml>; rel="license"; type="application/rsl+xml"';
    for (const link of [document, `${LINK}, <https://bao.example/dk>; rel="license", ${document}`])
      expect(answer(200, { ...S3, 'x-amz-meta-link': link }).headers.link).toBe(link);
    for (const link of [
      '',
      'x',
      `${LINK}\r\nset-cookie: a=b`,
      '<javascript:x>; rel="hub"',
      '<https://é/>; rel="hub"',
      `${LINK},`,
    ])
      expect(answer(200, { ...S3, 'x-amz-meta-link': link }).headers.link).toBeUndefined();
  });

  it.each([
    ['/rss.xml', {}],
    ['/index.html', {}],
    ['/doi-song/', {}],
    ['/atom.xml.br', {}],
    ['/articles/a-0123abcd/index.md', {}],
    ['/articles/a-0123abcd/chapters.json', {}],
    ['/a', { 'content-type': 'text/plain; charset=utf-8' }],
    ['/a', { 'content-encoding': 'br' }],
    ['/a', { 'content-type': 'image/svg+xml' }],
  ])('tells caches that %s %j depends on Accept-Encoding', (uri, headers) => {
    expect(answer(200, headers, uri).headers.vary).toBe('Accept-Encoding');
    expect(answer(304, headers, uri).headers.vary).toBe('Accept-Encoding');
  });

  it('adds to Vary what is missing, where something is', () => {
    expect(answer(200, { 'content-type': 'image/jpeg' }, '/media/a.jpg').headers.vary).toBeUndefined();
    expect(answer(200, { vary: 'Origin' }).headers.vary).toBe('Origin, Accept-Encoding');
    for (const vary of ['accept-encoding', 'Origin, Accept-Encoding', '*'])
      expect(answer(200, { vary }).headers.vary).toBe(vary);
  });

  it('lets nothing run on a page but its own script, and nothing at all in media; feeds are spared the words', () => {
    const policyOf = (uri: string, status = 200, given: Readonly<Record<string, string>> = {}) =>
      answer(status, { 'content-security-policy': "default-src 'self'", ...given }, uri).headers[
        'content-security-policy'
      ];
    for (const page of ['/', '/index.html', '/doi-song/', '/articles/a-0123abcd/', '/articles/a-0123abcd/index.html'])
      for (const status of [200, 206, 304]) expect(policyOf(page, status)).toBe(PAGE_POLICY);
    for (const page of ['/robots.txt', '/unknown', '/articles/a-0123abcd/index.html.br', '/a.svg'])
      expect(policyOf(page)).toBe(page.startsWith('/articles/') ? MEDIA_POLICY : PAGE_POLICY);
    for (const medium of ['/media/a.svg', '/media/rss.xml', '/media/feed.json', '/articles/a-0123abcd/a.svg'])
      for (const status of [200, 304]) expect(policyOf(medium, status)).toBe(MEDIA_POLICY);
    expect(policyOf('/articles/a/', 200, { 'x-amz-meta-status': '410' })).toBe(PAGE_POLICY);
    for (const feed of ['/rss.xml', '/atom.xml.br', '/doi-song/feed.json.gz', '/sitemaps/2026-11.xml', '/follow.json'])
      expect(answer(200, {}, feed).headers).not.toHaveProperty('content-security-policy');
  });

  describe('of media', () => {
    const dispositionOf = (type: string | undefined, uri = '/media/a', given: Readonly<Record<string, string>> = {}) =>
      answer(200, { ...given, ...(type !== undefined && { 'content-type': type }) }, uri).headers[
        'content-disposition'
      ];

    it.each([
      'text/html; charset=utf-8',
      'TEXT/HTML',
      'application/xhtml+xml',
      'text/xml; charset=utf-8',
      'application/xml',
      'application/rss+xml; charset=utf-8',
      'application/mathml+xml',
      'text/javascript; charset=utf-8',
      'text/css; charset=utf-8',
      'application/octet-stream',
      'application/x-shockwave-flash',
      'message/rfc822',
      'application/pdfx',
      'text/plainhtml',
    ])('makes a download of %s', type => {
      expect(dispositionOf(type)).toBe('attachment');
      expect(dispositionOf(type, '/media/a', { 'content-disposition': 'inline' })).toBe('attachment');
      expect(dispositionOf(type, '/articles/a-0123abcd/a.svg')).toBe('attachment');
      for (const page of ['/articles/a-0123abcd/', '/articles/a-0123abcd/index.html', '/articles/a'])
        expect(dispositionOf(type, page)).toBeUndefined();
    });

    it.each([
      'image/jpeg',
      'image/svg+xml',
      'audio/mpeg',
      'video/mp4',
      'application/pdf',
      'application/json',
      'text/plain; charset=utf-8',
      'text/vtt; charset=utf-8',
      undefined,
    ])('shows %s, unless the object says otherwise', type => {
      expect(dispositionOf(type)).toBeUndefined();
      expect(dispositionOf(type, '/media/a', { 'content-disposition': 'attachment' })).toBe('attachment');
    });
  });

  it('leads nowhere else and lets nothing through, whatever the metadata', () => {
    const value = fc.oneof(
      fc
        .array(
          fc.constantFrom('/', '\\', '<', '>', '"', 'https:', 'evil.example', '; rel="hub"', ', ', '\r\n', 'é', '\t'),
          {
            maxLength: 8,
          },
        )
        .map(parts => parts.join('')),
      anyText(),
    );
    const name = fc.constantFrom(
      'x-amz-meta-redirect',
      'x-amz-meta-status',
      'x-amz-meta-link',
      'x-amz-x',
      'server',
      'vary',
      'etag',
    );
    fc.assert(
      fc.property(fc.dictionary(name, value), fc.constantFrom(200, 206, 304), (given, status) => {
        const { statusCode, headers } = answer(status, given);
        expect([status, 301, 404, 410]).toContain(statusCode);
        expect(Object.keys(headers).filter(key => key.startsWith('x-amz-') || key === 'server')).toEqual([]);
        const { location = '/', link = '' } = headers;
        expect(new URL(location, 'https://feeds.bao.example/').origin).toBe('https://feeds.bao.example');
        expect(location + link).toMatch(/^[ -~]*$/);
        const again = answer(statusCode, headers);
        expect(again.headers).toEqual({ ...headers, ...again.headers });
      }),
      runs(5000),
    );
  });
});
