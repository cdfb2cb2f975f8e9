import { describe, expect, it } from 'vitest';
import { check } from '../../functions/build/check.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { NOW, SITE } from '../core/samples.ts';
import { article } from '../publish/newsroom.ts';

describe('a check', () => {
  it('tells the problems of sources and what readers would stumble over, by path and line', async () => {
    const content = createMemoryStore({
      'articles/b.md': article('title: B\ndate: 2026-11-20\ncategory: X', '![x](/media/x.jpg)\n\n[y](y.md)'),
      'articles/a.md': '---\ntitle: A\n',
      'articles/c.md': article(
        'title: C\ndate: 2026-11-20\ncategory: X\nimage: /media/x.jpg',
        '[a](a.md) [b](b.md) [d](d.md)',
      ),
      'articles/d.md': article('title: D\ndraft: true'),
      'media/x.jpg': 'x',
    });
    const checked = await check({ content, site: SITE, now: NOW });
    expect(checked.read).toBe(4);
    expect(checked.problems.map(formatProblem)).toEqual([
      'articles/a.md:1:1: the front matter is never closed; end it with a line ---',
      'articles/b.md:8: warning: "y.md" leads to articles/y.md, which is not published; correct the path',
      'articles/c.md:7: warning: "a.md" leads to articles/a.md, which is not published; correct the path',
      'articles/c.md:7: warning: "d.md" leads to articles/d.md, which is not published; correct the path',
      expect.stringMatching(/^articles\/d\.md: warning: the article has no date/),
    ]);
  });
});
