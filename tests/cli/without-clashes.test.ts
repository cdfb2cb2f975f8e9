import { describe, expect, it } from 'vitest';
import { withoutClashes } from '../../functions/cli/without-clashes.ts';
import { formatProblem } from '../../functions/core/problem.ts';

async function* filesOf(paths: readonly string[]) {
  for (const path of paths) yield { path, body: path };
}

describe('the files of a directory', () => {
  it.each([
    ['a folder as a file', 'media/a/x.jpg', 'media/a'],
    ['a file as a folder', 'media/a', 'media/a/x/y.jpg'],
  ])('leave out %s, and tell of it', async (_, first, second) => {
    const problems: string[] = [];
    const kept: string[] = [];
    const files = filesOf(['rss.xml', first, second, 'media/ab', 'media/b/x.jpg']);
    for await (const { path } of withoutClashes(files, problem => problems.push(formatProblem(problem))))
      kept.push(path);
    expect(kept).toEqual(['rss.xml', first, 'media/ab', 'media/b/x.jpg']);
    expect(problems).toEqual([
      `${second}: it would be published as ${second}, where ${first} stands in its way; rename one`,
    ]);
  });

  it.each(['.bantin', '.bantin/index.html'])('leave out %s, where their own mark lies', async path => {
    const problems: string[] = [];
    const kept: string[] = [];
    for await (const file of withoutClashes(filesOf([path, 'a.html']), problem =>
      problems.push(formatProblem(problem)),
    ))
      kept.push(file.path);
    expect(kept).toEqual(['a.html']);
    expect(problems).toEqual([
      `${path}: it would be published as ${path}, where .bantin stands in its way; rename one`,
    ]);
  });
});
