import { describe, expect, it } from 'vitest';
import { browseMonthOf } from '../../functions/core/files/browse-path.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, noted, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const story = (title: string, hoursAgo: number, ...lines: readonly string[]): string =>
  article([`title: ${title}`, `date: ${new Date(NOW - hoursAgo * HOUR).toISOString()}`, ...lines].join('\n'));
const LIFE = 'category: Đời sống';
const LAW = 'category: Tư pháp';
const MONTH = 24 * 31;

/** Pages of months that a run wrote or took away. */
const pagesOf = ({ changed }: { readonly changed: readonly string[] }): readonly string[] =>
  changed.filter(path => browseMonthOf(path) !== undefined);

async function expectAsScratch(newsroom: LiveNewsroom): Promise<void> {
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
}

/** Six articles of each of three months. */
function threeMonths(): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: 18 }, (_, at) => [
      `articles/${at}.md`,
      story(`Bài ${at}`, 1 + (at % 6) + Math.floor(at / 6) * MONTH, at % 2 ? LIFE : LAW),
    ]),
  );
}

describe('an article', () => {
  it('touches the pages of its month and of its section’s month, and no other', async () => {
    const newsroom = await LiveNewsroom.open(threeMonths(), { limits: { perPage: 3 } });
    const ran = await newsroom.changes(await newsroom.write('articles/new.md', story('Mới', 0, LIFE)));
    expect(pagesOf(ran)).toEqual(['browse/2026-11/index.html', 'doi-song/browse/2026-11/index.html']);
    await expectAsScratch(newsroom);
    const older = await newsroom.changes(await newsroom.write('articles/old.md', story('Cũ', MONTH, LAW)));
    expect(pagesOf(older)).toEqual(['browse/2026-10/index.html', 'tu-phap/browse/2026-10/index.html']);
    await expectAsScratch(newsroom);
  });

  it('is corrected, moved and taken back on the pages of months, remembered long ago or lately', async () => {
    // With one change the delta is folded, and with two records of pages so are these.
    for (const delta of [1, 400]) {
      const newsroom = await LiveNewsroom.open(threeMonths(), { limits: { perPage: 2, delta } });
      const change = async (key: string, text: string | undefined): Promise<readonly string[]> => {
        if (text === undefined) await newsroom.remove(key);
        else await newsroom.write(key, text);
        const ran = await newsroom.changes(key);
        await expectAsScratch(newsroom);
        return pagesOf(ran);
      };
      expect(await change('articles/17.md', story('Sửa', 6 + 2 * MONTH, LIFE))).toEqual([
        'browse/2026-09-1/index.html',
        'doi-song/browse/2026-09/index.html',
      ]);
      expect(await change('articles/17.md', story('Sửa', 6 + 2 * MONTH, LAW))).toContain(
        'tu-phap/browse/2026-09/index.html',
      );
      expect(await change('articles/16.md', story('Dời', 2, LAW))).toContain('browse/2026-11/index.html');
      const others = [12, 13, 14, 15, 17].map(at => `articles/${at}.md`);
      for (const key of others) await newsroom.changes(await newsroom.remove(key));
      const left = [...(await newsroom.files()).keys()].filter(path => browseMonthOf(path) === '2026-09');
      expect(left).toEqual([]);
      // What went comes again, as it was.
      await change('articles/12.md', threeMonths()['articles/12.md']);
      expect(await newsroom.sweep()).toMatchObject({ changed: [] });
      expect((await newsroom.publish({ kind: 'full' })).changed).toEqual([]);
    }
  });

  it('is not on them before its instant, nor once it is withdrawn', async () => {
    const newsroom = await LiveNewsroom.open({ ...threeMonths(), 'articles/x.md': story('BIMAT', -2, LIFE) });
    const shows = async (): Promise<readonly string[]> =>
      [...(await newsroom.files())].filter(([, body]) => body.includes('BIMAT')).map(([path]) => path);
    expect(await shows()).toEqual([]);
    newsroom.now = NOW + 2 * HOUR;
    await newsroom.sweep();
    expect(await shows()).toEqual(
      expect.arrayContaining(['browse/2026-11/index.html', 'doi-song/browse/2026-11/index.html']),
    );
    await newsroom.changes(await newsroom.write('articles/x.md', story('BIMAT', -2, LIFE, 'withdrawn: true')));
    expect(await shows()).toEqual([]);
    await expectAsScratch(newsroom);
  });
});

describe('the records of the pages of months', () => {
  it('do not pile up in the manifest: a rebuild, and whoever finds many, leaves them with the months', async () => {
    const newsroom = await LiveNewsroom.open(threeMonths(), { limits: { perPage: 2, delta: 4 } });
    const inManifest = async (): Promise<number> =>
      Object.keys((await newsroom.state()).files).filter(path => browseMonthOf(path) !== undefined).length;
    expect(await inManifest()).toBeLessThanOrEqual(4);
    for (let at = 0; at < 10; at++) {
      await newsroom.changes(await newsroom.write(`articles/new-${at}.md`, story(`Mới ${at}`, 0, LIFE)));
      expect(await inManifest()).toBeLessThanOrEqual(4);
    }
    await expectAsScratch(newsroom);
    const parts: string[] = [];
    for await (const { key } of newsroom.feeds.list('state/months/')) parts.push(key);
    expect(parts).toHaveLength(3);
  });

  it('that are lost send a rebuild, which writes what differs', async () => {
    const newsroom = await LiveNewsroom.open(threeMonths(), { limits: { perPage: 2, delta: 4 } });
    for await (const { key } of newsroom.feeds.list('state/months/')) await newsroom.feeds.delete(key);
    await newsroom.publish({ kind: 'full' });
    await expectAsScratch(newsroom);
  });

  it('that are lost send a rebuild, too, from a run that has committed before it comes to them', async () => {
    const newsroom = await LiveNewsroom.open(threeMonths(), { limits: { perPage: 2, delta: 6 } });
    await newsroom.changes(await newsroom.write('articles/old.md', story('Cũ', MONTH, LAW)));
    await newsroom.write('articles/new.md', story('Mới', 0, LIFE));
    const feeds = noted(newsroom.feeds, [], async request => {
      if (request.startsWith('PUT public/')) throw new Error('killed');
    });
    const killed = newsroom.publish({ kind: 'changes', keys: ['articles/new.md'] }, { feeds });
    await expect(killed).rejects.toThrow('killed');
    for await (const { key } of newsroom.feeds.list('state/months/2026-10')) await newsroom.feeds.delete(key);
    await newsroom.write('articles/newer.md', story('Mới hơn', 0, LIFE));
    newsroom.now += HOUR;
    const ticking = noted(newsroom.feeds, [], async () => {
      newsroom.now += 1000;
    });
    await newsroom.publish({ kind: 'sweep' }, { feeds: ticking });
    await expectAsScratch(newsroom);
    expect((await newsroom.state()).pending).toEqual([]);
    expect((await newsroom.sweep()).changed).toEqual([]);
  });

  it('are named by an article in the way of its language, a month within a line in small letters', async () => {
    const written = { 'articles/a.md': story('A', 1, LIFE), 'articles/b.md': story('B', 2, LIFE, 'language: fr') };
    const newsroom = await LiveNewsroom.open(written);
    const pages = [...(await newsroom.files())].filter(([path]) => /^articles\/.*html$/.test(path));
    const links = pages.flatMap(([, body]) =>
      [
        ...Buffer.from(body, 'latin1')
          .toString()
          .matchAll(/browse\/2026-11\/">([^<]*)/g),
      ].map(([, name]) => name),
    );
    expect(links).toEqual([
      'Đời sống, tháng 11 năm 2026',
      'Tháng 11 năm 2026',
      'Đời sống, novembre 2026',
      'Novembre 2026',
    ]);
  });

  it('give a section no page where its name is that of a month', async () => {
    const site = siteYaml('categories:', '  - { id: x, title: Tháng, slug: 2026-11 }');
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': story('A', 1, 'category: Tháng') }, { site });
    const files = await newsroom.files();
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['2026-11/browse/2026-11/index.html', 'browse/2026-11/index.html']),
    );
    await expectAsScratch(newsroom);
  });
});
