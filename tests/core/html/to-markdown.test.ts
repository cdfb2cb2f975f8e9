import createMarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { renderBody } from '../../../functions/core/body/body.ts';
import { wordsOf } from '../../../functions/core/html/canonical-html.ts';
import { htmlToMarkdown } from '../../../functions/core/html/to-markdown.ts';
import { expectLinear } from '../../growth.ts';
import { fc, runs } from '../../property.ts';

const commonMark = createMarkdownIt('commonmark');
const clean = (html: string): string =>
  renderBody('html', html, { title: '', resolve: url => url, drop: [], idPrefix: '' }).html;
/** Words as a reader sees them, numbers and marks too, without regard to blanks. */
const words = (html: string): string =>
  wordsOf(html)
    .replace(/&quot;/g, '"')
    .replace(/\s+/gu, '');
const readBack = (html: string): string => commonMark.render(htmlToMarkdown(html));

describe('Markdown of an article', () => {
  it.each([
    ['<p>Chợ họp <strong>từ bốn giờ</strong> <em>sáng</em>.</p>', 'Chợ họp **từ bốn giờ** *sáng*.'],
    ['<h2>Phiên <em>đầu</em></h2><p>a</p>', '## Phiên *đầu*\n\na'],
    ['<p>a <strong>“b”</strong></p>', 'a <strong>“b”</strong>'],
    ['<p>a<br>b</p>', 'a\\\nb'],
    ['<p># a</p><p>1. b</p><p>- c</p><p>+d</p>', '\\# a\n\n1\\. b\n\n\\- c\n\n\\+d'],
    [
      '<p>A &amp; B &amp;amp; &lt;b&gt; *c* _d_ [e] `f` \\ !</p>',
      'A & B &amp;amp; &lt;b&gt; \\*c\\* \\_d\\_ \\[e\\] \\`f\\` \\\\ !',
    ],
    ['<p><a href="https://a.example/(b)?c&amp;d">e</a></p>', '[e](<https://a.example/(b)?c&amp;d>)'],
    ['<p><img src="https://a.example/b.jpg" alt="c &quot;d]"></p>', '![c "d\\]](<https://a.example/b.jpg>)'],
    ['<p><code>a`b</code> <code>`</code></p>', '``a`b`` `` ` ``'],
    ['<pre><code class="language-ts">a\n\n```b\n</code></pre>', '````ts\na\n\n```b\n````'],
    ['<ul><li>a</li><li><p>b</p><p>c</p></li></ul>', '- a\n- b\n\n  c'],
    ['<ol start="9"><li>a<ul><li>b</li></ul></li><li>c</li></ol>', '9. a\n\n   - b\n10. c'],
    ['<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n<!-- -->\n\n- b'],
    ['<blockquote><p>a</p><p>b</p></blockquote><hr>', '> a\n>\n> b\n\n***'],
    [
      '<figure><img src="https://a.example/b.jpg" alt=""><figcaption>c</figcaption></figure>',
      '![](<https://a.example/b.jpg>)\n\nc',
    ],
    ['<p>H<sub>2</sub>O, <u>a</u>, <span lang="en">b</span></p>', 'H<sub>2</sub>O, <u>a</u>, b'],
    ['<p></p><ul></ul><ul><li></li></ul>', '- <!-- -->'],
  ])('of %s is %j', (html, markdown) => {
    expect(htmlToMarkdown(html)).toBe(markdown);
  });

  it('keeps as HTML what Markdown has no form for', () => {
    const table = '<table><tbody><tr><td>a\n\nb</td><td><pre>c\n\nd</pre></td></tr></tbody></table>';
    expect(htmlToMarkdown(table)).toBe(table.replaceAll('\n', '&#10;'));
    expect(htmlToMarkdown('<dl><dt>a</dt>\n\n<dd>b</dd></dl>')).toBe('<dl><dt>a</dt>\n<dd>b</dd></dl>');
    const sound = '<audio controls src="https://a.example/b.mp3"></audio>';
    expect(htmlToMarkdown(`<p>${sound}</p>`)).toBe(sound);
    expect(htmlToMarkdown('<pre>a <b>c</b></pre>')).toBe('<pre>a <b>c</b></pre>');
    expect(htmlToMarkdown('<p><code>a <b>c</b></code> <code> </code></p>')).toBe('<code>a **c**</code> <code> </code>');
    expect(htmlToMarkdown('<p><a href="https://a.example/"> </a><a id="b">c</a></p>')).toBe(
      '<a href="https://a.example/"> </a>c',
    );
  });

  it('reads back as the same words, whatever the article holds', () => {
    const text = fc.oneof(
      fc.constantFrom(
        ...['a', ' ', 'Đời sống', '*', '**', '_', '`', '``', '~~~', '#', '1.', '2)', '-', '+', '=', '>', '<', '&'],
        ...[
          '&amp;',
          '&lt;',
          '!',
          '[',
          ']',
          '(',
          ')',
          '\\',
          '|',
          '“',
          '”',
          '\n',
          '\n\n',
          '    ',
          '---',
          '$',
          '{',
          ':::',
        ],
        ...['<!--', ']]>', '&#10;', 'https://a.example/*', '[a]: b', '[^1]', '\u00a0', '😀', ':'],
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    );
    const plain = fc.array(text, { maxLength: 6 }).map(parts => escaped(parts.join('')));
    const { block } = fc.letrec<{ inline: string; block: string }>(tie => ({
      inline: fc.oneof(
        { depthSize: 'small' },
        plain,
        fc
          .tuple(fc.constantFrom('strong', 'em', 'b', 'i', 'code', 'u', 'sub', 'span', 'del', 'q'), tie('inline'))
          .map(([name, inner]) => `<${name}>${inner}</${name}>`),
        tie('inline').map(inner => `<a href="https://a.example/?b&amp;c">${inner}</a>`),
        fc.tuple(tie('inline'), tie('inline')).map(([one, other]) => `${one}${other}`),
        fc.tuple(tie('inline'), tie('inline')).map(([one, other]) => `${one}<br>${other}`),
      ),
      block: fc.oneof(
        { depthSize: 'small' },
        fc
          .tuple(fc.constantFrom('p', 'h2', 'h6', 'figcaption', 'dt'), tie('inline'))
          .map(([name, inner]) => `<${name}>${inner}</${name}>`),
        plain.map(inner => `<pre><code>${inner}</code></pre>`),
        fc
          .tuple(fc.constantFrom('blockquote', 'div', 'section', 'details'), tie('block'))
          .map(([name, inner]) => `<${name}>${inner}</${name}>`),
        fc
          .tuple(fc.constantFrom('ul', 'ol'), tie('block'), tie('inline'))
          .map(([name, one, other]) => `<${name}><li>${one}</li><li>${other}</li></${name}>`),
        fc.tuple(tie('block'), tie('block')).map(([one, other]) => `${one}\n${other}`),
        tie('inline').map(inner => `<table><tr><td>${inner}</td></tr></table>`),
      ),
    }));
    fc.assert(
      fc.property(block, source => {
        const html = clean(source);
        expect(words(clean(readBack(html)))).toBe(words(html));
      }),
      runs(500),
    );
  });

  it('is made in time that grows with the article alone', async () => {
    const shapes = ['<p>a</p>', '<b>', '<ul><li>', '*', '`', '<a href="b">', '<br>', '\n', '<code>`</code>'];
    for (const shape of shapes) await expectLinear(htmlToMarkdown, count => clean(`<p>${shape.repeat(count)}`), 5000);
  });

  it.each([
    ['a paragraph', 'p', '\u00a0'],
    ['code', 'code', ' '],
    ['a cell of a table', 'td', ' '],
    ['a player', 'video', ' '],
  ])('blanks in %s take time that grows with their number alone', async (_, name, blank) => {
    const cell = (text: string): string => (name === 'td' ? `<table><tr><td>${text}</td></tr></table>` : text);
    const around = (text: string): string => (name === 'td' ? text : `<p><${name}>${text}</${name}></p>`);
    await expectLinear(htmlToMarkdown, count => around(cell(`a${blank.repeat(count)}b`)), 20_000);
  });

  it('marks of emphasis take time that grows with their number alone', async () => {
    await expectLinear(htmlToMarkdown, count => '<b>a</b> '.repeat(count), 20_000);
  });

  it('of any number of blocks in one is made', () => {
    const count = 180_000;
    const markdown = htmlToMarkdown(`<div>${'<p>a</p>'.repeat(count)}</div>`);
    expect(markdown).toBe(Array.from({ length: count }, () => 'a').join('\n\n'));
  });

  it.each([
    ['lists', '<ol start="999999999"><li>', '</li></ol>'],
    ['quotations', '<blockquote>', '</blockquote>'],
  ])('stays as HTML where the marks of %s within each other would outgrow it', (_, open, close) => {
    for (const inner of [`<pre>${'a\n'.repeat(5000)}</pre>`, `<p>${'a<br>'.repeat(5000)}</p>`]) {
      const html = open.repeat(40) + inner + close.repeat(40);
      const markdown = htmlToMarkdown(html);
      expect(markdown).toContain(open);
      expect(markdown.length).toBeLessThan(4 * html.length);
      expect(words(clean(commonMark.render(markdown)))).toBe(words(html));
    }
    const few = `${open.repeat(4)}<p>a</p>${close.repeat(4)}`;
    expect(htmlToMarkdown(few)).not.toContain(open);
  });

  it('stays as HTML where it goes deeper than can be walked', () => {
    const [depth, words] = [200_000, 'a\n\nb'];
    const markdown = htmlToMarkdown(`${'<div>'.repeat(depth)}${words}${'</div>'.repeat(depth)}`);
    expect(markdown).toBe(`<div>\n${'<div>'.repeat(depth)}a\nb${'</div>'.repeat(depth)}\n</div>`);
  });
});

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
