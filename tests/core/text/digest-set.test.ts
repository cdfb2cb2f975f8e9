import { describe, expect, it } from 'vitest';
import { DigestSet } from '../../../functions/core/text/digest-set.ts';

const texts = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, at) => `articles/bài ${from + at}.md`);

describe('texts by their digests', () => {
  it('are found by number, and no other is, however many there are', () => {
    const set = new DigestSet();
    expect(texts(0, 5000).map(text => set.add(text))).toEqual(texts(0, 5000).map((_, at) => at));
    expect(set.add('articles/bài 7.md')).toBe(7);
    expect(set.size).toBe(5000);
    expect(texts(0, 5000).every((text, at) => set.indexOf(text) === at)).toBe(true);
    expect(texts(5000, 9000).some(text => set.has(text))).toBe(false);
    expect(set.indexOf('')).toBe(-1);
  });

  it('come over into another set, from a number on', () => {
    const [one, other] = [new DigestSet(), new DigestSet()];
    for (const text of texts(0, 3000)) one.add(text);
    for (const text of texts(2900, 3100)) other.add(text);
    other.addBytes(one.toBytes(1000));
    expect(other.size).toBe(2100);
    expect(texts(1000, 3100).every(text => other.has(text))).toBe(true);
    expect(texts(0, 1000).some(text => other.has(text))).toBe(false);
    // Bytes may begin anywhere in what they were read with.
    const shifted = new Uint8Array([1, ...new DigestSet().toBytes(), ...one.toBytes(2999)]);
    const third = new DigestSet();
    third.addBytes(shifted.subarray(1));
    expect([third.size, third.has('articles/bài 2999.md')]).toEqual([1, true]);
  });
});
