import { describe, expect, it } from 'vitest';
import { STATE_VERSION } from '../../functions/core/index/state.ts';
import { compress, decode, encode } from '../../functions/state/encode.ts';

const VALUES = [{ a: 'Đời sống', list: [1, null] }, ['x'.repeat(1000)]] as const;
const sealed = encode('state', ...VALUES.map(compress));

describe('what is sealed', () => {
  it('is read as it was written, part by part', () => {
    expect(decode('state', sealed)).toEqual(VALUES);
    expect(decode('state', new Uint8Array(sealed))).toEqual(VALUES);
    expect(decode('nothing', encode('nothing'))).toEqual([]);
  });

  it('is not read where any byte of it is another, is missing, or is one more', () => {
    for (let at = 0; at < sealed.length; at++) {
      const damaged = new Uint8Array(sealed);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(decode('state', damaged), `byte ${at}`).toBeUndefined();
      expect(decode('state', sealed.subarray(0, at)), `cut at ${at}`).toBeUndefined();
    }
    expect(decode('state', Buffer.concat([sealed, Buffer.from('x')]))).toBeUndefined();
    expect(decode('state', Buffer.from('damaged'))).toBeUndefined();
  });

  it('is not read as something else, or by another version', () => {
    expect(decode('segment', sealed)).toBeUndefined();
    const later = Buffer.from(
      Buffer.from(sealed)
        .toString('latin1')
        .replace(`state ${STATE_VERSION} `, `state ${STATE_VERSION + 1} `),
      'latin1',
    );
    expect(later).toHaveLength(sealed.length);
    expect(decode('state', later)).toBeUndefined();
  });
});
