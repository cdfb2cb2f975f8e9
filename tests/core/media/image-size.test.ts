import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imageSize } from '../../../functions/core/media/image-size.ts';
import { fc } from '../../property.ts';

const MEDIA = join(import.meta.dirname, '../../newsroom/media');
const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');

describe('the size of a picture', () => {
  it('is what its file says', () => {
    expect(imageSize(readFileSync(join(MEDIA, 'logo.png')))).toEqual({ width: 512, height: 512 });
    expect(imageSize(readFileSync(join(MEDIA, 'lu-ha-luu.jpg')))).toEqual({ width: 1200, height: 675 });
    expect(imageSize(Buffer.from('GIF89a\u0001\u0002\u0003\u0000', 'latin1'))).toEqual({ width: 513, height: 3 });
    const riff = '52494646 00000000 57454250';
    expect(imageSize(hex(`${riff} 56503858 0a000000 00000000 e70300 f30100`))).toEqual({ width: 1000, height: 500 });
    expect(imageSize(hex(`${riff} 5650384c 00000000 2f e7c37c00`))).toEqual({ width: 1000, height: 500 });
    expect(imageSize(hex(`${riff} 56503820 00000000 000000 9d012a e803 f401`))).toEqual({ width: 1000, height: 500 });
  });

  it('is not known of other files, nor of those that are cut short', () => {
    for (const bytes of [
      Buffer.from(''),
      Buffer.from('<svg/>'),
      hex('89504e470d0a1a0a'),
      hex('ffd8ffe00010'),
      hex('ffd8ffd90000'),
    ])
      expect(imageSize(bytes)).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom('ffd8', '89504e47', '47494638', '52494646'), (bytes, magic) => {
        imageSize(Buffer.concat([hex(magic), bytes]));
      }),
    );
  });
});
