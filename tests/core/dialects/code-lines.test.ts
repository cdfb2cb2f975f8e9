import { describe, expect, it } from 'vitest';
import { codeLines, codeSpans, splitCode } from '../../../functions/core/dialects/code-lines.ts';

describe('code in Markdown', () => {
  it('is what stands between fences, in lists and quotes, too', () => {
    const lines = ['a', '```js', 'b', '```', '- ~~~', '  c', '  ~~~~', '> ```', '> d', '> ```', '``` `x`', 'e'];
    expect(codeLines(lines)).toEqual([...[false, true, true, true, true, true, true, true, true, true, false, false]]);
  });

  it('goes on to the end where no fence closes it', () => {
    expect(codeLines(['````', '```', 'a'])).toEqual([true, true, true]);
  });

  it('ends with the quote that it stands in', () => {
    expect(codeLines(['> ```', '> a', '', 'b'])).toEqual([true, true, false, false]);
  });

  it('parts a text, which stays the same', () => {
    const text = 'a\n```\nb\n```\n\nc';
    expect(splitCode(text).map(({ isCode }) => isCode)).toEqual([false, true, false]);
    expect(
      splitCode(text)
        .map(part => part.text)
        .join('\n'),
    ).toBe(text);
  });

  it('is a span between as many marks, within a paragraph', () => {
    expect([...codeSpans('a `b` ``c`d`` `e')]).toEqual(
      expect.arrayContaining([
        [2, 5],
        [6, 13],
      ]),
    );
    expect(codeSpans('`a\n\nb`').size).toBe(0);
  });
});
