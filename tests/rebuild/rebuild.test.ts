import { describe, expect, it } from 'vitest';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, noted, PERMALINK, siteYaml } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';

const story = (title: string, hoursAgo: number) =>
  article(`title: ${title}\ndate: ${new Date(NOW - hoursAgo * HOUR).toISOString()}\ncategory: Đời sống`);
const many = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `articles/${String(at).padStart(3, '0')}.md`,
      story(`${at}`, 1 + at * 20),
    ]),
  );
const SITE = siteYaml('entries: 3', 'minimumHours: 0');
const LIMITS = { perSegment: 8, perCommit: 5, perRead: 5, slack: 1 };

/** Returns an article with a picture that is not there. */
const lacking = (title: string, category: string, hoursAgo: number, id = '') =>
  article(
    `title: ${title}\ncategories: [${category}]\ndate: ${new Date(NOW - hoursAgo * HOUR).toISOString()}${id}`,
    '![Ảnh](anh.jpg)',
  );
const numbered = (letter: string, count: number, source: (at: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`articles/${letter}${at}.md`, source(at)]));

/** Time enough for so many batches. */
function timeFor(batches: number): () => number {
  let left = batches;
  return () => (left-- > 0 ? 60_000 : 0);
}

describe('a rebuild', () => {
  it('reads each source once, and writes what is there already no second time', async () => {
    const newsroom = new LiveNewsroom({ ...many(40), 'media/a.jpg': 'x' }, { site: SITE, limits: LIMITS });
    const requests: string[] = [];
    const content = noted(newsroom.content, requests);
    await newsroom.publish({ kind: 'full' }, { content });
    expect(requests.filter(request => /^GET articles\/\d/.test(request)).sort()).toEqual(
      Object.keys(many(40)).map(key => `GET ${key}`),
    );
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    newsroom.now += HOUR;
    const again = await newsroom.publish({ kind: 'full' });
    expect(again).toMatchObject({ complete: true, read: 40, written: 0 });
    // It says that it has begun, in case that it dies, and takes that back.
    expect(again.requests.filter(request => request.startsWith('PUT'))).toEqual(['PUT state/suspects.br']);
    expect(again.requests).toContain('DELETE state/suspects.br');
  });

  it('mends whatever was done to what is published', async () => {
    const newsroom = await LiveNewsroom.open(many(6), { site: SITE });
    const [page = ''] = [...(await newsroom.files()).keys()].filter(path => path.startsWith('articles/'));
    for (const path of ['rss.xml', 'atom.xml.br', page]) await newsroom.feeds.delete(`public/${path}`);
    await newsroom.feeds.put('public/doi-song/feed.json', Buffer.from('{}'));
    await newsroom.publish({ kind: 'full' });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect(await newsroom.feeds.get('public/atom.xml.br')).toBeDefined();
  });

  it('that takes several runs changes nothing published before all is read, and reads nothing twice', async () => {
    const site = siteYaml('entries: 3', 'minimumHours: 0', PERMALINK);
    const newsroom = await LiveNewsroom.open(many(23), { site, limits: LIMITS });
    const before = await newsroom.files();
    await newsroom.write('site.yaml', site.replace('since: 2018', 'since: 2019'));
    const read: number[] = [];
    for (let runs = 0; ; runs++) {
      newsroom.now += 60_000;
      const ran = await newsroom.publish({ kind: 'sweep' }, { timeLeft: timeFor(2) });
      read.push(ran.read);
      if (ran.complete) break;
      expect(ran.changed).toEqual([]);
      expect(await newsroom.files()).toEqual(before);
      expect(runs).toBeLessThan(9);
    }
    expect(read.reduce((sum, count) => sum + count, 0)).toBe(23);
    expect(read.length).toBeGreaterThan(2);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect(await newsroom.files()).not.toEqual(before);
    expect(await newsroom.feeds.get('state/rebuild.br')).toBeUndefined();
  });

  it('over several runs takes in pictures that come and go between them', async () => {
    const named = (picture: string) => article('title: A\ndate: 2026-11-20', `![Ảnh](${picture})`);
    const content = { ...many(23), 'articles/022.md': named('000a.jpg'), 'articles/021.md': named('000b.jpg') };
    const newsroom = new LiveNewsroom({ ...content, 'articles/000a.jpg': 'mot' }, { site: SITE, limits: LIMITS });
    const first = await newsroom.publish({ kind: 'sweep' }, { timeLeft: timeFor(2) });
    expect(first).toMatchObject({ complete: false });
    await newsroom.remove('articles/000a.jpg');
    await newsroom.write('articles/000b.jpg', 'hai');
    newsroom.now += 60_000;
    expect((await newsroom.sweep()).complete).toBe(true);
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
  });

  it.each([
    ['in one part', {}],
    ['in several', { perStoredPart: 4 }],
  ])('leaves out what is not there of older articles that windows are filled with, read %s', async (_, limits) => {
    const content = {
      // All but one lose their id, so feeds show older ones, that of another category those of other months.
      ...numbered('a', 5, at => lacking(`A${at}`, 'Làng, Chợ', at + 1, '\nid: mot')),
      ...numbered('b', 8, at => lacking(`B${at}`, 'Làng', at + 60)),
      ...numbered('c', 4, at => lacking(`C${at}`, 'Chợ', (at + 1) * 24 * 40)),
    };
    const newsroom = await LiveNewsroom.open(content, { site: SITE, limits: { ...LIMITS, ...limits } });
    expect(await newsroom.titles()).toEqual(['A0', 'B0', 'B1']);
    expect(await newsroom.titles('cho')).toEqual(['A0', 'C0', 'C1']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
  });

  it.each([
    ['', SITE],
    [' (permalinks)', siteYaml('entries: 3', 'minimumHours: 0', PERMALINK)],
  ])('over several runs takes in what changes between them%s', async (_, site) => {
    const newsroom = new LiveNewsroom(many(23), { site, limits: LIMITS });
    const first = await newsroom.publish({ kind: 'sweep' }, { timeLeft: timeFor(2) });
    expect(first).toMatchObject({ complete: false, read: 10 });
    expect(await newsroom.titles()).toBeUndefined();
    await newsroom.remove('articles/002.md');
    await newsroom.write('articles/003.md', story('Sửa', 0));
    await newsroom.write('articles/000-new.md', story('Mới', 0));
    await newsroom.remove('articles/020.md');
    newsroom.now += 60_000;
    expect((await newsroom.sweep()).complete).toBe(true);
    expect(await newsroom.titles()).toEqual(['Mới', 'Sửa', '0']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
  });

  it('goes on in the next sweep, though it was asked for once and left no file half-written', async () => {
    const site = siteYaml('entries: 3', 'minimumHours: 0', PERMALINK);
    const newsroom = new LiveNewsroom(many(23), { site, limits: LIMITS });
    await newsroom.sweep();
    // It looks at the time once before, when it compares what lies there with what was written.
    expect(await newsroom.publish({ kind: 'full' }, { timeLeft: timeFor(3) })).toMatchObject({ complete: false });
    expect(await newsroom.feeds.get('state/rebuild.br')).toBeDefined();
    expect(await newsroom.sweep()).toMatchObject({ complete: true, read: 13 });
    expect(await newsroom.feeds.get('state/rebuild.br')).toBeUndefined();
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
  });

  it('begins anew where site.yaml, or the code, is another by then', async () => {
    const newsroom = new LiveNewsroom(many(23), { site: SITE, limits: LIMITS });
    await newsroom.publish({ kind: 'sweep' }, { timeLeft: timeFor(2) });
    await newsroom.write('site.yaml', SITE.replace('since: 2018', 'since: 2019'));
    expect(await newsroom.sweep()).toMatchObject({ complete: true, read: 23 });
    await newsroom.publish({ kind: 'full' }, { timeLeft: timeFor(2) });
    expect(await newsroom.publish({ kind: 'sweep' }, { revision: 'newer' })).toMatchObject({
      complete: true,
      read: 23,
    });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('is what a sweep does where another revision of the code published', async () => {
    const newsroom = await LiveNewsroom.open(many(6), { site: SITE });
    expect(await newsroom.publish({ kind: 'sweep' }, { revision: 'newer' })).toMatchObject({ read: 6, complete: true });
    expect(await newsroom.publish({ kind: 'sweep' }, { revision: 'newer' })).toMatchObject({ read: 0, complete: true });
  });

  it('publishes media though the run that looked at them was not the one that came to the end', async () => {
    for (const runs of [1, 2]) {
      const media = { 'media/a.jpg': 'A', 'media/b.jpg': 'B', 'media/c.jpg': 'C' };
      const newsroom = new LiveNewsroom({ ...many(8), ...media }, { site: SITE, limits: { ...LIMITS, perRead: 2 } });
      for (let run = 0; run < runs; run++) await newsroom.publish({ kind: 'sweep' }, { timeLeft: timeFor(1) });
      expect((await newsroom.sweep()).complete).toBe(true);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
    }
  });

  it('gives a page that two keys stand for to the first of them, whichever is read first', async () => {
    // By the hash of its key either has the page a-6b427d3f.
    const [first, last] = ['articles/1es90sl/a.md', 'articles/ofqytx/a.md'];
    for (const limits of [LIMITS, { ...LIMITS, perRead: 1 }]) {
      const content = { ...many(4), [first]: story('Trước', 3), [last]: story('Sau', 2) };
      const newsroom = new LiveNewsroom(content, { site: SITE, limits });
      await newsroom.publish({ kind: 'sweep' }, { timeLeft: timeFor(1) });
      await newsroom.sweep();
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
      expect((await newsroom.files()).get('articles/a-6b427d3f/index.html')).toContain(
        Buffer.from('Trước').toString('latin1'),
      );
    }
  });

  it('presses away what it has read, and has all of it in the end', async () => {
    const newsroom = new LiveNewsroom(many(40), { site: SITE, limits: { ...LIMITS, delta: 3, perCompression: 2 } });
    await newsroom.publish({ kind: 'full' });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect(Object.keys((await newsroom.state()).delta)).toEqual([]);
    await newsroom.changes(
      await newsroom.write('articles/007.md', story('Sửa', 0)),
      await newsroom.remove('articles/031.md'),
    );
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
  });

  it('tells how it comes along', async () => {
    const newsroom = new LiveNewsroom(many(12), { site: SITE, limits: LIMITS });
    const told: (readonly [number, number | undefined])[] = [];
    await newsroom.publish({ kind: 'full' }, { onProgress: (read, of) => told.push([read, of]) });
    expect(told.at(-1)).toEqual([12, 12]);
    expect(told.length).toBeGreaterThan(1);
  });
});
