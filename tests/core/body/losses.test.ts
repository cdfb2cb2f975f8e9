import { describe, expect, it } from 'vitest';
import type { ArticleFormat } from '../../../functions/core/article/article.ts';
import { lossProblems } from '../../../functions/core/body/loss.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { htmlOf, render } from './render.ts';

function told(format: ArticleFormat, text: string): readonly string[] {
  return lossProblems(render(format, text).losses, 'a', 1).map(problem => formatProblem(problem).split(';')[0] ?? '');
}

describe('in Markdown, what is never closed', () => {
  it.each([
    ...[
      'title',
      'script',
      'style',
      'textarea',
      'xmp',
      'select',
      'button',
      'noscript',
      'template',
      'iframe',
      'plaintext',
    ],
    ...['noembed', 'noframes', 'option', 'dialog', 'nav', 'svg', 'head', 'object', 'email', 'your-name'],
  ])('is text: <%s>', name => {
    const html = `<p>Thẻ &lt;${name}&gt; là <em>tên</em>.</p>\n<p>Hết</p>`;
    expect(htmlOf('markdown', `Thẻ <${name}> là *tên*.\n\nHết`)).toBe(html);
    expect(htmlOf('markdown', `<${name}>\n\nHết`)).toMatch(/&lt;[\s\S]*<p>Hết<\/p>$/);
    expect(told('markdown', `Thẻ <${name}> là *tên*.\n\nHết`)).toEqual([]);
  });

  it.each(['<!-- x', '<?php x', '<![CDATA[ x', '<!DOCTYPE x', '<script x', '<style\nx'])('ends no text: %j', begin => {
    const html = htmlOf('markdown', `A\n\n${begin}\n\n- *Hết*`);
    expect(html).toContain('&lt;');
    expect(html).toMatch(/<li><em>Hết<\/em><\/li>/);
    expect(htmlOf('markdown', `> ${begin}\n\n*Hết* --> ?> ]]>`)).toMatch(/<em>Hết<\/em>/);
  });

  it('is a word, too, where another closes it: title and textarea hold no markup', () => {
    expect(htmlOf('markdown', 'Thẻ <title> mở, </title> đóng')).toBe(
      '<p>Thẻ &lt;title&gt; mở, &lt;/title&gt; đóng</p>',
    );
    expect(htmlOf('markdown', 'Thẻ <script> là mã,\n\n</script> hết')).toMatch(/là mã,<\/p>\n<p>&lt;\/script&gt; hết/);
  });

  it('keeps what is closed as it was: code goes, a comment goes, markup stays', () => {
    expect(htmlOf('markdown', 'a <script>alert("là mã")</script> b <!-- c --> <br> <b>d</b> <svg/>')).toBe(
      '<p>a  b  <br /> <b>d</b> </p>',
    );
    expect(htmlOf('markdown', '<script>\nvar a = 1;\n\n// lời\n</script>\n\nHết')).toBe('<p>Hết</p>');
  });

  it('makes no markup of what a tag holds', () => {
    const html = htmlOf('markdown', 'a <select title="<b onclick=x()>y</b>"> b');
    expect(html).toBe('<p>a &lt;select title="&lt;b onclick=x()&gt;y&lt;/b&gt;"&gt; b</p>');
  });
});

/** A frame of no player is told of, but takes no words along. */
const FRAME = /a frame from a\.example is left out/;

describe('in HTML, what is never closed', () => {
  it.each([
    ['<p>A</p><select><p>B</p>', '<p>A</p><p>B</p>'],
    ['<template><p>B</p>', '<p>B</p>'],
    ['<li><noscript>B</li>', '<li>B</li>'],
    ['A<title>B', 'A&lt;title&gt;B'],
    ['A<!-- B', 'A&lt;!-- B'],
    ['A<script/>B', 'AB'],
    ['<iframe src="https://a.example/"><p>B</p>', '<p>B</p>'],
    ['<a href="b>B</a> <a href="/c">C</a>', '&lt;a href="b&gt;B <a href="https://bao.example/c">C</a>'],
    ['<p class="b>B</p>', '&lt;p class="b&gt;B<p></p>'],
    ['A <b', 'A &lt;b'],
    ['A <b và c> B', 'A &lt;b và c&gt; B'],
    ['A < B > C <3', 'A &lt; B &gt; C &lt;3'],
  ])('takes no words along: %j', (html, clean) => {
    expect(htmlOf('html', html)).toBe(clean);
    expect(told('html', html).filter(line => !FRAME.test(line))).toEqual([]);
  });

  it('closes a frame and a film where they begin: a browser would hide all that follows', () => {
    expect(htmlOf('html', '<iframe src="https://player.vimeo.com/v"><p>B</p>')).toMatch(
      /^<iframe [^>]*><\/iframe><p>B<\/p>$/,
    );
    expect(htmlOf('html', '<video src="a.mp4"><source src="b.webm"><p>B</p>')).toMatch(
      /<source [^>]*><\/video><p>B<\/p>$/,
    );
  });
});

describe('words that HTML shows nowhere', () => {
  it.each([
    ['<button onclick="x()">A</button>', 'A'],
    ['<option>A</option>', 'A'],
    ['<noframes>A</noframes>', 'A'],
    ['<xmp><b>A</b></xmp>', '&lt;b&gt;A&lt;/b&gt;'],
    ['<![CDATA[<b>A</b>]]>', '&lt;b&gt;A&lt;/b&gt;'],
    ['<https://bao.example/tin>', '&lt;https://bao.example/tin&gt;'],
    ['<!Chú ý> A', '&lt;!Chú ý&gt; A'],
    ['<iframe src="https://a.example/"><p>A</p></iframe>', '<p>A</p>'],
    ['<img alt="A">', 'A'],
    ['<img src="javascript:x" alt="<b>A</b>">', '&lt;b&gt;A&lt;/b&gt;'],
  ])('stay: %j', (html, clean) => {
    expect(htmlOf('html', html)).toBe(clean);
    expect(told('html', html).filter(line => !FRAME.test(line))).toEqual([]);
  });

  it.each([
    [
      '<select><option>một</option>\n<option>hai</option></select>',
      'a:2:4: warning: <select> and the 7 characters in it are left out',
    ],
    ['<noscript>ẩn</noscript>', 'a:2:4: warning: <noscript> and the 2 characters in it are left out'],
    [
      '<template><script>x()</script><b>ẩn</b></template>',
      'a:2:4: warning: <template> and the 2 characters in it are left out',
    ],
    ['<textarea>a</textarea>', 'a:2:4: warning: <textarea> and the 1 character in it are left out'],
    ['<title>tựa</title>', 'a:2:4: warning: <title> and the 3 characters in it are left out'],
    ['<script>Thẻ này là mã.</script>', 'a:2:4: warning: <script> and the 14 characters in it are left out'],
    ['<svg><title>a</title><path d="M0"/></svg>', 'a:2:4: warning: <svg> and the 1 character in it are left out'],
    ['<?xml lời ?>', 'a:2:4: warning: <?> and the 7 characters in it are left out'],
    ['<input type="submit" value="Gửi">', 'a:2:4: warning: <input> and the 3 characters in it are left out'],
    [
      '<iframe srcdoc="<p>Lời</p>"></iframe>',
      'a:2:4: warning: <iframe srcdoc> and the 3 characters in it are left out',
    ],
    ['<dialog><input value="ẩn"></dialog>', 'a:2:4: warning: <dialog> and the 2 characters in it are left out'],
    ['<nav>a <input value="b"></nav>', 'a:2:4: warning: <nav> and the 3 characters in it are left out'],
    ['<select><p><input value="ẩn">', 'a:2:15: warning: <input> and the 2 characters in it are left out'],
    ['<dialog open>a</dialog>', 'a:2:4: warning: <dialog> and the 1 character in it are left out'],
    [
      '<img src="data:image/svg+xml,x" alt="ảnh">',
      'a:2:4: warning: a picture in the address of <img>, of 20 characters, is left out',
    ],
  ])('are reported: %j', (html, problem) => {
    expect(told('html', `<p>\n A ${html}`)).toEqual([problem]);
  });

  it.each([
    '<script>var a = "lời";</script>',
    '<style>p { a: b }</style>',
    '<!-- lời -->',
    '<?xml version="1.0" encoding=\'UTF-8\'?>',
    '<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" />',
    '<iframe srcdoc="<br>"></iframe>',
    '<svg><path d="M0"/></svg>',
    '<title>Tựa đề</title>',
  ])('go without a word where nobody wrote them for readers: %j', html => {
    expect(render('html', `${html}<p>A</p>`)).toMatchObject({ html: '<p>A</p>', losses: [] });
  });

  it('are one problem where they stand around the text, and none where the page says that they are its own', () => {
    const around = '<p>Trước</p><article>A</article><p>sau</p>';
    expect(told('html', around)).toEqual(['a:1:4: warning: 8 characters outside <article> are left out']);
    const body = '<header>x <nav>y</nav></header><main>A</main><footer>z</footer>';
    const page = `<html><head><title>x</title></head><body>${body}</body></html>`;
    expect(told('html', page)).toEqual([]);
    expect(told('html', page.replace('</header>', '</header>lời<nav>'))).toEqual([
      'a:1:73: warning: 3 characters outside <main> are left out',
    ]);
  });

  it('are summed up where there are many', () => {
    expect(told('html', '<svg>ab</svg>\n'.repeat(10)).at(-1)).toBe(
      'a:4:1: warning: 7 more from here on: <svg> and the 14 characters in it are left out',
    );
  });
});

describe('words that Markdown shows nowhere', () => {
  it.each([
    ['> a\n> <svg>b</svg>', 'a:2:3: warning: <svg> and the 1 character in it are left out'],
    ['- a\n\n  b `<svg>` <svg>c</svg>', 'a:3:13: warning: <svg> and the 1 character in it are left out'],
    ['| a |\n|--|\n| <nav>b</nav> |', 'a:3:3: warning: <nav> and the 1 character in it are left out'],
    [
      '<div>\n\n*a*\n\n<noscript>\n\nb *c*\n\n</noscript>',
      'a:5:1: warning: <noscript> and the 3 characters in it are left out',
    ],
    ['[PV]: Vâng.', 'a:1:1: warning: a definition of a link, and its 11 characters, is left out'],
    ['[a]\n\n[a]: b\n[a]: c', 'a:4:1: warning: a definition of a link, and its 6 characters, is left out'],
    [
      '|a|b|\n|-|-|\n|c|d| e | f |',
      'a:3:6: warning: cells beyond the last column, and the 3 characters in them, are left out',
    ],
    [
      '~~~ Lời bình ~~~',
      'a:1:5: warning: what stands behind the marks that open a block of code, 12 characters, is left out',
    ],
    [
      '``` The mayor has resigned\nx\n```',
      'a:1:5: warning: what stands behind the marks that open a block of code, 22 characters, is left out',
    ],
  ])('are reported: %j', (markdown, problem) => {
    expect(told('markdown', markdown)).toEqual([problem]);
  });

  it.each([
    '[a][b]\n\n[b]: c "d"',
    '![a][B]\n\n[b]: c',
    '|a|b|\n|-|-|\n|c|\n|d|e|',
    '```js {1,3} title="a b.js" showLineNumbers\nx\n```',
    '```{r, echo=FALSE}\nx\n```',
    '[^a]\n\n[^a]: b',
  ])('are no loss where they are used: %j', markdown => {
    expect(render('markdown', markdown).losses).toEqual([]);
  });
});

describe('HTML that is nearly right', () => {
  it.each([
    ['an end tag with attributes', '<div><p>A</p></div id="x"><p>B</p>', '<div><p>A</p></div><p>B</p>'],
    [
      'a tag in an address',
      '<p><a href="/tim?q=<tin>">B</a></p>',
      '<p><a href="https://bao.example/tim?q=%3Ctin%3E">B</a></p>',
    ],
    [
      'a quote too many',
      '<img src="x.png" alt="5 > 3"" />',
      '<img src="https://bao.example/bai/x.png" alt="5 &gt; 3" />',
    ],
    ['a comparison', '<p>nếu a<b and c>d thì</p>', '<p>nếu a&lt;b and c&gt;d thì</p>'],
    ['a comment with an end of its own', '<p>A <!-- x --!> B</p>', '<p>A  B</p>'],
    ['a style of letters beyond ASCII', '<style>.tiêu-đề { color: red }</style><p>B</p>', '<p>B</p>'],
  ])('is read as it is meant: %s', (_, html, expected) => {
    expect(htmlOf('html', html)).toBe(expected);
    expect(told('html', html)).toEqual([]);
  });

  it('loses no words behind a quote that is missing', () => {
    const html = htmlOf('html', '<p style="x>Một</p> <p>Hai " và > ba');
    for (const word of ['Một', 'Hai', 'ba']) expect(html).toContain(word);
  });

  it.each([
    [
      '<img src="x.png" alt="Ông "Ba" kể">',
      '<img src="https://bao.example/bai/x.png" alt="Ông " />',
      'a:1:1: warning: 7 characters in the tag <img>, where attributes should stand, are left out',
    ],
    [
      '<p>A\n<img src="x.png" alt="<!-- "Ba"></p>',
      '<p>A\n<img src="https://bao.example/bai/x.png" alt="&lt;!-- " /></p>',
      'a:2:1: warning: 8 characters in the tag <img>, where attributes should stand, are left out',
    ],
  ])('reports words behind a quote within a value: %j', (html, expected, problem) => {
    expect(htmlOf('html', html)).toBe(expected);
    expect(told('html', html)).toEqual([problem]);
  });

  it('keeps programs in, and says so', () => {
    const source = '<p>A</p>\n<?php $x = "khóa"; ?>\n<p>B</p>';
    expect(htmlOf('html', source)).not.toContain('khóa');
    expect(told('html', source)).toEqual(['a:2:1: warning: <?> and the 16 characters in it are left out']);
    expect(htmlOf('markdown', source)).not.toContain('khóa');
  });

  it('keeps the descriptions of pictures where elements lie too deep', () => {
    const html = htmlOf('html', `${'<font>'.repeat(201)}<p>A <img src="x.png" alt="Chợ quê"> B</p>`);
    for (const word of ['A', 'Chợ quê', 'B']) expect(html).toContain(word);
  });

  it('reports the links that are lost where elements lie too deep', () => {
    expect(told('html', `${'<font>'.repeat(201)}\n<a href="/x">A</a>`)).toEqual([
      'a:2:1: warning: the address of <a>, of 2 characters, is left out',
    ]);
  });
});
