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
        '[a](a.md) [b](b.md) [d](d.md) [e](e.md) [f](f.md)',
      ),
      'articles/d.md': article('title: D\ndraft: true'),
      'articles/e.md': article('title: E\ndate: 2027-01-02T00:00:00Z'),
      'articles/f.md': article('title: F\ndate: 2026-01-02\nexpires: 2026-01-03'),
      'media/x.jpg': 'x',
    });
    const checked = await check({ content, site: SITE, now: NOW });
    expect(checked.read).toBe(6);
    expect(checked.problems.map(formatProblem)).toEqual([
      'articles/a.md:1:1: the front matter is never closed; end it with a line ---',
      'articles/b.md:8:5: warning: "y.md" leads to articles/y.md, which is not published; correct the path',
      'articles/c.md:7:5: warning: "a.md" leads to articles/a.md, which is not published, since it has an error; ' +
        'mend that',
      'articles/c.md:7:25: warning: "d.md" leads to articles/d.md, which is not published while it is a draft ' +
        '(draft: true): publish it, too, or take the link out',
      'articles/c.md:7:35: warning: "e.md" leads to articles/e.md, which is not published until ' +
        '2027-01-02T07:00:00+07:00: before that, the link leads to a page that is not there',
      'articles/c.md:7:45: warning: "f.md" leads to articles/f.md, which is not published any more, since it expired ' +
        'at 2026-01-03T00:00:00+07:00; take the link out',
      expect.stringMatching(/^articles\/d\.md: warning: the article has no date/),
      expect.stringMatching(/^articles\/f\.md: warning: the article expired at/),
    ]);
  });
});
