import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS, functionOptions } from '../../scripts/bundle.mjs';
import { temporaryDirectory } from '../stores/temporary-directory.ts';

/**
 * Maximum size in bytes: a larger bundle takes longer to start. What raises it is worth that, and its commit says what
 * it is: the parsers of Markdown, YAML and TOML are a third, the client of S3 another.
 */
const MOST = 1_690_000;

/** As the build bundles it. */
async function bundle(): Promise<Uint8Array> {
  const { outputFiles = [], warnings } = await build({
    ...functionOptions('0123456789abcdef'),
    entryPoints: [FUNCTIONS.publisher],
    write: false,
    logLevel: 'silent',
  });
  expect(warnings).toEqual([]);
  return outputFiles[0]?.contents ?? new Uint8Array();
}

describe('the bundle of the function', () => {
  it('is small, runs by itself, and knows which build it is', async () => {
    const bytes = await bundle();
    expect(bytes.length).toBeGreaterThan(100_000);
    expect(bytes.length).toBeLessThan(MOST);
    const text = Buffer.from(bytes).toString();
    expect(text).toContain('"0123456789abcdef"');
    expect(text).not.toContain('BANTIN_REVISION');
    const path = join(temporaryDirectory(), 'index.mjs');
    writeFileSync(path, bytes);
    const script = `const { handler } = await import(${JSON.stringify(path)});
      await handler({}, { getRemainingTimeInMillis: () => 60000 }).catch(error => console.log(error.message));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: {},
      encoding: 'utf8',
    });
    expect(printed).toContain('CONTENT_BUCKET is not set');
  });
});
