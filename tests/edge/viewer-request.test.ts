import { Negotiator } from 'negotiator';
import { describe, expect, it } from 'vitest';
import { RESERVED_FOLDERS } from '../../functions/core/site/category-name.ts';
import type { EdgeRequest, EdgeResponse } from '../../functions/preview/edge.ts';
import { anyText, fc, runs } from '../property.ts';
import { type Asked, ask, valuesOf } from './runtime.ts';

const SITE = 'https://feeds.bao.example';

/** The object that a request means, or the status and address of the answer. */
function meaning(uri: string, asked?: Asked): string {
  const result = ask(uri, asked);
  if (!('statusCode' in result)) return result.uri;
  return `${result.statusCode} ${valuesOf(result.headers).location}`;
}

const accepting = (encodings: string): Asked => ({ headers: { 'accept-encoding': encodings } });

describe('the viewer-request function', () => {
  it.each([
    ['/', '/index.html'],
    ['/doi-song/', '/doi-song/index.html'],
    ['/articles/cho-que-1234/', '/articles/cho-que-1234/index.html'],
    ['/articles/feed/', '/articles/feed/index.html'],
    ['/rss.xml', '/rss.xml'],
    ['/doi-song/rss.xml', '/doi-song/rss.xml'],
    ['/sitemaps/2026-11.xml', '/sitemaps/2026-11.xml'],
    ['/archives/2026-11/rss.xml', '/archives/2026-11/rss.xml'],
    ['/doi-song/archives/2026-11-2/rss.xml', '/doi-song/archives/2026-11-2/rss.xml'],
    ['/archives/feed/', '/archives/feed/index.html'],
    ['/media/%E1%BA%A3nh.jpg', '/media/%E1%BA%A3nh.jpg'],
  ])('finds the object of %s', (uri, object) => {
    expect(meaning(uri)).toBe(object);
  });

  it('leads from a folder without a slash to the folder', () => {
    expect(meaning('/doi-song')).toBe('301 /doi-song/');
    expect(meaning('/articles/feed')).toBe('301 /articles/feed/');
  });

  it.each(RESERVED_FOLDERS)('takes no name in the folder %s for another name of a feed', folder => {
    for (const uri of [`/${folder}/feed/`, `/${folder}/rss/`, `/${folder}/feed.xml`])
      expect(meaning(uri)).toBe(uri.endsWith('/') ? `${uri}index.html` : uri);
  });

  it('leaves the names of media as they are', () => {
    for (const uri of ['/media/a', '/media/feed', '/media/feed/rss', '/media/atom.xml', '/media/x/feed.json.br'])
      expect(meaning(uri, accepting('br'))).toBe(uri);
  });

  it.each([
    ['rss.xml', ['feed', 'rss', 'index.xml', 'feed.xml', 'feed/rss', 'feed/rss2', 'rss.xml/']],
    ['atom.xml', ['atom', 'feed/atom', 'atom.xml/']],
    ['feed.json', ['json', 'feed/json', 'feed.json/']],
  ])('leads to %s from what others call it, in the root and in a category', (feed, aliases) => {
    for (const alias of aliases) {
      for (const spelled of [alias, alias.replace(/\/?$/, '/')]) {
        expect(meaning(`/${spelled}`)).toBe(`301 /${feed}`);
        expect(meaning(`/doi-song/${spelled}`)).toBe(`301 /doi-song/${feed}`);
      }
    }
  });

  it('knows an alias as a whole name only', () => {
    for (const uri of ['/newsfeed/', '/feed-1/', '/doi-song/a/feed/', '/constructor/', '/__proto__/'])
      expect(meaning(uri)).toBe(`${uri}index.html`);
  });

  it('drops the query', () => {
    const asked = ask('/rss.xml', { querystring: { utm_source: { value: 'x' } } });
    expect(asked).toMatchObject({ uri: '/rss.xml', querystring: {} });
    expect(Object.keys((asked as EdgeRequest).querystring)).toEqual([]);
  });

  it('answers browsers that ask whether scripts may read, and no other method', () => {
    expect(ask('/rss.xml', { method: 'OPTIONS' })).toMatchObject({
      statusCode: 204,
      headers: {
        'access-control-allow-origin': { value: '*' },
        'access-control-allow-headers': { value: expect.stringContaining('If-None-Match') },
      },
    });
    for (const method of ['POST', 'PUT', 'DELETE', 'TRACE'])
      expect(ask('/feed', { method })).toMatchObject({
        statusCode: 405,
        headers: { allow: { value: 'GET, HEAD, OPTIONS' } },
      });
    expect(meaning('/feed', { method: 'HEAD' })).toBe('301 /rss.xml');
  });

  describe('chooses the form of Atom and JSON', () => {
    it.each([
      ['br', '.br'],
      ['gzip', '.gz'],
      ['x-gzip', '.gz'],
      ['gzip, deflate, br, zstd', '.br'],
      ['GZIP', '.gz'],
      ['br;q=0, gzip', '.gz'],
      ['br;q=0.000, gzip;q=0.001', '.gz'],
      ['br;q=0.2,gzip;q=0.9', '.gz'],
      ['br ; q=0.5 , gzip ; q=0.5', '.br'],
      ['*', '.br'],
      ['*;q=0', ''],
      ['br;q=0, *', '.gz'],
      ['gzip;q=0, br;q=0, *', ''],
      ['identity', ''],
      ['identity;q=1, br;q=0.5', ''],
      ['identity;q=0, gzip', '.gz'],
      ['br;q=2', ''],
      ['br;q=x', ''],
      ['br;q=, gzip', '.gz'],
      ['brotli', ''],
      ['', ''],
    ])('for %j: %j', (encodings, ending) => {
      expect(meaning('/atom.xml', accepting(encodings))).toBe(`/atom.xml${ending}`);
      expect(meaning('/doi-song/feed.json', accepting(encodings))).toBe(`/doi-song/feed.json${ending}`);
      expect(meaning('/rss.xml', accepting(encodings))).toBe('/rss.xml');
      expect(meaning('/index.html', accepting(encodings))).toBe('/index.html');
    });

    it('from several headers as from one', () => {
      const headers = { 'accept-encoding': { value: 'gzip', multiValue: [{ value: 'gzip' }, { value: 'br' }] } };
      expect(meaning('/atom.xml', { headers })).toBe('/atom.xml.br');
    });

    it('whole, where a part is asked for', () => {
      expect(meaning('/atom.xml', { headers: { 'accept-encoding': 'br', range: 'bytes=0-1' } })).toBe('/atom.xml');
    });

    it('and not by the name of a form', () => {
      for (const uri of ['/atom.xml.br', '/atom.xml.gz']) {
        expect(meaning(uri)).toBe('/atom.xml');
        expect(meaning(uri, accepting('gzip'))).toBe('/atom.xml.gz');
      }
      expect(meaning('/rss.xml.br', accepting('br'))).toBe('/rss.xml.br');
    });

    it('as RFC 9110 tells, for any header', () => {
      const weight = fc.constantFrom('', ';q=0', ';q=0.1', ';q=0.5', '; q=1', ' ;q=0.999');
      const coding = fc.constantFrom('br', 'gzip', 'identity', 'deflate', '*');
      const header = fc.uniqueArray(fc.tuple(coding, weight), { selector: ([name]) => name, minLength: 1 });
      fc.assert(
        fc.property(header, codings => {
          const accepted = codings.map(pair => pair.join('')).join(', ');
          const [best] = new Negotiator({ headers: { 'accept-encoding': accepted } }).encodings(
            ['br', 'gzip', 'identity'],
            { preferred: ['br', 'gzip', 'identity'] },
          );
          const ending = best === 'br' ? '.br' : best === 'gzip' ? '.gz' : '';
          expect([accepted, meaning('/atom.xml', accepting(accepted))]).toEqual([accepted, `/atom.xml${ending}`]);
        }),
        runs(2000),
      );
    });
  });

  describe('for any request', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '/',
        '//',
        '\\',
        '/\\',
        'feed',
        'rss',
        'atom.xml',
        'feed.json',
        'index.xml',
        '.br',
        '.gz',
        'media',
      ),
      fc.constantFrom(
        'evil.example',
        '@',
        ':',
        'http:',
        '%2f',
        '%5C',
        '.',
        '..',
        '\t',
        '\r\n',
        ' ',
        'é',
        '?',
        '#',
        '\0',
      ),
      fc.string({ maxLength: 5 }),
    );
    const uri = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map(pieces => `/${pieces.join('')}`),
      anyText(),
    );
    const headers = fc.dictionary(
      fc.constantFrom('accept-encoding', 'range', 'if-none-match', 'x'),
      fc.oneof(fc.constantFrom('br', 'gzip, br;q=0', 'bytes=0-1', ';;,,', 'q=1'), fc.string()),
    );
    const often = runs(5000);

    it('leads nowhere else, and in a few steps to an object', () => {
      fc.assert(
        fc.property(uri, headers, (start, given) => {
          let at = start;
          for (let step = 0; step < 3; step++) {
            const result = ask(at, { headers: given });
            if (!('statusCode' in result) || result.statusCode === 404) return;
            const location = valuesOf(result.headers).location ?? '';
            expect(location).toMatch(/^\/[!-~]*$/);
            expect(new URL(location, `${SITE}${at}`).origin).toBe(SITE);
            at = location;
          }
          throw new Error(`${JSON.stringify(start)} leads on and on`);
        }),
        often,
      );
    });

    it('gives the same when it is asked again with what it gave', () => {
      fc.assert(
        fc.property(uri, headers, (start, given) => {
          const once: EdgeRequest | EdgeResponse = ask(start, { headers: given });
          if ('statusCode' in once) return;
          expect(meaning(once.uri, { headers: given })).toBe(once.uri);
        }),
        often,
      );
    });
  });
});
