import { expect, it } from 'vitest';
import { suggest, suggestField, typingErrors } from '../../../functions/core/fields/suggest.ts';

it('counts letters left out, added, mistaken and swapped', () => {
  expect(typingErrors('draft', 'draft')).toBe(0);
  expect(typingErrors('draf', 'draft')).toBe(1);
  expect(typingErrors('drafts', 'draft')).toBe(1);
  expect(typingErrors('drapt', 'draft')).toBe(1);
  expect(typingErrors('darft', 'draft')).toBe(1);
  expect(typingErrors('', 'date')).toBe(4);
});

it('finds what was meant, or nothing', () => {
  const known = ['title', 'categories', 'summary'];
  expect(suggest('Title', known)).toBe('title');
  expect(suggest('catagories', known)).toBe('categories');
  expect(suggest('sumary', known)).toBe('summary');
  expect(suggest('weather', known)).toBeUndefined();
  expect(suggest('dat', ['date'])).toBe('date');
  expect(suggest('math', ['date'])).toBeUndefined();
  expect(suggest('x', ['id'])).toBeUndefined();
  expect(suggest('x'.repeat(10_000), known)).toBeUndefined();
});

it('knows a field by its beginning, where no other begins so', () => {
  const fields = ['republishable', 'category', 'categories', 'title', 'translationOf'];
  expect(suggestField('republish', fields)).toBe('republishable');
  expect(suggestField('Translation', fields)).toBe('translationOf');
  expect(suggestField('titel', fields)).toBe('title');
  expect(suggestField('categ', fields)).toBeUndefined();
  expect(suggestField('tran', fields)).toBeUndefined();
});
