import { mediaTypeOf } from '../files/media-type.ts';
import type { FilePart, Finding, TimeReader } from './file-part.ts';
import { mp3Time } from './mp3-time.ts';

/** Bytes of a file that are looked at in one place: 64 KB. */
export const PART = 64 * 1024;

/** Places of a file beside its beginning that are looked at. */
const MAX_PARTS = 2;

/** Seconds that no episode plays: more than eleven days. */
const MAX_SECONDS = 1_000_000;

const TIMED: ReadonlySet<string> = new Set([
  'audio/mpeg',
  'audio/mp3',
  'audio/mp4',
  'audio/x-m4a',
  'audio/ogg',
  'audio/wav',
  'audio/x-wav',
  'video/mp4',
  'video/ogg',
]);

/** Returns whether a file tells in its header how long it plays, by its ending. */
export function isTimed(path: string): boolean {
  return TIMED.has(mediaTypeOf(path) ?? '');
}

/**
 * Finds how long an MP3, M4A, MP4, Ogg (Vorbis, Opus) or WAV file plays, from few of its parts: asks for those at the
 * places that it yields, of {@link PART} bytes each, and returns whole seconds, at least one; `undefined` for whatever
 * does not tell.
 */
export function* playTime(beginning: Uint8Array, size: number): Generator<number, number | undefined, Uint8Array> {
  const head: FilePart = { from: 0, view: viewOf(beginning) };
  let read = readerOf(head.view);
  let part = head;
  for (let parts = 0; read; parts++) {
    const found = attempt(read, part, head, size);
    if (!found) return undefined;
    if ('seconds' in found) return inWholeSeconds(found.seconds);
    if (parts === MAX_PARTS || found.from >= size || found.from < 0) return undefined;
    read = found.read ?? read;
    part = { from: found.from, view: viewOf(yield found.from) };
  }
  return undefined;
}

function attempt(read: TimeReader, part: FilePart, head: FilePart, size: number): Finding {
  try {
    return read(part, head, size);
  } catch (error) {
    // Beyond the end of a part.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function inWholeSeconds(seconds: number): number | undefined {
  return seconds > 0 && seconds < MAX_SECONDS ? Math.max(1, Math.round(seconds)) : undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const [RIFF, WAVE, OGG, FTYP, ID3] = [0x52494646, 0x57415645, 0x4f676753, 0x66747970, 0x494433];

/** Returns the reader of a file by its first bytes; what is none of the others may be MP3. */
function readerOf(view: DataView): TimeReader | undefined {
  if (view.byteLength < 12) return undefined;
  const magic = view.getUint32(0);
  if (magic === RIFF) return view.getUint32(8) === WAVE ? wavTime : undefined;
  if (magic === OGG) return oggTime;
  if (view.getUint32(4) === FTYP) return mp4Time;
  return magic >>> 8 === ID3 || magic >>> 21 === 0x7ff ? mp3Time : undefined;
}

const [FORMAT, DATA] = [0x666d7420, 0x64617461];

/** From chunk to chunk, to the sound; its bytes for each second stand in the chunk before (RIFF, "WAVE"). */
function wavTime({ view }: FilePart, _head: FilePart, size: number): Finding {
  let rate = 0;
  for (let at = 12; ; ) {
    const [id, length] = [view.getUint32(at), view.getUint32(at + 4, true)];
    if (id === FORMAT) rate = view.getUint32(at + 16, true);
    // A recorder that writes as it hears does not know the length yet.
    if (id === DATA) return rate > 0 ? { seconds: Math.min(length || size, size - at - 8) / rate } : undefined;
    at += 8 + length + (length % 2);
  }
}

const [MOOV, MVHD] = [0x6d6f6f76, 0x6d766864];

/** From box to box, to `moov`, which may stand behind all sound, and in it to `mvhd` (ISO/IEC 14496-12, 8.2.2). */
function mp4Time({ from, view }: FilePart, _head: FilePart, size: number): Finding {
  for (let at = 0; ; ) {
    if (from + at >= size) return undefined;
    if (at + 16 > view.byteLength) return at === 0 ? undefined : { from: from + at };
    const [short, type] = [view.getUint32(at), view.getUint32(at + 4)];
    if (type === MVHD) return movieTime(view, at + 8);
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    if (length < 8) return undefined;
    at += type === MOOV ? (short === 1 ? 16 : 8) : length;
  }
}

function movieTime(view: DataView, at: number): Finding {
  const isLong = view.getUint8(at) === 1;
  const scale = view.getUint32(at + (isLong ? 20 : 12));
  const length = isLong ? Number(view.getBigUint64(at + 24)) : view.getUint32(at + 16);
  // Only ones: nobody knew how long it plays.
  const isUnknown = length === (isLong ? Number(2n ** 64n - 1n) : 2 ** 32 - 1);
  return scale > 0 && !isUnknown ? { seconds: length / scale } : undefined;
}

const [PAGE_HEAD, SERIAL, SEGMENTS] = [27, 14, 26];

/** The last page of a stream tells how many samples there were (RFC 3533, section 6; RFC 7845, section 4). */
function oggTime({ from, view }: FilePart, head: FilePart, size: number): Finding {
  const stream = streamOf(head.view);
  if (!stream) return undefined;
  const tail = Math.max(0, size - PART);
  if (from !== tail) return { from: tail };
  const serial = head.view.getUint32(SERIAL);
  for (let at = view.byteLength - PAGE_HEAD; at >= 0; at--) {
    if (view.getUint32(at) !== OGG || view.getUint32(at + SERIAL) !== serial) continue;
    const samples = Number(view.getBigInt64(at + 6, true));
    // On this page no packet ends.
    if (samples >= 0) return { seconds: (samples - stream.skipped) / stream.rate };
  }
  return undefined;
}

/** Samples in each second of a stream of Vorbis or Opus, and how many of them are not heard. */
function streamOf(view: DataView): { readonly rate: number; readonly skipped: number } | undefined {
  const at = PAGE_HEAD + view.getUint8(SEGMENTS);
  const name = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 8));
  if (name === 'OpusHead') return { rate: 48_000, skipped: view.getUint16(at + 10, true) };
  const rate = name.startsWith('\u0001vorbis') ? view.getUint32(at + 12, true) : 0;
  return rate > 0 ? { rate, skipped: 0 } : undefined;
}
