import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { LiveNewsroom, PERMALINK, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

/** Returns the target of the only link of an article, in a feed that equals that of a build from scratch. */
async function linkIn(newsroom: LiveNewsroom, title: string): Promise<string | undefined> {
  const files = await newsroom.files();
  expect(files).toEqual(await newsroom.scratch());
  const feed = JSON.parse(Buffer.from(files.get('feed.json') ?? '', 'latin1').toString());
  const item = feed.items.find((one: { title: string }) => one.title === title);
  return /href="([^"]*)"/.exec(item?.content_html)?.[1];
}

describe('a link to an article as other publishers write it', () => {
  it('follows the article that it means, whichever there is', async () => {
    const text = article('title: A\ndate: 2026-11-20', '[b]({% post_url 2026-11-19-b %})');
    const newsroom = await LiveNewsroom.open({ 'articles/x/_posts/a.md': text }, { site: siteYaml(PERMALINK) });
    await newsroom.changes(await newsroom.write('articles/_posts/2026-11-19-b.markdown', article('title: B')));
    const far = await linkIn(newsroom, 'A');
    expect(far).toMatch(/^https:.*\/b(?:\/|\.html)?$/);
    const near = 'articles/x/_posts/2026-11-19-b.md';
    await newsroom.changes(await newsroom.write(near, article('title: B2\nslug: gan')));
    expect(await linkIn(newsroom, 'A')).toMatch(/\bgan\b/);
    await newsroom.changes(await newsroom.remove(near));
    expect(await linkIn(newsroom, 'A')).toBe(far);
  });

  it.each(['{% post_url 2026-11-19-b %}', '{{ site.baseurl }}{% post_url 2026-11-19-b %}', '{{ site.baseurl }}b.md'])(
    'leads to its article as soon as that is there: %s',
    async address => {
      const text = article('title: A\ndate: 2026-11-20', `[b](${address})`);
      const newsroom = await LiveNewsroom.open({ 'articles/a.md': text }, { site: siteYaml(PERMALINK) });
      const key = address.endsWith('b.md') ? 'articles/b.md' : 'articles/2026-11-19-b.md';
      await newsroom.changes(await newsroom.write(key, article('title: B\ndate: 2026-11-19\nslug: bai-b')));
      expect(await linkIn(newsroom, 'A')).toBe('https://bao.example/bai-b.html');
    },
  );
});
