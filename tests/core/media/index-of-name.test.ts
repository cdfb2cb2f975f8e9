import { expect, test } from 'vitest';
import { indexOfName, type NameKind } from '../../../functions/core/media/index-of-name.ts';

test.each<[text: string, name: string, kind: NameKind, at: number]>([
  ['![](tin.jpg)', 'tin.jpg', 'path', 4],
  ['ban-tin.jpg tin.jpg', 'tin.jpg', 'path', 12],
  ['tin.jpg.bak tin.jpg', 'tin.jpg', 'path', 12],
  ['tin-2 tin', 'tin', 'path', 6],
  ['tin.md tin', 'tin', 'path', 7],
  ['tin/hai.md tin/', 'tin', 'path', 11],
  ['see tin.jpg.', 'tin.jpg', 'path', 4],
  ['tin.jpg?rong=2', 'tin.jpg', 'path', 0],
  ['tin.md#hai', 'tin.md', 'path', 0],
  ['xa/tin.jpg ../tin.jpg /tin.jpg ./tin.jpg', 'tin.jpg', 'path', 33],
  ['../media/tin.jpg', 'media/tin.jpg', 'name', 3],
  ['multimedia/tin.jpg /media/tin.jpg', 'media/tin.jpg', 'name', 20],
  ['ảtin.jpg', 'tin.jpg', 'name', -1],
  ['tin.jpgs', 'tin.jpg', 'name', -1],
  ['tin', '', 'name', -1],
])('in %j, %j as a %s stands at %i', (text, name, kind, at) => {
  expect(indexOfName(text, name, kind)).toBe(at);
});
