import { describe, expect, it } from 'vitest';
import { check } from '../../functions/build/check.ts';
import { SITE } from '../core/samples.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const DATED = siteYaml('permalink: /{yyyy}/{slug}/', 'entries: 3', 'minimumHours: 0');
const story = (title: string, date: string, body = 'Lời.', ...fields: readonly string[]) =>
  article([`title: ${title}`, `date: ${date}`, ...fields].join('\n'), body);
const TO_B = '[b](../b/hai.md#x) và <a href="../b/hai.md">b</a>, [c](c.html "C")';

/** Addresses that the entry of an article leads to. */
async function linksOf(newsroom: LiveNewsroom, title: string): Promise<readonly string[]> {
  const feed = JSON.parse((await newsroom.files()).get('feed.json') ?? '');
  const html = feed.items.find((item: { title: string }) => item.title === title)?.content_html ?? '';
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replace('https://bao.example', ''));
}

const NOWHERE = ['/2026/mot/../b/hai.md#x', '/2026/mot/../b/hai.md', '/2026/mot/c.html'].map(
  path => new URL(path, 'https://bao.example').pathname + (path.endsWith('#x') ? '#x' : ''),
);

describe('links to articles by their files, on a site with a permalink', () => {
  it('lead to where these are read, in whatever order they come, move and go', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a/mot.md': story('A', '2026-11-20', TO_B) }, { site: DATED });
    const expectLinks = async (...links: readonly string[]) => {
      expect(await linksOf(newsroom, 'A')).toEqual(links);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
    };
    await expectLinks(...NOWHERE);

    await newsroom.changes(await newsroom.write('articles/b/hai.md', story('B', '2025-01-02')));
    await expectLinks('/2025/hai/#x', '/2025/hai/', NOWHERE[2] ?? '');

    await newsroom.changes(await newsroom.write('articles/b/hai.md', story('B', '2024-01-02', 'Lời.', 'slug: moi')));
    await newsroom.write('articles/a/c.html', story('C', '2020-01-02'));
    await newsroom.sweep();
    await expectLinks('/2024/moi/#x', '/2024/moi/', '/2020/c/');

    await newsroom.changes(await newsroom.write('articles/b/hai.md', story('B', '2024-01-02', 'Lời.', 'draft: true')));
    await expectLinks(...NOWHERE.slice(0, 2), '/2020/c/');

    await newsroom.changes(await newsroom.remove('articles/a/c.html'));
    await expectLinks(...NOWHERE);
  });

  it('lead to articles that no window holds, from a rebuild and from a single change', async () => {
    const old = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [
        `articles/cu-${at}.md`,
        story(`Cũ ${at}`, `2023-01-${String(at + 1).padStart(2, '0')}`),
      ]),
    );
    const limits = { delta: 2, slack: 1, perSegment: 4, considered: 5 };
    const link = '[x](cu-3.md)';
    const content = { ...old, 'articles/a.md': story('A', '2026-11-20', link) };
    const newsroom = await LiveNewsroom.open(content, { site: DATED, limits });
    expect(await linksOf(newsroom, 'A')).toEqual(['/2023/cu-3/']);
    await newsroom.changes(await newsroom.write('articles/b.md', story('B', '2026-11-21', '[x](cu-4.md) [a](a.md)')));
    expect(await linksOf(newsroom, 'B')).toEqual(['/2023/cu-4/', '/2026/a/']);
    await newsroom.changes(await newsroom.write('articles/cu-4.md', story('Cũ', '2022-01-01')));
    expect(await linksOf(newsroom, 'B')).toEqual(['/2022/cu-4/', '/2026/a/']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('lead to an article once it is due', async () => {
    const content = {
      'articles/a.md': story('A', '2026-11-20', '[b](b.md)'),
      'articles/b.md': story('B', '2026-11-23T12:30:00Z'),
    };
    const newsroom = await LiveNewsroom.open(content, { site: DATED });
    expect(await linksOf(newsroom, 'A')).toEqual(['/2026/a/b.md']);
    newsroom.now += 3_600_000;
    await newsroom.sweep();
    expect(await linksOf(newsroom, 'A')).toEqual(['/2026/b/']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('are the same from scratch where months have archives, which do not follow them', async () => {
    const site = `${DATED}archives: true\n`;
    const content = { 'articles/a/mot.md': story('A', '2026-09-20', TO_B), 'articles/d.md': story('D', '2026-11-20') };
    const newsroom = await LiveNewsroom.open(content, { site });
    await newsroom.changes(await newsroom.write('articles/b/hai.md', story('B', '2025-01-02')));
    expect(await linksOf(newsroom, 'A')).toEqual(['/2025/hai/#x', '/2025/hai/', NOWHERE[2]]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await newsroom.changes(await newsroom.write('articles/a/mot.md', story('A', '2026-09-20', `${TO_B} thêm`)));
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('that lead nowhere are found by a check', async () => {
    const newsroom = new LiveNewsroom({
      'articles/a.md': story('A', '2026-11-20', '[b](b.md), [c](c.md)'),
      'articles/b.md': story('B', '2026-11-20'),
    });
    const site = { ...SITE, permalink: 'https://bao.example/{yyyy}/{slug}/' };
    const { problems } = await check({ content: newsroom.content, site, now: newsroom.now });
    expect(problems.filter(({ message }) => message.includes('leads to')).map(({ message }) => message)).toEqual([
      '"c.md" leads to articles/c.md, which is not there; correct the path',
    ]);
  });
});
