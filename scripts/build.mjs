import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { revisionOf } from './revision.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// One file for each command, loaded when it is called: what `--help` does not need, it does not read.
await build({
  entryPoints: ['functions/cli/bantin.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.BANTIN_REVISION': JSON.stringify(revisionOf(root)) },
  // Bundled CommonJS asks for a `require` that ES modules lack.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
  },
});
