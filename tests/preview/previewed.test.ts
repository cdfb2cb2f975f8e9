import { describe, expect, it } from 'vitest';
import { previewed } from '../../functions/preview/previewed.ts';
import { HOUR, makeArticle, NOW } from '../core/samples.ts';

describe('an article in a preview of what is not public', () => {
  it('is shown as it is where it is out, was withdrawn or has expired', () => {
    for (const article of [
      makeArticle({ published: NOW }),
      makeArticle({ published: NOW - HOUR, expires: NOW - 1 }),
      makeArticle({ published: NOW - HOUR, withdrawn: {} }),
    ])
      expect(previewed(article, NOW, NOW - 1)).toBe(article);
  });

  it('is no draft any more, and says what makes it one', () => {
    const { draft, heldBy, preview } = previewed(makeArticle({ draft: true }), NOW, NOW);
    expect({ draft, heldBy, preview }).toEqual({
      draft: false,
      heldBy: undefined,
      preview: { draftBy: 'draft: true' },
    });
    const held = previewed(makeArticle({ draft: true, heldBy: '_drafts/' }), NOW, NOW);
    expect(held).not.toHaveProperty('heldBy');
    expect(held.preview).toEqual({ draftBy: '_drafts/' });
  });

  it('is of the moment that is previewed where it waits, and says until when', () => {
    const article = makeArticle({ published: NOW + HOUR, updated: NOW + 2 * HOUR });
    const lately = NOW - 60_000;
    expect(previewed(article, NOW, lately)).toMatchObject({
      published: lately,
      updated: lately,
      preview: { until: NOW + HOUR },
    });
    const dated = makeArticle({ published: NOW - HOUR, notBefore: NOW + HOUR });
    const shown = previewed(dated, NOW, lately);
    expect(shown).toMatchObject({ published: lately, preview: { until: NOW + HOUR } });
    expect(shown).not.toHaveProperty('notBefore');
    expect(previewed({ ...article, draft: true }, NOW, lately).preview).toEqual({
      draftBy: 'draft: true',
      until: NOW + HOUR,
    });
  });
});
