import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../functions/core/body/markdown.ts';
import { readPage } from '../../../functions/core/body/page-facts.ts';
import { sanitize } from '../../../functions/core/html/sanitize.ts';
import { fc, runs } from '../../property.ts';
import { htmlOf, options, render } from './render.ts';

describe('Markdown', () => {
  it.each([
    ['**đậm** và *nghiêng*', '<p><strong>đậm</strong> và <em>nghiêng</em></p>'],
    ['~~bỏ~~', '<p><s>bỏ</s></p>'],
    ['“ngoặc” "kép"', '<p>“ngoặc” "kép"</p>'],
    ['- một\n- hai', '<ul>\n<li>một</li>\n<li>hai</li>\n</ul>'],
    ['> lời', '<blockquote>\n<p>lời</p>\n</blockquote>'],
    ['`a < b`', '<p><code>a &lt; b</code></p>'],
    ['```js x="y"\na && b\n```', '<pre><code class="language-js">a &amp;&amp; b\n</code></pre>'],
    ['```"><script>\na\n```', '<pre><code>a\n</code></pre>'],
    ['    a < b', '<pre><code>a &lt; b\n</code></pre>'],
    [
      'https://bao.example/a?b=1&c=2',
      '<p><a href="https://bao.example/a?b=1&amp;c=2">https://bao.example/a?b=1&amp;c=2</a></p>',
    ],
    ['Xong.Anh về bao.example rồi', '<p>Xong.Anh về bao.example rồi</p>'],
    [
      '{{< figure src="/a.jpg" alt="A" caption="[B](/b), **c**" link="/d" >}}\n\nE',
      '<p><span><figure><a href="https://bao.example/d"><img src="https://bao.example/a.jpg" alt="A" /></a>' +
        '<figcaption><a href="https://bao.example/b">B</a>, <strong>c</strong></figcaption></figure></span></p>\n' +
        '<p>E</p>',
    ],
    ['một\\\nhai', '<p>một<br />\nhai</p>'],
    ['a \\* b &amp; c &lt;', '<p>a * b &amp; c &lt;</p>'],
  ])('renders %j', (markdown, html) => {
    expect(htmlOf('markdown', markdown)).toBe(html);
  });

  it.each([
    ['of a paragraph', 'một\n\u00a0\nhai', '<p>một</p>\n<p>hai</p>'],
    ['with spaces around', 'một\n \u00a0\u3000 \n\u2003\nhai', '<p>một</p>\n<p>hai</p>'],
    ['at both ends', '\u00a0\n\u00a0\nmột\n\u00a0', '<p>một</p>'],
    ['below a heading', '## một\n\u00a0\nhai', '<h2>một</h2>\n<p>hai</p>'],
    ['of a list', '- một\n\u00a0\n- hai', '<ul>\n<li>\n<p>một</p>\n</li>\n<li>\n<p>hai</p>\n</li>\n</ul>'],
    [
      'of a list, one below another',
      '- một\n\u00a0\n\u00a0\n  hai',
      '<ul>\n<li>\n<p>một</p>\n<p>hai</p>\n</li>\n</ul>',
    ],
    ['above and below a heading', '\u00a0\nmột\n===\n\u00a0\n===', '<h1>một</h1>\n<p>===</p>'],
    ['below a quote', '> một\n\u00a0\nhai', '<blockquote>\n<p>một</p>\n</blockquote>\n<p>hai</p>'],
    ['within a quote', '> một\n> \u00a0\n> hai', '<blockquote>\n<p>một</p>\n<p>hai</p>\n</blockquote>'],
    [
      'below a table',
      '| a |\n|---|\n| 1 |\n\u00a0\nhai',
      '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>\n' +
        '<p>hai</p>',
    ],
    ['of fenced code, which stay', '```\na\n\u00a0\nb\n```', '<pre><code>a\n\u00a0\nb\n</code></pre>'],
    ['of indented code, which stay', '    a\n    \u00a0\n    b', '<pre><code>a\n\u00a0\nb\n</code></pre>'],
    ['of HTML, which stay', '<div>\n\u00a0\n    <p>a</p>\n</div>', '<div>\n\u00a0\n    <p>a</p>\n</div>'],
  ])('takes lines with none but no-break and other spaces as empty ones: %s', (_, markdown, html) => {
    expect(htmlOf('markdown', markdown)).toBe(html);
  });

  it('renders tables, with their alignment', () => {
    expect(htmlOf('markdown', '| a | b |\n|:-:|--:|\n| 1 | 2 |')).toContain(
      '<td style="text-align:center">1</td>\n<td style="text-align:right">2</td>',
    );
  });

  it('renders footnotes, with ids that no other article has and links to the page of this one', () => {
    const html = htmlOf('markdown', 'Một[^a] và hai[^a].\n\n[^a]: Chú thích.');
    expect(html).toContain('<sup><a href="https://bao.example/bai/#f00d-fn1" id="f00d-fnref1">[1]</a></sup>');
    expect(html).toContain('<a href="https://bao.example/bai/#f00d-fn1" id="f00d-fnref1-1">[1]</a>');
    expect(html).toContain('<li id="f00d-fn1"><p>Chú thích. <a href="https://bao.example/bai/#f00d-fnref1">');
  });

  it('leads back from a footnote to the first hundred of its calls', () => {
    const html = htmlOf('markdown', `${'[^1]'.repeat(101)}\n\n[^1]: x`);
    expect(html.match(/↩/g)).toHaveLength(100);
    expect(html.match(/<sup>/g)).toHaveLength(101);
  });

  it.each([
    ['of one footnote, in raw HTML', `${'](<script>[^a]'.repeat(7000)}\n\n[^a]: x`],
    ['of many footnotes', `${Array.from({ length: 7000 }, (_, at) => `[^${at}]`).join('')}\n\n[^0]: x`],
    ['of footnotes that call each other', `${'[^a] [^b]'.repeat(600)}\n\n[^a]: ${'[^b]'.repeat(600)}\n[^b]: [^a]`],
    ['that are the footnotes themselves', '^[a]'.repeat(7000)],
  ])('has as many calls as take no more than the text, each with its way back: %s', (_, text) => {
    const { html, unlinked } = render('markdown', text);
    const calls = [...html.matchAll(/<sup><a href="[^"#]*#([^"]*)" id="([^"]*)">/g)];
    const backs = [...html.matchAll(/<a href="[^"#]*#([^"]*)">↩/g)];
    const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    expect([...calls, ...backs].filter(([, id]) => !ids.has(id))).toEqual([]);
    const all = text.split(/\[\^\w+\](?!:)|\^\[/).length - 1;
    const defined = text.startsWith('[^0][^1]') ? 1 : all;
    expect(calls).toHaveLength(Math.min(defined, Math.floor(Math.max(text.length, 100_000) / 96)));
    expect(html.split(/\[\d+\]/)).toHaveLength(defined + 1);
    expect(unlinked?.count ?? 0).toBe(defined - calls.length);
  });

  it('loses no footnote: what no call leads to comes last, and one may stand in another', () => {
    const html = htmlOf('markdown', 'Một[^b] ^[tại chỗ].\n\n[^a]: A.\n[^b]: B.\n\n    [^c]: C.\n\n    D.\n[^b]: E.');
    expect(html.slice(html.indexOf('<ol>')).replace(/<a .*?<\/a>/g, '^')).toBe(
      '<ol>\n<li id="f00d-fn1"><p>B.</p>\n<p>D.</p>\n<p>E. ^</p>\n</li>\n<li id="f00d-fn2"><p>tại chỗ ^</p></li>\n' +
        '<li id="f00d-fn3"><p>A.</p>\n</li>\n<li id="f00d-fn4"><p>C.</p>\n</li>\n</ol>\n</section>',
    );
  });

  it('makes links and pictures absolute', () => {
    expect(htmlOf('markdown', '[a](../b "t") ![c & d](e.jpg) [f](#g)')).toBe(
      '<p><a href="https://bao.example/b" title="t">a</a> <img src="https://bao.example/bai/e.jpg" alt="c ' +
        '&amp; d" /> ' +
        '<a href="https://bao.example/bai/#f00d-g">f</a></p>',
    );
  });

  it('takes addresses away that could run or hide something, and keeps the words', () => {
    const hostile = [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\tscript:alert(1)',
      'vbscript:x',
      'file:///etc/passwd',
    ];
    for (const url of [...hostile, 'data:text/html,alert(1)', '&#106;avascript:alert(1)']) {
      expect(htmlOf('markdown', `[lời](<${url}>)`)).toBe('<p><a>lời</a></p>');
      expect(htmlOf('markdown', `![lời](<${url}>)`)).toBe('<p>lời</p>');
    }
  });

  it('keeps small pictures that are written into the text, and nothing else of the kind', () => {
    const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
    expect(htmlOf('markdown', `![a](${pixel})`)).toBe(`<p><img src="${pixel}" alt="a" /></p>`);
    expect(htmlOf('markdown', `![a](data:image/png;base64,${'A'.repeat(40_000)})`)).toBe('<p>a</p>');
    expect(htmlOf('markdown', '![a](data:image/svg+xml;base64,AAAA)')).toBe('<p>a</p>');
  });

  it('sanitizes raw HTML', () => {
    expect(htmlOf('markdown', 'a <b onclick="x()">b</b> <script>alert(1)</script>c')).toBe('<p>a <b>b</b> c</p>');
    expect(htmlOf('markdown', '<div id="x"><a href="#x">y</a></div>')).toBe(
      '<div id="f00d-x"><a href="https://bao.example/bai/#f00d-x">y</a></div>',
    );
  });

  it('tells where each reference stands', () => {
    expect(render('markdown', 'a\n\n[b](c.md)\n![d](e.jpg)\n\n<img src="f.jpg">').references).toMatchObject([
      { reference: 'c.md', line: 3 },
      { reference: 'e.jpg', line: 4 },
      { reference: 'https://bao.example/bai/c.md' },
      { reference: 'https://bao.example/bai/e.jpg' },
      { reference: 'f.jpg' },
    ]);
  });

  it('tells where those of a table stand, and a picture that is too large for an address', () => {
    const picture = `![c](data:image/png;base64,${'A'.repeat(300_000)})`;
    const { references, losses } = render('markdown', `a\nb\n${picture}\n\n|d|\n|-|\n|[e](f.md)|`);
    expect(references.at(-1)).toEqual({ reference: 'f.md', line: 7 });
    expect(losses).toMatchObject([{ what: '<img>', line: 3 }]);
  });

  it('leaves the title out where it stands above the text again', () => {
    expect(htmlOf('markdown', '# Tựa đề\n\nLời')).toBe('<p>Lời</p>');
    expect(htmlOf('markdown', `${'# Tựa  ĐỀ'.normalize('NFD')}\n\nLời`)).toBe('<p>Lời</p>');
    expect(htmlOf('markdown', 'Tựa đề\nLời')).toBe('<p>Lời</p>');
    expect(htmlOf('markdown', 'Lời\n\n# Tựa đề')).toBe('<p>Lời</p>\n<h1>Tựa đề</h1>');
    const picture = '<p><img src="https://bao.example/p.png" alt="" /></p>';
    expect(htmlOf('markdown', 'Tựa đề\n![](https://bao.example/p.png)')).toBe(picture);
    expect(htmlOf('markdown', 'Tựa đề ![](https://bao.example/p.png)')).toContain('p.png');
    expect(htmlOf('html', '<p>Tựa đề\n<img src="https://bao.example/p.png" alt=""></p>')).toBe(picture);
    expect(htmlOf('html', '<p>Tựa đề <img src="https://bao.example/p.png" alt=""></p>')).toContain('p.png');
    expect(htmlOf('markdown', '# Tựa khác\n\nLời')).toBe('<h1>Tựa khác</h1>\n<p>Lời</p>');
  });

  it('shows what is nested too deep as it was typed', () => {
    expect(htmlOf('markdown', `${'> '.repeat(10_000)}đáy`)).toBe(`<p>${'&gt; '.repeat(10_000)}đáy</p>`);
    expect(htmlOf('markdown', `${'- '.repeat(10_000)}đáy`)).toContain('đáy</p>');
    expect(htmlOf('markdown', `${'> '.repeat(20)}đáy`)).toContain('<p>đáy</p>');
  });

  it('gives the sanitizer nothing to do where there is no raw HTML', () => {
    const word = fc.constantFrom(
      ...[
        'a',
        'Đời',
        ' ',
        '\n',
        '\n\n',
        '*',
        '**',
        '_',
        '~~',
        '`',
        '```\n',
        '#',
        '# ',
        '- ',
        '1. ',
        '> ',
        '    ',
        '|',
        '|-|\n',
      ],
      ...[
        '[',
        ']',
        '(',
        ')',
        '![',
        '](b.md)',
        '](javascript:x)',
        '](data:image/gif;base64,AA)',
        '[^1]',
        '\n[^1]: ',
        '\\',
        '&',
        '&lt;',
      ],
      ...[
        '&#x338;',
        '"',
        "'",
        '<',
        '>',
        'https://b.example/?a&b',
        '<https://c.example>',
        '\u0338',
        '\u00a0',
        '=',
        ':',
        '\t',
        '"t"',
      ],
    );
    const markdown = fc.array(word, { maxLength: 40 }).map(words => words.join(''));
    fc.assert(
      fc.property(markdown, text => {
        const html = renderMarkdown(text, options, { references: [], losses: [] });
        expect(sanitize(html, options)).toBe(html);
      }),
      runs(3000),
    );
  });
});

describe('the title of Markdown', () => {
  it.each([
    ['# **Tin** nhanh\n\nLời', 'Tin nhanh'],
    ['Lời đầu\n\n## Tựa', 'Lời đầu'],
    ['Lời đầu\n\n# Tựa', 'Tựa'],
    ['![Ảnh](a.jpg)\n\n## Tựa', 'Tựa'],
    ['---\n\n### Tựa\n\n# Khác', 'Tựa'],
    ['Tựa\n===\n', 'Tựa'],
    ['Dòng đầu\nDòng hai', 'Dòng đầu'],
    ['```\n# không\n```\nDòng', 'Dòng'],
    [`${'> '.repeat(10_000)}`, `${'> '.repeat(150).trim()}…`],
  ])('is read from %j', (markdown, title) => {
    expect(readPage('markdown', markdown).facts.title).toBe(title);
  });

  it('is not there in an empty text', () => {
    expect(readPage('markdown', '\n \n').facts).toEqual({});
  });
});
