import { describe, expect, it } from 'vitest';
import { inspectOutput } from './invariants.ts';

describe('the invariants of output', () => {
  it('hold where an article is held back, which is told by name', async () => {
    expect(await inspectOutput('md', 'draft: true\n\nMoccuoi\n')).toEqual([]);
  });

  it('hold where a word is published', async () => {
    expect(await inspectOutput('md', '# Mocdau\n\nMoccuoi\n')).toEqual([]);
  });
});
