import { describe, expect, it } from 'vitest';
import { withGalleries } from '../../../../functions/core/import/formats/wordpress/galleries.ts';
import { postHtml } from '../../../../functions/core/import/formats/wordpress/wordpress-html.ts';

const FIGURE = '<figure><img src="a.jpg" alt=""></figure>';

/** A gallery of `none` is not filled; of `half` a picture is not there. */
const filled = (stored: string): string =>
  withGalleries(stored, attributes =>
    attributes.includes('none')
      ? undefined
      : { figures: FIGURE, rest: attributes.includes('half') ? '[gallery ids="9"]' : '' },
  );

describe('galleries of WordPress', () => {
  it.each([
    ['A\n\n[gallery]\n\nB', `<p>A</p>\n${FIGURE}\n<p>B</p>`],
    ['A\n[gallery]\nB', `<p>A</p>\n${FIGURE}\n<p>B</p>`],
    ['A [gallery]', `<p>A</p>\n${FIGURE}`],
    ['[gallery] B', `${FIGURE}\n<p>B</p>`],
    ['[gallery]\n[gallery]', `${FIGURE}\n${FIGURE}`],
    ['[gallery half]', `${FIGURE}\n<p>[gallery ids="9"]</p>`],
    ['[gallery half][gallery] B', `${FIGURE}\n<p>[gallery ids="9"]</p>\n${FIGURE}\n<p>B</p>`],
    ['<p class="x">[gallery]</p>\n\n<p class="y">B</p>', `${FIGURE}\n<p class="y">B</p>`],
    ['[gallery none]', '<p>[gallery none]</p>'],
    ['<ul><li>[gallery]</li></ul>', `<ul>\n<li>${FIGURE}</li>\n</ul>`],
  ])('stand in no paragraph: %j', (stored, expected) => {
    expect(filled(postHtml(stored))).toBe(expected);
  });

  it.each(['<p></p><p>\n</p>A', '<p>A<p>B</p></p>', '[gallery none]<br></p>', 'A'])('change nothing else: %j', html => {
    expect(filled(html)).toBe(html);
  });

  it('outside a paragraph stand where they are', () => {
    expect(filled('A<br>[gallery]<br>B')).toBe(`A<br>${FIGURE}<br>B`);
    expect(filled('[gallery half]')).toBe(`${FIGURE}\n[gallery ids="9"]`);
  });
});
