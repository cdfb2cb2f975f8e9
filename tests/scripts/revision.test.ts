import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importedPackages, revisionOf } from '../../scripts/revision.mjs';

const IMPORTS = `import type { Document } from 'yaml';
import {
  S3Client,
} from '@aws-sdk/client-s3';
import { join } from 'node:path';
import { a } from './core/a.ts';

export const load = () => import('sanitize-html/lazy');
export const said = "a text from 'nowhere';";
`;

/** Packages in package-lock.json, by their names after `node_modules/`. */
const INSTALLED = {
  yaml: { version: '2.9.1' },
  '@aws-sdk/client-s3': { version: '3.1.0', dependencies: { tslib: '2' } },
  'sanitize-html': { version: '2.17.5', dependencies: { entities: '4' } },
  'sanitize-html/node_modules/entities': { version: '4.5.0' },
  entities: { version: '7.0.1' },
  tslib: { version: '2.8.1', optionalDependencies: { none: '1', bowser: '2' } },
  bowser: { version: '2.14.1' },
  vitest: { version: '4.1.12' },
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bantin-'));
  mkdirSync(join(root, 'functions/core'), { recursive: true });
  write('functions/core/a.ts', 'export const a = 1;\n');
  write('functions/b.js', IMPORTS);
  writeLock(INSTALLED);
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
    ['a file is renamed', () => write('functions/core/b.js', 'export const a = 1;\n')],
    ['a package that is bundled changes', () => writeLock({ ...INSTALLED, yaml: { version: '2.9.2' } })],
    ['one that this brings along does', () => writeLock({ ...INSTALLED, tslib: { version: '2.9.0' } })],
    ['an optional one does', () => writeLock({ ...INSTALLED, bowser: { version: '2.15.0' } })],
    [
      'one of its own does',
      () => writeLock({ ...INSTALLED, 'sanitize-html/node_modules/entities': { version: '4.6.0' } }),
    ],
  ])('is another one where %s', (_, change) => {
    const before = revisionOf(root);
    change();
    expect(revisionOf(root)).not.toBe(before);
  });

  it('stays where a package changes that no bundle has', () => {
    const before = revisionOf(root);
    writeLock({ ...INSTALLED, vitest: { version: '5.0.0' }, entities: { version: '8.0.0' } });
    expect(revisionOf(root)).toBe(before);
  });

  it('finds the packages that the code imports', () => {
    expect(importedPackages(root)).toEqual(['@aws-sdk/client-s3', 'sanitize-html', 'yaml']);
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
