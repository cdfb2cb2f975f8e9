import { describe, expect, it } from 'vitest';
import { areFew, openPack, pressPack } from '../../functions/state/entry-cache.ts';
import { FULL_ENTRY } from '../core/feed/samples.ts';

const packOf = (name: string) => ({
  fingerprint: name,
  entries: { 'articles/a.md': { etag: name, entry: FULL_ENTRY } },
});

describe('packs of entries', () => {
  it('open as they were pressed, whether or not this process has them open', () => {
    const kept = packOf('kept');
    const other = packOf('other');
    expect(openPack(pressPack(kept, true))).toBe(kept);
    const opened = openPack(pressPack(other, false));
    expect(opened).toEqual(other);
    expect(opened).not.toBe(other);
    expect(openPack(pressPack(other, false))).toBe(opened);
  });

  it('are told apart by their bytes alone', () => {
    const [one, two] = [pressPack(packOf('one'), true), pressPack(packOf('two'), true)];
    expect(openPack(one).fingerprint).toBe('one');
    expect(openPack(two).fingerprint).toBe('two');
    expect(openPack(Uint8Array.from(one)).fingerprint).toBe('one');
  });

  it('are let go of, the oldest first', () => {
    const first = packOf('first');
    const second = packOf('second');
    const [pressed, later] = [pressPack(first, true), pressPack(second, true)];
    for (let at = 0; at < 6; at++) pressPack(packOf(`${at}`), true);
    expect(openPack(pressed)).toBe(first);
    pressPack(packOf('one more'), true);
    expect(openPack(later)).not.toBe(second);
    expect(openPack(pressed)).toBe(first);
    expect(areFew(8)).toBe(true);
    expect(areFew(9)).toBe(false);
  });
});
