import { describe, expect, it } from 'vitest';
import { press, seal, unseal } from '../../functions/state/encode.ts';

const VALUES = [{ a: 'Đời sống', list: [1, null] }, ['x'.repeat(1000)]] as const;
const sealed = seal('state', ...VALUES.map(press));

describe('what is sealed', () => {
  it('is read as it was written, part by part', () => {
    expect(unseal('state', sealed)).toEqual(VALUES);
    expect(unseal('state', new Uint8Array(sealed))).toEqual(VALUES);
    expect(unseal('nothing', seal('nothing'))).toEqual([]);
  });

  it('is not read where any byte of it is another, is missing, or is one more', () => {
    for (let at = 0; at < sealed.length; at++) {
      const damaged = new Uint8Array(sealed);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(unseal('state', damaged), `byte ${at}`).toBeUndefined();
      expect(unseal('state', sealed.subarray(0, at)), `cut at ${at}`).toBeUndefined();
    }
    expect(unseal('state', Buffer.concat([sealed, Buffer.from('x')]))).toBeUndefined();
    expect(unseal('state', Buffer.from('damaged'))).toBeUndefined();
  });

  it('is not read as something else, or by another version', () => {
    expect(unseal('shard', sealed)).toBeUndefined();
    const later = Buffer.from(Buffer.from(sealed).toString('latin1').replace('state 1 ', 'state 2 '), 'latin1');
    expect(later).toHaveLength(sealed.length);
    expect(unseal('state', later)).toBeUndefined();
  });
});
