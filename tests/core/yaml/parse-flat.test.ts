import { describe, expect, it } from 'vitest';
import type { YamlNode } from '../../../functions/core/yaml/node.ts';
import { parseFlatYaml } from '../../../functions/core/yaml/parse-flat.ts';
import { parseGeneralYaml } from '../../../functions/core/yaml/parse-general.ts';
import { fc, runs } from '../../property.ts';

const TYPICAL = `# Viết bởi ban biên tập
id: cho-que-ngay-tet
title: "Chợ quê ngày Tết: \\"đông\\" hơn mọi năm"
subtitle: 'Người bán nói: ''vui'''
date: 2026-02-14T08:30:00+07:00
updated: 2026-02-15 09:15

author: Nguyễn Thị Mẫu
categories:
  - Đời sống   # mục chính
  - "Kinh tế"
tags: [chợ quê, 'Tết', "miền Tây", 2026, -1.5, ]
authors:
- Lê Văn Thử
summary: Năm giờ sáng, chợ đã đông; người mua #1 là ai? C:\\cho - không rõ  
link: https://bao.example/cho-que?a=1#b
image:
draft: false # chưa
minimum: 0x1F
empty: []
`;

function scalar(value: string | number | boolean | null, text: string, line: number, column: number): YamlNode {
  return { kind: 'scalar', value, text, line, column };
}

describe('parseFlatYaml', () => {
  it('answers for typical front matter, exactly as the general parser does', () => {
    const flat = parseFlatYaml(TYPICAL, 2);
    expect(flat?.entries).toHaveLength(15);
    expect(parseGeneralYaml(TYPICAL, 2)).toStrictEqual({ root: flat, problems: [] });
  });

  it('gives values, texts and positions', () => {
    expect(parseFlatYaml('\ntitle:  "a \\"b\\""\ntags: [x, 7]\nlist:\n  -  ~\nimage: # none\n', 2)).toStrictEqual({
      kind: 'map',
      line: 3,
      column: 1,
      entries: [
        { key: 'title', line: 3, column: 1, value: scalar('a "b"', 'a "b"', 3, 9) },
        {
          key: 'tags',
          line: 4,
          column: 1,
          value: { kind: 'list', line: 4, column: 7, items: [scalar('x', 'x', 4, 8), scalar(7, '7', 4, 11)] },
        },
        {
          key: 'list',
          line: 5,
          column: 1,
          value: { kind: 'list', line: 6, column: 3, items: [scalar(null, '~', 6, 6)] },
        },
        { key: 'image', line: 7, column: 1, value: scalar(null, '', 7, 8) },
      ],
    });
  });

  const values: [string, string | number | boolean | null][] = [
    ['', null],
    ['~', null],
    ['null', null],
    ['Null', null],
    ['NULL', null],
    ['nULL', 'nULL'],
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
    ['tRUE', 'tRUE'],
    ['No', 'No'],
    ['yes', 'yes'],
    ['on', 'on'],
    ['0', 0],
    ['-0', -0],
    ['+12', 12],
    ['007', 7],
    ['9007199254740993', 9007199254740992],
    ['0x1F', 31],
    ['0xg', '0xg'],
    ['-0x1', '-0x1'],
    ['0o17', 15],
    ['0o8', '0o8'],
    ['1.50', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['-1e3', -1000],
    ['1.e+2', 100],
    ['.e1', '.e1'],
    ['1_000', '1_000'],
    ['.inf', Number.POSITIVE_INFINITY],
    ['+.Inf', Number.POSITIVE_INFINITY],
    ['-.INF', Number.NEGATIVE_INFINITY],
    ['.nan', Number.NaN],
    ['.NaN', Number.NaN],
    ['-.nan', '-.nan'],
    ['.', '.'],
    ['-', '-'],
    ['+', '+'],
    ['2026-11-20', '2026-11-20'],
    ['2026-11-20T08:30:00Z', '2026-11-20T08:30:00Z'],
    ['12:30', '12:30'],
    ['---', '---'],
    ['a#b', 'a#b'],
    ['<b>', '<b>'],
    ['$x', '$x'],
    ['\u00a0', '\u00a0'],
    ['a\u2028b', 'a\u2028b'],
    ['🎉 ngày hội', '🎉 ngày hội'],
    ['\\n', '\\n'],
  ];
  it.each(values.filter(([text]) => text !== '-'))('reads %j', (text, value) => {
    const flat = parseFlatYaml(`a: ${text}\nb: [x]`);
    expect(flat?.entries[0]?.value).toStrictEqual(scalar(value, text, 1, 4));
    expect(parseGeneralYaml(`a: ${text}\nb: [x]`).root).toStrictEqual(flat);
  });

  it.each([
    '',
    '# nothing\n\n',
    'a: b: c',
    'a: b:',
    'a:b',
    'a : b',
    '"a": b',
    "'a': b",
    'é: b',
    '2024: b',
    'null: b',
    'True: b',
    '<<: b',
    'a: 1\na: 2',
    'a:\n  b: c',
    'a: b\n  c',
    'a: b\n\n  c',
    'a: b\n- c',
    'a: "b\n  c"',
    "a: 'b\n  c'",
    'a: "b" c',
    'a: "b"#c',
    'a: "\\u0041"',
    'a: |\n  b',
    'a: >-\n  b',
    'a: !!str b',
    'a: &b c',
    'a: *b',
    'a: @b',
    'a: `b`',
    'a: %b',
    'a: {b: c}',
    'a: ,b',
    'a: - b',
    'a: -',
    'a: ? b',
    'a: [b',
    'a: [b, [c]]',
    'a: [b: c]',
    'a: ["b": c]',
    'a: [b #c]',
    'a: [,]',
    'a: [b, , c]',
    'a: [-, b]',
    'a: [b] c',
    'a: [b]#c',
    'a: ["b]',
    'a:\n  - b\n - c',
    'a:\n  - b\n   - c',
    'a:\n  - - b',
    'a:\n  - b: c',
    'a:\n  - [b]',
    'a:\n  -',
    'a:\n  - \n',
    'a:\n  - b\n    c',
    'a:\tb',
    'a: b\r\n',
    '\ufeffa: b',
    '- a',
    '---\na: b',
    'a: b\n---',
    'a: b\n...',
    '%YAML 1.2',
    '  a: b',
    `${'k'.repeat(2000)}: b`,
  ])('leaves %j to the general parser', text => {
    expect(parseFlatYaml(text)).toBeUndefined();
  });

  it('leaves what is long to the general parser', () => {
    expect(parseFlatYaml(`a: ${'b'.repeat(65_533)}`)).toBeDefined();
    expect(parseFlatYaml(`a: ${'b'.repeat(65_534)}`)).toBeUndefined();
    const lines = Array.from({ length: 65 }, (_, index) => `k${index}: 1`);
    expect(parseFlatYaml(lines.slice(1).join('\n'))).toBeDefined();
    expect(parseFlatYaml(lines.join('\n'))).toBeUndefined();
  });
});

const WORDS = [
  'a',
  'chợ',
  'Đ',
  '🎉',
  'e\u0301',
  '\ud800',
  '\u2028',
  '\u00a0',
  '0',
  '12',
  '-1',
  '1e3',
  '.5',
  '0x1',
  '.inf',
  'null',
  'true',
];
const MARKS = [
  '~',
  ' ',
  '  ',
  ':',
  ': ',
  ' #',
  '#',
  '-',
  '- ',
  '?',
  '? ',
  ',',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  "''",
  '\\',
  '\\"',
  '\\n',
  '\\\\',
];
const MORE_MARKS = [
  '%',
  '@',
  '`',
  '|',
  '>',
  '!',
  '&',
  '*',
  '<<',
  '.',
  '...',
  '---',
  '=',
  '/',
  '\t',
  '\ufeff',
  '\u0001',
  '\u001f',
];
const piece = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 3, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 1, arbitrary: fc.constantFrom(...MORE_MARKS) },
);
const words = fc.array(piece, { maxLength: 5 }).map(pieces => pieces.join(''));
const single = fc.oneof(
  words,
  fc.constantFrom(...WORDS),
  words.map(text => `"${text}"`),
  words.map(text => `'${text.replaceAll("'", "''")}'`),
);
const after = fc.constantFrom('', '', '', '', '', ' ', ' # c', '#c', ' #');
const flowList = fc
  .tuple(fc.array(single, { maxLength: 4 }), fc.constantFrom(',', ', ', ' , '), fc.constantFrom('', ' ', ', '))
  .map(([items, separator, last]) => `[${items.join(separator)}${last}]`);
const key = fc.oneof(
  { weight: 20, arbitrary: fc.nat({ max: 99 }).map(number => `k${number}`) },
  {
    weight: 9,
    arbitrary: fc.constantFrom('title', 'tags', 'a', 'b', 'c', 'x-y', 'Key_1', 'draft', '__proto__', 'constructor'),
  },
  { weight: 1, arbitrary: fc.constantFrom('null', 'true', '2024', '"q"', '<<', 'é', '- a', ' a', '? a', '') },
);
const colon = fc.constantFrom(': ', ': ', ': ', ':', ':  ', ' : ');
const entry = fc
  .tuple(key, colon, fc.oneof(single, single, flowList, fc.constant('')), after)
  .map(parts => parts.join(''));
const item = fc.tuple(fc.constantFrom('- ', '- ', '- ', '-  ', ' - ', '-'), single, after).map(parts => parts.join(''));
const blockList = fc
  .tuple(key, fc.constantFrom('', ' ', ' # c'), fc.constantFrom('', '  ', ' '), fc.array(item, { maxLength: 3 }))
  .map(([name, end, indent, items]) => [`${name}:${end}`, ...items.map(text => `${indent}${text}`)].join('\n'));
const stray = fc.oneof(fc.constantFrom('', '  ', '# c', ' # c', '---', '...'), item, words);
const line = fc.oneof(
  { weight: 6, arbitrary: entry },
  { weight: 3, arbitrary: blockList },
  { weight: 1, arbitrary: stray },
);
const frontMatter = fc
  .tuple(fc.array(line, { maxLength: 5 }), fc.constantFrom('', '\n', '\n\n'))
  .map(([lines, end]) => lines.join('\n') + end);

describe('parseFlatYaml, on hostile text', () => {
  it('agrees with the general parser wherever it answers, and it answers often', () => {
    let answers = 0;
    const often = runs(3000);
    fc.assert(
      fc.property(frontMatter, fc.integer({ min: 1, max: 9 }), (text, firstLine) => {
        const flat = parseFlatYaml(text, firstLine);
        if (!flat) return;
        answers++;
        expect(parseGeneralYaml(text, firstLine)).toStrictEqual({ root: flat, problems: [] });
      }),
      often,
    );
    expect(answers).toBeGreaterThan(often.numRuns / 8);
  });
});
