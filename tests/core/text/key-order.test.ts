import { describe, expect, it } from 'vitest';
import { compareKeys, sortKeys } from '../../../functions/core/text/key-order.ts';
import { anyText, fc } from '../../property.ts';

const key = fc.oneof(
  anyText({ maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('a', '/', 'ả', '\ud7ff', '\ue000', '\uf900', '\ufffd', '\u{10000}', '\u{1f600}') }),
);
const bytewise = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('the order of keys', () => {
  it('is that of their UTF-8 bytes, as S3 lists them', () => {
    expect(compareKeys('\uffff', '😀')).toBeLessThan(0);
    fc.assert(fc.property(key, key, (a, b) => Math.sign(compareKeys(a, b)) === bytewise(a, b)));
    fc.assert(
      fc.property(fc.array(key), keys => {
        expect(sortKeys([...keys])).toEqual([...keys].sort(bytewise));
      }),
    );
  });
});
