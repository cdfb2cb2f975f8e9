import { rmSync } from 'node:fs';
import { build } from 'esbuild';

// Chunks are named after their content, and those of builds before would stay.
rmSync('dist', { recursive: true, force: true });

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
  // Bundled CommonJS asks for a `require` that ES modules lack.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
  },
});
