import { describe, expect, it } from 'vitest';
import { mayBeStale } from '../../../functions/build/incremental/freshness.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const version = (modified: number, changed = modified): string => `"12-345-${modified}-${changed}" x`;

describe('a version of a file', () => {
  it('may be stale where it changed a moment before the build began', () => {
    expect(mayBeStale(version(NOW - 10.25), NOW)).toBe(true);
    expect(mayBeStale(version(NOW - 30.25), NOW)).toBe(false);
  });

  it('may be stale for two seconds where the system keeps whole ones, and whole milliseconds are none', () => {
    expect(mayBeStale(version(NOW - 1000), NOW)).toBe(true);
    expect(mayBeStale(version(NOW - 3000), NOW)).toBe(false);
    expect(mayBeStale(version(NOW - 1001), NOW)).toBe(false);
  });

  it('goes by the change of its status, which no program sets back', () => {
    expect(mayBeStale(version(NOW - 86_400_000.5, NOW - 5.5), NOW)).toBe(true);
  });

  it('may be stale where it does not say when it changed', () => {
    expect(mayBeStale('"abc"', NOW)).toBe(true);
  });
});
