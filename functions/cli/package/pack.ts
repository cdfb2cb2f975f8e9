import { Buffer } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CouldNotRun } from '../output/exit-status.ts';
import { type Manifest, packageRoot, readManifest } from './package-root.ts';

/** A package as npm installs it. */
export interface PackedPackage {
  /** `bantin-0.1.0.tgz`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What npm takes into every package (documentation of `files` in package.json). */
const MANIFEST = 'package.json';
const ALWAYS = [MANIFEST, 'README.md', 'LICENSE'];
const COMMAND = 'dist/bantin.js';

/**
 * Packs the package that this code belongs to, be it installed or a checkout, as `npm pack` does, but without the
 * scripts of a checkout: npm would warn whoever installs the archive that one of them might run.
 */
export function packPackage(): PackedPackage {
  const root = packageRoot();
  const manifest = readManifest();
  if (!existsSync(join(root, COMMAND))) throw new CouldNotRun(`${root} is not built; run npm run build there`);
  const blocks = packedFiles(root, manifest).map(path => {
    const mode = path === COMMAND ? 0o755 : 0o644;
    const content = path === MANIFEST ? withoutScripts(manifest) : readFileSync(join(root, path));
    return entryOf(`package/${path}`, content, mode);
  });
  // Two empty blocks end an archive.
  const bytes = gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
  return { name: `${manifest.name}-${manifest.version}.tgz`, bytes };
}

function withoutScripts(manifest: Manifest): Uint8Array {
  return Buffer.from(`${JSON.stringify({ ...manifest, scripts: undefined }, undefined, 2)}\n`);
}

/** Returns the paths of the files that belong to a package, sorted. */
export function packedFiles(root: string, { files }: Pick<Manifest, 'files'>): readonly string[] {
  const found = [...ALWAYS, ...files].filter(path => existsSync(join(root, path)));
  return found.flatMap(path => filesIn(root, path)).sort();
}

function filesIn(root: string, path: string): readonly string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  const names = readdirSync(join(root, path)).filter(name => !name.startsWith('.'));
  return names.flatMap(name => filesIn(root, `${path}/${name}`));
}

const BLOCK = 512;
/** Longer names would need an extension of the format. Bytes. */
const MAX_NAME = 100;
/** Seconds. The same for every file, as npm has it, so that the same files give the same bytes. */
const MODIFIED = Date.UTC(1985, 9, 26, 8, 15) / 1000;

/** One file of an archive (POSIX.1-1988, ustar): a header, and the content, in whole blocks. */
function entryOf(name: string, content: Uint8Array, mode: number): Buffer {
  if (Buffer.byteLength(name) > MAX_NAME) throw new Error(`${name}: the name is too long for an archive`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  writeNumber(header, mode, 100, 8);
  writeNumber(header, 0, 108, 8);
  writeNumber(header, 0, 116, 8);
  writeNumber(header, content.length, 124, 12);
  writeNumber(header, MODIFIED, 136, 12);
  // The sum is taken over the header with spaces in its own place.
  header.fill(' ', 148, 156);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  writeNumber(
    header,
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    8,
  );
  return Buffer.concat([header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

/** Octal digits and a NUL. */
function writeNumber(header: Buffer, value: number, at: number, length: number): void {
  header.write(`${value.toString(8).padStart(length - 1, '0')}\u0000`, at);
}
