import { describe, expect, it } from 'vitest';
import { absoluteSrcset, imageUrl, linkUrl, resourceUrl } from '../../../functions/core/html/url-policy.ts';

const resolve = (reference: string): string | undefined =>
  URL.canParse(reference, 'https://a.example/b/') ? new URL(reference, 'https://a.example/b/').href : undefined;

describe('where an address may lead', () => {
  it('is the web for pictures, and mail and telephone too for links', () => {
    expect(linkUrl('c', resolve)).toBe('https://a.example/b/c');
    expect(linkUrl('mailto:x@a.example', resolve)).toBe('mailto:x@a.example');
    expect(resourceUrl('mailto:x@a.example', resolve)).toBeUndefined();
    expect(linkUrl('javascript:x', resolve)).toBeUndefined();
    expect(linkUrl('https://[', resolve)).toBeUndefined();
    expect(resourceUrl('//c.example/d', resolve)).toBe('https://c.example/d');
    expect(linkUrl('x', () => 'no address')).toBeUndefined();
  });

  it('is the text itself for small pictures', () => {
    expect(imageUrl(' data:image/png;base64,AAAA ', resolve)).toBe('data:image/png;base64,AAAA');
    expect(imageUrl('data:image/png,<svg>', resolve)).toBeUndefined();
    expect(imageUrl('DATA:text/html;base64,AAAA', resolve)).toBeUndefined();
  });
});

describe('absoluteSrcset', () => {
  it.each([
    ['a 1x, b 2x', 'https://a.example/b/a 1x, https://a.example/b/b 2x'],
    [' ,a,, b  100w ,', 'https://a.example/b/a, https://a.example/b/b 100w'],
    ['a,b.jpg 1x', 'https://a.example/b/a%2Cb.jpg 1x'],
    ['', undefined],
    [',', undefined],
    ['data:x 1x', undefined],
    ['a 1q', undefined],
  ])('reads %j', (srcset, absolute) => {
    expect(absoluteSrcset(srcset, resolve)).toBe(absolute);
  });

  it('reads the first 200 candidates', () => {
    const listOf = (count: number): string => Array.from({ length: count }, (_, at) => `${at} ${at}w`).join(', ');
    expect(absoluteSrcset(listOf(200_000), resolve)).toBe(absoluteSrcset(listOf(200), resolve));
  });
});
