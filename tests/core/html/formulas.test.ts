import { describe, expect, it } from 'vitest';
import { settleFormulas } from '../../../functions/core/html/formulas.ts';
import { htmlToMarkdown } from '../../../functions/core/html/to-markdown.ts';
import { dangersIn } from '../../conformance/inert.ts';
import { expectLinear } from '../../growth.ts';
import { htmlOf, render } from '../body/render.ts';

/** As KaTeX writes `E = mc^2`. */
const KATEX =
  '<span class="katex"><span class="katex-mathml"><math xmlns="http://www.w3.org/1998/Math/MathML" display="block">' +
  '<semantics><mrow><mi mathvariant="normal">E</mi><mo stretchy="false">=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn>' +
  '</msup></mrow><annotation encoding="application/x-tex">E = mc^2</annotation></semantics></math></span>' +
  '<span class="katex-html" aria-hidden="true"><span class="base">E=mc2</span></span></span>';
const KEPT =
  '<math display="block"><semantics><mrow><mi mathvariant="normal">E</mi><mo stretchy="false">=</mo><mi>m</mi>' +
  '<msup><mi>c</mi><mn>2</mn></msup></mrow></semantics></math>';

describe('a formula', () => {
  it('stays once, as MathML, in HTML and in Markdown', () => {
    expect(htmlOf('html', `<p>Nhờ ${KATEX} mà</p>`)).toBe(`<p>Nhờ <span><span>${KEPT}</span></span> mà</p>`);
    expect(htmlOf('markdown', `Nhờ ${KATEX} mà`)).toBe(`<p>Nhờ <span><span>${KEPT}</span></span> mà</p>`);
    expect(render('html', `<p>${KATEX}</p>`).losses).toEqual([]);
  });

  it('stays as MathJax writes it, with elements that close themselves', () => {
    const assistive =
      '<mjx-container class="MathJax" jax="SVG"><svg><g><text>a</text></g></svg><mjx-assistive-mml unselectable="on">' +
      '<math><mi>a</mi><mspace width="1em" linebreak="newline"/><mn>1</mn></math></mjx-assistive-mml></mjx-container>';
    expect(htmlOf('html', `<p>${assistive}</p>`)).toBe(
      '<p><math><mi>a</mi><mspace width="1em"></mspace><mn>1</mn></math></p>',
    );
  });

  it('has no attribute but of layout, and none with a value that is none', () => {
    const given =
      '<math href="https://a.example/" class="x" style="color:red" onclick="f()" id="f" dir="ltr" xlink:href="#a" ' +
      'alttext="a &lt; b">' +
      '<mo mathcolor="#ff0000" mathbackground="url(https://a.example/)" lspace="0.2em" open="[" close="}">x</mo>' +
      '</math>';
    expect(htmlOf('html', given).replace(/[\da-f]+-f/, 'f')).toBe(
      '<math id="f" dir="ltr" alttext="a &lt; b">' +
        '<mo mathcolor="#ff0000" lspace="0.2em" open="[" close="}">x</mo></math>',
    );
  });

  it.each([
    ['is text where HTML stands in it', '<math><mtext><b>a</b></mtext></math>', '<b>a</b>'],
    ['is text where it is never closed', '<math><mi>a</mi><p>b</p><p>c</p>', 'a<p>b</p><p>c</p>'],
    ['is text where another begins in it', '<math><mi><math><mi>a</mi></math></mi></math>', 'a'],
    [
      'has no element outside of it',
      '<p><mi>a</mi></p><math><mi>b</mi></math><mn>1</mn>',
      '<p>a</p><math><mi>b</mi></math>1',
    ],
    [
      'does nothing',
      '<math><maction actiontype="toggle"><mi>a</mi><mi>b</mi></maction></math>',
      '<math><mi>a</mi><mi>b</mi></math>',
    ],
    [
      'holds no other language',
      '<math><mi>a</mi><annotation-xml encoding="text/html"><b>x</b></annotation-xml></math>',
      '<math><mi>a</mi></math>',
    ],
    ['keeps what comes behind it', '<math></math><p>a</p>', '<math></math><p>a</p>'],
    ['may be in capitals', '<MATH><MI>a</MI></MATH>', '<math><mi>a</mi></math>'],
  ])('%s', (_, html, expected) => {
    expect(htmlOf('html', html)).toBe(expected);
    expect(dangersIn(htmlOf('html', html))).toEqual([]);
  });

  it('is the same once it was read', () => {
    const html = htmlOf('html', `<p>${KATEX}</p>`);
    expect(htmlOf('html', html)).toBe(html);
  });

  it('reads back from Markdown', () => {
    const html = '<p>Với <math><mi>a</mi><mo>*</mo><mi>b</mi><mo>*</mo><msub><mi>c</mi><mn>1</mn></msub></math> đó</p>';
    expect(htmlOf('markdown', htmlToMarkdown(html))).toBe(html);
  });

  it('is settled in time that grows with the text', async () => {
    await expectLinear(settleFormulas, count => '<math><mi>a</mi>'.repeat(count), 100_000);
    await expectLinear(settleFormulas, count => '<math><mi>a</mi></math><p>'.repeat(count), 100_000);
  });
});
