import { describe, expect, it } from 'vitest';
import { parseFlatYaml } from '../../../functions/core/yaml/parse-flat.ts';
import { parseYaml } from '../../../functions/core/yaml/parse-yaml.ts';

describe('parseYaml', () => {
  it('takes the fast path where it is open', () => {
    const text = 'title: Chợ quê\ntags: [a]\n';
    expect(parseYaml(text, 2)).toStrictEqual({ root: parseFlatYaml(text, 2), problems: [] });
    expect(parseYaml(text, 2).root).toMatchObject({ kind: 'map', line: 2, column: 1 });
  });

  it('takes the general path elsewhere', () => {
    expect(parseFlatYaml('author:\n  name: Lê\n')).toBeUndefined();
    expect(parseYaml('author:\n  name: Lê\n', 2)).toMatchObject({
      root: { entries: [{ key: 'author', value: { kind: 'map', line: 3, column: 3 } }] },
      problems: [],
    });
  });

  it('counts lines from 1 unless told otherwise', () => {
    expect(parseYaml('a: b').root).toMatchObject({ line: 1, column: 1 });
    expect(parseYaml('a: *b').problems).toMatchObject([{ line: 1, column: 4 }]);
  });

  const hostile: [string, string][] = [
    ['lists that open', '['.repeat(60_000)],
    ['maps that open', '{'.repeat(60_000)],
    ['100,000 lists', '['.repeat(100_000)],
    ['100,000 maps', '{'.repeat(100_000)],
    ['block lists in one line', '- '.repeat(30_000)],
    ['100,000 block lists', '- '.repeat(100_000)],
    ['questions', '? '.repeat(30_000)],
    ['colons', ': '.repeat(30_000)],
    ['stairs', Array.from({ length: 300 }, (_, level) => `${' '.repeat(level)}a:\n`).join('')],
    ['anchors with aliases', 'a: &a [*a, *a]\n'.repeat(4000)],
    ['aliases', 'a: *b\n'.repeat(10_000)],
    ['duplicates', 'a: b\n'.repeat(12_000)],
    ['documents', '---\n'.repeat(16_000)],
    ['directives', '%a\n'.repeat(20_000)],
    ['quotes', '"'.repeat(60_001)],
    ['quotes that never close', 'a: "x\n'.repeat(10_000)],
    ['commas', `[${','.repeat(20_000)}`],
    ['brackets that close', ']'.repeat(20_000)],
    ['tags', '!!str '.repeat(10_000)],
    ['a long key', `${'a'.repeat(60_000)}: b`],
  ];
  it.each(hostile)('ends soon, with a few problems, for %s', (_, text) => {
    const start = performance.now();
    const { root, problems } = parseYaml(text);
    expect(performance.now() - start).toBeLessThan(3000);
    expect(root).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(20);
    for (const { message } of problems) expect(message).toMatch(/^.{1,250}$/);
  });

  const large: [string, string][] = [
    ['comments', '#\n'.repeat(32_000)],
    ['indented comments', `a:\n${' #\n'.repeat(20_000)}`],
    ['blank lines', '\n'.repeat(65_000)],
    ['escapes', `a: "${'\\\\'.repeat(30_000)}"`],
    ['a list on one line', `[${'a,'.repeat(30_000)}]`],
    ['a list of many lines', '- a\n'.repeat(16_000)],
    ['different keys', Array.from({ length: 7000 }, (_, index) => `${index.toString(36)}x: 1\n`).join('')],
    ['a block scalar', `a: |\n${' x\n'.repeat(20_000)}`],
  ];
  it.each(large)('reads 60,000 characters of %s soon', (_, text) => {
    const start = performance.now();
    expect(parseYaml(text).problems).toEqual([]);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
