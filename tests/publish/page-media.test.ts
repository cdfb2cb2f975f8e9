import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { check } from '../../functions/build/check.ts';
import { readingSlug } from '../../functions/core/article/key.ts';
import { pageMediaPath } from '../../functions/core/article/page-media.ts';
import { SITE } from '../core/samples.ts';
import { fc, runs } from '../property.ts';
import { LiveNewsroom, PERMALINK, siteYaml } from './live-newsroom.ts';
import { article, buildContent } from './newsroom.ts';

const KEY = 'articles/van-hoa/cho/index.md';
const HERO = 'articles/van-hoa/cho/hero.jpg';
const LIMITS = { delta: 3, perSegment: 2, slack: 1, perCommit: 2, perRead: 2 };
/** Sites, and the folder of the article there. Only where it has a page that is called as its folder is. */
const SITES = [
  ['reading pages', siteYaml(), readingSlug(KEY, 'cho')],
  ['permalinks', siteYaml(PERMALINK), readingSlug(KEY)],
] as const;

function story(...fields: readonly string[]): string {
  return article(['title: Chợ', 'date: 2026-11-20', ...fields].join('\n'), '![ảnh](./hero.jpg)');
}

/** Returns the files beside pages, by path. */
async function beside(newsroom: LiveNewsroom): Promise<Readonly<Record<string, string>>> {
  const files = await newsroom.files();
  expect(files).toEqual(await newsroom.scratch());
  return Object.fromEntries([...files].filter(([path]) => /^articles\/.*\.(?:jpg|mp3)$/.test(path)));
}

describe.each(SITES)('media beside an article, on a site with %s', (_, site, folder) => {
  const PATH = pageMediaPath(folder, 'hero.jpg');
  const URL_OF_HERO = `https://feeds.bao.example/${PATH}`;

  it('are published with it, and shown in every feed and on its page', async () => {
    const newsroom = await LiveNewsroom.open({ [KEY]: story('enclosure: n.mp3'), [HERO]: 'jpg' }, { site });
    await newsroom.changes(await newsroom.write('articles/van-hoa/cho/n.mp3', 'mp3!'));
    const sound = pageMediaPath(folder, 'n.mp3');
    expect(await beside(newsroom)).toEqual({ [PATH]: 'jpg', [sound]: 'mp3!' });
    const files = await newsroom.files();
    for (const path of ['rss.xml', 'atom.xml', 'feed.json']) {
      expect(files.get(path)).toContain(URL_OF_HERO);
      expect(files.get(path)).toContain(`https://feeds.bao.example/${sound}`);
    }
    expect(JSON.parse(files.get('feed.json') ?? '').items[0]).toMatchObject({
      image: URL_OF_HERO,
      attachments: [{ mime_type: 'audio/mpeg', size_in_bytes: 4 }],
    });
    const page = files.get(`articles/${folder}/index.html`);
    expect(page !== undefined).toBe(!site.includes(PERMALINK));
    if (page !== undefined) expect(page).toContain(URL_OF_HERO);
  });

  it('are public while it is out and they are there, whichever comes first', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/x.md': article('title: X\ndate: 2026-11-01') }, { site });
    const expectAfter = async (key: string, expected: Readonly<Record<string, string>>) => {
      await newsroom.changes(key);
      expect(await beside(newsroom)).toEqual(expected);
    };
    const write = (key: string, text: string) => newsroom.write(key, text);
    await expectAfter(await write(KEY, story()), {});
    await expectAfter(await write(HERO, 'mot'), { [PATH]: 'mot' });
    await expectAfter(await write(HERO, 'hai'), { [PATH]: 'hai' });
    await expectAfter(await newsroom.remove(KEY), {});
    await expectAfter(await write(HERO, 'ba'), {});
    await expectAfter(await write(KEY, story()), { [PATH]: 'ba' });
    await expectAfter(await write(KEY, story('draft: true')), {});
    await expectAfter(await write(KEY, story('tags: [a]')), { [PATH]: 'ba' });
    await expectAfter(await write(KEY, story('withdrawn: true')), {});
    await expectAfter(await write(KEY, story('date: 32/13/2026')), {});
    await expectAfter(await write(KEY, story()), { [PATH]: 'ba' });
    await expectAfter(await write(KEY, article('title: Chợ\ndate: 2026-11-20')), {});
    await expectAfter(await write(KEY, story()), { [PATH]: 'ba' });
    await expectAfter(await newsroom.remove(HERO), {});
  });

  it('come out with it when it is due, and leave when it expires', async () => {
    const fields = ['date: 2026-11-23T12:30:00Z', 'expires: 2026-11-23T14:00:00Z'];
    const text = article(['title: Chợ', ...fields].join('\n'), '![ảnh](./hero.jpg)');
    const newsroom = await LiveNewsroom.open({ [KEY]: text, [HERO]: 'x' }, { site });
    expect(await beside(newsroom)).toEqual({});
    newsroom.now += 3_600_000;
    await newsroom.changes('articles/none.md');
    expect(await beside(newsroom)).toEqual({ [PATH]: 'x' });
    newsroom.now += 3_600_000;
    await newsroom.sweep();
    expect(await beside(newsroom)).toEqual({});
  });

  it('do not follow an event that comes before that of the article, which is held back by now', async () => {
    const newsroom = await LiveNewsroom.open({ [KEY]: story(), [HERO]: 'mot' }, { site });
    await newsroom.write(KEY, story('draft: true'));
    const { changed } = await newsroom.changes(await newsroom.write(HERO, 'mat'));
    expect(changed).toContain(PATH);
    expect(await beside(newsroom)).toEqual({});
  });

  it('are made again by a sweep, a rebuild and an audit, and copied once', async () => {
    const content = { [KEY]: story(), [HERO]: 'mot', 'articles/van-hoa/b.md': story() };
    const newsroom = await LiveNewsroom.open(content, { site, limits: LIMITS });
    await newsroom.write('articles/van-hoa/hero.jpg', 'b');
    await newsroom.write(HERO, 'hai');
    await newsroom.sweep();
    const all = { [PATH]: 'hai', [pageMediaPath(readingSlug('articles/van-hoa/b.md'), 'hero.jpg')]: 'b' };
    expect(await beside(newsroom)).toEqual(all);
    expect((await newsroom.publish({ kind: 'full' })).changed).toEqual([]);
    expect((await newsroom.changes(KEY, HERO)).changed).toEqual([]);
    await newsroom.changes(await newsroom.write(KEY, story('tags: [a]')));
    expect((await newsroom.publish({ kind: 'sweep', audit: true })).audit).toMatchObject({ changed: 0, added: 0 });
    await newsroom.feeds.put(`public/${PATH}`, Buffer.from('xấu'));
    await newsroom.feeds.put('public/articles/cho-0123abcd/hero.jpg', Buffer.from('thêm'));
    await newsroom.publish({ kind: 'sweep', audit: true });
    expect(await beside(newsroom)).toEqual(all);
    await newsroom.feeds.delete('state/state.br');
    await newsroom.feeds.put('public/articles/cho-0123abcd/hero.jpg', Buffer.from('thêm'));
    await newsroom.publish({ kind: 'full' });
    expect(await beside(newsroom)).toEqual(all);
  });

  it('are those of the first of two files with one name, and of the first of two articles with one page', async () => {
    const [nfc, nfd] = ['articles/ả.jpg', 'articles/ả.jpg'.normalize('NFD')];
    const text = article('title: A\ndate: 2026-11-20', '![x](ả.jpg)');
    const newsroom = await LiveNewsroom.open(
      {
        'articles/100371/a.md': story(),
        'articles/19080/a.html': article('title: B\ndate: 2026-11-20', '<img src="hero.jpg">'),
        'articles/c.md': text,
      },
      { site },
    );
    await newsroom.changes(await newsroom.write(nfc, 'nfc'), await newsroom.write('articles/19080/hero.jpg', '19080'));
    await newsroom.changes(await newsroom.write(nfd, 'nfd'));
    const path = pageMediaPath(readingSlug('articles/c.md'), 'ả.jpg');
    expect((await beside(newsroom))[path]).toBe('nfd');
    await newsroom.changes(await newsroom.write('articles/100371/hero.jpg', '100371'));
    const shared = pageMediaPath(readingSlug('articles/19080/a.html'), 'hero.jpg');
    expect((await beside(newsroom))[shared]).toBe('100371');
    await newsroom.changes(await newsroom.remove(nfd), await newsroom.remove('articles/100371/a.md'));
    expect(await beside(newsroom)).toEqual({ [path]: 'nfc', [shared]: '19080' });
  });
});

describe('media beside articles', () => {
  it('take no more than three requests to the feeds bucket', async () => {
    const old = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`articles/van-hoa/cu-${at}.md`, story().replace('hero', 'khac')]),
    );
    const newsroom = await LiveNewsroom.open({ ...old, [HERO]: 'x' }, { limits: { perSegment: 4 } });
    const plain = await newsroom.changes(
      await newsroom.write('articles/van-hoa/a.md', article('title: A\ndate: 2026-11-20')),
    );
    const key = 'articles/van-hoa/b.md';
    const more = await newsroom.changes(await newsroom.write(key, story().replace('./hero', 'cho/hero')));
    expect((await beside(newsroom))[pageMediaPath(readingSlug(key), 'cho/hero.jpg')]).toBe('x');
    expect(more.requests.length - plain.requests.length).toBeLessThanOrEqual(3);
    // The address of its file takes one request for its claim, and one for the page that leads on.
    const bundle = await newsroom.changes(await newsroom.write(KEY, story()));
    expect((await beside(newsroom))[pageMediaPath(readingSlug(KEY, 'cho'), 'hero.jpg')]).toBe('x');
    expect(bundle.requests.length - plain.requests.length).toBeLessThanOrEqual(5);
  });

  it('are told of by a check: what is not there, what no article names, and what is a download', async () => {
    const newsroom = new LiveNewsroom({
      [KEY]: article('title: Chợ\ndate: 2026-11-20', '![a](./hero.jpg) ![b](hinh.svg) ![c](khac/x.png) ![d](../a.jpg)'),
      'articles/van-hoa/cho/hinh.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'articles/van-hoa/cho/thua.jpg': 'x',
      'articles/van-hoa/cho/thua.pdf': 'x',
    });
    const { problems } = await check({ content: newsroom.content, site: SITE, now: newsroom.now });
    const told = problems.map(({ path, message, files }) => `${path}: ${message.split(';')[0]} ${files ?? ''}`);
    expect(told.filter(line => !/aggregators|category/.test(line))).toEqual([
      'articles/van-hoa/cho/hinh.svg: the file holds a script, or what may start one ',
      `${KEY}: the picture ${HERO} is not there, and left out until it is `,
      `${KEY}: the picture articles/van-hoa/cho/khac/x.png is not there, and left out until it is `,
      `${KEY}: "../a.jpg" leads nowhere that Bantin knows `,
      'articles/van-hoa/cho/thua.jpg: no article in its folder or in one above names the file, so it is not ' +
        'published 2',
    ]);
  });

  it('are not said to be named by none where an article that may name them is rejected', async () => {
    const files = {
      [KEY]: article('title: Chợ: phiên\ndate: 2026-11-20', '![a](./hero.jpg)'),
      [HERO]: 'x',
      'articles/van-hoa/cho/anh/b.jpg': 'x',
      'articles/van-hoa/chung.jpg': 'x',
    };
    const unnamed = async (more: Readonly<Record<string, string>>): Promise<readonly string[]> => {
      const { content, now } = new LiveNewsroom({ ...files, ...more });
      const { problems } = await check({ content, site: SITE, now });
      return problems.flatMap(({ path, message }) => (message.startsWith('no article in its folder') ? [path] : []));
    };
    expect(await unnamed({})).toEqual(['articles/van-hoa/chung.jpg']);
    const mended = { [KEY]: article('title: Chợ phiên\ndate: 2026-11-20', '![a](./hero.jpg)') };
    expect(await unnamed(mended)).toEqual(['articles/van-hoa/cho/anh/b.jpg']);
  });

  it('are read, sized and bounded as files under media/ are', async () => {
    const built = await buildContent({ [KEY]: story(), [HERO]: 'x' });
    expect(built.counts).toMatchObject({ read: 1, rejected: 0 });
    expect(built.problems).toEqual([]);
    const many = Array.from({ length: 501 }, (_, at) => `![x](${at}.jpg)`).join('\n');
    const { problems } = await buildContent({ [KEY]: article('title: A\ndate: 2026-11-20', many) });
    expect(problems).toHaveLength(7);
    expect(problems[0]).toBe(
      `${KEY}: the article names 501 files beside it, of which 500 are published; move the others to media/`,
    );
    expect(problems[1]).toContain(`${KEY}:5:6: warning: the picture articles/van-hoa/cho/0.jpg is not there`);
    expect(problems[6]).toContain(`${KEY}:10:6: warning: 495 others of the files that it names are not there`);
  });
});

type Sources = Map<string, { readonly state: string; readonly names: readonly string[] }>;
const FOLDERS = ['', 'b/', 'b/c/'] as const;
const SOURCES = FOLDERS.flatMap(folder => [`articles/${folder}index.md`, `articles/${folder}x.html`]);
const PICTURES = FOLDERS.flatMap(folder => [`articles/${folder}1.jpg`, `articles/${folder}2.jpg`]);
const STATES = ['', 'draft: true', 'withdrawn: true', 'date: 2027-01-01', 'expires: 2026-11-21', 'id: chung'] as const;

/** One change: of a source (its state, and what it names), or of a picture; or either goes. */
const CHANGE = fc.oneof(
  fc.record({
    key: fc.constantFrom(...SOURCES),
    text: fc.record({
      state: fc.constantFrom(...STATES),
      names: fc.subarray(['1.jpg', 'b/1.jpg', 'c/2.jpg', '../2.jpg']),
    }),
  }),
  fc.record({ key: fc.constantFrom(...PICTURES), text: fc.string({ minLength: 1, maxLength: 3 }) }),
  fc.record({ key: fc.constantFrom(...SOURCES, ...PICTURES), text: fc.constant(undefined) }),
);

describe('after any history, with events in any order', () => {
  it.each(SITES)('exactly what an article that is out names is public: %s', async (name, site) => {
    const pathOf = (key: string, file: string) => pageMediaPath(folderOf(key, name === 'reading pages'), file);
    await fc.assert(
      fc.asyncProperty(
        fc.array(CHANGE, { maxLength: 14 }),
        fc.array(fc.nat(), { maxLength: 14 }),
        async (changes, order) => {
          const newsroom = await LiveNewsroom.open(
            { 'articles/z.md': article('title: Z\ndate: 2026-11-01') },
            { site, limits: LIMITS },
          );
          const sources: Sources = new Map();
          const pictures = new Map<string, string>();
          const events: string[] = [];
          for (const [at, { key, text }] of changes.entries()) {
            const known = key.endsWith('.jpg') ? pictures : sources;
            if (text === undefined) known.delete(key);
            else if (typeof text === 'string') pictures.set(key, text);
            else sources.set(key, text);
            const bytes = text === undefined ? undefined : typeof text === 'string' ? text : sourceOf(key, text);
            if (bytes === undefined) await newsroom.remove(key);
            else await newsroom.write(key, bytes);
            events.push(key);
            const picked = events.splice((order[at] ?? 0) % events.length, (order[at] ?? 0) % 2);
            if (picked.length > 0)
              await expectNamed((await newsroom.changes(...picked)).changed, newsroom, sources, pathOf);
          }
          await newsroom.sweep();
          expect(await beside(newsroom)).toEqual(wantedOf(sources, pictures, pathOf));
        },
      ),
      runs(15),
    );
  });
});

function sourceOf(
  key: string,
  { state, names }: { readonly state: string; readonly names: readonly string[] },
): string {
  const pictures = names.map(name => (key.endsWith('.html') ? `<img src="${name}">` : `![x](${name})`));
  return article(`title: ${key}\n${state.startsWith('date') ? '' : 'date: 2026-11-20\n'}${state}`, pictures.join('\n'));
}

type PathOf = (key: string, file: string) => string;

/** Returns the folder of the media of an article: where it has a page, that of a bundle is called as its folder is. */
function folderOf(key: string, hasPage: boolean): string {
  const folder = /\/([^/]+)\/index\.md$/.exec(key)?.[1];
  return readingSlug(key, hasPage ? folder : undefined);
}

/** Expects that a published article names each file that a run wrote, whatever events are still to come. */
async function expectNamed(
  changed: readonly string[],
  newsroom: LiveNewsroom,
  sources: Sources,
  pathOf: PathOf,
): Promise<void> {
  const out = [...sources].filter(([, { state }]) => state === '' || state === 'id: chung');
  const named = new Set(out.flatMap(([key, { names }]) => names.map(name => pathOf(key, name))));
  for (const path of changed)
    if (path.endsWith('.jpg') && (await newsroom.feeds.get(`public/${path}`))) expect(named).toContain(path);
}

/** Returns the expected pictures by path, by rules that are written independently of the code under test. */
function wantedOf(
  sources: Sources,
  pictures: ReadonlyMap<string, string>,
  pathOf: PathOf,
): Readonly<Record<string, string>> {
  const wanted: Record<string, string> = {};
  const claimants = [...sources].filter(([, { state }]) => state === 'id: chung').map(([key]) => key);
  const [owner] = claimants.sort();
  for (const [key, { state, names }] of sources) {
    const isOut = state === '' || (state === 'id: chung' && key === owner);
    for (const name of isOut ? names : []) {
      const picture = pictures.get(key.slice(0, key.lastIndexOf('/') + 1) + name);
      if (picture !== undefined && !name.startsWith('..')) wanted[pathOf(key, name)] = picture;
    }
  }
  return wanted;
}

describe('media with a path that is too long for S3', () => {
  it('are left out and reported, and hold nothing else up', async () => {
    const folder = `${'d'.repeat(230)}/`.repeat(4);
    const rest = 1_017 - pageMediaPath(readingSlug('articles/a.md'), `${folder}.jpg`).length;
    const [fits = '', over = ''] = [rest, rest + 1].map(count => `${folder}${'n'.repeat(count)}.jpg`);
    const text = article('title: A\ndate: 2026-11-20', `![a](${fits}) ![b](${over})`);
    const media = { [`articles/${fits}`]: 'fits', [`articles/${over}`]: 'over', [`media/${'m'.repeat(1_012)}`]: 'm' };
    const newsroom = await LiveNewsroom.open({ 'articles/b.md': article('title: B\ndate: 2026-11-20'), ...media });
    await newsroom.changes(await newsroom.write('articles/a.md', text), ...Object.keys(media));
    expect(await newsroom.titles()).toEqual(['A', 'B']);
    const path = pageMediaPath(readingSlug('articles/a.md'), fits);
    expect(await beside(newsroom)).toEqual({ [path]: 'fits' });
    const { problems } = await check({ content: newsroom.content, site: SITE, now: newsroom.now });
    const told = problems.map(({ path, message }) => [path, message.slice(0, 150)]);
    expect(told).toContainEqual([
      'articles/a.md',
      expect.stringContaining('has 1,018 bytes, and at most 1,017 are published; shorten'),
    ]);
    await newsroom.publish({ kind: 'full' });
    expect(await beside(newsroom)).toEqual({ [path]: 'fits' });
    await newsroom.remove('articles/a.md');
    await newsroom.changes('articles/a.md', ...Object.keys(media));
    expect(await beside(newsroom)).toEqual({});
  });
});
