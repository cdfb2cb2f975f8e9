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

  it.each([
    [
      'Hugo',
      {
        'hugo.toml': 'baseURL = "https://bao.example/blog/"\n',
        'content/posts/a.md':
          '+++\ntitle = "A"\ndate = 2020-01-02\n' +
          'aliases = ["/posts/old-a/", "rel-a", "../up/", "https://bao.example/x/index.html", ' +
          '"/", "/index.html", "../..", "//x.example/a", "/a//b"]\n+++\nA\n',
      },
      ['blog/posts/a/', 'blog/posts/old-a/', 'blog/posts/rel-a/', 'blog/up/', 'x/'],
    ],
    [
      'Jekyll',
      {
        '_config.yml': 'url: https://bao.example\nbaseurl: /blog\npermalink: /:title/\n',
        '_posts/2020-01-02-a.md':
          '---\ntitle: A\nredirect_from:\n  - /cu/một/\n  - hai.html\n  - https://other.example/a/\n---\nA\n',
      },
      ['blog/a/', 'blog/cu/m%E1%BB%99t/', 'blog/hai.html'],
    ],
  ])('are below the home page, which lies in a folder: %s', async (_, files, expected) => {
    const { out } = await importFolder(files, '--host-here');
    const rows = readFileSync(join(out, 'redirects/redirects.csv'), 'utf8').trim().split('\n').slice(1);
    expect(rows.map(row => row.replace(/,.*/, '')).sort()).toEqual(expected.map(path => `https://bao.example/${path}`));
  });
});

describe('links to pages of a folder that moves', () => {
  const files = {
    'hugo.toml': 'baseURL = "https://bao.example/"\n',
    'content/posts/a.md':
      '---\ntitle: A\ndate: 2020-01-02\nsource: /nguon/\n---\n' +
      '[1](https://www.bao.example/about/) [2](/lien-he/#x) ' +
      '<a href="/gioi-thieu.html">3</a> <https://bao.example/rss/> ' +
      '[5]\n\n[5]: /nam/\n\n' +
      'No: [a](/posts/b/) [b](https://bao.example/posts/b) [c](/) [d](https://other.example/x/) [e](/a.pdf) ' +
      '/usr/bin/ ' +
      '`[f](/code/)` ![g](/h.png)\n',
    'content/posts/b.md': '---\ntitle: B\ndate: 2020-01-02\n---\nB\n',
  };
  const kind = 'link to a page of the old site that is no article here';

  it('are counted, with the first of them', async () => {
    const { report } = await importFolder(files, '--host-here');
    const left = report.left.find(one => one.kind === kind);
    expect(left).toEqual({ kind, count: 5, example: 'https://www.bao.example/about/' });
  });

  it('stay as they are, and are not counted, where the site stays', async () => {
    const { report } = await importFolder(files);
    expect(report.left.some(one => one.kind === kind)).toBe(false);
  });
});
