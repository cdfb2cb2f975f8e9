import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFolder } from './importing.ts';
import { bantin } from './run.ts';

describe('an article of no category, in a folder', () => {
  const EMPTY = '---\ntitle: A\ncategories:\ndate: 2020-01-02\n---\nA\n';
  const text = '---\ntitle: A\ndate: 2020-01-02\n---\nA\n';
  it.each([
    ['Hexo, which leaves the field empty,', { '_config.yml': 'title: B\n', 'source/_posts/Linux/a.md': EMPTY }],
    ['Hexo', { '_config.yml': 'title: B\n', 'source/_posts/Linux/a.md': text }],
    ['Jekyll', { '_config.yml': 'title: B\n', '_posts/Linux/2020-01-02-a.md': text }],
  ])('of %s stays in none', async (_, files) => {
    const { report, text: written, out } = await importFolder(files);
    const key = report.written.find(name => name.startsWith('articles/')) ?? '';
    expect(written(key)).toContain('categories: []');
    const built = join(out, '../public');
    expect((await bantin('build', out, '--out', built)).status).toBe(0);
    expect(readdirSync(built)).not.toContain('linux');
  });

  it('of Jekyll is in the folders above its posts', async () => {
    const { report, text: written } = await importFolder({
      '_config.yml': 'title: B\n',
      'tin/_posts/2020-01-02-a.md': text,
    });
    const key = report.written.find(name => name.startsWith('articles/')) ?? '';
    expect(key).toMatch(/^articles\/tin\//);
    expect(written(key)).not.toContain('categories');
  });
});
