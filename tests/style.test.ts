import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** The formatter keeps code to this, and leaves comments, strings and regular expressions as they are. */
const MAX_COLUMNS = 120;

/** Doc comments say what a thing is, or does: with these they open as half a sentence. */
const OPENING = /\/\*\*\s*(?:\*\s*)?(?:What|Whether|Of|Where|Which|Who|Whom|Whose|How|When|Why|Told|Tells)\b(?!['’])/g;

/** Sources of our own. */
function* sources(): Generator<string> {
  for (const folder of ['bench', 'functions', 'lib', 'scripts', 'tests'])
    for (const path of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }))
      if (/\.(?:ts|mts|mjs|js)$/.test(path)) yield `${folder}/${path}`;
  for (const name of readdirSync(ROOT)) if (/\.config\.ts$/.test(name)) yield name;
}

describe('the style of the sources', () => {
  it('keeps every line to 120 columns', () => {
    const long = [...sources()].flatMap(path =>
      readFileSync(join(ROOT, path), 'utf8')
        .split('\n')
        .flatMap((line, at) => (line.length > MAX_COLUMNS ? [`${path}:${at + 1}`] : [])),
    );
    expect(long).toEqual([]);
  });

  it('opens no doc comment with a relative clause', () => {
    const opened = [...sources()].flatMap(path => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return [...text.matchAll(OPENING)].map(({ index }) => `${path}:${text.slice(0, index).split('\n').length}`);
    });
    expect(opened).toEqual([]);
  });
});
