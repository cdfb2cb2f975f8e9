import { describe, expect, it } from 'vitest';
import type { YamlEntry, YamlNode } from '../../../functions/core/yaml/node.ts';
import { parseGeneralYaml } from '../../../functions/core/yaml/parse-general.ts';

function problemsOf(text: string): string[] {
  const { root, problems } = parseGeneralYaml(text, 2);
  if (problems.length > 0) expect(root).toBeUndefined();
  return problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

function scalar(value: string | number | boolean | null, text: string, line: number, column: number): YamlNode {
  return { kind: 'scalar', value, text, line, column };
}

function entry(key: string, line: number, column: number, value: YamlNode): YamlEntry {
  return { key, line, column, value };
}

describe('parseGeneralYaml', () => {
  it('gives nested maps and lists their positions', () => {
    const text = '---\ncategories:\n  - id: a\n    aliases: [x, {y: 1}]\n  - {b, c: }\n';
    const aliases: YamlNode = {
      kind: 'list',
      line: 5,
      column: 14,
      items: [
        scalar('x', 'x', 5, 15),
        { kind: 'map', line: 5, column: 18, entries: [entry('y', 5, 19, scalar(1, '1', 5, 22))] },
      ],
    };
    const first = [entry('id', 4, 5, scalar('a', 'a', 4, 9)), entry('aliases', 5, 5, aliases)];
    const second = [entry('b', 6, 6, scalar(null, '', 6, 7)), entry('c', 6, 9, scalar(null, '', 6, 12))];
    const items: YamlNode[] = [
      { kind: 'map', line: 4, column: 5, entries: first },
      { kind: 'map', line: 6, column: 5, entries: second },
    ];
    const list: YamlNode = { kind: 'list', line: 4, column: 3, items };
    expect(parseGeneralYaml(text, 2)).toStrictEqual({
      root: { kind: 'map', line: 3, column: 1, entries: [entry('categories', 3, 1, list)] },
      problems: [],
    });
  });

  it.each([
    ['|\n  a\n  b', 'a\nb\n', 'a\nb\n'],
    ['>-\n  a\n  b', 'a b', 'a b'],
    ['a\n  b', 'a b', 'a b'],
    ['"a\\u0041\n  b"', 'aA b', 'aA b'],
    ["'it''s'", "it's", "it's"],
    ['"12"', '12', '12'],
    ['0x1f', 31, '0x1f'],
    ['~', null, '~'],
    ['TRUE', true, 'TRUE'],
    ['No', 'No', 'No'],
    ['2026-11-20', '2026-11-20', '2026-11-20'],
    ['2026-11-20T08:30:00Z', '2026-11-20T08:30:00Z', '2026-11-20T08:30:00Z'],
    ['!!str 12', '12', '12'],
    [`! 'a: b'`, 'a: b', 'a: b'],
    ['!   "a # b" # c', 'a # b', 'a # b'],
    ['!!int "12"', 12, '12'],
    ['!!null ~', null, '~'],
  ])('reads %j', (text, value, written) => {
    const { root, problems } = parseGeneralYaml(`a: ${text}\n`);
    expect(problems).toEqual([]);
    expect(root?.kind === 'map' && root.entries[0]?.value).toMatchObject({ kind: 'scalar', value, text: written });
  });

  it('reads what stands for a single value as that value, where it stands', () => {
    const { root, problems } = parseGeneralYaml(
      'image:\n  path: &a /a.jpg\n  feature: *a\nn: &n 3\nm: [*n]\nl: &l [x]',
    );
    expect(problems).toEqual([]);
    expect(root).toMatchObject({
      entries: [
        { value: { entries: [{ value: { value: '/a.jpg' } }, { value: { value: '/a.jpg', line: 3, column: 12 } }] } },
        { value: { value: 3 } },
        { value: { items: [{ value: 3, line: 5, column: 5 }] } },
        { value: { items: [{ value: 'x' }] } },
      ],
    });
  });

  it('keeps keys that mean something to JavaScript', () => {
    const { root } = parseGeneralYaml('__proto__: {a: 1}\nconstructor: b\n"<<": c\n"1": d\n');
    expect(root?.kind === 'map' && root.entries.map(({ key }) => key)).toEqual(['__proto__', 'constructor', '<<', '1']);
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
  });

  it.each(['', '\n\n', '# a\n  # b\n', '---\n', '---\n# a\n', '\ufeff'])('finds nothing in %j', text => {
    expect(parseGeneralYaml(text)).toStrictEqual({ root: undefined, problems: [] });
  });

  it.each([
    ['~', null],
    ['""', ''],
    ['Chợ quê', 'Chợ quê'],
  ])('takes the lone value %j for the root', (text, value) => {
    expect(parseGeneralYaml(text).root).toMatchObject({ kind: 'scalar', value });
  });

  const NO_KEY = 'expected a line such as "key: value"; put a colon and a blank after the key';
  const NEIGHBOURS = 'this line is indented unlike its neighbours; begin them in the same column';
  const MORE = 'more text follows after the value has ended; put the whole value in quotes';
  const IN_DOUBLE =
    'more text follows after the closing "; put the whole value in single quotes, or write \\" for each " within ' +
    'double ones';
  const IN_BRACKETS = 'a text between brackets in which a colon and a blank follow each other must be in quotes';
  const BLOCK =
    '4:2: the first line of this text has fewer blanks than the empty line above it; take the blanks of that line out';
  const UNFIT = 'the tag does not fit its value; take the tag out';
  it.each([
    ['"Chợ" họp lại: dân mừng', `'"Chợ" họp lại: dân mừng'`, '"Chợ" họp lại: dân mừng'],
    ['""Chợ" họp lại: dân mừng"', `'"Chợ" họp lại: dân mừng'`, '"Chợ" họp lại: dân mừng'],
    ["'Chợ' họp lại: dân mừng", `"'Chợ' họp lại: dân mừng"`, "'Chợ' họp lại: dân mừng"],
    ['Bà nói: "Đi"', `'Bà nói: "Đi"'`, 'Bà nói: "Đi"'],
    ['“Chợ” họp lại: dân mừng', '"“Chợ” họp lại: dân mừng"', '“Chợ” họp lại: dân mừng'],
    ['“Chợ họp lại: dân mừng”', '"“Chợ họp lại: dân mừng”"', '“Chợ họp lại: dân mừng”'],
    ['Chợ ‘Ba’: "mở"', `'Chợ ‘Ba’: "mở"'`, 'Chợ ‘Ba’: "mở"'],
    [`"Chợ" của 'Ba': mở  # nháp`, `'"Chợ" của ''Ba'': mở'`, `"Chợ" của 'Ba': mở`],
  ])('leads out of quotes in a value with a colon: %s', (written, remedy, value) => {
    const [problem] = parseGeneralYaml(`title: ${written}\ndate: 2026-01-02`).problems;
    expect(problem).toMatchObject({ line: 1, column: 8 });
    expect(problem?.message).toMatch(/^a value .* must be in quotes, (?:and in (?:single|double)|straight) ones/);
    expect(problem?.message.endsWith(`; write ${remedy}`)).toBe(true);
    const mended = parseGeneralYaml(`title: ${remedy}`).root;
    expect(mended).toMatchObject({ entries: [{ value: { text: value } }] });
  });

  it.each([
    ['title: Foo: bar', '2:8: a value in which a colon and a blank follow each other must be in quotes'],
    ['a: 1\n  b: 2', '2:4: the line below is indented, so it continues this value; begin it in the column of its key'],
    ['tags:\n  - a\n - b', `4:1: ${NEIGHBOURS}`],
    ['a:\n  b: 1\n c: 2', `4:1: ${NEIGHBOURS}`],
    ['date: x\ntitle:Foo', '3:1: the colon after the key has no blank behind it; write "key: value"'],
    ['date: x\ntitle:Foo\nb: 2', '3:1: the colon after the key has no blank behind it; write "key: value"'],
    ['a: "b" c', `2:8: ${IN_DOUBLE}`],
    ['w: { reason: "a" b }', `2:18: ${IN_DOUBLE}`],
    [
      "a: 'b' c",
      "2:8: more text follows after the closing '; put the whole value in double quotes, or write '' for each ' " +
        'within single ones',
    ],
    ['w: { reason: Sai: c, date: 1 }', `2:14: ${IN_BRACKETS}`],
    ['a: [b: c: d]', `2:8: ${IN_BRACKETS}`],
    ['a: {b: c, - d}', "2:11: a value between brackets can't begin with -; put it in quotes"],
    ['title: [Video] Lũ về', `2:16: ${MORE}`],
    ['a: @b', "2:4: a value can't begin with @; put it in quotes"],
    ['a: `b`', "2:4: a value can't begin with `; put it in quotes"],
    ['b: 1\na: %b', "3:4: a value can't begin with %; put it in quotes"],
    ['a: "b\nc: d', '2:4: the quote " that opens here is never closed; close it'],
    ['a: "b\\"', '2:4: the quote " that opens here is never closed; close it'],
    ["a: '", "2:4: the quote ' that opens here is never closed; close it"],
    ['a: "\\q"', '2:5: \\q means nothing in double quotes; write \\\\q, or use single quotes'],
    ['a: [b\nc: d', '3:1: a list is not closed before this; end it with ], and indent its lines'],
    ['a: {b: 1\nc: d', '3:1: a map is not closed before this; end it with }, and indent its lines'],
    ['[a', '2:3: a list is not closed before this; end it with ]'],
    ['{a', '2:3: a map is not closed before this; end it with }'],
    ['a: [b]#c', '2:7: a comment needs a blank before its #; add it, or put the value in quotes'],
    ['a: ["b" "c"]', '2:9: a comma is missing before this value; add it'],
    ['a: [b, , c]', '2:8: this comma has no value before it; take it out'],
    ['a: ]', '2:4: nothing opens the list that ] closes; take it out, or put the value in quotes'],
    ['a: @\nb: }', "2:4: a value can't begin with @; put it in quotes"],
    ['b: }', '2:4: nothing opens the map that } closes; take it out, or put the value in quotes'],
    [
      'a:\n\tb: 1',
      '3:1: a tab indents this line; begin it in the column of its key, or use blanks if it belongs to the line above',
    ],
    ['a: - b', '2:4: a list begins here, beside its key; begin it on a line of its own'],
    ['a: |x\n  b', '2:5: text follows | or >; begin it on the next line, or put it in quotes'],
    [`${'k'.repeat(2000)}: x`, '2:1: a key has at most 1,024 characters; shorten it'],
    ['a: !!int b', `2:4: ${UNFIT}`],
    ['a: !!map b', `2:4: ${UNFIT}`],
    ['a: !!seq {b: c}', `2:4: ${UNFIT}`],
    ['a: !!str !!str b', '2:10: a value has one tag at most; take this one out'],
    ['a: |\n   \n b', BLOCK],
    ['a: |\nb', `3:1: ${NO_KEY}`],
  ])('explains the syntax of %j', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  const TAG = 'is a tag that is not supported; take it out, or put the value in quotes if it is text';
  it.each([
    [
      'a: *b',
      '2:4: *b is an alias of a value that is not there; write the value out, or put it in quotes if it is text',
    ],
    [
      'a: *bold* x',
      '2:4: *bold* is an alias of a value that is not there; write the value out, or put it in quotes if it is text',
    ],
    [
      'a: &b [c]\nd: *b',
      '3:4: *b is an alias of a list, a map or a long text, which are not supported; write the value out',
    ],
    [
      `a: &b ${'c'.repeat(1001)}\nd: *b`,
      '3:4: *b is an alias of a list, a map or a long text, which are not supported; write the value out',
    ],
    [
      `a: &b c\nd: [${'*b , '.repeat(101)}]`,
      '3:505: *b is one of more than 100 aliases, which are not supported; write the value out',
    ],
    ['x: 1\na: !!js/function "x"', `3:4: !!js/function ${TAG}`],
    ['a: ! b', `2:4: ! ${TAG}`],
    ['a: !', `2:4: ! ${TAG}`],
    ['a: ! [b]', `2:4: ! ${TAG}`],
    ['a: !\n  b: 1', `2:4: ! ${TAG}`],
    [`a: !'b'`, `2:4: !'b' ${TAG}`],
    ['a: ! ! "b"', `2:4: ! ${TAG}`],
    ['a: !!python/object:os.system b', `2:4: !!python/object:os.system ${TAG}`],
    ['a: !custom b', `2:4: !custom ${TAG}`],
    ['a: ! b', `2:4: ! ${TAG}`],
    ['a: !!binary aGk=', `2:4: !!binary ${TAG}`],
    ['a: !!timestamp 2026-11-20', `2:4: !!timestamp ${TAG}`],
    [`a: !${'x'.repeat(60)} b`, `2:4: !${'x'.repeat(39)}… ${TAG}`],
    ['%YAML 1.1\n---\na: No', '2:1: %YAML 1.1 is a directive; directives are not supported; take the line out'],
    ['<<: {a: 1}', '2:1: << is a merge key; merge keys are not supported; write the fields out'],
    ['a: 1\n---\nb: 2', '3:1: a second document begins here; keep everything in one, without --- between'],
    ['a: 1\n---\nb: 2\n---\nc: 3', '3:1: a second document begins here; keep everything in one, without --- between'],
    ['? [a]\n: b', '2:3: a list or a map is no key; write text before the colon'],
    ['{a: 1}: b', '2:1: a list or a map is no key; write text before the colon'],
    [': a', '2:1: the key before the colon is missing; write it'],
    ['title: a\ndate: b\n"title": c', '4:1: title is given before, on line 2; keep one'],
    ['a:\n  - {b: 1, b: 2}', '3:12: b is given before, on line 3; keep one'],
    ['? |\n  a\n: 1\n"a\\n": 2', '5:1: a is given before, on line 2; keep one'],
  ])('refuses %j', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it.each(['2024', 'true', '~', '1.5'])('takes the key %s as it is written, as other parsers do', key => {
    expect(problemsOf(`a:\n  ${key}: b`)).toEqual([]);
    expect(problemsOf(`${key}: a\n"${key}": b`)).toEqual([`3:1: ${key} is given before, on line 2; keep one`]);
  });

  it('tells every duplicate, with the line of the first', () => {
    expect(problemsOf('a: 1\nb: 1\na: 2\nb: 2\na: 3')).toEqual([
      '4:1: a is given before, on line 2; keep one',
      '5:1: b is given before, on line 3; keep one',
      '6:1: a is given before, on line 2; keep one',
    ]);
    expect(problemsOf('a: 1\n'.repeat(100))).toHaveLength(20);
  });

  const DEEP = 'lists and maps are nested deeper than 20 levels here; write it flatter';
  it('reads 20 levels, and no more', () => {
    expect(problemsOf(`${'['.repeat(20)}a${']'.repeat(20)}`)).toEqual([]);
    expect(problemsOf(`${'['.repeat(21)}a${']'.repeat(21)}`)).toEqual([`2:21: ${DEEP}`]);
    expect(problemsOf(`${'['.repeat(21)}${']'.repeat(21)}`)).toEqual([`2:21: ${DEEP}`]);
    expect(problemsOf(`${'['.repeat(20)}a: b${']'.repeat(20)}`)).toEqual([`2:21: ${DEEP}`]);
    expect(problemsOf(`${'- '.repeat(20)}a`)).toEqual([]);
    expect(problemsOf(`${'- '.repeat(20)}a: b`)).toEqual([`2:41: ${DEEP}`]);
    expect(problemsOf(`a:\n  - ${'{b: '.repeat(19)}${'}'.repeat(19)}`)).toEqual([`3:77: ${DEEP}`]);
  });

  it('reads 65,536 characters, and no more', () => {
    expect(problemsOf(`a: ${'b'.repeat(65_533)}`)).toEqual([]);
    expect(problemsOf(`a: ${'b'.repeat(65_534)}`)).toEqual([
      '2:1: the YAML has 65,537 characters, and at most 65,536 are read; shorten it',
    ]);
  });
});
