import { describe, expect, it } from 'vitest';
import { translate } from '../../../functions/core/dialects/dialect.ts';
import { withoutMdxComments } from '../../../functions/core/dialects/mdx-comments.ts';
import { expectLinear } from '../../growth.ts';

function shown(text: string) {
  const { markdown, losses } = translate(text, true);
  return { text: markdown.replace(/\n{2,}/g, '\n').trim(), losses: losses.map(({ what }) => what) };
}

describe('comments of MDX', () => {
  it.each([
    ['braces', 'A{/* ẩn } ẩn { ẩn */}B', 'AB'],
    ['an apostrophe', "A{/* don't {x */}B", 'AB'],
    ['several', 'A{/* ẩn */ /* ẩn */\n}B', 'A\nB'],
    ['an end in quotes', 'A{/* "ẩn" */}B', 'AB'],
    ['a statement', '{/*\n\nexport const a = 1\n*/}\n\nB', 'B'],
    ['a statement with braces', '{/*\n\nexport const a = {\n*/}\n\nB', 'B'],
    ['a mark of code', 'A{/* `ẩn */} `b`', 'A `b`'],
    ['attributes of an element', '<p {/* ẩn > */} id="a">B</p>', '<p  id="a">B</p>'],
    ['a value of an attribute', '<Chart a={/* ẩn */ 1}>B</Chart>', 'B'],
    ['one in another that has no end', 'A{/* ẩn {/* ẩn } ẩn */}B', 'AB'],
    ['one in another', 'A{/* ẩn {/* ẩn */} ẩn */}B', 'AB'],
  ])('leave whole: %s', (_, text, expected) => {
    expect(shown(text).text).toBe(expected);
  });

  it('leave with the code in them, and are reported, since code may have the end of another', () => {
    const text = 'A\n\n{/*\n```js\nẩn\n```\n*/}\n\nB';
    expect(shown(text)).toEqual({ text: 'A\nB', losses: ['{/* */}'] });
    expect(translate(text, true).losses[0]).toMatchObject({ line: 3, column: 1 });
    expect(translate(text, true).markdown.split('\n')).toHaveLength(text.split('\n').length);
  });

  it.each([
    ['a span of code', '`{/* a */}` b'],
    ['code', '```\n{/* a */}\n```'],
    ['code in a quote', '> ```\n> {/* a } */}\n> ```'],
    ['a formula', '$x_{/* a */}$'],
    ['an escape', '\\{/* a */}'],
  ])('are none in %s', (_, text) => {
    expect(shown(text)).toEqual({ text, losses: [] });
  });

  it('are none in a string of a module, and are in quotes elsewhere', () => {
    expect(shown("export const open = '{/*'\n\nA\n\nB */}").text).toContain('A');
    expect(shown("export const open = '{/*'\n\nA {/* ẩn */}B").text).toBe('A B');
    expect(shown('export "{/* ẩn\nẩn" */}\n\nB').text).not.toContain('ẩn');
    expect(shown('A "{/* ẩn "\nẩn */}" B').text).toBe('A "\n" B');
    expect(shown('A\nexport "{/* ẩn } "ẩn" { ẩn */}" B').text).toBe('A\nexport "" B');
  });

  it.each(['{/* a', 'A {/* a */', '{/* a */ b'])('are none without an end: %j', text => {
    expect(withoutMdxComments(text).text).toBe(text);
  });

  it.each(['{/* ', '{/* */ ', '{/* a */', '{', '{/* a */} `', '{/*\n```\n', '{ " ', '{ a: " '])(
    'are found in linear time: %j',
    text => {
      return expectLinear(
        input => translate(input, true),
        n => text.repeat(n),
        20_000,
      );
    },
  );

  it.each<[string, (n: number) => string]>([
    ['many lines above the only mark', n => `${'a\n'.repeat(n)}/*`],
    ['many beginnings before one end and much space', n => `${'{/*'.repeat(n)}*/${' '.repeat(n)}`],
    ['many strings of a module', n => `export const a = ${"'{/*'".repeat(n)}\n*/}`],
  ])('are looked for once: %s', (_, inputOf) => expectLinear(withoutMdxComments, inputOf, 40_000));
});
