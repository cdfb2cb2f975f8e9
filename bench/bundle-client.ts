import { resolve } from 'node:path';
import { build } from 'esbuild';

/** Bundles a program of this folder, as the function is bundled: what a loader of TypeScript takes is not its own. */
export async function bundleClient(name: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [resolve(import.meta.dirname, name)],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    banner: {
      js:
        "import { createRequire as __createRequire } from 'node:module';const require = " +
        '__createRequire(import.meta.url);',
    },
  });
}
