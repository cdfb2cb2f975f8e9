import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { check } from '../../functions/build/check.ts';
import { readingSlug } from '../../functions/core/article/key.ts';
import { PROFILES } from '../../functions/core/check/profiles/check-profiles.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import type { Site } from '../../functions/core/site/site.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { NOW, SITE } from '../core/samples.ts';
import { article } from '../publish/newsroom.ts';

describe('a check', () => {
  it('tells the problems of sources and what readers would stumble over, by path and line', async () => {
    const content = createMemoryStore({
      'articles/b.md': article('title: B\ndate: 2026-11-20\ncategory: X', '![x](/media/x.jpg)\n\n[y](y.md)'),
      'articles/a.md': '---\ntitle: A\n',
      'articles/c.md': article(
        'title: C\ndate: 2026-11-20\ncategory: X\nimage: /media/x.jpg',
        '[a](a.md) [b](b.md) [d](d.md) [e](e.md) [f](f.md)',
      ),
      'articles/d.md': article('title: D\ndraft: true'),
      'articles/e.md': article('title: E\ndate: 2027-01-02T00:00:00Z'),
      'articles/f.md': article('title: F\ndate: 2026-01-02\nexpires: 2026-01-03'),
      'media/x.jpg': 'x',
    });
    const checked = await check({ content, site: SITE, now: NOW });
    expect(checked.read).toBe(6);
    expect(checked.problems.map(formatProblem)).toEqual([
      'articles/a.md:1:1: the front matter is never closed; end it with a line ---',
      'articles/b.md:8:5: warning: "y.md" leads to articles/y.md, which is not there; correct the path',
      'articles/c.md:7:5: warning: "a.md" leads to articles/a.md, which is not published, since it has an error; ' +
        'mend that',
      'articles/c.md:7:25: warning: "d.md" leads to articles/d.md, which is not published while it is a draft ' +
        '(draft: true): publish it, too, or take the link out',
      'articles/c.md:7:35: warning: "e.md" leads to articles/e.md, which is not published until ' +
        '2027-01-02T07:00:00+07:00: before that, the link leads to a page that is not there, ' +
        'and tells its address; take the link out until then',
      'articles/c.md:7:45: warning: "f.md" leads to articles/f.md, which is not published any more, since it expired ' +
        'at 2026-01-03T00:00:00+07:00; take the link out',
      expect.stringMatching(/^articles\/d\.md: warning: the article has no date/),
      expect.stringMatching(/^articles\/f\.md: warning: the article expired at/),
    ]);
  });

  it('tells of authors and tags of rules that no article has, and what was meant', async () => {
    const more = 'author: Lê Na\ntags: [Quảng cáo]\nimage: /media/a.jpg\ncategory: X';
    const content = createMemoryStore({
      'articles/a.md': article(`title: A\ndate: 2026-11-20\n${more}`),
      'articles/b.md': article('title: B\ndate: 2027-11-20\ntags: [mai]\ncategory: X\nimage: /media/a.jpg'),
      'media/a.jpg': 'x',
    });
    const [include, exclude] = [
      { authors: ['le-na'] },
      { authors: ['le-nan'], tags: ['quang-cao', 'qang-cao', 'mai'] },
    ];
    const rule = { slug: 'chon', title: 'Chọn', formats: ['rss' as const], include, exclude };
    const tags = { listed: ['mai', 'quang-cao'].map(slug => ({ slug, title: slug })), minimum: 0, formats: [] };
    const told = await check({ content, site: { ...SITE, feeds: { tags, rules: [rule] } }, now: NOW });
    const names = (text: string) => `site.yaml: warning: feeds: no article that is out has ${text}`;
    expect(told.problems.map(formatProblem).filter(line => line.includes('among'))).toEqual([
      names('"le-nan" among its authors, which the rule "Chọn" excludes; did you mean "Lê Na"?'),
      names('"mai" among its tags, so tags/mai/ is empty; correct it, or take it out'),
      names('"mai" among its tags, which the rule "Chọn" excludes; correct it, or take it out'),
      names('"qang-cao" among its tags, which the rule "Chọn" excludes; did you mean "Quảng cáo"?'),
    ]);
    const lines = [
      'feeds:',
      '  tags: [mai, Quảng cáo]',
      '  rules:',
      '    - exclude:',
      '        authors: Lê Nan',
      '        tags:',
    ];
    const text = [...lines, '          - Quảng cáo', '          - Qảng cáo', '          - mai'].join('\n');
    await content.put('site.yaml', Buffer.from(text));
    const placed = await check({ content, site: { ...SITE, feeds: { tags, rules: [rule] } }, now: NOW });
    const places = placed.problems.flatMap(({ message, line, column }) =>
      message.includes('among its') ? [`${line}:${column} ${/"(.*?)"/.exec(message)?.[1]}`] : [],
    );
    expect(places).toEqual(['2:10 mai', '5:18 Lê Nan', '8:13 Qảng cáo', '9:13 mai']);
  });

  it('tells of a cover that no directory takes, at its place', async () => {
    const text = `title: A
url: https://bao.example/
feedsUrl: https://feeds.bao.example/
language: vi
timeZone: Asia/Ho_Chi_Minh
since: 2020
podcast: { category: News, explicit: false, cover: /media/a.webp }
feeds:
  rules:
    - { title: Nghe, for: podcast }
    - title: Xem
      for: podcast
      podcast:
        cover: /media/b.webp
`;
    const { site } = parseSite(text);
    const content = createMemoryStore({
      'articles/a.md': article('title: A\ndate: 2026-11-20\ncategory: X\nenclosure: /media/a.mp3'),
      'media/a.mp3': 'x',
      'site.yaml': text,
    });
    if (!site) throw new Error('the site has to be right');
    const { problems } = await check({ content, site, now: NOW });
    const told = problems.map(formatProblem).filter(line => line.includes('the cover is'));
    expect(told).toEqual([
      expect.stringMatching(/^site\.yaml:7:45: podcast directories: feeds\/nghe\//),
      expect.stringMatching(/^site\.yaml:14:9: podcast directories: feeds\/xem\//),
    ]);
  });

  it('tells of names in rules that are those of another kind, as they are written', async () => {
    const more = 'author: Lê Na\ntags: [Ổ khóa]\nimage: /media/a.jpg\ncategory: Chính trị';
    const content = createMemoryStore({
      'articles/a.md': article(`title: A\ndate: 2026-11-20\n${more}`),
      'media/a.jpg': 'x',
    });
    const include = { tags: ['chinh-tri', 'le-na'], categories: ['o-khoa', 'khac'], authors: ['o-khoa', 'adesk'] };
    const rule = { slug: 'chon', title: 'Chọn', formats: ['rss' as const], include, exclude: {} };
    const tags = { listed: ['chinh-tri'].map(slug => ({ slug, title: slug })), minimum: 0, formats: [] };
    const lines = ['feeds:', '  tags: [Chính trị]', '  rules:', '    - include:', '        tags: [Chính trị, Lê Na]'];
    const text = [...lines, '        categories: [Ổ khóa, Khác]', '        authors: [Ổ khóa, ADesk]'].join('\n');
    await content.put('site.yaml', Buffer.from(text));
    const { problems } = await check({ content, site: { ...SITE, feeds: { tags, rules: [rule] } }, now: NOW });
    const told = problems.map(formatProblem).filter(line => line.includes('among'));
    const of = (place: string, name: string, kind: string, remedy: string) =>
      `site.yaml:${place}: warning: feeds: no article that is out has "${name}" among its ${kind}, ` +
      `which the rule "Chọn" includes; ${remedy}`;
    expect(told).toEqual([
      'site.yaml:2:10: warning: feeds: no article that is out has "Chính trị" among its tags, so tags/chinh-tri/ is ' +
        'empty; it is a category, which has a feed anyway; take it out',
      of('5:16', 'Chính trị', 'tags', 'it is a category: write categories:'),
      of('5:27', 'Lê Na', 'tags', 'it is an author: write authors:'),
      of('6:22', 'Ổ khóa', 'categories', 'it is a tag: write tags:'),
      of('7:19', 'Ổ khóa', 'authors', 'it is a tag: write tags:'),
      of('7:27', 'ADesk', 'authors', 'correct it, or take it out'),
    ]);
  });

  it('tells of one fault once, at its field, whoever finds it', async () => {
    const files = {
      'site.yaml': 'title: Báo Mẫu\nlanguage: vi\n',
      'articles/a.md': article('date: 2026-11-20\ntitle: Ngắn\nimage: /media/Co.jpg\nauthor: Na'),
      'articles/b.md': article(`date: 2026-11-20\ncategory: X\ntitle: ${'Dài '.repeat(40)}`),
      'media/co.jpg': 'x',
    };
    const rule = {
      slug: 'cho-msn',
      title: 'Cho MSN',
      for: 'msn' as const,
      content: 'full' as const,
      formats: ['rss' as const],
      include: {},
      exclude: {},
    };
    const site = { ...SITE, feeds: { rules: [rule] } };
    const profiles = [PROFILES.get('msn'), PROFILES.get('flipboard'), PROFILES.get('apple-news')].flatMap(
      each => each ?? [],
    );
    const { problems } = await check({ content: createMemoryStore(files), site, now: NOW, profiles });
    const tail = 'feeds/cho-msn/ leaves the article out until then';
    expect(problems.map(formatProblem)).toEqual([
      'articles/a.md:1:1: warning: there is no category; only the feed of all will carry the article; add category:',
      'articles/a.md:3:1: MSN: the title has 4 characters, and more than 20 are wanted; write a longer one (MSN feed ' +
        `item metadata requirements, Articles, Title); ${tail}`,
      'articles/a.md:4:9: warning: the picture media/Co.jpg is not there, and left out until it is; media/co.jpg ' +
        'differs from it in capital letters alone; if that is meant, write /media/co.jpg',
      expect.stringMatching(/^articles\/b\.md:1:1: warning: MSN, Flipboard: there is no image; add image: /),
      expect.stringMatching(/^articles\/b\.md:1:1: warning: Flipboard: there is no author; add author: /),
      expect.stringMatching(/^articles\/b\.md:4:1: MSN: the title has 159 characters, and 150 is the most; .*leaves/),
      expect.stringMatching(/^site\.yaml: warning: feeds\.rules: no article that is out and fit for msn matches/),
      expect.stringMatching(/^site\.yaml:2:1: Apple News: the language "vi" names no country; /),
    ]);
  });

  it('says that an article is withdrawn already whose withdrawal has a date that is still to come', async () => {
    const dated = (date: string): string => article(`title: A\ndate: 2026-11-01\nwithdrawn:\n  date: ${date}`);
    const content = createMemoryStore({ 'articles/a.md': dated('2026-12-01'), 'articles/b.md': dated('2026-11-02') });
    expect((await check({ content, site: SITE, now: NOW })).problems.map(formatProblem)).toEqual([
      'articles/a.md:4:1: warning: withdrawn.date: 2026-12-01T00:00:00+07:00 is still to come, and the article is ' +
        'withdrawn already; to have it public until then, write expires: 2026-12-01T00:00:00+07:00 in place of ' +
        'withdrawn:',
    ]);
  });

  it('says of a copy, by its name, who has the id, and how the original gets it', async () => {
    const story = (id: string): string => article(`title: Bài\ndate: 2026-11-20\n${id}`);
    const told = async (id: string, copy: string) => {
      const files = { 'articles/bai.md': story(id), [copy]: story(id) };
      const { problems } = await check({ content: createMemoryStore(files), site: SITE, now: NOW });
      return problems.map(formatProblem).filter(line => /copy|copied/.test(line));
    };
    const first = 'articles/bai (1).md';
    expect(await told('id: x', first)).toEqual([
      `${first}: warning: id "x" is claimed by articles/bai.md, too, which this article keeps from being published; ` +
        'it has the name of a copy of articles/bai.md; delete it, or take its line id: out, so that ' +
        'articles/bai.md is published',
      `articles/bai.md: id "x" belongs to ${first}, so this article is not published; ${first} has the name of a ` +
        'copy of it; delete that, or take its line id: out there, so that this is published',
    ]);
    const own = 'articles/Copy of bai.md';
    expect(await told('', own)).toEqual([
      `${own}: warning: it has the name of a copy of articles/bai.md, which is published, too; delete it, or rename it`,
    ]);
    expect(await told('', 'articles/bai-2.md')).toEqual([]);
  });

  describe('of paths on the host of the home page', () => {
    const B = 'articles/tin/b.md';
    const B_PAGE = `articles/${readingSlug(B)}`;
    const DAY = 'date: 2026-11-20\ncategory: X';

    async function told(link: string, more: Partial<Site> = {}, fields = ''): Promise<readonly string[]> {
      const content = createMemoryStore({
        'articles/ke/a.md': article(`title: A\n${DAY}`, `[b](${link})`),
        [B]: article(`title: B\n${DAY}\n${fields}`),
      });
      const { problems } = await check({ content, site: { ...SITE, ...more }, now: NOW });
      return problems.map(formatProblem).filter(line => line.includes('leads to'));
    }

    it('tells of one that is that of an article, which is elsewhere, and what to write', async () => {
      const start = 'articles/ke/a.md:6:5: warning:';
      expect(await told(`/${B_PAGE}/`)).toEqual([
        `${start} "/${B_PAGE}/" leads to https://bao.example/${B_PAGE}/, but the page of that path is ` +
          `https://feeds.bao.example/${B_PAGE}/; write /${B}, which leads there`,
      ]);
      expect(await told(`/${B}`)).toEqual([]);
      expect(await told(`https://bao.example/${B_PAGE}/index.html#c`)).toHaveLength(1);
      expect(await told(`/${B_PAGE}/`, {}, 'withdrawn: true')).toHaveLength(1);
      expect(await told(`/${B_PAGE}/`, { feedsUrl: 'https://bao.example/tin/' })).toHaveLength(1);
      expect(await told(`/${B_PAGE}/c.jpg`)).toEqual([
        `${start} "/${B_PAGE}/c.jpg" leads to https://bao.example/${B_PAGE}/c.jpg, but the file of that path is ` +
          `https://feeds.bao.example/${B_PAGE}/c.jpg; write that address`,
      ]);
      expect(await told('/b.html', { permalink: 'https://www.bao.example/{slug}.html' })).toHaveLength(1);
    });

    it.each([
      ['pages are on that host', `/${B_PAGE}/`, { feedsUrl: 'https://bao.example/' }],
      ['the path has the folder of the pages', `/tin/${B_PAGE}`, { feedsUrl: 'https://bao.example/tin/' }],
      ['the permalink has that path', '/b', { permalink: 'https://bao.example/{slug}/' }],
      ['it is a page of the home page', '/lien-he', {}],
      ['the address is that of the page', `https://feeds.bao.example/${B_PAGE}/`, {}],
      ['the host is another', `https://khac.example/${B_PAGE}/`, {}],
    ])('tells of none where %s', async (_, link, more) => {
      expect(await told(link, more)).toEqual([]);
    });

    it('tells of none that is the path of an article with an address of its own', async () => {
      expect(await told('/x/b.html', {}, 'link: https://khac.example/x/b.html')).toEqual([]);
    });
  });
});
