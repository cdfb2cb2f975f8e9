import { describe, expect, it } from 'vitest';
import { WriteBehind } from '../../../functions/stores/threads/write-behind.ts';

describe('a file', () => {
  it('is written by the thread where a copy of it is small, or it is text', () => {
    const large = 1024 * 1024;
    expect(WriteBehind.takes(new Uint8Array(large))).toBe(true);
    expect(WriteBehind.takes(new Uint8Array(large + 1))).toBe(false);
    expect(WriteBehind.takes('x'.repeat(large + 1))).toBe(true);
    expect(WriteBehind.takes(['x'.repeat(large), Buffer.from('xy')])).toBe(true);
  });
});
