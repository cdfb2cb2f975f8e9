import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { ALIAS, COMMAND, FUNCTIONS } from './bundle.mjs';

const ROOT = join(import.meta.dirname, '..');

/** A package from npm whose code is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as package.json has it; `none` where it has none. */
  readonly license: string;
  /** Absolute path. */
  readonly folder: string;
}

/** Bundles that are built: the command, the constructs, and the functions of a deployment. */
const BUNDLES: readonly BuildOptions[] = [
  { entryPoints: [COMMAND, 'lib/newsroom.ts'], target: 'node20', external: ['aws-cdk-lib', 'constructs'] },
  { entryPoints: Object.values(FUNCTIONS), target: 'node24' },
];

/**
 * Returns the packages whose code is in the command or in a function, sorted by name, each version once. esbuild's
 * metafile decides: package.json lists what is not reached, and not what its packages bring along.
 */
export async function bundledPackages(): Promise<readonly BundledPackage[]> {
  const folders = new Set((await Promise.all(BUNDLES.map(foldersOf))).flat());
  const packages = [...folders].map(readPackage).map(found => [refOf(found), found] as const);
  return [...new Map(packages).values()].sort((a, b) => (refOf(a) < refOf(b) ? -1 : 1));
}

/** Returns how npm names a package in a bill of materials. */
export function refOf({ name, version }: BundledPackage): string {
  return `${name}@${version}`;
}

async function foldersOf(bundle: BuildOptions): Promise<readonly string[]> {
  const { metafile } = await build({
    ...bundle,
    absWorkingDir: ROOT,
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    alias: { ...ALIAS },
    mainFields: ['module', 'main'],
    logLevel: 'error',
    write: false,
    metafile: true,
  });
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : [])),
  );
  return used.flatMap(path => {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
    return folder === undefined ? [] : join(ROOT, folder);
  });
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license }: Readonly<Record<string, unknown>> = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  return { name: String(name), version: String(version), license: String(license ?? 'none'), folder };
}
