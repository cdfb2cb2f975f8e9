import { describe, expect, it } from 'vitest';
import { parseFlatYaml } from '../../../functions/core/yaml/parse-flat.ts';
import { parseYaml } from '../../../functions/core/yaml/parse-yaml.ts';
import { expectLinear } from '../../growth.ts';
import { IS_THOROUGH } from '../../thorough.ts';

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

  const hostile: [string, (n: number) => string][] = [
    ['lists that open', n => '['.repeat(n)],
    ['maps that open', n => '{'.repeat(n)],
    ['block lists in one line', n => '- '.repeat(n / 2)],
    ['questions', n => '? '.repeat(n / 2)],
    ['colons', n => ': '.repeat(n / 2)],
    ['stairs', n => Array.from({ length: n / 50 }, (_, level) => `${' '.repeat(level % 100)}a:\n`).join('')],
    ['anchors with aliases', n => 'a: &a [*a, *a]\n'.repeat(n / 15)],
    ['aliases', n => 'a: *b\n'.repeat(n / 6)],
    ['duplicates', n => 'a: b\n'.repeat(n / 5)],
    ['documents', n => '---\n'.repeat(n / 4)],
    ['directives', n => '%a\n'.repeat(n / 3)],
    ['quotes', n => '"'.repeat(n + 1)],
    ['quotes that never close', n => 'a: "x\n'.repeat(n / 6)],
    ['commas', n => `[${','.repeat(n)}`],
    ['brackets that close', n => ']'.repeat(n)],
    ['tags', n => '!!str '.repeat(n / 6)],
    ['a long key', n => `${'a'.repeat(n)}: b`],
  ];
  it.each(hostile)(
    'ends with a few problems, and with work that grows no faster than the text, for %s',
    async (_, inputOf) => {
      await expectLinear(parseYaml, inputOf, 15_000);
      for (const text of IS_THOROUGH ? [inputOf(60_000), inputOf(200_000)] : [inputOf(60_000)]) {
        const { root, problems } = parseYaml(text);
        expect(root).toBeUndefined();
        expect(problems.length).toBeGreaterThan(0);
        expect(problems.length).toBeLessThanOrEqual(20);
        for (const { message } of problems) expect(message).toMatch(/^.{1,250}$/);
      }
    },
  );

  const large: [string, (n: number) => string][] = [
    ['comments', n => '#\n'.repeat(n / 2)],
    ['indented comments', n => `a:\n${' #\n'.repeat(n / 3)}`],
    ['blank lines', n => '\n'.repeat(n)],
    ['escapes', n => `a: "${'\\\\'.repeat(n / 2)}"`],
    ['a list on one line', n => `[${'a,'.repeat(n / 2)}]`],
    ['a list of many lines', n => '- a\n'.repeat(n / 4)],
    ['different keys', n => Array.from({ length: n / 9 }, (_, index) => `${index.toString(36)}x: 1\n`).join('')],
    ['a block scalar', n => `a: |\n${' x\n'.repeat(n / 3)}`],
  ];
  it.each(large)('reads 60,000 characters of %s, with work that grows no faster than the text', async (_, inputOf) => {
    expect(parseYaml(inputOf(60_000)).problems).toEqual([]);
    await expectLinear(parseYaml, inputOf, 15_000);
  });
});
