import { expect, it } from 'vitest';
import { proposeFile } from '../../../functions/core/check/propose-file.ts';

const [BESIDE, UNDER] = ['articles/tin/cho.png', 'media/cho.png'];
const proposed = (files: readonly string[], missing: string): string | undefined =>
  proposeFile(missing, 'articles/tin/a.md', new Set(files));

it.each([
  [
    ['media/anh/cho.png', 'media/b.png'],
    BESIDE,
    'media/anh/cho.png has its name; if that is meant, write /media/anh/cho.png',
  ],
  [
    ['media/Cho.PNG', 'media/b.png'],
    UNDER,
    'media/Cho.PNG differs from it in capital letters alone; if that is meant, write /media/Cho.PNG',
  ],
  [['articles/tin/anh/cho.png'], UNDER, 'articles/tin/anh/cho.png has its name; if that is meant, write anh/cho.png'],
  [
    ['articles/assets/cho.png'],
    BESIDE,
    'articles/assets/cho.png has its name; if that is meant, move it beside the article, or to media/',
  ],
])('proposes the only file that has the name of one that is not there: %j', (files, missing, remedy) => {
  expect(proposed(files, missing)).toBe(remedy);
});

it.each([
  ['several in capital letters and small', ['media/Cho.PNG', 'media/CHO.png'], UNDER],
  ['several', ['media/a/cho.png', 'media/b/cho.png'], BESIDE],
  ['none of that name', ['media/a/cho.jpg'], BESIDE],
])('proposes none where there are %s', (_, files, missing) => {
  expect(proposed(files, missing)).toBeUndefined();
});
