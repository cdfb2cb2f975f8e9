import { describe, expect, it } from 'vitest';
import { isReStructured } from '../../../functions/core/front-matter/nikola.ts';

describe('a plain text below fields', () => {
  it('is asked for where they are lines of Nikola, and decoded for no other', () => {
    const unasked = (): string => {
      throw new Error('asked for');
    };
    expect(isReStructured({ form: 'yaml', text: '.. title: A', line: 1 }, unasked)).toBe(false);
    expect(isReStructured({ form: 'header lines', text: 'title: A', line: 1 }, unasked)).toBe(false);
    const header = { form: 'header lines', text: '.. title: A', line: 1 } as const;
    expect(isReStructured(header, () => 'Một ``hai`` ba')).toBe(true);
    expect(isReStructured(header, () => 'Một hai')).toBe(false);
  });
});
