import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../functions/core/problem.ts';
import { readArticleStatus } from '../../functions/state/article-status.ts';
import { readStatus } from '../../functions/state/read-status.ts';
import { LiveNewsroom, noted, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const LIMITS = { delta: 3, slack: 1, perSegment: 3 };
const HEAD = ['entries: 2', 'minimumHours: 0'];

/** Articles of many months, more than a plan may ask for one by one; every tenth has a tag of its own. */
function archive(months: number): Readonly<Record<string, string>> {
  const entries = Array.from({ length: months }, (_, at): [string, string] => {
    const date = new Date(Date.UTC(2026, 9 - at, 5)).toISOString();
    return [
      `articles/a${at}.md`,
      article(`title: A${at}\ndate: ${date}\ntags: [${at % 30 === 29 ? 'hiếm' : 'thường'}]\ncategory: Tin`),
    ];
  });
  return Object.fromEntries(entries);
}

const site = (...feeds: readonly string[]) => siteYaml(...HEAD, ...feeds);

async function changeSite(newsroom: LiveNewsroom, text: string) {
  await newsroom.write('site.yaml', text);
  const sources: string[] = [];
  const content = noted(newsroom.content, sources);
  const ran = await newsroom.publish({ kind: 'changes', keys: ['site.yaml'] }, { content });
  return { ...ran, sources: sources.filter(request => /^GET articles\/.*md$/.test(request)) };
}

describe('a category', () => {
  it('that has another slug is told how to keep its address and its id, once', async () => {
    const newsroom = await LiveNewsroom.open(archive(3), { limits: LIMITS, site: site() });
    const slug = site('categories:', '  - { title: Tin, slug: moi }');
    await newsroom.write('site.yaml', slug);
    const { lostFeeds = [], problems } = await newsroom.sweep();
    expect(lostFeeds.map(formatProblem)).toEqual([
      'site.yaml:8:5: warning: categories: "Tin": its feed was at /tin/, where nothing is now, and readers take its ' +
        'feed for a new one; write id: tin and aliases: [tin] into it to keep its id and that address',
    ]);
    expect(problems).toContain(lostFeeds[0]);
    await newsroom.write('site.yaml', slug.replace('moi }', 'moi, id: tin, aliases: [tin] }'));
    expect((await newsroom.sweep()).lostFeeds).toBeUndefined();
    expect((await newsroom.files()).get('moi/atom.xml')).toContain('categories/tin</id>');
  });
});

describe('a rule', () => {
  const rare = '    - { slug: hiem, title: Hiếm, include: { tags: [hiếm] } }';

  it('that comes is filled from the index, and only its own articles are read', async () => {
    const newsroom = await LiveNewsroom.open(archive(65), { limits: LIMITS, site: site('feeds: {}') });
    const ran = await changeSite(newsroom, site('feeds:', '  rules:', rare));
    expect(await newsroom.titles('feeds/hiem')).toEqual(['A29', 'A59']);
    expect(new Set(ran.sources)).toEqual(new Set(['GET articles/a29.md', 'GET articles/a59.md']));
    expect(ran.changed.filter(path => path.startsWith('articles/') || path.startsWith('tin/rss'))).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('that changes shows what it says now, and one that goes leaves nothing', async () => {
    const newsroom = await LiveNewsroom.open(archive(65), { limits: LIMITS, site: site('feeds:', '  rules:', rare) });
    const common = rare.replace('[hiếm]', '[thường]');
    await changeSite(newsroom, site('feeds:', '  rules:', common));
    expect(await newsroom.titles('feeds/hiem')).toEqual(['A0', 'A1']);
    const gone = await changeSite(newsroom, site('feeds: {}'));
    expect([...(await newsroom.files()).keys()].filter(path => path.startsWith('feeds/'))).toEqual([]);
    expect(Object.keys((await newsroom.state()).windows.horizons)).not.toContain('rule:hiem');
    expect(gone.sources).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('that has another slug answers at the one that it had, and leads on where that changes', async () => {
    const site2 = (...rules: readonly string[]) => site('feeds:', '  rules:', ...rules);
    const newsroom = await LiveNewsroom.open(archive(65), { limits: LIMITS, site: site2(rare) });
    const leadsTo = async (path: string) => (await newsroom.feeds.get(`public/${path}`))?.metadata.redirect;
    const moved = rare.replace('slug: hiem', 'slug: hiem-co, aliases: [hiem]');
    const ran = await changeSite(newsroom, site2(moved));
    expect(ran.problems).toEqual([]);
    expect(await leadsTo('feeds/hiem/rss.xml')).toBe('/feeds/hiem-co/rss.xml');
    expect(await leadsTo('feeds/hiem/index.html')).toBe('/feeds/hiem-co/');
    expect(await newsroom.titles('feeds/hiem-co')).toEqual(['A29', 'A59']);
    // Nothing is left of what the feed had remembered.
    expect(ran.requests).toContain('DELETE state/entries/rule/hiem.br');
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    const other = '    - { slug: thuong, title: Thường, include: { tags: [thường] }, formats: [rss], aliases: [hiem] }';
    await changeSite(newsroom, site2(moved, other.replace(', aliases: [hiem]', '')));
    // The same feeds, listed as they were: nothing but the alias is another's.
    await changeSite(newsroom, site2(moved.replace(', aliases: [hiem]', ''), other));
    expect(await leadsTo('feeds/hiem/rss.xml')).toBe('/feeds/thuong/rss.xml');
    expect((await newsroom.files()).has('feeds/hiem/atom.xml')).toBe(false);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    const back = await changeSite(newsroom, site2(rare));
    expect(await leadsTo('feeds/hiem/rss.xml')).toBeUndefined();
    expect(back.problems).toEqual(back.lostFeeds);
    expect(back.problems.map(({ message }) => /at (\S+),/.exec(message)?.[1])).toEqual([
      '/feeds/hiem-co/',
      '/feeds/thuong/',
    ]);
    expect(await newsroom.titles('feeds/hiem')).toEqual(['A29', 'A59']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('that has another slug and leads there no more is told how to keep its address, once', async () => {
    const rules = (...given: readonly string[]) => site('feeds:', '  rules:', ...given);
    const newsroom = await LiveNewsroom.open(archive(3), { limits: LIMITS, site: rules(rare) });
    const moved = rare.replace('slug: hiem', 'slug: hiem-co');
    const { lostFeeds = [], problems } = await changeSite(newsroom, rules(moved));
    expect(lostFeeds.map(formatProblem)).toEqual([
      'site.yaml:9:7: warning: feeds.rules: "Hiếm": its feed was at /feeds/hiem/, where nothing is now; ' +
        'write aliases: [hiem] into it to keep that address',
    ]);
    expect(problems).toContain(lostFeeds[0]);
    expect((await newsroom.sweep()).lostFeeds).toBeUndefined();
    const mended = await changeSite(newsroom, rules(moved.replace('hiem-co', 'hiem-co, aliases: [hiem]')));
    expect(mended.lostFeeds).toBeUndefined();
  });

  it('that has other formats is listed with them', async () => {
    const newsroom = await LiveNewsroom.open(archive(3), { site: site('feeds:', '  tags: true', '  rules:', rare) });
    const others = rare.replace('title: Hiếm', 'title: Hiếm, formats: [atom, json]');
    await changeSite(newsroom, site('feeds:', '  tags: true', '  rules:', others));
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await changeSite(newsroom, site('feeds:', '  tags: { minimum: 1, formats: [json] }', '  rules:', others));
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('may come with many others', async () => {
    const newsroom = await LiveNewsroom.open(archive(65), { limits: LIMITS, site: site('feeds: {}') });
    const rules = Array.from({ length: 50 }, (_, at) => rare.replace('slug: hiem', `slug: hiem-${at}`));
    await changeSite(newsroom, site('feeds:', '  rules:', ...rules));
    expect(await newsroom.titles('feeds/hiem-49')).toEqual(['A29', 'A59']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('that matches nothing is told', async () => {
    const newsroom = await LiveNewsroom.open(archive(3), {
      site: site('feeds:', '  rules:', '    - { title: Không gì, include: { tags: [mây] } }'),
    });
    const ran = await newsroom.sweep();
    expect(ran.problems.map(formatProblem)).toEqual([
      'site.yaml: warning: feeds.rules: no article that is out matches "Không gì", so feeds/khong-gi/ is empty; ' +
        'correct what it includes and excludes, or take the rule out',
    ]);
  });

  it('that no article matches says if it wants what may be republished', async () => {
    const newsroom = await LiveNewsroom.open(archive(3), {
      site: site('feeds:', '  rules:', '    - { title: Chung, republishable: true }'),
    });
    const { problems } = await newsroom.sweep();
    expect(problems.map(formatProblem).join()).toContain(
      'no article that is out and says republishable: true matches "Chung", so feeds/chung/ is empty; write ' +
        'republishable: true in those that may be republished, or correct what it includes and excludes, ',
    );
  });

  it('keeps its entries through a first `feeds` that comes and goes', async () => {
    const newsroom = await LiveNewsroom.open(archive(10), { limits: LIMITS, site: site() });
    const before = await newsroom.files();
    await changeSite(newsroom, site('feeds:', '  authors: true', '  tags: true', '  rules:', rare));
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await changeSite(newsroom, site());
    expect(await newsroom.files()).toEqual(before);
  });

  it('may have archives, which are written anew with it', async () => {
    const archived = 'archives: true';
    const rule = (tag: string) => `    - { title: Chọn, archives: true, include: { tags: [${tag}] } }`;
    const newsroom = await LiveNewsroom.open(archive(12), { site: site(archived, 'feeds:', '  rules:', rule('hiếm')) });
    await changeSite(newsroom, site(archived, 'feeds:', '  rules:', rule('thường')));
    await changeSite(newsroom, site(archived, 'feeds:', '  rules:', rule('thường').replace('Chọn', 'Lọc, slug: chon')));
    const files = await newsroom.files();
    expect([...files.keys()].some(path => path.startsWith('feeds/chon/archives/'))).toBe(true);
    expect(files).toEqual(await newsroom.scratch());
  });
});

describe('a tag', () => {
  const tagged = (name: string, day: number, tag = 'Lũ', more = '') =>
    article(`title: ${name}\ndate: 2026-11-0${day}\ntags: [${tag}]\ncategory: Tin${more}`);

  it('has a page from its first article, and a feed from the minimum, which changes no other page', async () => {
    const newsroom = await LiveNewsroom.open(
      { 'articles/a.md': tagged('A', 1) },
      { site: site('feeds: { tags: { minimum: 2 } }') },
    );
    const page = 'tags/lu/index.html';
    const first = await newsroom.files();
    expect([...first.keys()].filter(path => path.startsWith('tags/'))).toEqual([
      'tags/index.html',
      'tags/l.html',
      page,
    ]);
    expect([...first].find(([path]) => path.startsWith('articles/a'))?.[1]).toContain(
      '<a href="https://feeds.bao.example/tags/lu/">',
    );
    expect(first.get(page)).toContain('href="https://feeds.bao.example/rss.xml"');
    expect(first.get(page)).not.toContain('tags/lu/rss.xml');
    const ran = await newsroom.changes(await newsroom.write('articles/b.md', tagged('B', 2)));
    expect(ran.changed.filter(path => path.startsWith('articles/'))).toEqual([expect.stringMatching(/^articles\/b-/)]);
    const then = await newsroom.files();
    expect(then.get(page)).toContain('tags/lu/rss.xml');
    expect(then.get('tags/lu/rss.xml')).toContain('<title>B</title>');
    expect(then.get('tags/l.html')).toContain('https://feeds.bao.example/tags/opml-l.xml');
    expect(then.get('tags/opml-l.xml')).toContain('https://feeds.bao.example/tags/lu/rss.xml');
    expect(then.get('follow.json')).toContain('https://feeds.bao.example/tags/follow-l.json');
    await newsroom.changes(await newsroom.remove('articles/a.md'));
    expect([...(await newsroom.files()).keys()]).not.toContain('tags/lu/rss.xml');
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('is counted where its article owns its id alone', async () => {
    const same = '\nid: urn:x';
    const newsroom = await LiveNewsroom.open(
      { 'articles/a.md': tagged('A', 1, 'Lũ', same), 'articles/b.md': tagged('B', 2, 'Lũ', same) },
      { site: site('feeds: { tags: { minimum: 2 } }') },
    );
    expect([...(await newsroom.files()).keys()]).not.toContain('tags/lu/rss.xml');
  });

  it('that comes changes no page but its own, the home page, and the lists of its letter', async () => {
    const newsroom = await LiveNewsroom.open(
      { 'articles/a.md': tagged('A', 1), 'articles/b.md': tagged('B', 2, 'Chợ') },
      { site: site('feeds: { tags: true }') },
    );
    const ran = await newsroom.changes(await newsroom.write('articles/c.md', tagged('C', 3, 'Làng')));
    expect(ran.changed.filter(path => path.startsWith('tags/'))).toEqual([
      'tags/follow-l.json',
      'tags/index.html',
      'tags/l.html',
      'tags/lang/index.html',
      'tags/lang/rss.xml',
      'tags/opml-l.xml',
    ]);
  });

  it('is told with its spelling, and where there are too many', async () => {
    const newsroom = await LiveNewsroom.open(
      {
        'articles/a.md': tagged('A', 1, 'Lũ'),
        'articles/b.md': tagged('B', 2, 'Lũ, b'),
        'articles/c.md': tagged('C', 3, 'LŨ, c'),
      },
      { site: site('feeds: { tags: { minimum: 2 } }'), limits: { names: 2 } },
    );
    const { published, lost } = await readStatus(newsroom.feeds);
    expect(lost).toEqual([]);
    expect(published?.problems.map(formatProblem)).toEqual([
      'articles/c.md: warning: tag: "LŨ" is "Lũ" to more articles, and the feed is called so; spell it so, too',
    ]);
    const pages = [...(await newsroom.files()).keys()].filter(path => /^tags\/[^/]+\/index/.test(path));
    expect(pages).toEqual(['tags/b/index.html', 'tags/c/index.html', 'tags/lu/index.html']);
    const { problems } = await newsroom.publish({ kind: 'full' });
    expect(problems.map(formatProblem)).toContain(
      'site.yaml: warning: feeds.tags: articles have 3 of them, more than 2, and each has a page; to have fewer, ' +
        'list those that are to have feeds',
    );
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

describe('an article aside', () => {
  it('is in the feeds of its categories and in sitemaps, and not in that of all', async () => {
    const newsroom = await LiveNewsroom.open(
      {
        'articles/a.md': article('title: A\ndate: 2026-11-23\ncategory: Tin\nmain: false'),
        'articles/b.md': article('title: B\ndate: 2026-11-22\ncategory: Tin'),
      },
      { site: site() },
    );
    expect(await newsroom.titles()).toEqual(['B']);
    expect(await newsroom.titles('tin')).toEqual(['A', 'B']);
    expect((await newsroom.files()).get('news-sitemap.xml')).toContain('<news:title>A</news:title>');
    await newsroom.changes(
      await newsroom.write('articles/a.md', article('title: A\ndate: 2026-11-23\ncategory: Tin\nmain: yes')),
    );
    expect(await newsroom.titles()).toEqual(['A', 'B']);
  });
});

describe('the status of an article', () => {
  it('names every feed that it is in', async () => {
    const text = 'title: A\ndate: 2026-11-20\ncategory: Tin\ntags: [Lũ]\nauthors: [Lê Na]\nmain: false';
    const newsroom = await LiveNewsroom.open(
      { 'articles/a.md': article(text) },
      { site: site('feeds:', '  authors: true', '  tags: true', '  rules:', '    - { title: Mọi tin }') },
    );
    const found = await readArticleStatus(newsroom.feeds, ['articles/a.md']);
    expect(found?.articles[0]?.feeds).toEqual(
      ['tin/', 'authors/le-na/', 'tags/lu/', 'feeds/moi-tin/'].map(folder => `https://feeds.bao.example/${folder}`),
    );
  });
});
