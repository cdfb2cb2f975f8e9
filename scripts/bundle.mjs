// Bundles the command, the functions of a deployment, and the constructs that deploy them.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { plainFields } from './plain-fields.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Functions of a deployment: the publisher, and those that run while it is deployed, which share code. */
export const FUNCTIONS = {
  publisher: 'functions/lambda/handler.ts',
  seed: 'functions/deploy/seed.ts',
  firstPublish: 'functions/deploy/first-publish.ts',
};

export const COMMAND = 'functions/cli/bantin.ts';
/** The parser of `bantin serve --drafts`, which threads load by itself. */
const DRAFT_PARSER = 'functions/preview/draft-parser.ts';
/** Code of the other threads of `bantin build`. */
const BUILD_THREAD = 'functions/build/threads/build-thread.ts';
/** Code of the thread that reads and writes files for it. */
const FILE_WORKER = 'functions/stores/threads/file-worker.ts';

/** Packages that others load in bundles, and that are never called. */
const UNUSED = ['postcss', 'sax'];
/** Replacements of packages in bundles. */
export const ALIAS = Object.fromEntries(UNUSED.map(name => [name, './functions/core/unused-parsers.js']));

/** Options that all bundles share. Bundles of what is measured have them, too. */
export const SHARED = {
  absWorkingDir: ROOT,
  bundle: true,
  format: 'esm',
  platform: 'node',
  alias: ALIAS,
  plugins: [plainFields],
  legalComments: 'none',
  logLevel: 'warning',
  // Bundled CommonJS asks for a `require` that ES modules lack.
  banner: {
    js:
      "import { createRequire as __createRequire } from 'node:module';const require = " +
      '__createRequire(import.meta.url);',
  },
};

/**
 * Options for the bundle of a function. A source map would be larger than the code, and slow every cold start. The
 * runtime's own AWS SDK is of whatever version it was built with; the one that was tested is bundled.
 */
export function functionOptions(revision) {
  return {
    ...SHARED,
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    // Not every runtime of functions waits for it.
    supported: { 'top-level-await': false },
    define: { 'process.env.BANTIN_REVISION': JSON.stringify(revision) },
  };
}

/** Bundles the functions of a deployment into a folder, in the layout that lib/function-code.ts reads. */
export async function buildFunctions(folder, revision) {
  const options = functionOptions(revision);
  mkdirSync(folder, { recursive: true });
  const { publisher, ...hooks } = FUNCTIONS;
  await Promise.all([
    build({ ...options, entryPoints: [publisher], outfile: join(folder, 'publisher/index.mjs') }),
    build({
      ...options,
      entryPoints: Object.values(hooks),
      outdir: join(folder, 'deploy'),
      outExtension: { '.js': '.mjs' },
      splitting: true,
    }),
  ]);
  for (const name of ['viewer-request.js', 'viewer-response.js'])
    cpSync(join(ROOT, 'functions/edge', name), join(folder, name));
  writeFileSync(join(folder, 'revision'), `${revision}\n`);
}

/** Options for the bundles of the command. */
function commandOptions({ revision, version }) {
  return {
    ...SHARED,
    // Names stay, so that a stack trace can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    target: 'node20',
    plugins: [...SHARED.plugins, edgeCode],
    define: {
      'process.env.BANTIN_REVISION': JSON.stringify(revision),
      'process.env.BANTIN_VERSION': JSON.stringify(version),
    },
  };
}

/**
 * Bundles the command: one file for each subcommand, so that what `--help` does not need is not read. `compiled`: name
 * of the build that is compiled ahead.
 */
export async function buildCommand(outdir, { compiled, ...names }) {
  const options = commandOptions(names);
  await build({
    ...options,
    entryPoints: [COMMAND, DRAFT_PARSER, BUILD_THREAD, FILE_WORKER],
    entryNames: '[name]',
    outdir,
    splitting: true,
    define: { ...options.define, 'process.env.BANTIN_COMPILED': JSON.stringify(compiled) },
  });
}

/** Scripts that are compiled ahead, by name: the commands, and the threads that they start. */
const COMPILED = {
  commands: 'functions/cli/package/compiled-commands.ts',
  'build-thread': BUILD_THREAD,
  'file-worker': FILE_WORKER,
};

/**
 * Bundles commands for V8 to compile ahead, which it does for scripts alone: the text of each file by its name. A
 * thread is started by a module, which runs the script of its own name.
 */
export async function bundleScripts(names) {
  const options = commandOptions(names);
  const scripts = await build({
    ...options,
    entryPoints: COMPILED,
    outdir: '.',
    write: false,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    banner: { js: `${SCOPE}const __url = require('node:url').pathToFileURL(__dirname + '/commands.js').href;` },
    footer: { js: '})' },
    define: { ...options.define, 'import.meta.url': '__url' },
    // What runs from source asks its loader for an address.
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const modules = await build({
    ...options,
    stdin: { contents: "export * from './functions/cli/package/compiled-thread.ts';", resolveDir: ROOT },
    write: false,
  });
  return new Map([
    ...scripts.outputFiles.map(({ path, text }) => [basename(path), text]),
    ...Object.keys(COMPILED).map(name => [`${name}.js`, modules.outputFiles[0].text]),
  ]);
}

/** The function that Node wraps modules of CommonJS in; they are strict, as modules of the other kind are. */
const SCOPE = "(function (exports, require, module, __filename, __dirname) {'use strict';";

/** Bundles `bantin/cdk`; the CDK is the app's own. */
export async function buildConstructs(outfile) {
  await build({
    ...SHARED,
    entryPoints: ['lib/newsroom.ts'],
    outfile,
    target: 'node20',
    external: ['aws-cdk-lib', 'constructs'],
  });
}

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
