import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** The formatter keeps code to this, and leaves comments as they are. */
const MAX_COLUMNS = 120;
const COMMENT = /^\s*(?:\/\/|\/?\*)/;

/** Sources of our own. */
function* sources(): Generator<string> {
  for (const folder of ['bench', 'functions', 'lib', 'scripts', 'tests'])
    for (const path of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }))
      if (/\.(?:ts|mts|mjs|js)$/.test(path) && !/references|specimen/.test(path)) yield `${folder}/${path}`;
}

describe('the style of the sources', () => {
  it('keeps comments to 120 columns', () => {
    const long = [...sources()].flatMap(path =>
      readFileSync(join(ROOT, path), 'utf8')
        .split('\n')
        .flatMap((line, at) => (COMMENT.test(line) && line.length > MAX_COLUMNS ? [`${path}:${at + 1}`] : [])),
    );
    expect(long).toEqual([]);
  });
});
