import { describe, expect, it } from 'vitest';
import {
  postHtml,
  postText,
  shortcodesIn,
} from '../../../../functions/core/import/formats/wordpress/wordpress-html.ts';
import { expectLinear } from '../../../growth.ts';
import { htmlOf } from '../../body/render.ts';

describe('shortcodes of WordPress in two pairs of brackets', () => {
  it.each([
    ['Gõ [[gallery]] nhé', '[gallery]'],
    ['Gõ [[gallery ids="1"]] nhé', '[gallery ids="1"]'],
    ['Gõ [[caption]x[/caption]] nhé', '[caption]x[/caption]'],
    ['Gõ [[youtube dQw4w9WgXcQ]] nhé', '[youtube dQw4w9WgXcQ]'],
    ['Gõ [[code]a [gallery] b[/code]] nhé', '[code]a [gallery] b[/code]'],
    ['Gõ [[acme note="x"]] nhé', '[acme note="x"]'],
  ])('are shown as they are written in one: %s', (stored, shown) => {
    const { html, unwrapped } = postText(stored);
    expect(htmlOf('html', html)).toBe(`<p>Gõ ${shown} nhé</p>`);
    expect([unwrapped, shortcodesIn(html)]).toEqual([[], []]);
  });

  it.each(['a [[sic]] b', 'a [[ x ]] b', 'a [[1]] b', 'a [[gallery] b'])('are no other words: %s', stored => {
    expect(postHtml(stored)).toBe(`<p>${stored}</p>`);
  });

  it.each(['[[gallery]]', '[[gallery]', '[[caption]x[/caption]]', '[['])('are read in linear time: %j', async part => {
    await expectLinear(postHtml, count => part.repeat(count), 3000);
  });
});
