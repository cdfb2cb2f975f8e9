import { mediaTypeOf } from '../files/media-type.ts';
import type { Problem } from '../problem.ts';
import { pictureProblem } from './picture-problem.ts';

/** A kind of file, and how one begins. */
interface Kind {
  readonly start: RegExp;
  readonly name: string;
  /** Media types that files of it are served as; none of what is no sound. */
  readonly types: readonly string[];
  readonly ending?: string;
}

/** Kinds of sound and film that are told apart by their first bytes, and what a server sends in place of a file. */
const KINDS: readonly Kind[] = [
  {
    start: /^(?:ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb])/,
    name: 'an MP3',
    types: ['audio/mpeg', 'audio/mp3'],
    ending: '.mp3',
  },
  {
    start: /^[\s\S]{4}ftyp/,
    name: 'an M4A or MP4',
    types: ['audio/mp4', 'audio/x-m4a', 'video/mp4', 'video/x-m4v', 'video/quicktime', 'video/3gpp'],
    ending: '.m4a or .mp4',
  },
  { start: /^OggS/, name: 'an Ogg', types: ['audio/ogg', 'video/ogg', 'audio/opus'], ending: '.ogg' },
  { start: /^RIFF[\s\S]{4}WAVE/, name: 'a WAV', types: ['audio/wav', 'audio/x-wav'], ending: '.wav' },
  { start: /^fLaC/, name: 'a FLAC', types: ['audio/flac', 'audio/x-flac'], ending: '.flac' },
  { start: /^(?:\xef\xbb\xbf)?\s{0,9}(?:<!doctype html|<html)/i, name: 'a web page', types: [] },
];

/** Bytes that tell what kind of sound or film a file is. */
const START = 64;

/** Returns whether the first bytes of a file are looked at, by its name. */
export function isSound(path: string): boolean {
  const type = mediaTypeOf(path) ?? '';
  return KINDS.some(({ types }) => types.includes(type));
}

/**
 * Returns a warning of sound or film whose name says another kind than its first bytes do: readers are told the type by
 * the name, and some players go by that. `undefined` of every other file.
 */
export function soundProblem(key: string, bytes: Uint8Array | undefined): Problem | undefined {
  if (!bytes || !isSound(key)) return undefined;
  const type = mediaTypeOf(key) ?? '';
  const start = String.fromCharCode(...bytes.subarray(0, START));
  const kind = KINDS.find(one => one.start.test(start));
  if (!kind || kind.types.includes(type)) return undefined;
  const remedy =
    kind.ending === undefined
      ? 'save the sound itself here'
      : `end its name in ${kind.ending}, and rename it where it is named`;
  const message = `the file is ${kind.name}, whatever its name says, and players are told ${type}; ${remedy}`;
  return { path: key, severity: 'warning', message };
}

/** Returns a warning of a media file that readers do not get as it is meant: of a picture, of sound or of film. */
export function mediaFileProblem(key: string, size: number, bytes: Uint8Array | undefined): Problem | undefined {
  return pictureProblem(key, size, bytes) ?? soundProblem(key, bytes);
}
