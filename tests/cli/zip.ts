import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

/** A zip; a size that is declared may be another than the true one. */
export function zipOf(files: Readonly<Record<string, string>>, declared?: number): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(text)];
    const packed = deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x800, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(declared ?? bytes.length, 18);
    head.writeUInt16LE(name.length, 22);
    const made = Buffer.alloc(46);
    made.write('PK\x01\x02');
    made.writeUInt16LE(20, 4);
    head.copy(made, 6);
    made.writeUInt32LE(at, 42);
    central.push(made, name);
    parts.push(Buffer.from('PK\x03\x04'), head, name, packed);
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  const [count, size] = [central.length / 2, central.reduce((sum, { length }) => sum + length, 0)];
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...central, end]);
}
