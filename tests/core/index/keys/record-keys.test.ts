import { describe, expect, it } from 'vitest';
import { segmentOf } from '../../../../functions/core/index/keys/record-keys.ts';

const NFC = 'ảnh'.normalize('NFC');
const NFD = 'ảnh'.normalize('NFD');

describe('the segment of a key', () => {
  it('is one for keys that stand for one path, however many there are', () => {
    for (const segments of [1, 2, 7, 100]) {
      expect(segmentOf(`articles/${NFC}.md`, segments)).toBe(segmentOf(`articles/${NFD}.md`, segments));
      expect(segmentOf(`media/${NFC}.jpg`, segments)).toBe(segmentOf(`media/${NFD}.jpg`, segments));
    }
  });

  it('has about as many keys as any other', () => {
    const counts = new Array<number>(10).fill(0);
    for (let at = 0; at < 10_000; at++) {
      const segment = segmentOf(`articles/2026/11/bai-${at}.md`, 10);
      counts[segment] = (counts[segment] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(800);
    expect(Math.max(...counts)).toBeLessThan(1200);
  });
});
