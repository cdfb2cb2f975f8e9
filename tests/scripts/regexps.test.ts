import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { flaw, regexpsIn } from '../../scripts/regexps.mjs';

const LINEAR: readonly RegExp[] = [
  /^a+$/,
  /<[^<>]*>/g,
  /"[^"]*"/,
  /^[ \t]*(https?:\/\/[^\s<>"]+)[ \t]*$/gm,
  /(?:^|,)\s*x\s*(?:,|$)/,
  /(?<!\p{M})\p{M}{500,}/gu,
  /[a-z]+/y,
  /\bhttps?:\/\/\S+/,
  /^(?:<\?xml[^>]*\?>\s*)?<html/,
];

/** Each with a text that takes a time which grows with the square of its length, or faster. */
const SLOW: readonly (readonly [RegExp, string])[] = [
  [/,+$/, ',,,,x'],
  [/[\s.]+$/, '    x'],
  [/^[\s]+|[\s]+$/g, 'x    x'],
  [/<[^>]*>/g, '<<<<'],
  [/<br[^>]*>/g, '<br<br<br'],
  [/\/\/.*\n/, '//////'],
  [/(?<=#.*)#/, '####'],
  [/^\s*\S+@\S+\s*\((.+)\)\s*$/, 'x@(@(@('],
  [/^(a+)+$/, 'aaaax'],
  [/\p{M}{500,}/u, '\u0301\u0301'],
];

describe('the linter of regular expressions', () => {
  it.each(LINEAR)('lets %s pass', ({ source, flags }) => {
    expect(flaw({ source, flags })).toBeUndefined();
  });

  it.each(SLOW)('finds %s', ({ source, flags }) => {
    expect(flaw({ source, flags })).toMatch(/^takes (?:quadratic|exponential) time: /);
  });

  it('puts constants together', () => {
    const text = String.raw`
      const TOKEN = '[a-z]+';
      const WORD: RegExp = /x+/;
      const A = String.raw${'`'}\d${'$'}{TOKEN}${'`'};
      export const found: RegExp[] = [/y/g, new RegExp(${'`'}^${'$'}{A}$${'`'}, 'u')];
      found.push(RegExp('a' + WORD.source), new RegExp(name));`;
    expect(regexpsIn(text, { typescript: true })).toEqual([
      { source: 'x+', flags: '' },
      { source: 'y', flags: 'g' },
      expect.objectContaining({ source: String.raw`^\d[a-z]+$`, flags: 'u' }),
      expect.objectContaining({ source: 'ax+', flags: '' }),
      expect.objectContaining({ source: undefined, written: 'name' }),
    ]);
  });

  it.each([
    ['a slow one', '/,+$/', '/,+$/ takes quadratic time'],
    ['one that is allowed in another source', String.raw`/\s*\n\s*/g`, String.raw`/\s*\n\s*/g takes quadratic time`],
  ])('fails on %s that is planted in a source, and names its line', async (_, slow, found) => {
    const folder = await mkdtemp(join(tmpdir(), 'bantin-regexps-'));
    try {
      await writeFile(
        join(folder, 'planted.ts'),
        `export const fine = /^a+$/;\n\nexport const slow: RegExp = ${slow};\n`,
      );
      const run = promisify(execFile)(process.execPath, ['scripts/lint-regexps.mjs', folder]);
      await expect(run).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`planted.ts:3: ${found}`),
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
