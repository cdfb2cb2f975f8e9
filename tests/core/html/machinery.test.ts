import { describe, expect, it } from 'vitest';
import { machineryOf, mayBeMachinery } from '../../../functions/core/html/machinery.ts';
import { htmlOf, render } from '../body/render.ts';

const MATHML = '<span class="katex-mathml"><math><mi>E</mi><annotation>E</annotation></math></span>';

describe('what a page puts into a text', () => {
  it.each([
    ['a sign that links to a heading', '<h2>Chợ <a class="header-anchor" href="#c">#</a></h2>', '<h2>Chợ </h2>'],
    ['the same without a sign', '<h2><a class="anchor" href="#c"><svg></svg></a>Chợ</h2>', '<h2>Chợ</h2>'],
    ['a button that copies', '<pre>a<button class="copy-btn">Copy</button></pre>', '<pre>a</pre>'],
    [
      'numbers of lines',
      '<table><tr><td class="gutter"><pre class="lineno">1\n2\n</pre></td><td><pre>a\nb</pre></td></tr></table>',
      '<table><tr><td><pre>a\nb</pre></td></tr></table>',
    ],
    ['a number before each line', '<pre><span class="ln">1</span>a</pre>', '<pre>a</pre>'],
    [
      'a formula for the eye beside its MathML',
      `<p><span class="katex">${MATHML}<span class="katex-html" aria-hidden="true">E</span></span></p>`,
      '<p><span><span><math><mi>E</mi></math></span></span></p>',
    ],
    [
      'a formula before it is set',
      '<p><span class="MathJax_Preview">E</span><span class="MathJax" data-mathml="x"><nobr>E</nobr>' +
        '<span class="MJX_Assistive_MathML"><math><mi>E</mi></math></span></span></p>',
      '<p><span><span><math><mi>E</mi></math></span></span></p>',
    ],
  ])('goes without a word: %s', (_, html, expected) => {
    const { html: shown, losses } = render('html', html);
    expect(shown).toBe(expected);
    expect(losses).toEqual([]);
  });

  it.each([
    ['a heading within its link', '<h2><a class="anchor" href="/c">Chợ</a></h2>', 'Chợ'],
    ['a picture within such a link', '<a class="permalink" href="/c"><img src="/a.jpg"></a>', 'a.jpg'],
    ['a button with words', '<button class="copy-text">Giữ lại câu này cho người đọc xem sau</button>', 'Giữ lại'],
    [
      'a score',
      '<p>Hai đội hoà <span class="ln">2</span>–<span class="ln">2</span></p>',
      '<span>2</span>–<span>2</span>',
    ],
    ['a number in a table', '<table><tr><td class="gutter">250 000</td></tr></table>', '250 000'],
    ['a formula without another', '<p><span class="MathJax_Preview">x^2+1</span></p>', 'x^2+1'],
    ['the same within its data', '<p><span data-mathml="x"><nobr>y = 3</nobr></span></p>', 'y = 3'],
    ['words in the place of numbers', '<table><tr><td class="gutter">Chợ</td></tr></table>', 'Chợ'],
    ['a formula that is there once', '<span class="katex"><span class="katex-html">E</span></span>', 'E'],
    ['one that is never closed', '<p>A <a class="anchor" href="#c">', 'A'],
  ])('stays where it is the text: %s', (_, html, expected) => {
    expect(htmlOf('html', html)).toContain(expected);
  });

  it('is looked for in Markdown, too', () => {
    expect(htmlOf('markdown', '## Chợ <a class="anchor" href="#c">¶</a>')).toBe('<h2>Chợ </h2>');
  });

  it('is told by its start tag', () => {
    expect(mayBeMachinery('a', '<a class="anchor">')).toBe(true);
    expect(mayBeMachinery('a', '<a href="/x">')).toBe(false);
    expect(mayBeMachinery('p', '<p class="anchor">')).toBe(false);
    expect(machineryOf('a', { class: 'nav-link' })).toBeUndefined();
    expect(machineryOf('p', { class: 'anchor' })).toBeUndefined();
  });
});
