import { describe, expect, it } from 'vitest';
import { indentContinuations } from '../../../functions/core/yaml/deficient-indent.ts';
import { parseYaml } from '../../../functions/core/yaml/parse-yaml.ts';
import { fc } from '../../property.ts';

/** Values by key, and problems as `line:column`. */
function read(text: string) {
  const { root, problems } = parseYaml(text, 2);
  const values = root?.kind === 'map' ? root.entries.map(({ key, value, line }) => [key, show(value), line]) : root;
  return problems.length > 0 ? problems.map(({ line, column, message }) => `${line}:${column} ${message}`) : values;
}

function show(node: ReturnType<typeof parseYaml>['root']): unknown {
  if (node?.kind === 'list') return node.items.map(show);
  return node?.kind === 'scalar' ? node.value : 'a map';
}

describe('a value that goes on in the column of its key', () => {
  it.each([
    [
      'in double quotes',
      'a: "một\nhai"\nb: c\n',
      [
        ['a', 'một hai', 2],
        ['b', 'c', 4],
      ],
    ],
    ['with an escaped line end', 'a: "một \\\nhai"\n', [['a', 'một hai', 2]]],
    [
      'with an empty line',
      "a: 'một\n\nit''s'\nb: c\n",
      [
        ['a', "một\nit's", 2],
        ['b', 'c', 5],
      ],
    ],
    [
      'with marks of comments, lists and text',
      'a: "một\n# hai\n- ba\n|\nbốn" # x\nb: c\n',
      [
        ['a', 'một # hai - ba | bốn', 2],
        ['b', 'c', 7],
      ],
    ],
    [
      'with a quote of the other kind',
      `a: "một\n'hai"\nb: 'c'\n`,
      [
        ['a', "một 'hai", 2],
        ['b', 'c', 4],
      ],
    ],
    ['as an item of a list', 'a:\n- "một\nhai"\n- ba\n', [['a', ['một hai', 'ba'], 2]]],
    [
      'in brackets',
      'a: [một, # x\n"hai\nba",\nbốn\n]\nb: c\n',
      [
        ['a', ['một', 'hai ba', 'bốn'], 2],
        ['b', 'c', 7],
      ],
    ],
    [
      'in braces',
      'a: { b: 1,\nc: 2 }\nd: e\n',
      [
        ['a', 'a map', 2],
        ['d', 'e', 4],
      ],
    ],
    [
      'below a block of text',
      'a: |\n  "một\n\n  hai\nb: "c\nd"\n',
      [
        ['a', '"một\n\nhai\n', 2],
        ['b', 'c d', 6],
      ],
    ],
  ])('is read %s', (_, text, values) => {
    expect(read(text)).toEqual(values);
  });

  it('is not read where a quote was forgotten: a field would become text', () => {
    expect(read('title: "A\ndraft: true\nsummary: B"\n')).toEqual([
      '3:1 a quote that opens above is still open here, where a field seems to begin; close it, or indent ' +
        'this line if it is text',
    ]);
    expect(read('title: "A\ndraft: true\nsummary: "B"\n')).toEqual([
      '2:8 the quote " that opens here is never closed; close it',
    ]);
  });

  it('leaves what is wrong elsewhere where it is', () => {
    expect(read('a: "một\nhai"\nb: *c\n')).toEqual([expect.stringMatching(/^2:4 /)]);
  });
});

describe('a text that is indented', () => {
  it('has its lines where they were, and nothing but blanks more', () => {
    const piece = fc.constantFrom('a: ', '"', "'", '[', ']', '{', '}', '\n', ' ', '- ', 'x', '#', '|', '\\', ',', ': ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const text = pieces.join('');
        const indented = indentContinuations(text);
        if (!indented || !('text' in indented)) return;
        const [before, after] = [text.split('\n'), indented.text.split('\n')];
        expect(after.map(line => line.trimStart())).toEqual(before.map(line => line.trimStart()));
      }),
    );
  });
});
