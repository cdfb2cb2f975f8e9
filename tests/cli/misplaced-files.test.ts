import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { misplacedFiles } from '../../functions/cli/misplaced-files.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, makeContent, writeInto } from './run.ts';

const ARTICLE = '---\ntitle: A\ndate: 2026-11-20\n---\nLời\n';
const found = (files: Record<string, string>) => misplacedFiles(makeContent(files)).map(formatProblem);

describe('an article outside articles/', () => {
  it.each([
    ['tin.md', 'move it to articles/tin.md'],
    ['article/tin.md', 'move it, as to articles/tin.md'],
    ['Articles2/tin.md', 'move it, as to articles/tin.md'],
    ['bai-viet/x/tin.md', 'move it, as to articles/x/tin.md'],
    ['the-thao/tin.html', 'move it, as to articles/the-thao/tin.html'],
  ])('is told of with the place where it belongs: %s', (path, remedy) => {
    expect(found({ [path]: ARTICLE })).toEqual([
      `${path}: warning: lies outside articles/, so nothing reads it; ${remedy}`,
    ]);
  });

  it('is told of once for a folder', () => {
    expect(found({ 'tin/a.md': ARTICLE, 'tin/b.md': ARTICLE, 'tin/c/d.md': ARTICLE })).toEqual([
      'tin/a.md: warning: lies outside articles/, with 2 others in tin/, so nothing reads it; move them, as to ' +
        'articles/tin/a.md',
    ]);
  });

  it('at the top needs no front matter, unless it is of a repository', () => {
    expect(found({ 'tin.md': '# Tin\n' })).toHaveLength(1);
    expect(found({ 'README.md': '# Tin\n', 'ghi-chu.txt': 'x', 'mau.html': '<p>x</p>' })).toEqual([]);
  });

  it.each(['articles/a.md', 'media/a.md', '_drafts/a.md', '.git/a.md', 'node_modules/x/a.md', 'docs/none.css'])(
    'is none that is read, or of a program: %s',
    path => {
      expect(found({ [path]: ARTICLE })).toEqual([]);
    },
  );

  it('is told of where Jekyll has it, with import', async () => {
    const content = makeContent({ '_posts/2024-01-02-a.md': ARTICLE, '_posts/2024-01-03-b.md': ARTICLE });
    const line =
      '_posts/2024-01-02-a.md: warning: lies outside articles/, with another in _posts/, so nothing reads it; move ' +
      'them, as to articles/2024-01-02-a.md, or bring in the whole site with bantin import';
    expect(misplacedFiles(content).map(formatProblem)).toEqual([line]);
    expect((await bantin('check', content)).stderr).toContain(line);
  });

  it.each(['_posts/2024-01-02-a.md', 'hugo.toml', 'content/posts/a.md'])(
    'is one of another program where there is no site.yaml: %s',
    async name => {
      const folder = temporaryDirectory();
      writeInto(folder, name, ARTICLE);
      const advice = `bring that in with bantin import ${folder} --out ELSEWHERE`;
      for (const args of [['check'], ['build', '--out', join(folder, 'public')]])
        expect((await bantin(...args, folder)).stderr).toContain(advice);
      const bare = temporaryDirectory();
      expect((await bantin('check', bare)).stderr).not.toContain('bantin import');
    },
  );

  it.each(['media/a.txt', 'media/x/a.html', 'media/README.md'])('in media/ is public as it stands: %s', path => {
    expect(found({ [path]: ARTICLE, 'media/b.txt': 'Lời', 'media/c.md': ARTICLE })).toEqual([
      `${path}: warning: has front matter and lies under media/, so it is published as it stands, a draft, too; move ` +
        `it to ${path.replace('media', 'articles')}`,
    ]);
  });

  it('is told of by check and build', async () => {
    const content = makeContent({ 'articles/a.md': ARTICLE, 'tin.md': ARTICLE });
    const line = 'tin.md: warning: lies outside articles/';
    expect((await bantin('check', content)).stderr).toContain(line);
    expect((await bantin('build', content, '--out', `${content}-out`)).stderr).toContain(line);
  });
});
