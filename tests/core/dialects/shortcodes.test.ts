import { describe, expect, it } from 'vitest';
import { meaningOf, readArguments } from '../../../functions/core/dialects/shortcodes.ts';

describe('arguments of shortcodes', () => {
  it.each([
    ['a "b c" \'d\' `e`', { named: {}, plain: ['a', 'b c', 'd', 'e'] }],
    ['Src="a.jpg" alt = \'b\' c=d', { named: { src: 'a.jpg', alt: 'b', c: 'd' }, plain: [] }],
    ['', { named: {}, plain: [] }],
    ['= a', { named: {}, plain: ['a'] }],
  ])('are read: %j', (text, expected) => {
    expect(readArguments(text)).toEqual(expected);
  });
});

describe('meanings of shortcodes', () => {
  it('hold no markup of their arguments', () => {
    expect(meaningOf('figure', readArguments('src="a" alt="<b>&"'))).toBe('<img src="a" alt="&lt;b&gt;&amp;">');
    expect(meaningOf('youtube', readArguments('"a\\" onload"'))).toBeUndefined();
    expect(meaningOf('tweet', readArguments('user="a/b" id="1"'))).toBeUndefined();
  });
});
