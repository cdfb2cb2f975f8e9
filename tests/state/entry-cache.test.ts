import { describe, expect, it } from 'vitest';
import { areFew, compressEntryCache, openEntryCache } from '../../functions/state/entry-cache.ts';
import { FULL_ENTRY } from '../core/feed/samples.ts';

const packOf = (name: string) => ({
  fingerprint: name,
  entries: { 'articles/a.md': { etag: name, entry: FULL_ENTRY } },
});

describe('packs of entries', () => {
  it('open as they were pressed, whether or not this process has them open', () => {
    const kept = packOf('kept');
    const other = packOf('other');
    expect(openEntryCache(compressEntryCache(kept, true))).toBe(kept);
    const opened = openEntryCache(compressEntryCache(other, false));
    expect(opened).toEqual(other);
    expect(opened).not.toBe(other);
    expect(openEntryCache(compressEntryCache(other, false))).toBe(opened);
  });

  it('are told apart by their bytes alone', () => {
    const [one, two] = [compressEntryCache(packOf('one'), true), compressEntryCache(packOf('two'), true)];
    expect(openEntryCache(one).fingerprint).toBe('one');
    expect(openEntryCache(two).fingerprint).toBe('two');
    expect(openEntryCache(Uint8Array.from(one)).fingerprint).toBe('one');
  });

  it('are let go of, the oldest first', () => {
    const first = packOf('first');
    const second = packOf('second');
    const [pressed, later] = [compressEntryCache(first, true), compressEntryCache(second, true)];
    for (let at = 0; at < 6; at++) compressEntryCache(packOf(`${at}`), true);
    expect(openEntryCache(pressed)).toBe(first);
    compressEntryCache(packOf('one more'), true);
    expect(openEntryCache(later)).not.toBe(second);
    expect(openEntryCache(pressed)).toBe(first);
    expect(areFew(8)).toBe(true);
    expect(areFew(9)).toBe(false);
  });
});
