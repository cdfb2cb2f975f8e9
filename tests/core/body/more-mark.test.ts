import { describe, expect, it } from 'vitest';
import { markedSummary } from '../../../functions/core/body/more-mark.ts';

describe('a summary that is marked in the text', () => {
  it.each([
    '<!--more-->',
    '<!-- more -->',
    '<!--more Đọc tiếp-->',
    '<!-- truncate -->',
    '<!-- TEASER_END -->',
    '{/* truncate */}',
  ])('ends at %s', mark => {
    expect(markedSummary(`Một.\n\nHai.\n\n${mark}\n\nBa.\n`)).toBe('Một.\n\nHai.\n\n');
  });

  it('is none without a mark, or without text above it', () => {
    expect(markedSummary('Một <!-- moreover --> hai')).toBeUndefined();
    expect(markedSummary('\n<!--more-->\nMột')).toBeUndefined();
  });

  it('does not end in code', () => {
    expect(markedSummary('Viết `<!--more-->` nhé.\n\n```\n<!--more-->\n```\n\nHai.')).toBeUndefined();
    expect(markedSummary('```\n<!--more-->\n```\nHai.\n<!--more-->')).toBe('```\n<!--more-->\n```\nHai.\n');
  });
});
