import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { revisionOf } from '../../scripts/revision.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bantin-'));
  mkdirSync(join(root, 'functions/core'), { recursive: true });
  write('functions/core/a.ts', 'export const a = 1;\n');
  write('functions/b.js', 'function b() {}\n');
  writeLock({ yaml: { version: '2.9.1' }, vitest: { version: '4.1.12', dev: true } });
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the revision', () => {
  it('is the same for the same code, wherever it lies and however its lines end', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'bantin-'));
    cpSync(root, elsewhere, { recursive: true });
    const before = revisionOf(root);
    write('functions/core/a.ts', 'export const a = 1;\r\n');
    write('functions/.DS_Store', 'x');
    write('README.md', 'x');
    expect([revisionOf(root), revisionOf(elsewhere)]).toEqual([before, before]);
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    rmSync(elsewhere, { recursive: true });
  });

  it.each([
    ['code changes', () => write('functions/core/a.ts', 'export const a = 2;\n')],
    ['a file is added', () => write('functions/core/c.ts', '')],
    ['a file is renamed', () => write('functions/core/b.js', 'function b() {}\n')],
    ['a package that is bundled changes', () => writeLock({ yaml: { version: '2.9.2' } })],
  ])('is another one where %s', (_, change) => {
    const before = revisionOf(root);
    change();
    expect(revisionOf(root)).not.toBe(before);
  });

  it('stays where a package changes that only development needs', () => {
    const before = revisionOf(root);
    writeLock({ yaml: { version: '2.9.1' }, vitest: { version: '5.0.0', dev: true } });
    expect(revisionOf(root)).toBe(before);
  });
});

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

function writeLock(packages: Readonly<Record<string, object>>): void {
  const entries = Object.entries(packages).map(([name, entry]) => [`node_modules/${name}`, entry]);
  write(
    'package-lock.json',
    JSON.stringify({ packages: { '': { version: '0.1.0' }, ...Object.fromEntries(entries) } }),
  );
}
