import { describe, expect, it } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { readSite } from '../../functions/content/read-site.ts';
import { formatProblem, type Problem } from '../../functions/core/problem.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { UnreadableObject } from '../../functions/stores/unreadable-object.ts';
import { parseXml, text, texts } from '../core/feed/parsed-xml.ts';
import { HOUR, NOW, SITE } from '../core/samples.ts';
import { article, buildContent } from '../publish/newsroom.ts';

const iso = (instant: number) => new Date(instant).toISOString();

describe('a build', () => {
  it('tells of pictures that readers do not see, each once, while it copies them', async () => {
    const content = createMemoryStore({
      'articles/a.md': article('title: A\ndate: 2026-11-20', '![x](x.jpg)'),
      'articles/b.md': article('title: B\ndate: 2026-11-20', '![x](x.jpg)'),
      'articles/x.jpg': Buffer.alloc(1024 ** 2 + 1),
      'media/y.tiff': 'y',
    });
    const problems: Problem[] = [];
    const built = await build({ content, site: SITE, now: NOW });
    for await (const _ of built.files(problem => problems.push(problem)));
    expect(problems.map(({ path, severity }) => `${path} ${severity}`).sort()).toEqual([
      'articles/x.jpg warning',
      'media/y.tiff warning',
    ]);
  });

  it('tells on the page of a withdrawn article why it is', async () => {
    const told = 'title: A\ndate: 2026-11-20\nwithdrawn: { reason: Nhầm người }';
    const { files } = await buildContent({ 'articles/a.md': article(told), 'articles/b.md': article('title: B') });
    const [page] = [...files].filter(([path]) => path.startsWith('articles/a-'));
    expect(page?.[1].toString()).toContain('Nhầm người');
  });

  it('publishes what the contract says, and nothing else', async () => {
    const built = await buildContent({
      'articles/doi-song/cho-que.md': article(`title: Chợ quê\ndate: ${iso(NOW - HOUR)}\ncategory: Đời sống`),
      'articles/.DS_Store': 'x',
      ['media/ảnh.jpg'.normalize('NFD')]: Uint8Array.of(0xff, 0xd8),
      'site.yaml': 'title: x',
      'notes/secret.txt': 'x',
    });
    const page = [...built.files.keys()].find(path => path.startsWith('articles/')) ?? '';
    expect(page).toMatch(/^articles\/cho-que-[0-9a-f]{8}\/index\.html$/);
    expect([...built.files.keys()].sort()).toEqual(
      [
        page,
        '404.html',
        'atom.xml',
        'browse/2026-11/index.html',
        'browse/index.html',
        'doi-song/atom.xml',
        'doi-song/browse/2026-11/index.html',
        'doi-song/browse/index.html',
        'doi-song/feed.json',
        'doi-song/index.html',
        'doi-song/rss.xml',
        'feed.json',
        'follow.json',
        'index.html',
        'media/ảnh.jpg',
        'news-sitemap.xml',
        'opml.xml',
        'robots.txt',
        'rss.xml',
        'sitemap.xml',
        'sitemaps/2026-11.xml',
      ].sort(),
    );
    expect(built.counts).toEqual({
      read: 1,
      published: 1,
      withdrawn: 0,
      drafts: 0,
      waiting: 0,
      expired: 0,
      rejected: 0,
    });
    expect(built.problems).toEqual([]);
    expect(built.files.get('media/ảnh.jpg')).toBe('\xff\xd8');
    const entry = parseXml(built.files.get('doi-song/rss.xml') ?? '');
    expect(texts(entry, 'channel', 'item', 'link')).toEqual([
      `https://feeds.bao.example/${page.replace('index.html', '')}`,
    ]);
  });

  it('has no reading pages where there is a permalink', async () => {
    const site = { ...SITE, permalink: 'https://bao.example/{slug}.html' };
    const built = await buildContent({ 'articles/a.md': article('title: A\ndate: 2026-11-20') }, site);
    expect([...built.files.keys()].filter(path => path.startsWith('articles/'))).toEqual([]);
    expect(built.files.get('feed.json')).toContain('"https://bao.example/a.html"');
  });

  it('gives the same bytes for the same content and instant', async () => {
    const content = {
      'articles/a.md': article('title: A\ndate: 2026-11-20\ncategories: [Đời sống, Tư pháp]', '![x](/media/a.jpg)'),
      'articles/b.txt': 'Tựa\n\nLời',
      'media/a.jpg': 'x',
    };
    const reversed = Object.fromEntries(Object.entries(content).reverse());
    expect((await buildContent(content)).files).toEqual((await buildContent(reversed)).files);
  });

  it('never shows what is not out yet, in any file', async () => {
    const held = [
      'draft: true',
      'date: 2026-11-23T12:00:01Z',
      'date: 2027-01-01',
      'publishDate: 2027-01-01',
      'date: perhaps',
      'publishDate: perhaps',
      'expires: 2026-11-23T12:00:00Z',
      'isDraft: true',
    ];
    const content = Object.fromEntries(
      held.map((field, at) => [
        `articles/held-${at}.md`,
        article(
          `title: BIMAT${at}\ncategory: Riêng${at}\n${field.startsWith('date') ? '' : 'date: 2026-11-20\n'}${field}`,
          'BIMAT',
        ),
      ]),
    );
    const built = await buildContent({ ...content, 'articles/a.md': article('title: A\ndate: 2026-11-20') });
    for (const [path, body] of built.files) expect(`${path}${body}`).not.toMatch(/BIMAT|rieng|held-/i);
    expect(built.counts).toEqual({
      read: 9,
      published: 1,
      withdrawn: 0,
      drafts: 2,
      waiting: 3,
      expired: 1,
      rejected: 2,
    });
    expect(built.held).toEqual([
      { key: 'articles/held-0.md', kind: 'draft', reason: 'draft: true' },
      { key: 'articles/held-1.md', kind: 'waiting', until: NOW + 1000 },
      { key: 'articles/held-2.md', kind: 'waiting', until: Date.UTC(2026, 11, 31, 17) },
      { key: 'articles/held-3.md', kind: 'waiting', until: Date.UTC(2026, 11, 31, 17) },
      { key: 'articles/held-6.md', kind: 'expired', since: NOW },
      { key: 'articles/held-7.md', kind: 'draft', reason: 'isDraft: true' },
    ]);
    expect(built.nextDue).toBe(NOW + 1000);
  });

  it('lets an article out at its instant, and a correction at its own', async () => {
    const content = { 'articles/a.md': article(`title: A\ndate: ${iso(NOW)}\nupdated: ${iso(NOW + HOUR)}`) };
    const feedAt = async (now: number) =>
      JSON.parse((await buildContent(content, SITE, now)).files.get('feed.json') ?? '');
    expect((await feedAt(NOW - 1)).items).toEqual([]);
    expect((await feedAt(NOW)).items[0].date_modified).toBe('2026-11-23T12:00:00Z');
    expect((await feedAt(NOW + HOUR)).items[0].date_modified).toBe('2026-11-23T13:00:00Z');
    expect((await feedAt(NOW + HOUR)).items[0].date_published).toBe('2026-11-23T12:00:00Z');
  });

  it('publishes every good article, whatever lies beside it', async () => {
    const bad = {
      'articles/1.md': '---\ntitle: "A\n---\n',
      'articles/2.md': '---\ntitle: A\ntitle: B\n---\n',
      'articles/3.md': '---\na: &a [*a]\n---\n',
      'articles/4.md': '---\ntitle: !!js/function "x"\n---\n',
      'articles/5.md': '---\ntitle: A',
      'articles/6.md': '',
      'articles/7.md': Uint8Array.of(0xff, 0xfe, 0x41),
      'articles/8.md': new Uint8Array(6 * 1024 * 1024),
      'articles/9.docx': 'x',
      'articles/10.md': article('title: A\ndate: 32/13/2026'),
    };
    const built = await buildContent({ ...bad, 'articles/good.md': article('title: Tốt\ndate: 2026-11-20') });
    expect(built.counts).toMatchObject({ read: 11, published: 1, rejected: 10 });
    expect(built.problems.map(problem => problem.split(':')[0])).toEqual(Object.keys(bad).sort());
    expect(text(parseXml(built.files.get('rss.xml') ?? ''), 'channel', 'item', 'title')).toBe('Tốt');
  });

  it('reads nothing that is no article by its name or size, and goes on where it may not read', async () => {
    const store = createMemoryStore({
      'articles/a.md': article('title: A\ndate: 2026-11-20'),
      'articles/closed.md': 'x',
      'articles/film.docx': 'x',
      'articles/film.mp4': 'x',
    });
    const content: ObjectStore = {
      ...store,
      async get(key, options) {
        const isWhole = options?.most !== 0 && options?.first === undefined;
        if (/docx|mp4/.test(key) && isWhole) throw new Error('more than memory holds');
        if (key.includes('closed')) throw new UnreadableObject(`${key}: give the right to read it (EACCES)`);
        return store.get(key, options);
      },
    };
    const built = await build({ content, site: SITE, now: NOW });
    expect(built.counts).toMatchObject({ read: 3, published: 1, rejected: 2 });
    expect(built.problems.map(formatProblem)).toEqual([
      "articles/closed.md: the file can't be read: articles/closed.md: give the right to read it (EACCES)",
      'articles/film.docx: articles end in .md, .mdx, .txt or .html; save its text as .md or .txt, or move the file ' +
        'to ' +
        'media/',
    ]);
    const failing: ObjectStore = {
      ...store,
      get: async () => {
        throw new Error('timeout');
      },
    };
    await expect(build({ content: failing, site: SITE, now: NOW })).rejects.toThrow('timeout');
  });

  it('leaves out a picture that it may not read, tells so, and publishes the others', async () => {
    const store = createMemoryStore({ 'media/a.jpg': 'x', 'media/b.jpg': 'y', 'media/c.jpg': 'z' });
    const failingWith = (error: Error): ObjectStore => ({
      ...store,
      get: async key => {
        if (key === 'media/b.jpg') throw error;
        return store.get(key);
      },
    });
    const mediaOf = async (content: ObjectStore) => {
      const [media, problems]: [string[], string[]] = [[], []];
      const { files } = await build({ content, site: SITE, now: NOW });
      for await (const { path } of files(problem => problems.push(formatProblem(problem))))
        if (path.startsWith('media/')) media.push(path);
      return { media, problems };
    };
    expect(await mediaOf(failingWith(new UnreadableObject('give the right to read it (EACCES)')))).toEqual({
      media: ['media/a.jpg', 'media/c.jpg'],
      problems: ["media/b.jpg: the file can't be read: give the right to read it (EACCES)"],
    });
    await expect(mediaOf(failingWith(new Error('timeout')))).rejects.toThrow('timeout');
  });

  it('shows of two articles with one id that of the smaller key, whatever their dates, and tells so', async () => {
    const built = await buildContent({
      'articles/a.md': article('title: Cũ\nid: x\ndate: 2026-11-19'),
      'articles/b.md': article('title: Mới\nid: x\ndate: 2026-11-20'),
    });
    expect(texts(parseXml(built.files.get('rss.xml') ?? ''), 'channel', 'item', 'title')).toEqual(['Cũ']);
    expect(built.counts).toMatchObject({ published: 1, rejected: 1 });
    expect(built.problems).toEqual([
      'articles/a.md: warning: id "x" is claimed by articles/b.md, too, which this article keeps from ' +
        'being published; take the line id: out there, or here, if this is the copy',
      'articles/b.md: id "x" belongs to articles/a.md, so this article is not published; if it was copied, ' +
        'take its line id: out, so that it gets one of its own; if articles/a.md is the copy, take it out there',
    ]);
  });

  it('publishes of two articles with one page the one that is listed first, and tells so', async () => {
    const [nfc, nfd] = ['articles/ảnh.md'.normalize('NFC'), 'articles/ảnh.md'.normalize('NFD')];
    const built = await buildContent({
      [nfc]: article('title: Một\ndate: 2026-11-20\nid: mot'),
      [nfd]: article('title: Hai\ndate: 2026-11-19\nid: hai'),
    });
    const pages = [...built.files].filter(([path]) => path.startsWith('articles/'));
    // In UTF-8 the letter a comes before every letter with a mark.
    expect(pages).toEqual([[expect.any(String), expect.stringContaining('<h1>Hai</h1>')]]);
    expect(built.problems).toEqual([
      `${nfd}: warning: ${nfc} would be published as ${pages[0]?.[0]}, too, and is not; rename one`,
      `${nfc}: it would be published as ${pages[0]?.[0]}, where ${nfd} stands in its way; rename one`,
    ]);
    expect(texts(parseXml(built.files.get('rss.xml') ?? ''), 'channel', 'item', 'title')).toEqual(['Hai']);
  });

  it('changes the list of feeds with the feeds, and not with the articles', async () => {
    const opml = async (content: Readonly<Record<string, string>>) =>
      (await buildContent(content)).files.get('opml.xml');
    const one = { 'articles/a.md': article('title: A\ndate: 2026-11-20\ncategory: X') };
    const two = { ...one, 'articles/b.md': article('title: B\ndate: 2026-11-21\ncategory: X') };
    expect(await opml(two)).toBe(await opml(one));
    expect(await opml({ ...two, 'articles/c.md': article('title: C\ndate: 2026-11-21\ncategory: Y') })).not.toBe(
      await opml(one),
    );
  });

  it('leads from home to every section, and from a section to no more than a reader could want', async () => {
    const content = Object.fromEntries(
      Array.from({ length: 102 }, (_, at) => [
        `articles/${at}.md`,
        article(`title: A\ndate: 2026-11-20\ncategory: c${String(at).padStart(3, '0')}`),
      ]),
    );
    const built = await buildContent(content);
    const sections = (path: string) =>
      [...(built.files.get(path) ?? '').matchAll(/<li><a href="(?:\.\.\/)?(c\d+)\/"( aria-current)?/g)].map(
        ([, slug, current]) => slug + (current ? ' here' : ''),
      );
    expect(sections('index.html')).toHaveLength(102);
    expect(sections('c099/index.html')).toHaveLength(100);
    expect(sections('c099/index.html').at(-1)).toBe('c099 here');
    expect(sections('c101/index.html')).toHaveLength(101);
    expect(sections('c101/index.html').at(-1)).toBe('c101 here');
  });

  it('lists no address twice for Google News', async () => {
    const link = 'link: https://bao.example/x';
    const built = await buildContent({
      'articles/a.md': article(`title: A\ndate: ${iso(NOW - HOUR)}\n${link}`),
      'articles/b.md': article(`title: B\ndate: ${iso(NOW - 2 * HOUR)}\n${link}`),
    });
    const news = parseXml(built.files.get('news-sitemap.xml') ?? '');
    expect(texts(news, 'url', 'news:news', 'news:title')).toEqual(['A']);
    expect(texts(parseXml(built.files.get('sitemaps/2026-11.xml') ?? ''), 'url', 'loc')).toEqual([
      'https://bao.example/x',
    ]);
  });

  it('links an article to another and to its media', async () => {
    const built = await buildContent({
      'articles/a.md': article('title: A\ndate: 2026-11-20', '[b](x/b.md) ![c](../media/c.jpg)'),
      'articles/x/b.md': article('title: B\ndate: 2026-11-19'),
      'media/c.jpg': 'x',
    });
    const [a, b] = JSON.parse(built.files.get('feed.json') ?? '').items;
    expect(a.content_html).toBe(
      `<p><a href="${b.url}">b</a> <img src="https://feeds.bao.example/media/c.jpg" alt="c" /></p>`,
    );
  });
});

describe('site.yaml', () => {
  it('is read from the store, or missed', async () => {
    const yaml = 'title: A\nurl: https://a.example\nsince: 2018\nfeedsUrl: https://f.example\n';
    expect((await readSite(createMemoryStore({ 'site.yaml': yaml }))).site?.feedsUrl).toBe('https://f.example/');
    expect(
      (await readSite(createMemoryStore({ 'site.yaml': yaml }), { feedsUrl: 'http://127.0.0.1/' })).site?.feedsUrl,
    ).toBe('http://127.0.0.1/');
    expect((await readSite(createMemoryStore({ 'site.yaml': Buffer.from(`${yaml}\xe1`, 'latin1') }))).problems).toEqual(
      [
        expect.objectContaining({
          line: 5,
          column: 1,
          message: 'the file is not UTF-8: found byte 0xE1; save it as UTF-8',
        }),
      ],
    );
    expect((await readSite(createMemoryStore())).problems).toMatchObject([{ path: 'site.yaml' }]);
  });
});
