import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createArchive } from '../../functions/cli/package/archive.ts';
import { MIN_NODE, nodeProblem } from '../../functions/cli/package/node-version.ts';
import { packedFiles, packPackage } from '../../functions/cli/package/pack.ts';
import { packageRoot, readManifest } from '../../functions/cli/package/package-root.ts';
import { packedPage } from '../../functions/cli/package/packed-pages.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the package', () => {
  it('has the files that npm pack takes', () => {
    const [listed] = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' }),
    );
    const names = listed.files.map(({ path }: { path: string }) => path);
    expect([...packedFiles(packageRoot(), readManifest())].sort()).toEqual(names.sort());
    expect(names).toEqual(
      expect.arrayContaining([
        'dist/bantin.js',
        'dist/cdk.js',
        'dist/types/newsroom.d.ts',
        'dist/functions/publisher/index.mjs',
        'templates/newsroom/app.mjs',
        'LICENSE',
        'THIRD-PARTY-NOTICES.txt',
      ]),
    );
    expect(names.join('\n')).not.toMatch(/^(?:tests|functions|lib|content|bench)\//m);
  });

  it('is an archive that others open, the same each time', () => {
    const { name, bytes } = packPackage();
    expect(name).toBe(`bantin-${readManifest().version}.tgz`);
    expect(Buffer.compare(bytes, packPackage().bytes)).toBe(0);
    const folder = temporaryDirectory();
    writeFileSync(join(folder, name), bytes);
    execFileSync('tar', ['-xzf', name], { cwd: folder });
    for (const path of packedFiles(ROOT, readManifest()).filter(
      path => !/^package\.json$|^[^/]+\.md$|^docs\//.test(path),
    ))
      expect(readFileSync(join(folder, 'package', path)).equals(readFileSync(join(ROOT, path))), path).toBe(true);
    expect(readFileSync(join(folder, 'package/docs/deploy.md'), 'utf8')).not.toMatch(/\]\((?:decisions|\.\.\/lib)\b/);
    const { scripts, ...manifest } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(scripts).toHaveProperty('prepare');
    expect(JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'))).toEqual(manifest);
    const [listing = ''] = execFileSync('tar', ['-tvzf', name], { cwd: folder, encoding: 'utf8' })
      .split('\n')
      .filter(line => line.endsWith('package/dist/bantin.js'));
    expect(listing).toMatch(/^-rwxr-xr-x.* 1985-10-26 /);
  });

  it('has pages whose links lead to what it has', () => {
    const packed = packedFiles(ROOT, readManifest());
    const pages = packed.filter(path => /^(?:docs\/)?[^/]+\.md$/.test(path));
    expect(pages).toContain('docs/reference.md');
    for (const page of pages) {
      const text = packedPage(page, readFileSync(join(ROOT, page), 'utf8'), packed);
      expect(
        text.match(/\]\((?:\.\.\/(?:functions|tests|lib|bench|scripts)|(?:docs\/)?decisions)\b[^)]*/g),
        page,
      ).toBeNull();
      expect(packedPage(page, text, packed), page).toBe(text);
    }
  });

  it.each([
    ['[a](reference.md#b), [c](../README.md), [d](https://e.example/f.md), [g](#h)', undefined],
    ['[a\nb](x.md), [`c`](../d/e.ts) and ![f](g.png)', 'a\nb, `c` and f'],
    ['`[a](x.md)`\n\n```md\n[b](x.md)\n```\n\n[c](x.md)\n', '`[a](x.md)`\n\n```md\n[b](x.md)\n```\n\nc\n'],
  ])('has words for links to what it has not: %j', (text, expected) => {
    expect(packedPage('docs/a.md', text, ['README.md', 'docs/a.md', 'docs/reference.md'])).toBe(expected ?? text);
  });

  it('keeps each file what it is, whatever its size', () => {
    const folder = temporaryDirectory();
    const sizes = [0, 1, 511, 512, 513, 1024, 100_000];
    const entries = sizes.map(size => ({ name: `${size}.txt`, content: Buffer.alloc(size, 'x'), mode: 0o644 }));
    const archive = createArchive(entries);
    expect(archive.length % 512).toBe(0);
    writeFileSync(join(folder, 'archive.tar'), archive);
    const listed = execFileSync('tar', ['-tf', 'archive.tar'], { cwd: folder, encoding: 'utf8' });
    expect(listed.trimEnd().split('\n')).toEqual(entries.map(({ name }) => name));
    execFileSync('tar', ['-xf', 'archive.tar'], { cwd: folder });
    for (const { name, content } of entries) expect(readFileSync(join(folder, name)).equals(content), name).toBe(true);
    const long = { name: 'x'.repeat(101), content: Buffer.alloc(0), mode: 0o644 };
    expect(() => createArchive([long])).toThrow(/^x+: the name is too long for an archive$/);
  });

  it('has the pages that a new project links to, and those that the pages for editors link to', () => {
    const packed = packedFiles(packageRoot(), readManifest());
    const readme = readFileSync(join(ROOT, 'templates/newsroom/README.md'), 'utf8');
    const linked = [...readme.matchAll(/\]\(node_modules\/bantin\/([^)#]+)\)/g)].map(([, path = '']) => path);
    expect(linked).toEqual(expect.arrayContaining(['docs/editors.md', 'docs/reference.md', 'docs/deploy.md']));
    for (const page of ['docs/editors.md', 'docs/editors.vi.md'])
      for (const [, path = ''] of readFileSync(join(ROOT, page), 'utf8').matchAll(/\]\(([\w.-]+\.md)[)#]/g))
        linked.push(`docs/${path}`);
    expect(packed).toEqual(expect.arrayContaining(linked));
  });

  it('is small', () => {
    expect(packPackage().bytes.length).toBeLessThan(2_050_000);
  });
});

describe('the oldest Node', () => {
  it('is what package.json says', () => {
    const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(engines.node).toBe(`>=${MIN_NODE.join('.')}`);
  });

  it.each([
    ['20.19.0', true],
    ['22.1.0', true],
    ['24.21.0', true],
    ['20.18.3', false],
    ['18.20.8', false],
    ['9.11.2', false],
  ])('lets %s run: %s', (version, runs) => {
    const problem = nodeProblem(version);
    if (runs) expect(problem).toBeUndefined();
    else
      expect(problem).toBe(
        `Node 20.19 or later is needed, and this is ${version}; install a newer one from https://nodejs.org/`,
      );
  });

  it('is looked at before anything is loaded that an old one can not parse', () => {
    const entry = readFileSync(join(ROOT, 'dist/bantin.js'), 'utf8');
    const loaded = [...entry.matchAll(/(?:from|import) ?"(\.\/[^"]+)"/g)].map(([, path = '']) =>
      readFileSync(join(ROOT, 'dist', path), 'utf8'),
    );
    expect(entry).toMatch(/await import\("\.\/program-\w+\.js"\)/);
    for (const text of [entry, ...loaded]) expect(text.length).toBeLessThan(10_000);
  });
});
