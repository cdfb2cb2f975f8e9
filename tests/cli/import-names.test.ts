import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canKeep, liesIn } from '../../functions/cli/import/checkout/place-names.ts';
import { openFolder } from '../../functions/cli/import/file-set.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { importFolder } from './importing.ts';
import { bantin, writeInto } from './run.ts';

const ARTICLE = '---\ntitle: A\ndate: 2020-01-02\n---\nA\n';

describe('names of a folder that is imported', () => {
  it('that no store takes are left out alone, and told', async () => {
    // The language comes into the name, which has 253 bytes without it.
    const long = `${'a'.repeat(250)}.md`;
    const { report, status } = await importFolder({
      'hugo.yaml': 'baseURL: https://bao.example/\nlanguageCode: en\n',
      [`content/vi/posts/${long}`]: ARTICLE,
      'content/en/posts/out.md': ARTICLE,
      'main.css': 'x',
    });
    expect(status).toBe(1);
    expect(report.written).toEqual(['articles/out.en.md', 'site.yaml']);
    expect(report.problems).toMatchObject([
      { severity: 'error', message: expect.stringContaining('is left out, since its name is too long') },
      { severity: 'warning', message: expect.stringContaining('--feed') },
    ]);
    // The configuration was read.
    expect(report.left.map(({ kind }) => kind)).toEqual(['file .css']);
  });

  it.each([
    ['articles/a.md', true],
    ['articles//c.md', false],
    ['articles/../c.md', false],
    [`articles/${'ả'.repeat(100)}.md`, false],
    ['a/'.repeat(600), false],
  ])('%s can be kept: %s', (key, expected) => {
    expect(canKeep(key)).toBe(expected);
  });

  it('are not those of what an import writes', async () => {
    const source = temporaryDirectory();
    writeInto(source, '_config.yml', 'url: https://bao.example\n');
    writeInto(source, '_posts/2020-01-02-out.md', ARTICLE);
    const ran = await bantin('import', source, '--out', join(source, 'content'));
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('lies in it')]);
    expect(existsSync(join(source, 'content'))).toBe(false);
  });

  it('lie in a folder by what links lead to', () => {
    const folder = temporaryDirectory();
    const link = join(temporaryDirectory(), 'link');
    symlinkSync(folder, link);
    expect([liesIn(join(link, 'a/b'), folder), liesIn(folder, folder), liesIn(`${folder}b`, folder)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(liesIn(join(folder, '..'), folder)).toBe(false);
  });

  it('of configurations are read only where they are files: no link, pipe or folder', () => {
    const folder = temporaryDirectory();
    const secret = join(temporaryDirectory(), 'secret.js');
    writeFileSync(secret, "export default { title: 'Secret' }");
    const at = (name: string): string => join(folder, 'docs/.vitepress', name);
    writeInto(folder, 'docs/.vitepress/config.mts', 'export default {}');
    symlinkSync(secret, at('config.js'));
    symlinkSync('/dev/zero', at('config.cjs'));
    execFileSync('mkfifo', [at('config.mjs')]);
    mkdirSync(at('config.ts'));
    symlinkSync(secret, join(folder, '.eleventy.js'));
    const { names, hidden } = openFolder(folder);
    expect([[...names], [...hidden]]).toEqual([[], ['docs/.vitepress/config.mts']]);
  });
});
