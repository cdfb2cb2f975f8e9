import { describe, expect, it } from 'vitest';
import { type SanitizeOptions, sanitize } from '../../../functions/core/html/sanitize.ts';

const PREFIX = '0123abcd-';
const options: SanitizeOptions = {
  resolve: reference => {
    const url = URL.parse(reference, 'https://bao.example/tin/');
    return url?.href;
  },
  idPrefix: PREFIX,
};

const clean = (html: string, more: Partial<SanitizeOptions> = {}): string => sanitize(html, { ...options, ...more });

const link = (address: string, after = ''): string => `<a href="${address}">${address}</a>${after}`;

describe('sanitized HTML', () => {
  it.each([
    ['<p onclick="x()">a</p>', '<p>a</p>'],
    ['<a href="javascript:x()">a</a>', '<a>a</a>'],
    ['<a href="/b?c=1&d=2">a</a>', '<a href="https://bao.example/b?c=1&amp;d=2">a</a>'],
    ['<a href="/b?c=1&d=2" data-shown="address">a</a> c', link('https://bao.example/b?c=1&amp;d=2', ' c')],
    ['<a href="javascript:x()" data-shown="address">a</a>', '<a>a</a>'],
    ['<a data-shown="address">a</a>', '<a>a</a>'],
    ['<center>a</center>', 'a'],
    ['<td style="text-align: right; color: red">a</td>', '<td>a</td>'],
    [
      '<table><tr><td style="text-align: right">a</td></tr></table>',
      '<table><tr><td style="text-align:right">a</td></tr></table>',
    ],
    ['<p style="text-align:right">a</p>', '<p>a</p>'],
    ['<code class="big language-ts">a</code>', '<code class="language-ts">a</code>'],
    ['<img src="a.jpg" alt="b">', '<img src="https://bao.example/tin/a.jpg" alt="b" />'],
    ['<img src="blob:x" alt="lời">', 'lời'],
    ['<video src="a.mp4"></video>', '<video src="https://bao.example/tin/a.mp4" controls></video>'],
  ])('keeps of %s what readers render', (html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it('keeps frames of known players alone, by https, with rules of ours', () => {
    const frame = clean('<iframe src="https://www.youtube.com/embed/a" sandbox="allow-top-navigation"></iframe>');
    expect(frame).toContain('src="https://www.youtube.com/embed/a"');
    expect(frame).toContain('sandbox="allow-scripts allow-same-origin');
    expect(frame).not.toContain('allow-top-navigation');
    expect(frame).toContain('referrerpolicy="strict-origin-when-cross-origin"');
    for (const src of ['https://www.youtube.com.evil.example/', 'http://www.youtube.com/embed/a', '/a'])
      expect(clean(`<iframe src="${src}"></iframe>`)).toBe('');
  });

  it('sets ids and links to them apart by article, once', () => {
    const once = clean('<p id="x">a</p><a href="#x">b</a>');
    expect(once).toBe(
      `<p id="${PREFIX}x">a</p><a href="#${PREFIX}x">b</a>`.replace('href="', 'href="https://bao.example/tin/'),
    );
    expect(clean(`<p id="ffff0000-x">a</p>`)).toBe('<p id="ffff0000-x">a</p>');
    expect(clean('<p id="a b">a</p>')).toBe('<p>a</p>');
  });

  it('reports every reference as it was written, those that do not stay, too', () => {
    const seen: string[] = [];
    const onReference = (reference: string): unknown => seen.push(reference);
    clean('<a href="b">a</a><img src="c.jpg"><img src="blob:d"><iframe src="https://e.example/"></iframe>', {
      onReference,
    });
    expect(seen.sort()).toEqual(['b', 'blob:d', 'c.jpg', 'https://e.example/']);
  });

  it('flattens HTML that is deeper than readers can show: its text stays, in paragraphs', () => {
    const losses: string[] = [];
    const deep = `${'<div>'.repeat(300)}một <a href="/x">hai</a>${'</div>'.repeat(300)}<style>p { color: red }</style>`;
    expect(clean(deep, { onLoss: (_, element, text) => losses.push(`${element} ${text}`) })).toBe(
      '<p>một</p>\n<p>hai</p>',
    );
    expect(losses).toContain('a /x');
    expect(clean(`${'<div>'.repeat(190)}một${'</div>'.repeat(190)}`)).toContain('<div>');
  });

  it('changes nothing the second time', () => {
    for (const html of ['<p id="x">a &lt;b&gt; <b>c</p>', '<ul><li>a<li>b</ul>', 'a < b & c', '<nav>x</nav><p>y'])
      expect(clean(clean(html))).toBe(clean(html));
  });
});
