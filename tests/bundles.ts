import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the parser that does what sources tell it to. */
    readonly hostileParser: string;
  }
}

const ENTRIES = {
  parser: 'tests/guard/hostile-parser.ts',
  thread: 'functions/guard/thread.ts',
  'build-thread': 'functions/build/threads/build-thread.ts',
  'file-worker': 'functions/stores/threads/file-worker.ts',
};

/** Bundles what tests run in processes and threads of their own, which would load every source by itself otherwise. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const outdir = mkdtempSync(join(tmpdir(), 'bantin-bundles-'));
  await build({
    absWorkingDir: join(import.meta.dirname, '..'),
    entryPoints: ENTRIES,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    banner: {
      js:
        "import { createRequire as __createRequire } from 'node:module';const require = " +
        '__createRequire(import.meta.url);',
    },
  });
  const addressOf = (name: keyof typeof ENTRIES): string => pathToFileURL(join(outdir, `${name}.mjs`)).href;
  process.env.BANTIN_THREAD = addressOf('thread');
  process.env.BANTIN_BUILD_THREAD = addressOf('build-thread');
  process.env.BANTIN_FILE_WORKER = addressOf('file-worker');
  provide('hostileParser', addressOf('parser'));
  return () => rmSync(outdir, { recursive: true });
}
