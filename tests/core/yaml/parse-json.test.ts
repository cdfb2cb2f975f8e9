import { describe, expect, it } from 'vitest';
import { jsonEnd, parseJson, parseJsonMembers } from '../../../functions/core/yaml/parse-json.ts';

describe('JSON', () => {
  it('is read with positions, tabs and escapes included', () => {
    const { root, problems } = parseJson(
      '{\n\t"title": "\\u0041\\ud83d\\ude00\\/",\n\t"draft":true,\n\t"x": [\n\t\t-1.5e3\n\t]\n}',
      3,
    );
    expect(problems).toEqual([]);
    expect(root).toMatchObject({
      entries: [
        { key: 'title', line: 4, column: 2, value: { value: 'A😀/', column: 11 } },
        { key: 'draft', line: 5, value: { value: true } },
        { key: 'x', line: 6, value: { items: [{ value: -1500, text: '-1.5e3', line: 7, column: 3 }] } },
      ],
    });
  });

  it('is refused as JSON', () => {
    expect(parseJson('{"a": 1 "b": 2}', 5).problems).toMatchObject([{ line: 5, message: /^this is not valid JSON: / }]);
    expect(parseJson(`{"a": "${'x'.repeat(70_000)}"}`).problems[0]?.message).toMatch(/^the JSON has 70,009 characters/);
    expect(parseJson(`{"a": ${'['.repeat(100)}${']'.repeat(100)}}`).problems[0]?.message).toContain('nested deeper');
    expect(parseJson('{"a": 1, "a": 2}').problems[0]?.message).toBe('a is given before, on line 1; keep one');
  });

  it('is read without its braces', () => {
    expect(parseJsonMembers('"a": 1,\n"b": 2\n', 2).root).toMatchObject({
      entries: [
        { key: 'a', line: 2, column: 1 },
        { key: 'b', line: 3, column: 1 },
      ],
    });
    expect(parseJsonMembers('\n')).toEqual({ root: undefined, problems: [] });
  });

  it.each([
    ['{}', 2],
    ['{"a": {"b": [1]}} x', 17],
    ['{"}": "\\"}"} x', 12],
    ['{"a": 1', -1],
    ['{"a": "}', -1],
    [`{"a": "${'x'.repeat(70_000)}"}`, -1],
  ])('ends with its brace: %.20s', (text, end) => {
    expect(jsonEnd(text, 0)).toBe(end);
  });
});
