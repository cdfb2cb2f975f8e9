import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { COMPILE_LESS } from '../../functions/build/threads/compile-less.ts';
import { compileAhead, loadCompiled } from '../../functions/cli/package/compiled.ts';

const ROOT = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'bantin-compiled-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Folder of what is compiled of the build in dist/, for this Node. */
function compiledFolder(): string {
  const texts = readdirSync(join(ROOT, 'dist'))
    .filter(name => name.endsWith('.js'))
    .map(name => readFileSync(join(ROOT, 'dist', name), 'utf8'));
  const folders = readdirSync(join(ROOT, 'compiled')).filter(name =>
    name.endsWith(`-${process.version}-${process.arch}`),
  );
  const [folder = 'none'] = folders.filter(name => texts.some(text => text.includes(name.slice(0, 16))));
  return join(ROOT, 'compiled', folder);
}

async function node(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { PATH: process.env.PATH ?? '' } });
  return stdout;
}

/** Prints the scripts that a process runs, and whether V8 refused what was compiled of them. */
const RECORD = `const vm = require('node:vm');
const { basename } = require('node:path');
vm.Script = class extends vm.Script {
  constructor(code, options) {
    super(code, options);
    if (options?.cachedData) console.log('script', basename(options.filename), this.cachedDataRejected);
  }
};
require('node:module').syncBuiltinESMExports();`;

describe('a script that is compiled ahead', () => {
  const file = join(scratch, 'a.cjs');
  writeFileSync(file, '(function (exports, require) {exports.name = () => "chợ" + require("node:os").EOL;})');

  it('gives what it exports, once it was compiled', () => {
    expect(loadCompiled(scratch, 'a')).toBeUndefined();
    const { exports, cache } = compileAhead(file);
    expect((exports as { name(): string }).name()).toBe('chợ\n');
    writeFileSync(`${file}.cache`, cache());
    expect((loadCompiled(scratch, 'a') as { name(): string }).name()).toBe('chợ\n');
  });

  it('is left alone where V8 does not take what was compiled', () => {
    for (const [name, bytes] of [
      ['b', ''],
      ['c', 'x'.repeat(1000)],
    ]) {
      // V8 remembers each text that it compiled.
      writeFileSync(join(scratch, `${name}.cjs`), `(function (exports) {exports.name = '${name}';})`);
      writeFileSync(join(scratch, `${name}.cjs.cache`), bytes ?? '');
      expect(loadCompiled(scratch, name ?? '')).toBeUndefined();
    }
  });
});

describe('a build of Bantin', () => {
  it.each([
    ['commands', []],
    ['build-thread', COMPILE_LESS],
    ['file-worker', COMPILE_LESS],
  ] as const)('has %s compiled, as V8 takes it with the flags with which it is run', async (name, flags) => {
    const script = join(compiledFolder(), `${name}.cjs`);
    const [text, cache] = [script, `${script}.cache`].map(
      path => `require('fs').readFileSync(${JSON.stringify(path)})`,
    );
    const code = `console.log(new (require('vm').Script)(${text} + '', { cachedData: ${cache} }).cachedDataRejected)`;
    expect(await node(...flags, '-e', code)).toBe('false\n');
  });

  it('makes the same files by what is compiled as by its modules', async () => {
    const record = join(scratch, 'record.cjs');
    writeFileSync(record, RECORD);
    // Beside a copy there is nothing compiled.
    const copy = join(scratch, 'copy');
    cpSync(join(ROOT, 'dist'), join(copy, 'dist'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
    const made = await Promise.all(
      [ROOT, copy].map(async (root, at) => {
        const out = join(scratch, `out-${at}`);
        const build = ['build', join(ROOT, 'tests/newsroom'), '--out', out, '--no-cache', '--threads', '1'];
        const said = await node(
          '--require',
          record,
          join(root, 'dist/bantin.js'),
          ...build,
          '--now',
          '2026-11-23T08:00Z',
        );
        return { said: said.replaceAll(out, 'out'), files: filesIn(out) };
      }),
    );
    const [compiled, modules] = made;
    expect(compiled?.said).toBe(`script commands.cjs false\n${modules?.said}`);
    expect(compiled?.files.size).toBeGreaterThan(20);
    expect(compiled?.files).toEqual(modules?.files);
  });
});

function filesIn(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map(path => [path.slice(folder.length), readFileSync(path, 'base64')]));
}
