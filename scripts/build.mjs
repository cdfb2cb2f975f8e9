import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { revisionOf } from './revision.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// The preview reads the code of the edge's functions from beside it; a bundle has nothing beside it, and so holds the
// text.
const edgeCode = {
  name: 'edge-code',
  setup({ onLoad }) {
    const text = name => JSON.stringify(readFileSync(new URL(`../functions/edge/${name}.js`, import.meta.url), 'utf8'));
    onLoad({ filter: /[/\\]preview[/\\]edge-code\.ts$/ }, () => ({
      contents:
        `export const VIEWER_REQUEST = ${text('viewer-request')};\n` +
        `export const VIEWER_RESPONSE = ${text('viewer-response')};`,
    }));
  },
};

// The published build of markdown-it defines each field of a token by a call that asks whether there is such a field
// already, which is a twentieth of a cold build. A plain assignment makes the same object.
const plainFields = {
  name: 'plain-fields',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]markdown-it[/\\]dist[/\\]markdown-it\.mjs$/ }, ({ path }) => {
      const define = /_defineProperty\(\s*this,\s*(?:\/\*[\s\S]*?\*\/\s*)?"(\w+)",/g;
      const contents = readFileSync(path, 'utf8').replace(define, '(this.$1 =');
      if (!contents.includes('(this.') || /_defineProperty\(\s*this/.test(contents))
        throw new Error(`${path}: fields are defined in another way; see scripts/build.mjs`);
      return { contents };
    });
  },
};

// Chunks are named after their content, and those of builds before would stay.
rmSync('dist', { recursive: true, force: true });

// One file for each command, loaded when it is called: what `--help` does not need, it does not read.
await build({
  entryPoints: ['functions/cli/bantin.ts', 'functions/preview/draft-parser.ts'],
  entryNames: '[name]',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [edgeCode, plainFields],
  define: { 'process.env.BANTIN_REVISION': JSON.stringify(revisionOf(root)) },
  // Bundled CommonJS asks for a `require` that ES modules lack.
  banner: {
    js:
      "import { createRequire as __createRequire } from 'node:module';const require = " +
      '__createRequire(import.meta.url);',
  },
});
