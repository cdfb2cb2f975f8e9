import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { isSound, mediaFileProblem, soundProblem } from '../../../functions/core/media/sound-problem.ts';

const STARTS: Readonly<Record<string, string>> = {
  mp3: 'ID3\x04',
  frame: '\xff\xfb\x90\x64',
  m4a: '\0\0\0\x20ftypM4A ',
  ogg: 'OggS\0\x02',
  wav: 'RIFF\x24\0\0\0WAVEfmt ',
  flac: 'fLaC\0',
  page: '<!DOCTYPE html><html>',
};

function bytes(start: string): Uint8Array {
  return Buffer.from((STARTS[start] ?? start) + '\0'.repeat(100), 'latin1');
}

it.each([
  ['media/a.mp3', 'mp3'],
  ['media/a.mp3', 'frame'],
  ['media/a.m4a', 'm4a'],
  ['media/a.mp4', 'm4a'],
  ['media/a.mov', 'm4a'],
  ['media/a.ogg', 'ogg'],
  ['media/a.opus', 'ogg'],
  ['media/a.wav', 'wav'],
  ['media/a.flac', 'flac'],
  ['media/a.mp3', 'what nobody knows'],
  ['media/a.jpg', 'mp3'],
  ['media/a.pdf', 'page'],
])('says nothing of %s that begins as %s', (key, start) => {
  expect(soundProblem(key, bytes(start))).toBeUndefined();
});

it.each([
  ['media/a.m4a', 'mp3', 'an MP3', 'end its name in .mp3, and rename it where it is named'],
  ['media/a.wav', 'frame', 'an MP3', 'end its name in .mp3, and rename it where it is named'],
  ['media/a.mp3', 'm4a', 'an M4A or MP4', 'end its name in .m4a or .mp4, and rename it where it is named'],
  ['articles/a/b.mp3', 'ogg', 'an Ogg', 'end its name in .ogg, and rename it where it is named'],
  ['media/a.mp3', 'wav', 'a WAV', 'end its name in .wav, and rename it where it is named'],
  ['media/a.mp4', 'flac', 'a FLAC', 'end its name in .flac, and rename it where it is named'],
  ['media/a.mp3', 'page', 'a web page', 'save the sound itself here'],
])('says of %s that begins as %s that it is %s', (key, start, kind, remedy) => {
  const { path, severity, message } = mediaFileProblem(key, 100, bytes(start)) ?? {};
  expect([path, severity]).toEqual([key, 'warning']);
  expect(message).toMatch(
    new RegExp(`^the file is ${kind}, whatever its name says, and players are told [a-z0-9/-]+; `),
  );
  expect(message).toContain(remedy);
});

it('looks at sound and film alone, and not where nothing was read', () => {
  expect(['a.mp3', 'a.M4A', 'a.ogv', 'a.jpg', 'a.vtt', 'a'].map(isSound)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(soundProblem('media/a.mp3', undefined)).toBeUndefined();
});
