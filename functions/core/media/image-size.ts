/** A picture's size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size that a PNG, JPEG, GIF or WebP file tells of itself; `undefined` for any other, and for one that is cut
 * short.
 */
export function imageSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readSize(view);
  } catch (error) {
    // Beyond the end of the file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const [PNG, GIF, RIFF, WEBP] = [0x89504e47, 0x47494638, 0x52494646, 0x57454250];
const JPEG = 0xffd8;

function readSize(view: DataView): Size | undefined {
  const magic = view.getUint32(0);
  if (magic === PNG) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (magic === GIF) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (magic === RIFF && view.getUint32(8) === WEBP) return webpSize(view);
  return view.getUint16(0) === JPEG ? jpegSize(view) : undefined;
}

/** From segment to segment, to the one that begins a frame (ITU T.81, B.2.2). */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return undefined;
}

/** The three forms of RFC 9649: extended, lossless and lossy. */
function webpSize(view: DataView): Size | undefined {
  const form = view.getUint8(15);
  if (form === 0x58)
    return { width: (view.getUint32(23, true) >>> 8) + 1, height: (view.getUint32(26, true) >>> 8) + 1 };
  if (form === 0x4c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}
