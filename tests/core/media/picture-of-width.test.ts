import { describe, expect, it } from 'vitest';
import { pictureOfWidth } from '../../../functions/core/media/picture-of-width.ts';

const SRCSET = 'https://bao.example/400.jpg 400w, https://bao.example/1600.jpg 1600w, https://bao.example/900.jpg 900w';
const IMAGE = { src: 'https://bao.example/a.jpg', alt: 'A', srcset: SRCSET };

describe('pictureOfWidth', () => {
  it.each([
    [1, 400],
    [400, 400],
    [401, 900],
    [1600, 1600],
    [4000, 1600],
  ])('takes for %d pixels the smallest that is as wide, else the widest', (wanted, width) => {
    const src = `https://bao.example/${width}.jpg`;
    expect(pictureOfWidth(IMAGE, wanted)).toEqual({ ...IMAGE, src, width });
  });

  it('keeps the proportions that are known, and no width that is not its own', () => {
    expect(pictureOfWidth({ ...IMAGE, width: 3200, height: 1801 }, 900)).toMatchObject({ width: 900, height: 507 });
    expect(pictureOfWidth({ ...IMAGE, height: 1801 }, 900)).not.toHaveProperty('height');
  });

  it('leaves a picture that has no other widths', () => {
    const doubled = { src: 'https://bao.example/a.jpg', srcset: 'https://bao.example/b.jpg 2x' };
    expect(pictureOfWidth(doubled, 900)).toBe(doubled);
    const alone = { src: 'https://bao.example/a.jpg', width: 3 };
    expect(pictureOfWidth(alone, 900)).toBe(alone);
    const same = { src: 'https://bao.example/900.jpg', srcset: SRCSET };
    expect(pictureOfWidth(same, 900)).toBe(same);
  });
});
