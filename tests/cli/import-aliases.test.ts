import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFolder } from './importing.ts';

describe('aliases of articles of a folder that moves', () => {
  it('are redirected, unless the article is a draft', async () => {
    const { out } = await importFolder(
      {
        'hugo.toml': 'baseURL = "https://bao.example/"\n',
        'content/posts/a.md': '---\ntitle: A\ndate: 2020-01-02\naliases: [/cu/một/, /cu/hai.html, /posts/a/]\n---\nA\n',
        'content/posts/b.md': '---\ntitle: B\ndate: 2020-01-02\ndraft: true\naliases: [/cu/nhap/]\n---\nB\n',
        'content/posts/c.md': '---\ntitle: C\ndate: 2020-01-02\n---\nC\n',
      },
      '--host-here',
    );
    const rows = readFileSync(join(out, 'redirects/redirects.csv'), 'utf8').trim().split('\n').slice(1);
    expect(rows.map(row => row.replace(/,.*/, ''))).toEqual([
      'https://bao.example/cu/hai.html',
      'https://bao.example/cu/m%E1%BB%99t/',
      'https://bao.example/posts/a/',
      'https://bao.example/posts/c/',
    ]);
    expect(new Set(rows.slice(0, 3).map(row => row.split(',')[1])).size).toBe(1);
  });
});
