import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Fields of Bantin's package.json that are read. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  /** Files and folders of the package, beside those that npm always takes. */
  readonly files: readonly string[];
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Returns the folder of the package that this code belongs to, be it installed or a checkout. */
export function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`${import.meta.url}: lies in no package; install bantin again`);
  }
}

export function readManifest(): PackageManifest {
  return JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
}
