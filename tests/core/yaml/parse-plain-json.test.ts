import { describe, expect, it } from 'vitest';
import { parseGeneralYaml } from '../../../functions/core/yaml/parse-general.ts';
import { parsePlainJson } from '../../../functions/core/yaml/parse-plain-json.ts';
import { fc, runs } from '../../property.ts';

const value = fc.letrec(tie => ({
  any: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.constantFrom('', ' ', '<<', '# a', '// b', '2020-01-02', 'a: b', '- c', '~', '\u2028', '\u0085', 'é'),
    fc.integer(),
    fc.constantFrom(0, -0, 1e21, 0.5, true, false, null),
    fc.array(tie('any'), { maxLength: 3 }),
    tie('map'),
  ),
  map: fc.dictionary(fc.oneof(fc.constantFrom('title', 'date', '<<', ''), fc.string({ maxLength: 4 })), tie('any'), {
    maxKeys: 4,
  }),
})).map;

describe('plain JSON', () => {
  it('is read as the reader of all YAML reads it, with the same places', () => {
    let read = 0;
    fc.assert(
      fc.property(value, fc.constantFrom(0, 1, 2), fc.constantFrom('', '\n'), (map, space, end) => {
        const text = JSON.stringify(map, null, space) + end;
        const plain = parsePlainJson(text, 3);
        if (plain) read += 1;
        if (plain) expect(parseGeneralYaml(text, 3)).toEqual({ root: plain, problems: [] });
      }),
      runs(3000),
    );
    expect(read).toBeGreaterThan(10);
  });

  it.each([
    ['{"a": 1, "a": 2}'],
    ['{"a": "\\u0041"}'],
    ['{"a": 1,}'],
    ['{a: 1}'],
    ['{"a": 1 // b\n}'],
    ['{"a":\t1}'],
    ['{"a": 01}'],
    ['{"a": 1} b'],
    ['{}'],
    ['["a"]'],
    ['{"a": "b\nc"}'],
  ])('is not %j', text => {
    expect(parsePlainJson(text, 1)).toBeUndefined();
  });
});
