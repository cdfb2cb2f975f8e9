import { describe, expect, it } from 'vitest';
import { jsonErrorAt } from '../../../functions/core/import/formats/json-error.ts';
import { fc } from '../../property.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the place where JSON is broken', () => {
  it.each([
    ['', 0],
    ['{"a": 1,}', 8],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{1: 2}', 1],
    ['[1}', 2],
    ['["\n"]', 1],
    ['[01]', 2],
    ['{"a": tru}', 6],
    ['[1]  x', 5],
    ['  [', 3],
    ['[,', 1],
    ['{"a":}', 5],
  ])('in %j is %d', (text, at) => {
    expect(jsonErrorAt(text)).toBe(at);
  });

  it('is the end of JSON, cut short anywhere, and the junk that is put into it', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, n) => {
        const at = n % json.length;
        const cut = json.slice(0, at);
        if (!isJson(cut)) expect(json.startsWith(cut.slice(0, jsonErrorAt(cut)))).toBe(true);
        expect(jsonErrorAt(`${json}~`)).toBe(json.length);
      }),
    );
  });
});
