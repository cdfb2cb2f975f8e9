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
