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
  it.each([
    ['gist', 'bao 12ab', '<https://gist.github.com/bao/12ab>'],
    ['gist', 'bao', undefined],
    ['tweet', 'bao 12', '<https://x.com/bao/status/12>'],
    ['x', 'user=bao', undefined],
    ['relref', '"b.md"', 'b.md'],
    ['ref', '', undefined],
    ['link', '_posts/b.md', '_posts/b.md'],
    ['post_url', '', undefined],
    ['baseurl', '', ''],
    ['asset_img', 'a.jpg "Chợ"', '<img src="a.jpg" alt="Chợ">'],
    ['asset_img', '', undefined],
    ['img', '/a.jpg', '<img src="/a.jpg" alt="">'],
    [
      'image',
      'src=a.jpg alt=B title=C caption=D',
      '<figure><img src="a.jpg" alt="B" title="C"><figcaption>D</figcaption></figure>',
    ],
    ['YouTube', 'videoId=abc', '<iframe src="https://www.youtube.com/embed/abc"></iframe>'],
    ['vimeo', '', undefined],
    ['gallery', 'a', undefined],
  ])('are Markdown: %s %s', (name, text, expected) => {
    expect(meaningOf(name, readArguments(text))).toBe(expected);
  });

  it('hold no markup of their arguments', () => {
    expect(meaningOf('figure', readArguments('src="a" alt="<b>&"'))).toBe('<img src="a" alt="&lt;b&gt;&amp;">');
    expect(meaningOf('youtube', readArguments('"a\\" onload"'))).toBeUndefined();
    expect(meaningOf('tweet', readArguments('user="a/b" id="1"'))).toBeUndefined();
  });
});
