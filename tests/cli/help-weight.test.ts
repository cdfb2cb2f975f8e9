import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

/** Bytes that a command line loads before it is known which command it is, all of Commander among them. */
const MOST = 100_000;

it('loads little before it is known which command is to run', async () => {
  const { metafile } = await build({
    absWorkingDir: join(import.meta.dirname, '../..'),
    entryPoints: ['functions/cli/program.ts'],
    outdir: 'out',
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    external: ['aws-cdk-lib'],
    logLevel: 'error',
  });
  const loaded = new Set(['out/program.js']);
  for (const path of loaded)
    for (const { path: next, kind } of metafile.outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && next in metafile.outputs) loaded.add(next);
  const bytes = [...loaded].reduce((sum, path) => sum + (metafile.outputs[path]?.bytes ?? 0), 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(MOST);
});
