import { describe, expect, it } from 'vitest';
import { NOW } from '../core/samples.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const HOUR = 3_600_000;

/** A source whose article was published so many hours ago. */
const story = (title: string, hoursAgo: number, ...fields: readonly string[]) =>
  article(
    [`title: ${title}`, `date: ${new Date(NOW - hoursAgo * HOUR).toISOString()}`, ...fields].join('\n'),
    `Lời của ${title}.`,
  );

describe('the address of a feed', () => {
  const site = siteYaml('categories: [{ title: Thời sự, aliases: [Tin tức] }]');

  it('stays that of the category that had it, whatever an article calls itself or its folder', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': story('A', 2, 'category: Thời sự') }, { site });
    const key = await newsroom.write('articles/tin-tuc/b.md', story('B', 1));
    const other = await newsroom.write('articles/c.md', story('C', 3, 'category: Tin Tực'));
    const { problems } = await newsroom.changes(key, other);
    expect(await newsroom.titles('thoi-su')).toEqual(['B', 'A', 'C']);
    expect((await newsroom.feeds.get('public/tin-tuc/rss.xml'))?.metadata).toEqual({ redirect: '/thoi-su/rss.xml' });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect(problems).toEqual([
      expect.objectContaining({
        path: other,
        severity: 'warning',
        message: expect.stringContaining('"Tin Tực" has the slug of "Thời sự" and goes there'),
      }),
    ]);
  });
});
