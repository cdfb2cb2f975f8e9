import { describe, expect, it } from 'vitest';
import { htmlOf } from './render.ts';

describe('formulas in Markdown', () => {
  it.each([
    ['$a_1 * b_2$ và $c_3*d$', '<p>$a_1 * b_2$ và $c_3*d$</p>'],
    ['$$x_1*y*z$$', '<p>$$x_1*y*z$$</p>'],
    ['$$\na_1 < b\n= c\n\n- d\n$$\n\nHết', '<p>$$\na_1 &lt; b\n= c\n\n- d\n$$</p>\n<p>Hết</p>'],
    ['A\n$$\n\\frac{a}{b}\n$$\nB', '<p>A</p>\n<p>$$\n\\frac{a}{b}\n$$</p>\n<p>B</p>'],
    ['- $$\n  a_1*b*\n  $$', '<ul>\n<li>$$\na_1*b*\n$$</li>\n</ul>'],
  ])('are left as they are typed: %j', (markdown, html) => {
    expect(htmlOf('markdown', markdown)).toBe(html);
  });

  it.each([
    ['Giá $5 và $6_000 *x*', '<p>Giá $5 và $6_000 <em>x</em></p>'],
    ['$5 *a* $6', '<p>$5 <em>a</em> $6</p>'],
    ['$ *a_b* $', '<p>$ <em>a_b</em> $</p>'],
    ['$a_1 [b](/c) d$', '<p>$a_1 <a href="https://bao.example/c">b</a> d$</p>'],
    ['\\$a_1 *b* c_2$', '<p>$a_1 <em>b</em> c_2$</p>'],
    ['$$\n\n*a*', '<p>$$</p>\n<p><em>a</em></p>'],
    ['_$VNM_ tăng, _$FPT_ giảm', '<p><em>$VNM</em> tăng, <em>$FPT</em> giảm</p>'],
    ['`$a_1$`', '<p><code>$a_1$</code></p>'],
  ])('are not what prices are: %j', (markdown, html) => {
    expect(htmlOf('markdown', markdown)).toBe(html);
  });
});
