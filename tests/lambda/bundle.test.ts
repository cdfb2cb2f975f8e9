import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS, functionOptions } from '../../scripts/bundle.mjs';
import { temporaryDirectory } from '../stores/temporary-directory.ts';

/**
 * Maximum size in bytes: a larger bundle takes longer to start. The parser of TOML, 39 KB, takes some 2 ms before an
 * article needs it; 12 KB read the Markdown of other publishers, 40 KB make feeds by rule, of names and for
 * aggregators, 9 KB tell licences, 7 KB write Markdown, 16 KB make podcasts,
 * 9 KB read listings, measure pictures and leave out those that are not there, 5 KB tell what is wrong with an address,
 * 12 KB hand work over, keep what a rebuild reads out of memory, and have files forgotten by the CDN, 10 KB lead
 * readers to translations, write chapters beside pages, and judge links, 12 KB are the steps of a fleet, 4 KB tell an
 * author of references to one's own computer, to `/content/` or a misspelt folder, and of words that were left, 14 KB
 * tell how long sounds play, and read names of fields in Vietnamese and fences of any marks, and 8 KB read plain TOML
 * in a tenth of the time, dates in the languages of newsrooms, and what a module exports. 5 KB fold the delta in
 * parts, and delete many objects in one request; 12 KB know more words that hold back, comments of templates around
 * code, and what components say, 4 KB tell of feeds that another site.yaml takes from their addresses, as many read
 * what word processors and scripts of others leave, 5 KB scan Markdown for comments between marks, and 3 KB see fields
 * that stand beside or below front matter, or have no blank behind their colon.
 */
const MOST = 1_656_000;

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
