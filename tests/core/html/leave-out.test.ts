import { describe, expect, it } from 'vitest';
import { closeHtml, put } from '../../../functions/core/html/close-html.ts';
import { type LeaveOutOptions, leaveOut } from '../../../functions/core/html/leave-out.ts';

/** HTML after elements were left out, and what was reported of them. */
function left(html: string, options: LeaveOutOptions = {}) {
  const losses: string[] = [];
  const onLoss: LeaveOutOptions['onLoss'] = (at, element, text) => losses.push(`${at} ${element}: ${text}`);
  const raw = options.isMarkdown ? [{ start: 0, end: html.length }] : undefined;
  return { html: put(leaveOut(closeHtml(html, raw), { onLoss, ...options })), losses };
}

describe('elements that are left out', () => {
  it.each([
    ['<p>a</p><nav>Trang chủ</nav>', '<p>a</p>', ['8 nav: Trang chủ']],
    ['<nav></nav>a', 'a', []],
    ['<dialog><p>một <b>hai</b></p></dialog>x', 'x', ['0 dialog: một hai']],
    ['<nav><select>trong</select></nav>x', 'x', ['0 nav: trong']],
    ['<p>a <b>b</b></p>', '<p>a <b>b</b></p>', []],
  ])('go with their words, which are reported once: %s', (html, expected, losses) => {
    expect(left(html)).toEqual({ html: expected, losses });
  });

  it('lose their tag alone where they are never closed', () => {
    expect(left('<p>a</p><nav>lời còn lại')).toEqual({ html: '<p>a</p>lời còn lại', losses: [] });
    expect(left('Gõ <select> vào đây', { isMarkdown: true }).html).toBe('Gõ &lt;select> vào đây');
    expect(left('Gõ <email> vào đây', { isMarkdown: true }).html).toBe('Gõ &lt;email> vào đây');
  });

  it('end a film that is never closed behind its sources', () => {
    expect(left('<video><source src=a.mp4>lời').html).toBe('<video><source src=a.mp4></video>lời');
  });

  it.each([
    ['<div class="x fb-post" data-href="https://a.example/p?a=1&amp;b=2"></div>', 'https://a.example/p?a=1&amp;b=2'],
    ['<blockquote cite="https://a.example/v/1"><section></section> </blockquote>', 'https://a.example/v/1'],
    ['<blockquote data-instgrm-permalink=https://a.example/v/1></blockquote>', 'https://a.example/v/1'],
  ])('show a link to a post in the element that a script would fill: %s', (html, address) => {
    const { html: shown, losses } = left(`<p>a</p>${html}<p>b</p>`);
    const end = html.lastIndexOf('</');
    const link = `<a href="${address}">${address}</a>`;
    expect(shown).toBe(`<p>a</p>${html.slice(0, end)}${link}${html.slice(end)}<p>b</p>`);
    expect(losses).toEqual(['8 post of a script: a.example']);
  });

  it.each([
    ['that has words', '<blockquote cite="https://a.example/v/1"><p>lời</p></blockquote>'],
    ['that has a picture', '<blockquote cite="https://a.example/v/1"><img src="a.png" alt="a"></blockquote>'],
    ['of a button', '<div class="fb-like" data-href="https://a.example/"></div>'],
    ['of no address', '<div class="fb-post" data-href="/a"></div><blockquote cite="sách"></blockquote>'],
    ['of a program', '<div class="fb-post" data-href="javascript:alert(1)"></div>'],
  ])('show no link in an element %s', (_, html) => {
    expect(left(html)).toEqual({ html, losses: [] });
  });

  it('report a post that can be no link, without its password', () => {
    for (const address of ['http://a.example/p', 'https://an:mat@a.example/p'])
      expect(left(`<div class="fb-post" data-href="${address}"></div>`)).toEqual({
        html: `<div class="fb-post" data-href="${address}"></div>`,
        losses: [`0 iframe: ${new URL(address).origin}`],
      });
  });

  it('leave the words in a frame behind it, and those of a frame that may not stay', () => {
    expect(left('<iframe src=a>lời</iframe>!').html).toBe('<iframe src=a></iframe>lời!');
    expect(left('<iframe src=a>lời</iframe>!', { onFrame: () => false }).html).toBe('lời!');
    expect(left('<iframe src=a></iframe>').html).toBe('<iframe src=a></iframe>');
  });

  it('put words in the place of a picture that may not stay, none of them markup', () => {
    const onPicture: LeaveOutOptions['onPicture'] = ({ src, alt = '' }) => (src === 'blob:b' ? alt : undefined);
    expect(left('<img src=a alt=một> <img src="blob:b" alt="<i>hai">', { onPicture }).html).toBe(
      '<img src=a alt=một> &lt;i&gt;hai',
    );
  });

  it('show the picture of a <noscript> in the place of the placeholder before it', () => {
    const placeholder = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">';
    expect(left(`${placeholder}<noscript><img src="a.jpg"></noscript>`).html).toBe('<img src="a.jpg">');
    expect(left('<p>a</p><noscript><img src="a.jpg"></noscript>').html).toBe('<p>a</p>');
  });

  it('are the notes of a formula, which say it again, and of nothing else', () => {
    const note = '<annotation>x^2</annotation>';
    expect(left(`<math><mi>x</mi>${note}</math>`)).toEqual({ html: '<math><mi>x</mi></math>', losses: [] });
    expect(left(`<p>${note}</p>`)).toEqual({ html: '<p>x^2</annotation></p>', losses: [] });
  });
});
