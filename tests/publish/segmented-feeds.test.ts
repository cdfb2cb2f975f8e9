import { describe, expect, it } from 'vitest';
import { isSegmented } from '../../functions/core/index/segmented/segmented-feed.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { LiveNewsroom, type LiveOptions, PERMALINK, siteYaml } from './live-newsroom.ts';
import { article, type Content } from './newsroom.ts';

const FEEDS = 'feeds: { authors: true, tags: { minimum: 2 } }';
const NARROW = { slack: 1, perFeedSegment: 2, feedSegmentsPerCommit: 2, delta: 6 };
const iso = (instant: number) => new Date(instant).toISOString();
const story = (title: string, hoursAgo: number, ...fields: readonly string[]) =>
  article([`title: ${title}`, `date: ${iso(NOW - hoursAgo * HOUR)}`, ...fields].join('\n'), `Lời của ${title}.`);
const numbered = (count: number, text: (at: number) => string): Content =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`articles/${at}.md`, text(at)]));

async function open(content: Content, options: LiveOptions = {}): Promise<LiveNewsroom> {
  const newsroom = await LiveNewsroom.open(content, {
    site: siteYaml('entries: 2', 'minimumHours: 0', FEEDS),
    limits: NARROW,
    ...options,
  });
  await isAsFromScratch(newsroom);
  return newsroom;
}

async function isAsFromScratch(newsroom: LiveNewsroom): Promise<void> {
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
}

/** Articles that fill the feed of all, so that nothing but feeds in segments shows older ones. */
const NEWER = Object.fromEntries([1, 2, 3, 4].map(at => [`articles/new-${at}.md`, story(`N${at}`, 1)]));

describe('feeds of authors and tags', () => {
  it('are as a build from scratch makes them, after any article, sweep and compaction', async () => {
    const newsroom = await open(
      numbered(20, at => story(`${at}`, at * 5, `tags: [t${at % 4}, a${at % 3}]`, `author: Tác giả ${at % 2}`)),
      { site: siteYaml('entries: 3', 'minimumHours: 24', FEEDS) },
    );
    for (let at = 0; at < (IS_THOROUGH ? 9 : 6); at++) {
      if (at % 3 === 2) await newsroom.remove(`articles/${at}.md`);
      else await newsroom.write(`articles/${at}.md`, story(`mới ${at}`, at, `tags: [t${at % 5}, a${at % 2}]`));
      await newsroom.changes(`articles/${at}.md`);
      await isAsFromScratch(newsroom);
      newsroom.now += 2 * HOUR;
      await newsroom.sweep();
      await isAsFromScratch(newsroom);
    }
  });

  it('cost a publish as many requests, and the manifest as much, however many others there are', async () => {
    const costs: { requests: number; names: number }[] = [];
    for (const others of [20, IS_THOROUGH ? 90 : 60]) {
      const newsroom = await LiveNewsroom.open(
        numbered(others, at =>
          story(`${at}`, 2 + 30 * at, `tags: [khác ${at}, khác ${at + 1}, chung]`, `author: Ai ${at}`),
        ),
        { site: siteYaml('entries: 2', 'minimumHours: 0', FEEDS), limits: { delta: 2000 } },
      );
      const text = story('Mới', 1, 'tags: [khác 3, khác 4, chung]', 'author: Ai 5');
      const { requests } = await newsroom.changes(await newsroom.write('articles/new.md', text));
      const { delta: _, feedSegments = [], directory, ...state } = await newsroom.state();
      const known = JSON.stringify(state);
      costs.push({ requests: requests.length, names: known.split('khac-').length });
      expect(requests.filter(request => request.startsWith('GET state/feeds/')).length).toBeLessThanOrEqual(4);
      expect(feedSegments.reduce((sum, { feeds = 0 }) => sum + feeds, 0)).toBeGreaterThan(2 * others);
      expect(directory?.letters).toEqual([
        ['author', 'a'],
        ['tag', 'c'],
        ['tag', 'k'],
      ]);
      expect(Object.keys(state.windows.horizons).some(key => key !== 'news' && isSegmented(key as 'all'))).toBe(false);
    }
    expect(costs[1]?.names).toBe(costs[0]?.names);
    expect(Math.abs((costs[1]?.requests ?? 0) - (costs[0]?.requests ?? 0))).toBeLessThanOrEqual(3);
  });

  it('tell the length of a file that comes later, though no other feed shows the article', async () => {
    const site = siteYaml('entries: 2', 'minimumHours: 0', FEEDS);
    const old = story('Cũ', 100, 'tags: [nghe, x]', 'enclosure: /media/a.mp3');
    const newsroom = await open(
      { ...NEWER, 'articles/old.md': old, 'articles/o2.md': story('O', 90, 'tags: [nghe]') },
      { site },
    );
    for (const text of ['xx', 'xxxx']) {
      const ran = await newsroom.changes(await newsroom.write('media/a.mp3', text));
      expect(ran.changed).toContain('tags/nghe/rss.xml');
      expect((await newsroom.files()).get('tags/nghe/rss.xml')).toContain(`length="${text.length}"`);
      await isAsFromScratch(newsroom);
    }
  });

  it('lead to an article where it is read by now, though no other feed shows who leads to it', async () => {
    const old = story('Cũ', 100, 'tags: [nối]').replace('Lời của', '[Bài](/articles/b.md)');
    const other = story('O', 90, 'tags: [nối]');
    const content = { ...NEWER, 'articles/old.md': old, 'articles/o2.md': other, 'articles/b.md': story('B', 200) };
    const newsroom = await open(content, { site: siteYaml('entries: 2', 'minimumHours: 0', PERMALINK, FEEDS) });
    await newsroom.changes(await newsroom.write('articles/b.md', story('B', 200, 'link: https://khac.example/b')));
    expect((await newsroom.files()).get('tags/noi/rss.xml')).toContain('https://khac.example/b');
    await isAsFromScratch(newsroom);
    await newsroom.changes(await newsroom.remove('articles/b.md'));
    expect((await newsroom.files()).get('tags/noi/rss.xml')).not.toContain('khac.example');
    await isAsFromScratch(newsroom);
  });

  it('show less once their articles are old, though none changes', async () => {
    const site = siteYaml('entries: 2', 'minimumHours: 24', FEEDS);
    const newsroom = await open(
      numbered(6, at => story(`${at}`, 1 + at, 'tags: [x]')),
      { site },
    );
    const shown = async () => (await newsroom.titles('tags/x'))?.length;
    expect([await shown(), Object.keys((await newsroom.state()).shrinking ?? {})]).toEqual([undefined, ['tag:x']]);
    const items = async () => (await newsroom.files()).get('tags/x/rss.xml')?.split('<item>').length;
    expect(await items()).toBe(7);
    for (const hours of [20, 3, 20]) {
      newsroom.now += hours * HOUR;
      await newsroom.sweep();
      await isAsFromScratch(newsroom);
    }
    expect(await items()).toBe(3);
    expect((await newsroom.state()).shrinking).toBeUndefined();
  });

  it('go with their last article, from the lists and with all their files', async () => {
    const newsroom = await open({
      'articles/a.md': story('A', 2, 'tags: [x, y]'),
      'articles/b.md': story('B', 1, 'tags: [x]'),
    });
    await newsroom.changes(await newsroom.remove('articles/b.md'));
    await isAsFromScratch(newsroom);
    const ran = await newsroom.changes(await newsroom.remove('articles/a.md'));
    expect(ran.changed).toEqual(expect.arrayContaining(['tags/x/index.html', 'tags/x.html', 'tags/index.html']));
    await isAsFromScratch(newsroom);
    await newsroom.changes(await newsroom.write('articles/c.md', story('C', 1, 'tags: [y]')));
    await isAsFromScratch(newsroom);
  });

  it('are filled from the months where withdrawals leave too few, once', async () => {
    const content = { ...NEWER, ...numbered(9, at => story(`${at}`, 30 + at, 'tags: [x]')) };
    const newsroom = await open(content, { limits: { ...NARROW, delta: 400 } });
    for (const at of [0, 1, 2]) await newsroom.remove(`articles/${at}.md`);
    await newsroom.changes('articles/0.md', 'articles/1.md', 'articles/2.md');
    await isAsFromScratch(newsroom);
    // What was found is kept, or each publish would look for it again.
    expect((await newsroom.state()).delta['feed:tag:x']).toHaveProperty('window');
  });

  it('are mended where others change, delete or add a file', async () => {
    const newsroom = await open(numbered(6, at => story(`${at}`, at, `tags: [t${at % 2}]`, 'author: An')));
    newsroom.now += HOUR;
    await newsroom.feeds.put('public/tags/t0/rss.xml', Buffer.from('khác'));
    await newsroom.feeds.delete('public/tags/t1/index.html');
    await newsroom.feeds.put('public/tags/t2/rss.xml', Buffer.from('thêm'));
    const { audit } = await newsroom.publish({ kind: 'sweep', audit: true });
    expect(audit).toMatchObject({ changed: 1, deleted: 1, added: 1 });
    await isAsFromScratch(newsroom);
    expect((await newsroom.publish({ kind: 'sweep', audit: true })).changed).toEqual([]);
  });

  it('are made again where their records, or the directory, are lost', async () => {
    for (const lost of ['state/feeds/', 'state/names-']) {
      const newsroom = await open(numbered(8, at => story(`${at}`, at, `tags: [t${at % 3}]`)));
      for await (const { key } of newsroom.feeds.list(lost)) await newsroom.feeds.delete(key);
      await newsroom.changes(await newsroom.write('articles/new.md', story('Mới', 0, 'tags: [t0, t1, z]')));
      await newsroom.sweep();
      await isAsFromScratch(newsroom);
    }
  });

  it('follow a site that asks for others, some with each commit', async () => {
    const content = numbered(12, at => story(`${at}`, at, `tags: [t${at % 5}, u${at}]`, `author: A${at % 4}`));
    const newsroom = await open(content);
    for (const feeds of [
      'authors: true, tags: { minimum: 1 }',
      'tags: true',
      'tags: [t1, z]',
      'rules: [{ slug: r, title: R }]',
    ]) {
      await newsroom.write('site.yaml', siteYaml('entries: 2', 'minimumHours: 0', `feeds: { ${feeds} }`));
      await newsroom.sweep();
      await isAsFromScratch(newsroom);
    }
    const { feedSegments, directory } = await newsroom.state();
    expect([feedSegments, directory]).toEqual([undefined, undefined]);
  });
});
