import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { hasLocalLink } from '../../../functions/core/entry/local-link.ts';

describe('a link that may lead to a file', () => {
  it.each([
    '[x](b.md)',
    '![x]( b.jpg)',
    '[x](\n/b)',
    '[x]: b',
    '[x](HTTP://b)',
    '[x](httpx:b)',
    '[x](http//b)',
    '[x](<b c.md>)',
    '<b>',
    '[x](https://a.example) [y](b)',
  ])('%j', text => {
    expect(hasLocalLink(Buffer.from(text))).toBe(true);
  });

  it.each([
    'x',
    '[x](https://a.example)',
    '[x]: http://a.example',
    '[x] (b)',
    '[x][b]',
    '![x](\t https://a.example/b.jpg)',
  ])('none: %j', text => {
    expect(hasLocalLink(Buffer.from(text))).toBe(false);
  });
});
