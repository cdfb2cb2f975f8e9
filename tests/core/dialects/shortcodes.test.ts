import { describe, expect, it } from 'vitest';
import { meaningOf, readArguments } from '../../../functions/core/dialects/shortcodes.ts';

describe('arguments of shortcodes', () => {
  it.each([
    ['a "b c" \'d\' `e`', { named: {}, plain: ['a', 'b c', 'd', 'e'], quoted: [1, 2, 3] }],
    ['Src="a.jpg" alt = \'b\' c=d', { named: { src: 'a.jpg', alt: 'b', c: 'd' }, plain: [] }],
    ['', { named: {}, plain: [] }],
    ['src=https://a.example/?b=c d', { named: { src: 'https://a.example/?b=c' }, plain: ['d'] }],
    ['"a"=b c "d"', { named: { a: 'b' }, plain: ['c', 'd'], quoted: [1] }],
    ['= a', { named: {}, plain: ['a'] }],
  ])('are read: %j', (text, expected) => {
    expect(readArguments(text)).toEqual(expected);
  });
});

const FIGURE = '<figure><img src="/a.jpg" alt="A &amp; B"><figcaption>C &lt; D &amp; E</figcaption></figure>';

describe('meanings of shortcodes', () => {
  it.each([
    ['figure', 'src=/a.jpg alt="A &amp; B" caption="C &lt; D & E"', FIGURE],
    ['figure', 'src=/a.jpg caption="  " title=" "', '<img src="/a.jpg" alt="">'],
    ['youtube', 'abc title="   "', '<iframe src="https://www.youtube.com/embed/abc" title="YouTube"></iframe>'],
    ['gist', 'bao 12ab', '<https://gist.github.com/bao/12ab>'],
    ['gist', 'bao', undefined],
    ['tweet', 'bao 12', '<https://x.com/bao/status/12>'],
    ['x', 'user=bao', undefined],
    ['relref', '"b.md"', '@/b.md'],
    ['relref', '"#x"', '#x'],
    ['ref', '"../b.md"', '../b.md'],
    ['ref', '"./b"', '@/b'],
    ['ref', '"/"', '/'],
    ['ref', '', undefined],
    ['link', '_posts/b.md', '@/_posts/b.md'],
    ['link', 'trang-chu', 'trang-chu'],
    [
      'link',
      'Báo <Mẫu> https://bao.example/?a=1&b=2 true',
      '<a href="https://bao.example/?a=1&amp;b=2">Báo &lt;Mẫu&gt;</a>',
    ],
    ['post_url', '', undefined],
    ['post_url', 'a/2020-01-02-b', '@/a/2020-01-02-b'],
    ['post_path', 'b', '@/b'],
    ['post_link', 'b "Bài <hai>" false', '<a href="@/b">Bài &lt;hai&gt;</a>'],
    ['post_link', 'b', '<a href="@/b" data-shown="address">@/b</a>'],
    ['post_link', '', undefined],
    ['asset_path', 'a.pdf', '{asset}a.pdf'],
    ['asset_path', '', undefined],
    ['asset_link', 'a.pdf Báo cáo', '<a href="{asset}a.pdf">Báo cáo</a>'],
    ['asset_link', '../media/a.pdf', '<a href="../media/a.pdf">../media/a.pdf</a>'],
    ['baseurl', '', ''],
    ['asset_img', 'a.jpg "Chợ"', '<img src="{asset}a.jpg" alt="Chợ">'],
    ['asset_img', 'left a.jpg 300 20% Chợ quê sáng nay', '<img src="{asset}a.jpg" alt="Chợ quê sáng nay">'],
    ['asset_img', 'a.png Một tấm', '<img src="{asset}a.png" alt="Một tấm">'],
    ['asset_img', 'a.png Một "tấm ảnh"', '<img src="{asset}a.png" alt="Một tấm ảnh">'],
    ['asset_img', 'a.png "Một tấm" "Ảnh chợ"', '<img src="{asset}a.png" alt="Ảnh chợ" title="Một tấm">'],
    ['asset_img', `a.png "Một tấm'Ảnh chợ'"`, '<img src="{asset}a.png" alt="Ảnh chợ" title="Một tấm">'],
    ['asset_img', `a.png "Cô ấy's"`, `<img src="{asset}a.png" alt="Cô ấy's">`],
    ['img', 'left big /a.gif 10 20 "Chợ" "Ảnh chợ"', '<img src="/a.gif" alt="Ảnh chợ" title="Chợ">'],
    ['img', `x https://a.example/b '"Chợ" "Ảnh"'`, '<img src="https://a.example/b" alt="Ảnh" title="Chợ">'],
    ['img', 'src="a.jpg" alt="B"', '<img src="a.jpg" alt="B">'],
    ['asset_img', '', undefined],
    ['img', '/a.jpg', '<img src="/a.jpg" alt="">'],
    [
      'image',
      'src=a.jpg alt=B title=C caption=D',
      '<figure><img src="a.jpg" alt="B" title="C"><figcaption>D</figcaption></figure>',
    ],
    ['figure', 'src=a.jpg alt=B link="b.md"', '<a href="b.md"><img src="a.jpg" alt="B"></a>'],
    [
      'figure',
      'src="a.jpg" caption="Xem [B](b.md), **Chợ** a_b_c" link="b.md" attr="Na" attrlink="/na"',
      '<span><figure><a href="b.md"><img src="a.jpg" alt="Xem B, Chợ a_b_c"></a>' +
        '<figcaption>Xem [B](b.md), **Chợ** a_b_c <a href="/na">Na</a></figcaption></figure></span>',
    ],
    ['YouTube', 'videoId=abc', '<iframe src="https://www.youtube.com/embed/abc" title="YouTube"></iframe>'],
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
