import { describe, expect, it } from 'vitest';
import type { EdgeRequest, EdgeResponse } from '../../functions/preview/edge.ts';
import { fc, runs } from '../property.ts';
import { ask } from './runtime.ts';

const statusOf = (asked: EdgeRequest | EdgeResponse): number | undefined =>
  'statusCode' in asked ? asked.statusCode : undefined;

/** Returns the key that S3 looks up: the path, decoded once. */
const keyOf = (uri: string): string => decodeURIComponent(uri);

describe('a path that CloudFront and S3 may read differently', () => {
  it.each([
    '/media%2Fevil.xml',
    '/media%2fevil.xml',
    '/a%2F..%2Fmedia/evil.xml',
    '/media%5Cevil.xml',
    '/media%5cevil.xml',
    '/media\\evil.xml',
    '/%6Dedia/evil.xml',
    '/%6d%65%64%69%61/evil.json',
    '/medi%61/evil.xml',
    '//media/evil.xml',
    '/./media/evil.xml',
    '/%2e/media/evil.xml',
    '/x/../media/evil.xml',
    '/x/%2e%2E/media/evil.xml',
    '/x/.%2e/media/evil.xml',
    '/media/../rss.xml',
    '/media/%2e%2e/rss.xml',
    '/media//evil.xml',
    '/media/./evil.xml',
    '/media/..',
    '/media/%2e',
    '/articles/a-0123abcd/a%2Esvg',
    '/articles/a%2e-0123abcd/a.svg',
    '/%61rticles/a-0123abcd/a.svg',
    '/doi-song//rss.xml',
    '/feed%2Frss',
  ])('answers 404: %s', uri => {
    const asked = ask(uri);
    expect(asked).toMatchObject({
      statusCode: 404,
      headers: {
        'content-type': { value: 'text/plain; charset=utf-8' },
        'x-content-type-options': { value: 'nosniff' },
      },
      body: { encoding: 'text', data: 'Not found\n' },
    });
    expect(statusOf(ask(uri, { method: 'HEAD' }))).toBe(404);
  });

  it.each([
    '/',
    '/rss.xml',
    '/media/a.xml',
    '/media/%E1%BA%A3nh%20%C4%91%E1%BA%B9p.jpg',
    '/media/a+b,c;d=e@f.jpg',
    // The name of a saved picture: what S3 decodes once has no slash.
    '/media/https%253A%252F%252Fa.example%252Fb.jpg',
    '/media/..a/b..c/d.jpg',
    '/media/...',
    '/MEDIA/evil.html',
    '/medias/%6dedia/a.html',
    '/%E1%BA%A3nh.html',
    '/articles/a-0123abcd/%E1%BA%A3nh%20a.svg',
  ])('is not %s', uri => {
    expect(statusOf(ask(uri))).toBeUndefined();
  });

  it('is every spelling of a file under media/ but the one whose headers are those of media', () => {
    const spelled = fc
      .tuple(
        fc.constantFrom('/', '//', '%2F', '%2f', '/./', '/x/../', '\\', '%5C', '/%2E/'),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        fc.constantFrom('/', '//', '%2F', '\\', '%5c', '/./', '/%2e%2e/media/'),
        fc.constantFrom('evil.xml', 'a.html', 'evil%2exml', '%65vil.json', 'a/b.svg'),
      )
      .map(([start, escapes, slash, name]) => {
        const letters = [...'media'].map((letter, at) =>
          escapes[at] ? `%${letter.charCodeAt(0).toString(16)}` : letter,
        );
        return `${start}${letters.join('')}${slash}${name}`;
      });
    fc.assert(
      fc.property(spelled, uri => {
        const asked = ask(uri);
        if (statusOf(asked) !== undefined) return;
        expect(uri.startsWith('/media/')).toBe(keyOf((asked as EdgeRequest).uri).startsWith('/media/'));
      }),
      runs(3000),
    );
  });
});
