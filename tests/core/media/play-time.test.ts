import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PART, playTime } from '../../../functions/core/media/play-time.ts';
import { fc, runs } from '../../property.ts';

const bytesOf = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../build/sounds', name));

/** Returns what a file tells, and where it was looked at besides its beginning. */
function look(file: Uint8Array, size = file.length): { readonly seconds: number | undefined; readonly at: number[] } {
  const looking = playTime(file.subarray(0, PART), size);
  const at: number[] = [];
  let step = looking.next();
  for (; !step.done; step = looking.next(file.subarray(step.value, step.value + PART))) at.push(step.value);
  return { seconds: step.value, at };
}

const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, 4 * at);
  return bytes;
};
const box = (type: string, body: Uint8Array): Buffer => Buffer.concat([u32(body.length + 8), Buffer.from(type), body]);
/** Silence: 128 kbit/s at 44,100 Hz, and another bitrate. */
const frames = (count: number, head = 0xfffb9000, length = 417): Buffer =>
  Buffer.concat(Array.from({ length: count }, () => Buffer.concat([u32(head), Buffer.alloc(length - 4)])));
const tag = (size: number): Buffer =>
  Buffer.concat([
    Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, size >> 21, (size >> 14) & 127, (size >> 7) & 127, size & 127]),
    Buffer.alloc(size),
  ]);

describe('how long a file plays', () => {
  it.each(['a.mp3', 'constant.mp3', 'a.m4a', 'a.ogg', 'a.opus', 'a.wav'])('%s tells', name => {
    expect(look(bytesOf(name)).seconds).toBe(3);
  });

  it('is found behind a large picture in the tag of an MP3, and in the middle of what follows', () => {
    const file = Buffer.concat([tag(900_000), frames(200)]);
    expect(look(file)).toEqual({ seconds: 5, at: [900_010, 917_874] });
  });

  it('is found where a film has its facts behind its pictures', () => {
    const facts = box('moov', box('mvhd', Buffer.concat([u32(0, 0, 0, 600, 600 * 95), Buffer.alloc(80)])));
    const file = Buffer.concat([box('ftyp', Buffer.alloc(8)), box('mdat', Buffer.alloc(300_000)), facts]);
    expect(look(file)).toEqual({ seconds: 95, at: [300_024] });
  });

  it.each([600, 44_100, 48_000])('is not told where a film says that nobody knows it (%i units a second)', units => {
    for (const mvhd of [u32(0, 0, 0, units, 2 ** 32 - 1), u32(2 ** 24, 0, 0, 0, 0, units, 2 ** 32 - 1, 2 ** 32 - 1)]) {
      const facts = box('moov', box('mvhd', Buffer.concat([mvhd, Buffer.alloc(80)])));
      expect(look(Buffer.concat([box('ftyp', Buffer.alloc(8)), facts])).seconds).toBeUndefined();
    }
  });

  it('is not guessed where the frames of an MP3 are of several bitrates and nothing tells how many there are', () => {
    const file = Buffer.concat([frames(20), frames(20, 0xfffba000, 522)]);
    expect(look(file).seconds).toBeUndefined();
  });

  it('is not guessed where the first frames of an MP3 are of one bitrate and later ones are not', () => {
    const even = frames(200);
    const changing = Buffer.concat(Array.from({ length: 100 }, (_, at) => frames(1 + (at % 5), 0xfffba000, 522)));
    const mixed = Buffer.concat(
      Array.from({ length: 100 }, () => Buffer.concat([frames(2), changing.subarray(0, 522)])),
    );
    for (const rest of [changing, mixed]) expect(look(Buffer.concat([even, rest])).seconds).toBeUndefined();
  });

  it('is told by an MP3 of one bitrate that is longer than a part, in one more look', () => {
    expect(look(frames(1000))).toEqual({ seconds: 26, at: [Math.floor((PART + 417_000) / 2)] });
    expect(look(Buffer.concat([frames(160), Buffer.from('TAG'), Buffer.alloc(125)])).seconds).toBe(4);
    expect(look(Buffer.concat([tag(900_000), frames(1000)]))).toMatchObject({ seconds: 26, at: [900_010, 1_141_278] });
  });

  it('is at least a second', () => {
    expect(look(frames(3)).seconds).toBe(1);
  });

  it('takes few looks and throws nothing, whatever a file holds', () => {
    const starts = ['RIFF\0\0\0\0WAVEfmt ', 'OggS', '\0\0\0\x08ftyp', 'ID3\x04\0\0\0\0\0\0', '\xff\xfb\x90\0'];
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.uint8Array({ maxLength: 400 }),
        fc.nat(2 ** 31),
        (start, rest, size) => {
          const file = Buffer.concat([Buffer.from(start, 'latin1'), rest]);
          const { seconds, at } = look(file, Math.max(size, file.length));
          expect(at.length).toBeLessThanOrEqual(2);
          if (seconds !== undefined) expect(seconds).toBeGreaterThan(0);
        },
      ),
      runs(300),
    );
  });

  it('is looked for in as many steps as a part has bytes, in files that are made to take long', () => {
    const boxes = Buffer.concat(Array.from({ length: PART / 8 }, () => box('free', Buffer.alloc(0))));
    expect(look(Buffer.concat([box('ftyp', Buffer.alloc(8)), boxes, boxes, boxes, boxes])).at.length).toBeLessThan(3);
    expect(look(Buffer.concat(Array.from({ length: 6000 }, () => tag(0)))).seconds).toBeUndefined();
  });
});
