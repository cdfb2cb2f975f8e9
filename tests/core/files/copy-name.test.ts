import { expect, it } from 'vitest';
import { copiedFrom } from '../../../functions/core/files/copy-name.ts';

it.each([
  'bai (1).md',
  'bai (12).md',
  'bai - Copy.md',
  'bai - Copy (2).md',
  'bai copy.md',
  'bai copy 3.md',
  'bai - Bản sao.md',
  'bai - Sao chép (2).md',
  'Copy of bai.md',
  'Bản sao của bai.md',
  'Copy of bai (1).md',
])('takes for a copy: %s', name => {
  expect(copiedFrom(`articles/tin/${name.normalize('NFD')}`)).toBe('articles/tin/bai.md');
});

it.each(['bai.md', 'bai-1.md', 'bai 2.md', 'bai-copy.md', '(1).md', 'copy.md', 'bai (2026).md', 'Copy of .md', 'bai'])(
  'takes for no copy: %s',
  name => {
    expect(copiedFrom(`articles/tin/${name}`)).toBeUndefined();
  },
);
