import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, PERMALINK, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const iso = (instant: number) => new Date(instant).toISOString();
const story = (title: string, hoursAgo: number, ...fields: readonly string[]) =>
  article([`title: ${title}`, `date: ${iso(NOW - hoursAgo * HOUR)}`, ...fields].join('\n'), `Lời của ${title}.`);
const DOI_SONG = 'category: Đời sống';
const TU_PHAP = 'category: Tư pháp';
const feedsOf = (folder: string) => ['atom.xml', 'feed.json', 'index.html', 'rss.xml'].map(name => folder + name);
const page = (name: string) => expect.stringMatching(new RegExp(`^articles/${name}-[0-9a-f]{8}/index\\.html$`));

const TWO = {
  'articles/a.md': story('A', 30, DOI_SONG),
  'articles/b.md': story('B', 29, TU_PHAP),
};

/** The pages that list the articles of the month, of all and of the section. */
const MONTHS = ['browse/2026-11/index.html', 'doi-song/browse/2026-11/index.html'];

describe('one new article', () => {
  it('is written to the files that hang on it, and to no other', async () => {
    const newsroom = await LiveNewsroom.open(TWO);
    const key = await newsroom.write('articles/c.md', story('C', 1, DOI_SONG));
    const ran = await newsroom.changes(key);
    const lists = ['news-sitemap.xml', 'sitemap.xml', 'sitemaps/2026-11.xml', ...MONTHS];
    expect(ran.changed).toEqual([page('c'), ...[...feedsOf(''), ...feedsOf('doi-song/'), ...lists].sort()]);
    expect(ran).toMatchObject({ complete: true, read: 1, published: 1, rejected: 0, feedsWritten: 6 });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('has no page where there is a permalink', async () => {
    const newsroom = await LiveNewsroom.open(TWO, { site: siteYaml(PERMALINK) });
    const ran = await newsroom.changes(await newsroom.write('articles/c.md', story('C', 1, DOI_SONG)));
    expect(ran.changed.filter(path => path.startsWith('articles/'))).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('costs as many requests, whatever else there is', async () => {
    const counts: number[] = [];
    for (const others of [10, 300]) {
      const content = Object.fromEntries(
        Array.from({ length: others }, (_, at) => [`articles/${at}.md`, story(`${at}`, 2 + at / 10, DOI_SONG)]),
      );
      const newsroom = await LiveNewsroom.open(content, { site: siteYaml('minimumHours: 0', 'entries: 5') });
      const key = await newsroom.write('articles/new.md', story('Mới', 1, DOI_SONG));
      counts.push((await newsroom.changes(key)).requests.length);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThanOrEqual(32);
  });

  it('reads no other month, though what all of them list is read elsewhere and no sitemap shows it', async () => {
    const elsewhere = (at: number) => story(`${at}`, 2 + at * 31 * 24, `link: https://khac.example/${at}`);
    const content = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`articles/${at}.md`, elsewhere(at)]));
    const site = siteYaml('minimumHours: 0', 'entries: 5');
    const newsroom = await LiveNewsroom.open(content, { site, limits: { delta: 1 } });
    const ran = await newsroom.changes(await newsroom.write('articles/new.md', story('Mới', 1)));
    expect(ran.requests.filter(request => request.startsWith('GET state/months/'))).toHaveLength(1);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('comes to no feed, but to its page and sitemap, where it is older than what feeds show', async () => {
    const content = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`articles/${at}.md`, story(`${at}`, at, DOI_SONG)]),
    );
    const site = siteYaml('entries: 2', 'minimumHours: 0');
    const newsroom = await LiveNewsroom.open(content, { site, limits: { slack: 1 } });
    const ran = await newsroom.changes(await newsroom.write('articles/old.md', story('Cũ', 100, DOI_SONG)));
    expect(ran.changed).toEqual([page('old'), ...MONTHS, 'sitemaps/2026-11.xml']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

describe('an event', () => {
  it('writes nothing the second time, nor for what is not content', async () => {
    const newsroom = await LiveNewsroom.open(TWO);
    await newsroom.write('articles/c.md', story('C', 1, DOI_SONG));
    await newsroom.changes('articles/c.md');
    newsroom.now += HOUR / 60;
    const again = await newsroom.changes('articles/c.md', 'articles/c.md', 'articles/a.md', 'articles/never-was.md');
    expect(again.requests.filter(request => !request.startsWith('GET'))).toEqual([]);
    const other = await newsroom.changes('notes/x.md', 'articles/.DS_Store', 'articles/../x');
    expect(other.requests).toEqual(['GET state/state.br']);
  });

  it('that was lost is found by the sweep, whatever it told of', async () => {
    const newsroom = await LiveNewsroom.open({ ...TWO, 'articles/x.md': story('X', 5), 'media/a.mp3': 'xx' });
    await newsroom.write('articles/c.md', story('C', 1, DOI_SONG));
    await newsroom.write('articles/a.md', story('A mới', 30, TU_PHAP));
    await newsroom.remove('articles/x.md');
    await newsroom.write('media/a.mp3', 'xxx');
    const ran = await newsroom.sweep();
    expect(ran.complete).toBe(true);
    expect(await newsroom.titles()).toEqual(['C', 'B', 'A mới']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
  });

  it('that comes late says nothing of what an object was: it is read as it is', async () => {
    const newsroom = await LiveNewsroom.open(TWO);
    await newsroom.write('articles/a.md', story('A2', 30));
    await newsroom.write('articles/a.md', story('A3', 30));
    await newsroom.changes('articles/a.md');
    await newsroom.changes('articles/a.md');
    expect(await newsroom.titles()).toEqual(['B', 'A3']);
  });

  it('of a source that is no article takes it out, and the reason is told and remembered', async () => {
    const newsroom = await LiveNewsroom.open(TWO);
    const ran = await newsroom.changes(await newsroom.write('articles/a.md', '---\ntitle: [\n---\n'));
    expect(ran).toMatchObject({ published: 0, rejected: 1, rejectedSources: 1 });
    expect(ran.problems).toMatchObject([{ path: 'articles/a.md', severity: 'error' }]);
    expect(await newsroom.titles()).toEqual(['B']);
    expect((await newsroom.changes('articles/b.md')).rejectedSources).toBe(1);
    expect((await newsroom.state()).delta['articles/a.md']).toMatchObject({ status: 'rejected' });
  });
});

describe('an article that is withdrawn', () => {
  it.each([
    ['deleted', undefined],
    ['made a draft', story('BIMAT', 1, DOI_SONG, 'draft: true')],
    ['put off', story('BIMAT', -1, DOI_SONG)],
    ['spoilt', '---\ntitle: BIMAT\ntags: [\n---\n'],
  ])('leaves every file in the run that sees it %s', async (_, text) => {
    const newsroom = await LiveNewsroom.open({ ...TWO, 'articles/x.md': story('BIMAT', 1, DOI_SONG) });
    const shows = async () =>
      [...(await newsroom.files())].filter(([path, body]) => /BIMAT|articles\/x-/.test(path + body));
    const lists = ['news-sitemap.xml', 'sitemaps/2026-11.xml', ...MONTHS];
    expect((await shows()).map(([path]) => path)).toEqual([
      page('x'),
      ...[...feedsOf(''), ...feedsOf('doi-song/'), ...lists].sort(),
    ]);
    if (text === undefined) await newsroom.remove('articles/x.md');
    else await newsroom.write('articles/x.md', text);
    await newsroom.changes('articles/x.md');
    expect(await shows()).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    for await (const { key } of newsroom.feeds.list('public/')) expect(key).not.toMatch(/\/x-/);
  });
});

describe('the clock', () => {
  it('lets an article out at its instant, by a sweep or whatever run comes first', async () => {
    for (const work of [{ kind: 'sweep' }, { kind: 'changes', keys: [] }] as const) {
      const newsroom = await LiveNewsroom.open({ ...TWO, 'articles/x.md': story('BIMAT', -2, DOI_SONG) });
      newsroom.now = NOW + 2 * HOUR - 1;
      await newsroom.publish(work);
      for (const [path, body] of await newsroom.files()) expect(path + body).not.toMatch(/BIMAT|articles\/x-/);
      newsroom.now = NOW + 2 * HOUR;
      expect((await newsroom.publish(work)).published).toBe(1);
      expect(await newsroom.titles('doi-song')).toEqual(['BIMAT', 'A']);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
    }
  });

  it('lets a correction be seen at its own instant', async () => {
    const key = 'articles/x.md';
    const newsroom = await LiveNewsroom.open({ [key]: story('X', 1, DOI_SONG, `updated: ${iso(NOW + HOUR)}`) });
    const modified = async () => JSON.parse((await newsroom.files()).get('feed.json') ?? '').items[0].date_modified;
    expect(await modified()).toBe('2026-11-23T11:00:00Z');
    newsroom.now = NOW + HOUR;
    const ran = await newsroom.sweep();
    expect(await modified()).toBe('2026-11-23T13:00:00Z');
    expect(ran.changed).toEqual(expect.arrayContaining([page('x'), 'sitemaps/2026-11.xml', 'doi-song/rss.xml']));
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    newsroom.now += HOUR;
    expect((await newsroom.sweep()).changed).toEqual([]);
  });

  it('lets news grow old, and feeds reach back no further than they must', async () => {
    const content = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`articles/${at}.md`, story(`${at}`, at)]));
    const newsroom = await LiveNewsroom.open(content, { site: siteYaml('entries: 2', 'minimumHours: 4') });
    expect(await newsroom.titles()).toEqual(['0', '1', '2', '3']);
    newsroom.now += 2 * HOUR;
    await newsroom.sweep();
    expect(await newsroom.titles()).toEqual(['0', '1']);
    newsroom.now += 44 * HOUR;
    expect((await newsroom.sweep()).changed).toEqual(['news-sitemap.xml']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('that was put back takes out what is not out any more', async () => {
    const newsroom = await LiveNewsroom.open({ ...TWO, 'articles/x.md': story('X', 1) });
    newsroom.now = NOW - 2 * HOUR;
    await newsroom.sweep();
    expect(await newsroom.titles()).toEqual(['B', 'A']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

describe('a category', () => {
  it('comes with its first article, in the list of feeds too, and goes with its last', async () => {
    const newsroom = await LiveNewsroom.open(TWO);
    const before = await newsroom.files();
    const came = await newsroom.changes(await newsroom.write('articles/c.md', story('C', 40, 'category: Kinh tế')));
    expect(came.changed).toEqual(expect.arrayContaining([...feedsOf('kinh-te/'), 'opml.xml', 'doi-song/index.html']));
    expect(came.changed).not.toContain('doi-song/rss.xml');
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await newsroom.changes(await newsroom.remove('articles/c.md'));
    expect(await newsroom.files()).toEqual(before);
    for await (const { key } of newsroom.feeds.list('public/kinh-te/')) throw new Error(`${key} is still there`);
  });

  it('loses an article that moves to another', async () => {
    const newsroom = await LiveNewsroom.open({ ...TWO, 'articles/c.md': story('C', 1, DOI_SONG) });
    await newsroom.changes(await newsroom.write('articles/c.md', story('C', 1, TU_PHAP)));
    expect(await newsroom.titles('doi-song')).toEqual(['A']);
    expect(await newsroom.titles('tu-phap')).toEqual(['C', 'B']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

describe('a window', () => {
  const content = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`articles/${at}.md`, story(`${at}`, 1 + at * 24 * 10, DOI_SONG)]),
  );
  const site = siteYaml('entries: 3', 'minimumHours: 0');

  it('is filled again from the archive when too many are deleted, over months', async () => {
    const newsroom = await LiveNewsroom.open(content, { site, limits: { slack: 2 } });
    expect((await newsroom.state()).windows.articles.map(({ title }) => title)).toEqual(['0', '1', '2', '3', '4']);
    for (const at of [0, 1]) await newsroom.changes(await newsroom.remove(`articles/${at}.md`));
    expect(await newsroom.titles('doi-song')).toEqual(['2', '3', '4']);
    for (const at of [2, 3, 4]) await newsroom.changes(await newsroom.remove(`articles/${at}.md`));
    expect(await newsroom.titles('doi-song')).toEqual(['5', '6', '7']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    for (const at of [5, 6, 7, 8, 9, 10]) await newsroom.remove(`articles/${at}.md`);
    await newsroom.sweep();
    expect(await newsroom.titles()).toEqual(['11']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('takes in no article of the archive that changed unseen, but as it is now', async () => {
    const newsroom = await LiveNewsroom.open(content, { site, limits: { slack: 0 } });
    await newsroom.write('articles/3.md', story('3', 1 + 3 * 240, DOI_SONG, 'draft: true'));
    await newsroom.remove('articles/4.md');
    await newsroom.changes(await newsroom.remove('articles/0.md'));
    expect(await newsroom.titles()).toEqual(['1', '2', '5']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

describe('what several keys stand for', () => {
  const [nfc, nfd] = ['ảnh'.normalize('NFC'), 'ảnh'.normalize('NFD')];

  it('is the page of the first article, and of the second once that is gone', async () => {
    const newsroom = await LiveNewsroom.open({
      [`articles/${nfd}.md`]: story('Truoc', 2, 'id: x'),
      [`articles/${nfc}.md`]: story('Sau', 1, 'id: y'),
    });
    const pages = async () => [...(await newsroom.files())].filter(([path]) => path.startsWith('articles/'));
    expect(await pages()).toHaveLength(1);
    expect((await pages())[0]?.[1]).toContain('<h1>Truoc</h1>');
    await newsroom.changes(await newsroom.remove(`articles/${nfd}.md`));
    expect((await pages())[0]?.[1]).toContain('<h1>Sau</h1>');
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await newsroom.changes(await newsroom.write(`articles/${nfd}.md`, story('Lại', 3, 'id: x')));
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await newsroom.changes(await newsroom.remove(`articles/${nfd}.md`), await newsroom.remove(`articles/${nfc}.md`));
    expect(await pages()).toEqual([]);
  });

  it('is the first file of media', async () => {
    const path = `media/${nfc}.jpg`;
    const published = async () => (await newsroom.files()).get(path);
    const newsroom = await LiveNewsroom.open({ [`media/${nfc}.jpg`]: 'nfc' });
    await newsroom.changes(await newsroom.write(`media/${nfd}.jpg`, 'nfd'));
    expect(await published()).toBe('nfd');
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await newsroom.changes(await newsroom.write(`media/${nfc}.jpg`, 'nfc 2'));
    expect(await published()).toBe('nfd');
    await newsroom.changes(await newsroom.remove(`media/${nfd}.jpg`));
    expect(await published()).toBe('nfc 2');
    await newsroom.changes(await newsroom.remove(`media/${nfc}.jpg`));
    expect(await published()).toBeUndefined();
  });
});

describe('an enclosure', () => {
  it('is as long as its file, which may come later, change and go', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': story('A', 1, 'enclosure: /media/a.mp3') });
    const length = async () =>
      /<enclosure [^>]*length="(\d+)"/.exec((await newsroom.files()).get('rss.xml') ?? '')?.[1];
    // One that is not there is left out.
    expect(await length()).toBeUndefined();
    await newsroom.changes(await newsroom.write('media/a.mp3', 'xxx'));
    expect(await length()).toBe('3');
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await newsroom.changes(await newsroom.write('media/a.mp3', 'xxxx'));
    expect(await length()).toBe('4');
    await newsroom.changes(await newsroom.remove('media/a.mp3'));
    expect(await length()).toBeUndefined();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

describe('an article that is put again with the same bytes', () => {
  const UNDATED = '---\ntitle: Không ngày\n---\nLời\n';

  it('has another date where it names none', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': UNDATED, 'articles/b.md': story('B', 1) });
    expect(await newsroom.titles()).toEqual(['Không ngày', 'B']);
    newsroom.now += 60_000;
    await newsroom.write('articles/a.md', UNDATED);
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.sweep()).changed).toEqual([]);
  });

  it('has another title where only its metadata is another', async () => {
    const newsroom = await LiveNewsroom.open({});
    for (const title of ['Cũ', 'Mới']) {
      newsroom.now += 60_000;
      const metadata = { title, date: '2026-11-20' };
      await newsroom.content.put('articles/a.txt', Buffer.from('Lời\n'), { metadata });
      await newsroom.changes('articles/a.txt');
      expect(await newsroom.titles()).toEqual([title]);
    }
  });

  it('changes nothing where everything is as it was', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/b.md': story('B', 1) });
    newsroom.now += 60_000;
    await newsroom.write('articles/b.md', story('B', 1));
    expect((await newsroom.changes('articles/b.md')).changed.filter(path => !path.startsWith('articles/'))).toEqual([]);
  });
});
