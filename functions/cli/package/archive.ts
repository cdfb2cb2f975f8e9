import { Buffer } from 'node:buffer';

/** A file of an archive. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: Uint8Array;
  /** Permissions, such as 0o644. */
  readonly mode: number;
}

const BLOCK = 512;
/** Longer names would need an extension of the format. Bytes. */
const MAX_NAME = 100;
/**
 * Modification time, in seconds. It is the same for every file, as in npm, so that the same files give the same bytes.
 */
const MODIFIED = Date.UTC(1985, 9, 26, 8, 15) / 1000;

/**
 * Returns an archive (POSIX.1-1988, ustar): of each file a header, and the content, in whole blocks.
 * @throws Error where a name has more than 100 bytes.
 */
export function createArchive(entries: readonly ArchiveEntry[]): Uint8Array {
  const blocks = entries.flatMap(({ name, content, mode }) => [
    headerOf(name, content.length, mode),
    content,
    Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
  ]);
  // Two empty blocks end an archive.
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function headerOf(name: string, size: number, mode: number): Buffer {
  if (Buffer.byteLength(name) > MAX_NAME) throw new Error(`${name}: the name is too long for an archive`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  writeNumber(header, mode, 100, 8);
  writeNumber(header, 0, 108, 8);
  writeNumber(header, 0, 116, 8);
  writeNumber(header, size, 124, 12);
  writeNumber(header, MODIFIED, 136, 12);
  // The checksum is computed over the header with spaces in its own place.
  header.fill(' ', 148, 156);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  writeNumber(header, sum, 148, 8);
  return header;
}

/** Octal digits and a NUL. */
function writeNumber(header: Buffer, value: number, at: number, length: number): void {
  header.write(`${value.toString(8).padStart(length - 1, '0')}\u0000`, at);
}
