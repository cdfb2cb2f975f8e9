import { describe, expect, it } from 'vitest';
import { parsePlainToml } from '../../../functions/core/toml/parse-plain-toml.ts';
import { parseGeneralToml } from '../../../functions/core/toml/parse-toml.ts';
import { fc, runs } from '../../property.ts';

const pieces = [
  ...['title', 'date', 'tags', 'a', 'b-c', '1', 'true', '"q"', 'a.b', '[extra]', '[a]', '[ a ]', '[[a]]', '[a.b]'],
  ...[' = ', '=', '"', "'", '"""', '[', ']', ', ', ',', '{', '}', '#', '# x\n', '\n', '\n', '\r\n', ' ', '\t'],
  ...['"Chợ phiên"', '"a\\n"', "'a\\b'", '""', "''", '"é 😀"', 'x', '\u007f', '\ufeff', '\u2028', '\u0085', '\u00a0'],
  ...['0', '-0', '7', '-12', '1_000', '01', '1.50', '0.1', '-0.5', '1e3', 'inf', 'true', 'false', '123456789012345678'],
  ...['2026-01-02', '2026-02-28', '2026-02-29', '2024-02-29', '2026-04-31', '2026-00-01', '0000-01-01', '07:30:00'],
  ...['2026-01-02T08:00:00+07:00', '2026-01-02 08:00:00', '2026-01-02T08:00:00Z', '2026-01-02T08:00:00.25'],
  ...['2026-12-31T24:00:00', '2026-12-31T23:59:60', '2026-12-31t23:59:59z', '2026-12-31T23:59'],
];
const values = pieces.filter(piece => /^(?:"[^"]|'[^']|-?\d|true|false)/.test(piece));
const value = fc.constantFrom(...values, '""');
const space = fc.constantFrom('', '', '', ' ', '\n', ' # b\n');
const list = fc
  .tuple(fc.array(fc.tuple(space, value, space), { maxLength: 4 }), fc.constantFrom('', ',', ', '), space)
  .map(([items, end, last]) => `[${items.map(parts => parts.join('')).join(',')}${items.length ? end : ''}${last}]`);
const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('title', 'date', 'tags', 'a', 'b-c', '1'),
      fc.constantFrom(' = ', '='),
      fc.oneof(value, list),
    )
    .map(parts => parts.join('')),
  fc.constantFrom(
    '[a]c = true',
    '[extra]d = 1',
    '[extra] e = 1',
    '[a][b]',
    '[extra]',
    '[taxonomies]',
    '[a] # b',
    '',
    '# c',
    '[x',
    'a.b = 1',
    '  title = 1',
    '[[a]]',
    'a = {}',
  ),
);
const plausible = fc
  .tuple(fc.array(line, { maxLength: 7 }), fc.constantFrom('', '\n', ' \n\n'))
  .map(([lines, end]) => lines.join('\n') + end);
const wild = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map(parts => parts.join(''));

describe('plain TOML', () => {
  it('is read as the reader of all TOML reads it, with the same places', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(plausible, wild), text => {
        const root = parsePlainToml(text, 3);
        if (root) read += 1;
        if (root) expect(parseGeneralToml(text, 3)).toEqual({ root, problems: [] });
      }),
      runs(30_000),
    );
    expect(read).toBeGreaterThan(100);
  });

  it('is what blogs have', () => {
    const text = `# of Zola
title = "Chợ Tràm: 'họp' lại"
date = 2026-01-02T08:00:00+07:00
draft = false
weight = 10

[taxonomies]
tags = [
  "chợ", # one
  'quê',
]
[extra]
empty = []
`;
    expect(parsePlainToml(text, 2)?.entries.map(({ key, line, value }) => [key, line, value.kind])).toEqual([
      ['title', 3, 'scalar'],
      ['date', 4, 'scalar'],
      ['draft', 5, 'scalar'],
      ['weight', 6, 'scalar'],
      ['taxonomies', 8, 'map'],
      ['extra', 13, 'map'],
    ]);
  });

  it.each([
    ['a = 1\na = 2'],
    ['a = 1\n[a]'],
    ['[a]\n[a]'],
    ['[a]\nb = 1\n[a]c = true'],
    ['[a]b = 1'],
    ['a = 1\n[a]b = 1'],
    ['[a.b]'],
    ['a.b = 1'],
    ['a = "b\\u0041"'],
    ['a = """b"""'],
    ['a = { b = 1 }'],
    ['a = [[1]]'],
    ['a = 1 b = 2'],
    ['a = 1\tb'],
    ['a = 2026-02-29'],
    ['a = 1_000'],
    ['a = ["b"'],
    ['a = ["b" "c"]'],
    ['a = [,]'],
    ['a'],
    [''],
  ])('is not %j', text => {
    expect(parsePlainToml(text, 1)).toBeUndefined();
  });
});
