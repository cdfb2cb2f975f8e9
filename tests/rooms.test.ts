import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** Files that a folder may have before it is to be parted in two. */
const MAX_FILES = 18;
const MAX_FILES_OF: Readonly<Record<string, number>> = { 'functions/publish': 12 };

/** Every folder below one, with the number of its files. */
function* folders(path: string): Generator<readonly [path: string, files: number]> {
  const entries = readdirSync(join(ROOT, path), { withFileTypes: true });
  yield [path, entries.filter(entry => entry.isFile()).length];
  for (const entry of entries) if (entry.isDirectory()) yield* folders(`${path}/${entry.name}`);
}

/** Returns the findings of the linter on imports: cycles, and imports from a room of a later one. */
function lintImports(directory: string, ...paths: readonly string[]): { readonly status: number | null; text: string } {
  const rules = ['--only=suspicious/noImportCycles', '--only=style/noRestrictedImports', '--vcs-enabled=false'];
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', ...rules, ...paths];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

/** A folder that the linter takes for one of this project. */
function linted(): string {
  const directory = mkdtempSync(join(tmpdir(), 'bantin-'));
  copyFileSync(join(ROOT, 'biome.json'), join(directory, 'biome.json'));
  return directory;
}

describe('the rooms of functions/', () => {
  it('have no more files than one overlooks', () => {
    const crowded = [...folders('functions'), ...folders('lib')].filter(
      ([path, files]) => files > (MAX_FILES_OF[path] ?? MAX_FILES),
    );
    expect(crowded).toEqual([]);
  });

  // The linter reads all that lies around before it looks for circles, and here that is packages and tests.
  it('import each other one way, and in no circle', () => {
    const directory = linted();
    for (const folder of ['functions', 'lib']) cpSync(join(ROOT, folder), join(directory, folder), { recursive: true });
    expect(lintImports(directory, 'functions', 'lib')).toMatchObject({ status: 0 });
    rmSync(directory, { recursive: true });
  });

  it.each([
    ['up', { 'functions/core/text/a.ts': '../../stores/b.ts', 'functions/stores/b.ts': '' }, 'comes before that room'],
    ['in a circle', { 'functions/run/a.ts': './b.ts', 'functions/run/b.ts': './a.ts' }, 'part of a cycle'],
  ])('would be seen to import %s', (_, files, message) => {
    const directory = linted();
    for (const [path, imported] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      const line = imported === '' ? '' : `import type { Other } from '${imported}';\n`;
      writeFileSync(
        join(directory, path),
        `${line}export type Other = ${imported === '' ? 'string' : 'Other | string'};\n`,
      );
    }
    const { status, text } = lintImports(directory);
    expect(status).not.toBe(0);
    expect(text).toContain(message);
    rmSync(directory, { recursive: true });
  });
});
