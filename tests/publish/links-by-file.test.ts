import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readingSlug, slugBesideName } from '../../functions/core/article/key.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { expectAsScratch } from './as-scratch.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article, buildContent } from './newsroom.ts';

const LIMITS = { delta: 3, perSegment: 2, slack: 1, perCommit: 2, perRead: 2 };
const A = 'articles/cho/a.md';
const PAGE = `articles/${readingSlug(A)}/index.html`;
const story = (body: string, ...fields: readonly string[]) =>
  article(['title: A', 'date: 2026-11-20', 'tags: [Chợ]', ...fields].join('\n'), body);
const WORKS = ['changes', 'sweep', 'full'] as const;
const other = article('title: B\ndate: 2026-11-19');
const addressOf = (key: string) => `https://feeds.bao.example/articles/${readingSlug(key, slugBesideName(key))}/`;

/** Returns the key of that of some articles to which each of some files leads, which are of one mind. */
async function targetIn({ feeds }: LiveNewsroom, paths: readonly string[], keys: readonly string[]) {
  const found = await Promise.all(
    paths.map(async path => {
      const text = Buffer.from((await feeds.get(`public/${path}`))?.bytes ?? '').toString();
      expect(text).toContain('hướng đi');
      const [, url] = /href=(?:"|&quot;|\\")([^"&\\]+)[^>]{0,9}>hướng đi/.exec(text.replaceAll('&lt;', '<')) ?? [];
      return keys.filter(key => url === `${addressOf(key)}#x`);
    }),
  );
  expect(new Set(found.map(String)).size).toBe(1);
  return found[0];
}

describe('a link by file that may mean several articles', () => {
  // Each by whatever work tells of it in thorough tests, else by one of these.
  it.each([
    ['', './b.html', 0, ['articles/cho/b.html', 'articles/cho/b.md'], [PAGE, 'rss.xml', 'cho/rss.xml']],
    [
      'feeds: { tags: { formats: [rss] } }',
      './b.html',
      1,
      ['articles/cho/b.html', 'articles/cho/b.mdx'],
      [PAGE, 'tags/cho/rss.xml'],
    ],
    ['', '../que/b', 2, ['articles/que/b.md', 'articles/que/b/index.md'], [PAGE, 'rss.xml']],
    ['', '@/que/b.md', 0, ['articles/que/b.md', 'articles/cho/que/b.md'], [PAGE, 'rss.xml']],
  ])('leads to the likeliest that is there, in any order: %s %s', async (line, link, told, keys, paths) => {
    const content = { [A]: story(`Một [hướng đi](${link}#x) khác.`) };
    const newsroom = await LiveNewsroom.open(content, { limits: LIMITS, site: siteYaml(line) });
    const [likeliest = '', next = ''] = keys;
    for (const work of IS_THOROUGH ? WORKS : WORKS.slice(told, told + 1)) {
      const tell = async (key: string) =>
        work === 'full'
          ? newsroom.publish({ kind: 'full' })
          : work === 'sweep'
            ? newsroom.sweep()
            : newsroom.changes(key);
      const expectTarget = async (expected: string) => {
        expect(await targetIn(newsroom, paths, keys)).toEqual([expected]);
        await expectAsScratch(newsroom);
      };
      await expectTarget(likeliest);
      await tell(await newsroom.write(next, other));
      await expectTarget(next);
      await tell(await newsroom.write(likeliest, article('title: C\ndate: 2026-11-18\nid: c\ndraft: true')));
      await expectTarget(likeliest);
      await tell(await newsroom.remove(likeliest));
      await expectTarget(next);
      await tell(await newsroom.remove(next));
    }
  });

  it.each(['<a href="../que/b#x">hướng đi</a>', '[hướng đi](<../que/b#x>)', '[hướng đi][r]\n\n[r]: ../que/b#x'])(
    'leads to a file that is named without its ending, however it is written: %s',
    async link => {
      const newsroom = await LiveNewsroom.open({ [A]: story(link) }, { limits: LIMITS });
      const key = 'articles/que/b/index.md';
      await newsroom.changes(await newsroom.write(key, other));
      expect(await targetIn(newsroom, [PAGE, 'rss.xml'], [key])).toEqual([key]);
      await expectAsScratch(newsroom);
    },
  );

  it('is that of a build from scratch where a folder is typed in NFC, and the name in it in NFD', async () => {
    const mixed = `articles/chợ/${'quê'.normalize('NFD')}.md`;
    const content = { [A]: story('Một [hướng đi](/articles/chợ/quê.html#x) khác.'), [mixed]: other };
    const newsroom = await LiveNewsroom.open(content, { limits: LIMITS });
    await expectAsScratch(newsroom);
  });

  it('leads there from what comes later than both, and from what is read again', async () => {
    const b = 'articles/cho/b.md';
    const newsroom = await LiveNewsroom.open({ [b]: other }, { limits: LIMITS });
    await newsroom.changes(await newsroom.write(A, story('[hướng đi](./b.html#x)')));
    expect(await targetIn(newsroom, [PAGE, 'rss.xml'], [b])).toEqual([b]);
    await newsroom.changes(await newsroom.write(A, story('[hướng đi](./b.html#x)', 'draft: true')));
    await newsroom.changes(await newsroom.write(A, story('[hướng đi](b.html#x)')));
    expect(await targetIn(newsroom, [PAGE, 'rss.xml'], [b])).toEqual([b]);
    await expectAsScratch(newsroom);
  });

  it('is of Markdown or HTML alone', async () => {
    const { files, problems } = await buildContent({
      [A]: story('[hướng đi](./b.html#x)'),
      'articles/cho/b.htm': other,
      'articles/cho/c.html': article('title: C\ndate: 2026-11-18', '<p><a href="a.html">hướng đi</a></p>'),
    });
    expect(files.get(`articles/${readingSlug('articles/cho/c.html')}/index.html`)).toContain(addressOf(A));
    expect(problems).toEqual([expect.stringContaining(`${A}:6:12: warning: "./b.html#x" leads to`)]);
  });
});
