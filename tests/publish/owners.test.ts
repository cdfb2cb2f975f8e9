import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../functions/core/problem.ts';
import { readStatus } from '../../functions/state/read-status.ts';
import { NOW } from '../core/samples.ts';
import { LiveNewsroom, PERMALINK, type Ran, siteYaml } from './live-newsroom.ts';
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

/** Returns the problems of a run, as they are printed. */
const problemsOf = ({ problems }: Pick<Ran, 'problems'>) => problems.map(formatProblem);

const lost = (key: string, id: string, owner: string) =>
  `${key}: id "${id}" belongs to ${owner}, so this article is not published; if it was copied, take its line ` +
  `id: out, so that it gets one of its own${
    id.startsWith('tag:') ? '' : `; if ${owner} is the copy, take it out there`
  }`;
const shared = (key: string, id: string, other: string) =>
  `${key}: warning: id "${id}" is claimed by ${other}, too, which this article keeps from being published; ` +
  `take the line id: out there${id.startsWith('tag:') ? '' : ', or here, if this is the copy'}`;

const NFC = 'ảnh'.normalize('NFC');
const NFD = 'ảnh'.normalize('NFD');
/** Two keys of one hash: their reading pages have one path. */
const COLLIDING = ['articles/100371/a.md', 'articles/19080/a.html'] as const;

/** Everything under `public/` is what a build from scratch makes, and stays so where all is read anew. */
async function expectAsFromScratch(newsroom: LiveNewsroom): Promise<void> {
  const files = await newsroom.files();
  expect(files).toEqual(await newsroom.scratch());
  await newsroom.publish({ kind: 'full' });
  expect(await newsroom.files()).toEqual(files);
}

describe.each([
  ['reading pages', siteYaml()],
  ['a permalink', siteYaml(PERMALINK)],
  ['archives', siteYaml('archives: true', 'entries: 2', 'minimumHours: 0')],
])('the id of an article, with %s,', (_, site) => {
  const own = 'tag:bao.example,2018:articles/a';

  it('stays its own where another takes it with a newer date, and everyone is told', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': story('A', 5) }, { site });
    const before = await newsroom.files();
    const ran = await newsroom.changes(await newsroom.write('articles/0.md', story('Giả', 1, `id: ${own}`)));
    expect(ran).toMatchObject({ published: 0, rejected: 1, rejectedSources: 1 });
    const told = [shared('articles/a.md', own, 'articles/0.md'), lost('articles/0.md', own, 'articles/a.md')];
    expect(new Set(problemsOf(ran))).toEqual(new Set(told));
    expect(await newsroom.files()).toEqual(before);
    const { published } = await readStatus(newsroom.feeds);
    expect(published?.counts).toMatchObject({ published: 1, rejected: 1 });
    expect(new Set(published?.problems.map(formatProblem))).toEqual(new Set(told));
    await expectAsFromScratch(newsroom);
    expect(new Set((await readStatus(newsroom.feeds)).published?.problems.map(formatProblem))).toEqual(new Set(told));
  });

  it('goes to the next once its owner goes, and back once the owner is there again', async () => {
    const content = {
      'articles/b.md': story('B', 3, 'id: x'),
      'articles/c.txt': story('C', 2, 'id: x'),
      'articles/d.md': story('D', 1, 'id: x'),
    };
    const newsroom = await LiveNewsroom.open(content, { site });
    expect(await newsroom.titles()).toEqual(['B']);
    const ran = await newsroom.changes(await newsroom.remove('articles/b.md'));
    expect(await newsroom.titles()).toEqual(['C']);
    expect(new Set(problemsOf(ran))).toEqual(
      new Set([shared('articles/c.txt', 'x', 'articles/d.md'), lost('articles/d.md', 'x', 'articles/c.txt')]),
    );
    await expectAsFromScratch(newsroom);
    await newsroom.changes(await newsroom.write('articles/c.txt', story('C', 2, 'id: z')));
    expect(await newsroom.titles()).toEqual(['D', 'C']);
    expect((await readStatus(newsroom.feeds)).published?.problems).toEqual([]);
    await newsroom.changes(await newsroom.write('articles/b.md', story('B', 3, 'id: x')));
    expect(await newsroom.titles()).toEqual(['C', 'B']);
    await expectAsFromScratch(newsroom);
  });

  it('is that of the source whose path makes it, of several the smallest key, however they end', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/0.md': story('Giả', 1, `id: ${own}`) }, { site });
    expect(await newsroom.titles()).toEqual(['Giả']);
    await newsroom.changes(await newsroom.write('articles/a.txt', story('Txt', 4)));
    expect(await newsroom.titles()).toEqual(['Txt']);
    await newsroom.changes(await newsroom.write('articles/a.md', story('Md', 5)));
    expect(await newsroom.titles()).toEqual(['Md']);
    await newsroom.changes(await newsroom.write('articles/a.html', `<title>Html</title><p>Lời.</p>`));
    expect(await newsroom.titles()).toEqual(['Html']);
    expect(await newsroom.state()).toMatchObject({ counts: { published: 1, rejected: 3 } });
    await expectAsFromScratch(newsroom);
    await newsroom.changes(await newsroom.remove('articles/a.html'), await newsroom.remove('articles/a.md'));
    expect(await newsroom.titles()).toEqual(['Txt']);
    await expectAsFromScratch(newsroom);
  });

  it('is claimed by what is out alone', async () => {
    const newsroom = await LiveNewsroom.open(
      { 'articles/a.md': story('A', 1, 'draft: true'), 'articles/b.md': story('B', 2, `id: ${own}`) },
      { site },
    );
    expect(await newsroom.titles()).toEqual(['B']);
    expect((await readStatus(newsroom.feeds)).published?.problems).toEqual([]);
    await newsroom.changes(await newsroom.write('articles/a.md', story('A', -2)));
    expect(await newsroom.titles()).toEqual(['B']);
    newsroom.now += 3 * HOUR;
    await newsroom.sweep();
    expect(await newsroom.titles()).toEqual(['A']);
    await expectAsFromScratch(newsroom);
    const until = `expires: ${new Date(newsroom.now + HOUR).toISOString()}`;
    await newsroom.changes(await newsroom.write('articles/a.md', story('A', -2, until)));
    expect(await newsroom.titles()).toEqual(['A']);
    newsroom.now += 2 * HOUR;
    await newsroom.sweep();
    expect(await newsroom.titles()).toEqual(['B']);
    expect(problemsOf({ problems: (await readStatus(newsroom.feeds)).published?.problems ?? [] })).toEqual([
      expect.stringContaining('articles/a.md: warning: the article expired'),
    ]);
    await expectAsFromScratch(newsroom);
  });

  it('is not taken back by another that is withdrawn in its name', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': story('A', 5) }, { site });
    await newsroom.changes(await newsroom.write('articles/0.md', story('Giả', 1, `id: ${own}`, 'withdrawn: true')));
    expect(await newsroom.titles()).toEqual(['A']);
    expect((await newsroom.files()).get('atom.xml')).not.toContain('deleted-entry');
    await expectAsFromScratch(newsroom);
    await newsroom.changes(await newsroom.write('articles/a.md', story('A', 5, 'withdrawn: true')));
    expect((await newsroom.files()).get('atom.xml')?.match(/<at:deleted-entry/g)).toHaveLength(1);
    await newsroom.changes(await newsroom.write('articles/0.md', story('Mới', 1, `id: ${own}`)));
    expect(await newsroom.titles()).toEqual(['Mới']);
    expect((await newsroom.files()).get('atom.xml')).not.toContain('deleted-entry');
    await expectAsFromScratch(newsroom);
  });

  it('is not taken by another that is one with it in Atom alone', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/b.md': story('B', 5) }, { site });
    const ran = await newsroom.changes(await newsroom.write('articles/a.md', story('Giả', 1, 'id: articles/b')));
    expect(ran).toMatchObject({ published: 0, rejected: 1 });
    expect(await newsroom.titles()).toEqual(['B']);
    await expectAsFromScratch(newsroom);
  });

  it('keeps no place in feeds, sitemaps and archives for those that lost it', async () => {
    const content = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`articles/${at}.md`, story(`${at}`, 200 * at, 'category: X')]),
    );
    const limits = { slack: 1, delta: 3, perSegment: 2, perArchive: 2 };
    const newsroom = await LiveNewsroom.open(content, { site, limits });
    const keys = [0, 1, 2, 3, 4].map(at =>
      newsroom.write(`articles/z${at}.html`, story(`z${at}`, at, `id: tag:bao.example,2018:articles/${at}`)),
    );
    await newsroom.changes(...(await Promise.all(keys)));
    expect((await newsroom.state()).counts).toMatchObject({ published: 9, rejected: 5 });
    await expectAsFromScratch(newsroom);
    await newsroom.changes(...(await Promise.all([1, 3].map(at => newsroom.remove(`articles/${at}.md`)))));
    expect((await newsroom.state()).counts).toMatchObject({ published: 9, rejected: 3 });
    await expectAsFromScratch(newsroom);
  });
});

describe('an id that many claim', () => {
  it('costs a publish no more than one that few do', async () => {
    const content = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`articles/${at + 10}.md`, story(`${at}`, at, 'id: x')]),
    );
    const newsroom = await LiveNewsroom.open(content, { limits: { perSegment: 2, delta: 3 } });
    const segmentsOf = ({ requests }: Ran) => requests.filter(request => request.startsWith('GET state/segments/'));
    expect(
      segmentsOf(await newsroom.changes(await newsroom.write('articles/40.md', story('Mới', 1, 'id: x')))).length,
    ).toBeLessThan(5);
    expect(
      segmentsOf(await newsroom.changes(await newsroom.write('articles/10.md', story('Chủ', 1, 'id: x')))).length,
    ).toBeLessThan(5);
    expect((await readStatus(newsroom.feeds)).published?.problems).toHaveLength(60);
    await newsroom.changes(await newsroom.remove('articles/10.md'));
    expect((await readStatus(newsroom.feeds)).published?.problems.map(formatProblem)).toEqual([
      expect.stringContaining('claimed by articles/12.md and 57 others, too'),
      ...Array.from({ length: 58 }, (_, at) => lost(`articles/${at + 12}.md`, 'x', 'articles/11.md')),
    ]);
    await expectAsFromScratch(newsroom);
  });
});

describe.each([
  ['typed in two ways', [`articles/${NFD}.md`, `articles/${NFC}.md`]],
  ['of one hash', COLLIDING],
] as const)('the page of two keys %s', (_, [first, second]) => {
  it('is that of the first, and the other is published once it is gone', async () => {
    const newsroom = await LiveNewsroom.open({ [second]: story('Sau', 1, 'id: y') });
    const ran = await newsroom.changes(await newsroom.write(first, story('Trước', 2, 'id: x')));
    expect(ran).toMatchObject({ published: 1, rejected: 1, rejectedSources: 1 });
    expect(await newsroom.titles()).toEqual(['Trước']);
    const path = [...(await newsroom.files()).keys()].find(name => name.startsWith('articles/'));
    const told = [
      `${first}: warning: ${second} would be published as ${path}, too, and is not; rename one`,
      `${second}: it would be published as ${path}, where ${first} stands in its way; rename one`,
    ];
    expect(new Set(problemsOf(ran))).toEqual(new Set(told));
    expect(new Set((await readStatus(newsroom.feeds)).published?.problems.map(formatProblem))).toEqual(new Set(told));
    await expectAsFromScratch(newsroom);
    await newsroom.changes(await newsroom.write(first, story('Trước', 2, 'id: x', 'withdrawn: true')));
    expect(await newsroom.titles()).toEqual(['Sau']);
    await expectAsFromScratch(newsroom);
    await newsroom.changes(await newsroom.remove(first));
    expect(await newsroom.titles()).toEqual(['Sau']);
    expect((await readStatus(newsroom.feeds)).published?.problems).toEqual([]);
    await expectAsFromScratch(newsroom);
  });

  it('is reported of by whoever owns it, also where the other did a moment ago', async () => {
    const newsroom = await LiveNewsroom.open({
      [second]: story('Sau', 1, 'id: y'),
      [first]: story('Trước', 2, 'id: x', 'withdrawn: true'),
    });
    expect(await newsroom.titles()).toEqual(['Sau']);
    await newsroom.changes(await newsroom.write(second, story('Sau', 1, 'id: y', 'withdrawn: true')));
    const { published } = await readStatus(newsroom.feeds);
    expect(published?.counts).toMatchObject({ published: 0, withdrawn: 1, rejected: 1 });
    expect(published?.problems.map(({ path, severity }) => `${severity} ${path}`).sort()).toEqual(
      [`error ${second}`, `warning ${first}`].sort(),
    );
  });

  it('has no other owner where one of them does not own its id', async () => {
    const newsroom = await LiveNewsroom.open({
      'articles/0.md': story('Không', 3, 'id: x'),
      [first]: story('Trước', 2, 'id: x'),
      [second]: story('Sau', 1, 'id: y'),
    });
    expect(await newsroom.titles()).toEqual(['Sau', 'Không']);
    await expectAsFromScratch(newsroom);
    await newsroom.changes(await newsroom.remove('articles/0.md'));
    expect(await newsroom.titles()).toEqual(['Trước']);
    await expectAsFromScratch(newsroom);
    await newsroom.changes(await newsroom.write('articles/0.md', story('Không', 3, 'id: x')));
    expect(await newsroom.titles()).toEqual(['Sau', 'Không']);
    await expectAsFromScratch(newsroom);
  });
});

describe('the path of two files under media/', () => {
  it('is that of the first, and everyone is told of the other', async () => {
    const newsroom = await LiveNewsroom.open({ [`media/${NFC}.mp3`]: 'nfc' });
    const ran = await newsroom.changes(await newsroom.write(`media/${NFD}.mp3`, 'nfd'));
    const told = [
      `media/${NFD}.mp3: warning: media/${NFC}.mp3 would be published as media/${NFC}.mp3, too, and is not; rename one`,
      `media/${NFC}.mp3: it would be published as media/${NFC}.mp3, where media/${NFD}.mp3 stands in its ` +
        'way; rename one',
    ];
    expect(new Set(problemsOf(ran))).toEqual(new Set(told));
    expect(ran).toMatchObject({ rejected: 1, rejectedSources: 1 });
    expect(new Set((await readStatus(newsroom.feeds)).published?.problems.map(formatProblem))).toEqual(new Set(told));
    await expectAsFromScratch(newsroom);
    await newsroom.changes(await newsroom.remove(`media/${NFD}.mp3`));
    expect((await readStatus(newsroom.feeds)).published?.problems).toEqual([]);
    await expectAsFromScratch(newsroom);
  });
});
