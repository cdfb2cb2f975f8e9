import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../functions/core/problem.ts';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import type { Site } from '../../functions/core/site/site.ts';
import { PARSER } from '../../functions/guard/parser.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const LONG = 'Phiên chợ vùng cao họp lại sau mùa lũ';
const site = (...rules: readonly string[]) =>
  siteYaml('minimumHours: 0', 'feeds:', '  rules:', ...rules.map(rule => `    - ${rule}`));
const MSN = '{ slug: msn, title: MSN, for: msn }';

const fields = (title: string, more = '') => article(`title: ${title}\ndate: 2026-10-05\ncategory: Tin\n${more}`);

async function open(articles: Readonly<Record<string, string>>, ...rules: readonly string[]): Promise<LiveNewsroom> {
  return LiveNewsroom.open(articles, { site: site(...rules) });
}

/** Titles of the entries of an RSS document. */
async function entriesOf(newsroom: LiveNewsroom, path: string): Promise<readonly string[]> {
  const object = await newsroom.feeds.get(`public/${path}`);
  const [, ...items] = Buffer.from(object?.bytes ?? [])
    .toString()
    .split('<item>');
  return items.map(item => /<title>(.*?)<\/title>/.exec(item)?.[1] ?? '');
}

describe('a rule that is for an aggregator', () => {
  it('is on its own page and in the lists for programs, and not in the menu of pages', async () => {
    const rules = ['{ slug: chon, title: Chọn lọc }', '{ slug: msn, title: Cho MSN, for: msn }'];
    const newsroom = await open({ 'articles/a.md': fields(LONG) }, ...rules);
    const files = await newsroom.files();
    const linksIn = (path: string) =>
      [...(files.get(path) ?? '').matchAll(/href="[^"]*feeds\/(chon|msn)\/(?:#[^"]*)?"/g)].map(([, slug]) => slug);
    expect(new Set(linksIn('index.html'))).toEqual(new Set(['chon']));
    expect(new Set(linksIn('tin/index.html'))).toEqual(new Set(['chon']));
    expect(files.get('feeds/msn/index.html')).toContain('Cho MSN');
    for (const list of ['opml.xml', 'follow.json']) expect(files.get(list)).toContain('feeds/msn/');
  });

  it('leaves out what that would refuse, and says why', async () => {
    const newsroom = await open({ 'articles/a.md': fields(LONG) }, MSN);
    await newsroom.write('articles/b.md', fields('Ngắn'));
    const ran = await newsroom.publish({ kind: 'changes', keys: ['articles/b.md'] });
    expect(await entriesOf(newsroom, 'feeds/msn/rss.xml')).toEqual([LONG]);
    expect(await newsroom.titles('tin')).toContain('Ngắn');
    expect(ran.problems.map(formatProblem)).toEqual([
      'articles/b.md:2:1: warning: MSN: the title has 4 characters, and more than 20 are wanted; write a longer one ' +
        '(MSN feed item metadata requirements, Articles, Title); feeds/msn/ leaves the article out until then',
    ]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it.each([
    ['https://feeds.bao.example/', undefined],
    ['http://feeds.bao.example/', ['generic-strict']],
  ])('is judged by %s of site.yaml where a preview shows it at an address of its own', (own, refusedBy) => {
    const yaml = site('{ slug: chat, title: Chặt, for: generic-strict }').replace(/feedsUrl:.*/, `feedsUrl: ${own}`);
    const { site: previewed } = parseSite(yaml, { feedsUrl: 'http://127.0.0.1:8917/' });
    const bytes = Buffer.from(fields(LONG, 'author: Lê Na\nimage: /media/a.jpg\n'));
    const read = PARSER.createReader(previewed as Site);
    expect(read({ key: 'articles/a.md', bytes, lastModified: 0 }).article?.refusedBy).toEqual(refusedBy);
  });

  it('takes what was refused once it is mended, and what is refused takes no place', async () => {
    const short = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`articles/n${at}.md`, fields(`N${at}`)]));
    const old = fields(LONG).replace('2026-10-05', '2026-09-01');
    const newsroom = await open({ ...short, 'articles/a.md': old }, MSN);
    expect(await entriesOf(newsroom, 'feeds/msn/rss.xml')).toEqual([LONG]);
    const mended = `${LONG}, lần hai`;
    await newsroom.write('articles/n3.md', fields(mended));
    await newsroom.publish({ kind: 'changes', keys: ['articles/n3.md'] });
    expect(await entriesOf(newsroom, 'feeds/msn/rss.xml')).toEqual([mended, LONG]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('that comes later judges what was read before', async () => {
    const newsroom = await open({ 'articles/a.md': fields(LONG), 'articles/b.md': fields('Ngắn') });
    await newsroom.write('site.yaml', site(MSN));
    await newsroom.publish({ kind: 'changes', keys: ['site.yaml'] });
    await newsroom.sweep();
    expect(await entriesOf(newsroom, 'feeds/msn/rss.xml')).toEqual([LONG]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('judges only the articles that it would show, and others by their own rules', async () => {
    const strict = '{ slug: doi-tac, title: Đối tác, for: generic-strict, include: { tags: [riêng] } }';
    const image = 'image: https://anh.example/a.jpg\nauthor: Lê Na';
    const newsroom = await open(
      {
        'articles/a.md': fields('Ngắn', `tags: [riêng]\n${image}`),
        'articles/b.md': fields(LONG, 'tags: [riêng]'),
        'articles/c.md': fields('Ngoài'),
      },
      MSN,
      strict,
    );
    expect(await entriesOf(newsroom, 'feeds/doi-tac/rss.xml')).toEqual(['Ngắn']);
    expect(await entriesOf(newsroom, 'feeds/msn/rss.xml')).toEqual([LONG]);
  });

  it('is of one language where the aggregator wants that, and has the formats that it reads', async () => {
    const newsroom = await open(
      { 'articles/a.md': fields(LONG), 'articles/b.md': fields('The highland market is back', 'language: en') },
      MSN,
      '{ slug: sn, title: SmartNews, for: smartnews }',
    );
    expect(await entriesOf(newsroom, 'feeds/msn/rss.xml')).toEqual([LONG]);
    const paths = [...(await newsroom.files()).keys()].filter(path => path.startsWith('feeds/'));
    expect(paths.filter(path => !path.endsWith('.html')).sort()).toEqual([
      'feeds/msn/rss.xml',
      'feeds/sn/rss.xml',
      'feeds/sn/smartnews.xml',
    ]);
  });

  it('tells of what was withdrawn where its format has a word for it', async () => {
    const newsroom = await open({ 'articles/a.md': fields(LONG) }, '{ slug: sn, title: SN, for: smartnews }');
    await newsroom.write('articles/a.md', fields(LONG, 'withdrawn: true'));
    await newsroom.publish({ kind: 'changes', keys: ['articles/a.md'] });
    const file = (await newsroom.files()).get('feeds/sn/smartnews.xml');
    expect(JSON.stringify(file)).toContain('media:status');
    expect(await entriesOf(newsroom, 'feeds/sn/rss.xml')).toEqual([]);
  });
});
