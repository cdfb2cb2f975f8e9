import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { isPictureRead, pictureProblem } from '../../../functions/core/media/picture-problem.ts';

const MB = 1024 ** 2;

/** The beginning of a PNG of so many pixels. */
function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt32BE(0x89504e47, 0);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const said = (key: string, size: number, bytes?: Uint8Array): string | undefined =>
  pictureProblem(key, size, bytes)?.message;

describe('a picture', () => {
  it.each([
    ['media/a.heic', 1, undefined, 'browsers show no pictures of this kind (image/heic); save it as JPEG, PNG or WebP'],
    ['media/a.TIF', 1, undefined, 'browsers show no pictures of this kind (image/tiff); save it as JPEG, PNG or WebP'],
    [
      'media/a.jpg',
      1.25 * MB,
      undefined,
      'the picture has 1.3 MB, for which phones wait; save it with at most 2,000 pixels on each side ',
    ],
    ['media/a.png', 9, png(2001, 10), 'the picture has 2001 × 10 pixels, for which phones wait; save it with at most '],
    ['media/a.png', 2 * MB, png(9, 4000), 'the picture has 9 × 4000 pixels and 2.0 MB, for which phones wait; '],
    [
      'media/a.jpg',
      9,
      Buffer.from('\0\0\0 ftypheic\0\0\0\0mif1heic'),
      'browsers show no pictures of this kind (HEIC, whatever its name says); save it as JPEG, PNG or WebP',
    ],
    ['media/a.png', 3 * MB, Buffer.from('MM\0*\0\0'), 'browsers show no pictures of this kind (TIFF, whatever'],
    ['media/a.gif', 9, Buffer.from('%PDF-1.7'), 'browsers show no pictures of this kind (PDF, whatever'],
    [
      'media/a.JPG',
      9,
      Buffer.from('\ufeff<!DOCTYPE html>'),
      'browsers show no pictures of this kind (a web page, what',
    ],
  ])('is a warning where readers do not see it, or wait for it: %s', (key, size, bytes, message) => {
    expect(said(key, size, bytes)?.startsWith(message)).toBe(true);
    expect(pictureProblem(key, size, bytes)).toMatchObject({ path: key, severity: 'warning' });
  });

  it.each([
    ['media/a.png', MB, png(2000, 2000)],
    ['media/a.jpg', 9, Buffer.from('no picture')],
    ['media/a.jpg', 9, Buffer.from('\0\0\0 ftypavif\0\0\0\0')],
    ['media/a.html', 9, Buffer.from('<html>')],
    ['media/a.mp4', 9 * MB, undefined],
    ['media/a', 9 * MB, undefined],
  ])('is none where all is well, nor is another file: %s', (key, size, bytes) => {
    expect(said(key, size, bytes)).toBeUndefined();
  });

  it('is read only where its size in pixels is not known to be beside the point', () => {
    expect(['a.jpg', 'a.png', 'a.gif', 'a.webp'].map(name => isPictureRead(`media/${name}`, MB))).not.toContain(false);
    expect(['a.heic', 'a.svg', 'a.mp3'].map(name => isPictureRead(`media/${name}`, 1))).not.toContain(true);
    expect(isPictureRead('media/a.jpg', MB + 1)).toBe(false);
  });
});
