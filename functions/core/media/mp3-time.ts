import type { FilePart, TimeReader } from './file-part.ts';

/** Kilobits in each second of layer III, by version 1 and the later ones (ISO/IEC 11172-3, 2.4.2.3). */
const BITRATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const RATES = [44_100, 48_000, 32_000] as const;

/** Bytes in which the first frame is looked for: encoders pad tags. */
const MAX_PADDING = 4096;

/** Frames of one bitrate, one after another, that are no chance. */
const MIN_FRAMES = 3;

/** A frame of sound. */
interface Frame {
  /** Bits in each second. */
  readonly bitrate: number;
  /** Samples in each second. */
  readonly rate: number;
  /** Samples in the frame. */
  readonly samples: number;
  /** Bytes. */
  readonly length: number;
  /** Bytes from the beginning of the frame to where an encoder says how many there are. */
  readonly side: number;
}

/**
 * Behind the tags stands a frame that tells how many there are (Xing, VBRI). Without it, all have to be of one bitrate,
 * here and in the middle of what is left: then the bytes tell.
 */
export const mp3Time: TimeReader = (part, _head, size) => {
  const { from, view } = part;
  const start = endOfTags(part);
  if (start > from + view.byteLength - MAX_PADDING && start < size && start > from) return { from: start };
  const [at, frame] = firstFrame(view, start - from) ?? [];
  if (at === undefined || !frame) return undefined;
  const frames = framesTold(view, at, frame);
  if (frames !== undefined) return { seconds: (frames * frame.samples) / frame.rate };
  if (!isOfOneBitrate(view, at, frame)) return undefined;
  const told = { seconds: ((size - from - at) * 8) / frame.bitrate };
  const end = from + view.byteLength;
  if (end >= size) return told;
  const read: TimeReader = ({ view: middle }) => (goesOnWith(frame, middle) ? told : undefined);
  return { from: Math.max(0, Math.min(Math.floor((end + size) / 2), size - view.byteLength)), read };
};

const ID3 = 0x494433;

/** Returns where tags end that the file begins with (ID3v2, section 3.1). */
function endOfTags({ from, view }: FilePart): number {
  if (from > 0) return from;
  let at = 0;
  while (at + 10 <= view.byteLength && view.getUint32(at) >>> 8 === ID3) {
    const hasFooter = (view.getUint8(at + 5) & 0x10) !== 0;
    const size = [6, 7, 8, 9].reduce((sum, byte) => sum * 128 + (view.getUint8(at + byte) & 0x7f), 0);
    at += 10 + size + (hasFooter ? 10 : 0);
  }
  return at;
}

/** Returns the first frame that another follows, and where it is. */
function firstFrame(view: DataView, start: number): readonly [at: number, frame: Frame] | undefined {
  for (let at = start; at < start + MAX_PADDING && at + 4 <= view.byteLength; at++) {
    const frame = frameAt(view, at);
    const next = frame && at + frame.length;
    if (frame && next !== undefined && (next + 4 > view.byteLength || frameAt(view, next))) return [at, frame];
  }
  return undefined;
}

function frameAt(view: DataView, at: number): Frame | undefined {
  const head = view.getUint32(at);
  const [version, layer] = [(head >>> 19) & 3, (head >>> 17) & 3];
  const rate = RATES[(head >>> 10) & 3];
  // Version 1 is 3, 2 is 2 and 2.5 is 0; layer III is 1.
  if (head >>> 21 !== 0x7ff || version === 1 || layer !== 1 || rate === undefined) return undefined;
  const isFirst = version === 3;
  const bitrate = (BITRATES[isFirst ? 0 : 1][(head >>> 12) & 15] ?? 0) * 1000;
  if (bitrate === 0) return undefined;
  const isMono = ((head >>> 6) & 3) === 3;
  const own = rate / (isFirst ? 1 : version === 2 ? 2 : 4);
  const samples = isFirst ? 1152 : 576;
  const length = Math.floor(((samples / 8) * bitrate) / own) + ((head >>> 9) & 1);
  return { bitrate, rate: own, samples, length, side: 4 + (isFirst ? (isMono ? 17 : 32) : isMono ? 9 : 17) };
}

const [XING, INFO, VBRI] = [0x58696e67, 0x496e666f, 0x56425249];

/** Returns how many frames the first one says that there are. */
function framesTold(view: DataView, at: number, { side, length }: Frame): number | undefined {
  if (at + length > view.byteLength || length < 60) return undefined;
  const name = view.getUint32(at + side);
  const hasFrames = (name === XING || name === INFO) && (view.getUint32(at + side + 4) & 1) === 1;
  if (hasFrames) return view.getUint32(at + side + 8);
  return view.getUint32(at + 36) === VBRI ? view.getUint32(at + 50) : undefined;
}

/** Returns whether a part that begins anywhere in a frame has frames of the bitrate of one, and no others. */
function goesOnWith(frame: Frame, view: DataView): boolean {
  for (let at = 0; at < MAX_PADDING; at++) if (hasRun(frame, view, at)) return isOfOneBitrate(view, at, frame);
  return false;
}

function hasRun({ bitrate, rate }: Frame, view: DataView, start: number): boolean {
  for (let at = start, count = 0; count < MIN_FRAMES && at + 4 <= view.byteLength; count++) {
    const next = frameAt(view, at);
    if (next?.bitrate !== bitrate || next.rate !== rate) return false;
    at += next.length;
  }
  return start + 4 <= view.byteLength;
}

/** Returns whether all frames of a part are of one bitrate. */
function isOfOneBitrate(view: DataView, start: number, { bitrate }: Frame): boolean {
  for (let at = start; at + 4 <= view.byteLength; ) {
    const frame = frameAt(view, at);
    if (!frame) return true;
    if (frame.bitrate !== bitrate) return false;
    at += frame.length;
  }
  return true;
}
