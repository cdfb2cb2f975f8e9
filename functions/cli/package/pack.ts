import { Buffer } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CouldNotRun } from '../output/exit-status.ts';
import { createArchive } from './archive.ts';
import { type PackageManifest, packageRoot, readManifest } from './package-root.ts';
import { packedPage } from './packed-pages.ts';

/** A package that npm can install. */
export interface PackedPackage {
  /** `bantin-0.1.0.tgz`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file that npm includes in every package (documentation of `files` in package.json). */
const MANIFEST = 'package.json';
const ALWAYS = [MANIFEST, 'README.md', 'README.vi.md', 'LICENSE'];
/** Pages of the package; templates are files of others. */
const PAGE = /^(?:docs\/)?[^/]+\.md$/;
const COMMAND = 'dist/bantin.js';

/**
 * Packs the package of this code, installed or a checkout, as `npm pack` does, but without links of its pages to what
 * only a checkout has, and without the scripts of a checkout: npm would warn users that one of them might run.
 */
export function packPackage(): PackedPackage {
  const root = packageRoot();
  const manifest = readManifest();
  if (!existsSync(join(root, COMMAND))) throw new CouldNotRun(`${root} is not built; run npm run build there`);
  const packed = packedFiles(root, manifest);
  const entries = packed.map(path => ({
    name: `package/${path}`,
    content: path === MANIFEST ? withoutScripts(manifest) : packedContent(root, path, packed),
    mode: path === COMMAND ? 0o755 : 0o644,
  }));
  const bytes = gzipSync(createArchive(entries));
  return { name: `${manifest.name}-${manifest.version}.tgz`, bytes };
}

function packedContent(root: string, path: string, packed: readonly string[]): Uint8Array {
  const content = readFileSync(join(root, path));
  return PAGE.test(path) ? Buffer.from(packedPage(path, content.toString('utf8'), packed)) : content;
}

function withoutScripts(manifest: PackageManifest): Uint8Array {
  return Buffer.from(`${JSON.stringify({ ...manifest, scripts: undefined }, undefined, 2)}\n`);
}

/** Returns the paths of the files that belong to a package, sorted. */
export function packedFiles(root: string, { files }: Pick<PackageManifest, 'files'>): readonly string[] {
  const found = [...ALWAYS, ...files].filter(path => existsSync(join(root, path)));
  return found.flatMap(path => filesIn(root, path)).sort();
}

function filesIn(root: string, path: string): readonly string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  const names = readdirSync(join(root, path)).filter(name => !name.startsWith('.'));
  return names.flatMap(name => filesIn(root, `${path}/${name}`));
}
