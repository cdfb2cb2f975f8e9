import { describe, expect, it } from 'vitest';
import { annotation } from '../../../functions/cli/output/annotations.ts';
import { bantin, makeOwnContent } from '../run.ts';

describe('an annotation of GitHub', () => {
  it('has the place and the words of a problem, and nothing in them ends it', () => {
    const problem = { path: 'content\\a,b:c.md', line: 3, column: 7, severity: 'error', message: '50 %\n::x' } as const;
    expect(annotation(problem)).toBe('::error file=content/a%2Cb%3Ac.md,line=3,col=7::50 %25%0A::x');
    expect(annotation({ path: 'a.md', severity: 'note', message: 'x' })).toBe('::notice file=a.md::x');
    expect(annotation({ path: 'a.md', column: 2, severity: 'warning', message: 'x' })).toBe('::warning file=a.md::x');
  });

  it('is what check prints of each problem with --format github', async () => {
    const content = makeOwnContent({ 'articles/a.md': '---\ntitle: A\ndate: hôm qua\n---\nLời\n' });
    const { status, stdout, stderr } = await bantin('check', content, '--format', 'github');
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(
      /^::error file=\S+articles\/a\.md,line=3,col=7::.*\n1 source checked: 1 error, 0 warnings\n$/,
    );
    const wrong = await bantin('check', content, '--format', 'x');
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('Allowed choices are text, github') });
  });
});
