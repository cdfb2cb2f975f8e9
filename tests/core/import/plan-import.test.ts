import { describe, expect, it } from 'vitest';
import { planImport } from '../../../functions/core/import/plan-import.ts';
import { draftSite } from '../../../functions/core/import/site-draft.ts';
import { formatProblem, groupProblems } from '../../../functions/core/problem.ts';
import { buildContent } from '../../publish/newsroom.ts';
import { NOW, SITE } from '../samples.ts';
import { importInto, readBytes, rss, thereBy } from './imported.ts';

const DATE = '<pubDate>Fri, 20 Nov 2026 01:30:00 GMT</pubDate>';
const item = (id: string, fields = '') => `<item><title>Bài ${id}</title><guid>${id}</guid>${DATE}${fields}</item>`;

describe('the plan of an import', () => {
  it('leaves out what has the id of another, and says so with the line', async () => {
    const { plan, problems } = await importInto(rss(`${item('1')}\n${item('1')}`));
    expect(plan.articles).toHaveLength(1);
    expect(problems).toEqual([
      'feed.xml:5: warning: "Bài 1" has the id, title and link of an earlier one, so no reader ever showed ' +
        'it; it is left out',
    ]);
  });

  it('knows what is there by its id, and else by its file', async () => {
    const feed = await readBytes(
      rss(`${item('1')}<item><title>Không id</title>${DATE}</item><item><title>Không id</title>${DATE}</item>`),
    );
    const plan = (ids: readonly string[], keys: readonly string[]) =>
      planImport(feed, { site: SITE, there: thereBy(ids), keys: new Set(keys), now: NOW, source: 'x' });
    const first = plan([], []);
    const keys = ['articles/2026/11/bai-1.html', 'articles/2026/11/khong-id.html', 'articles/2026/11/khong-id-2.html'];
    expect(first.articles.map(({ key }) => key)).toEqual(keys);
    const ids = [
      '1',
      'tag:bao.example,2018:articles/2026/11/khong-id',
      'tag:bao.example,2018:articles/2026/11/khong-id-2',
    ];
    expect(plan(ids, keys)).toMatchObject({ articles: [], known: 3 });
    // Another's file is never written over.
    expect(plan([], keys.slice(0, 1)).articles[0]?.key).toBe('articles/2026/11/bai-1-2.html');
  });

  it('keeps what has the id of another and is another article', async () => {
    const { plan, problems } = await importInto(rss(`${item('1')}\n${item('1').replace('Bài 1', 'Bài hai')}`));
    const ids = plan.articles.map(({ text }) => /^id: "?([^"\n]*)/m.exec(text)?.[1]);
    expect(ids).toEqual(['1', expect.stringMatching(/^1#[0-9a-f]{8}$/)]);
    expect(problems).toEqual([
      expect.stringContaining('feed.xml:5: warning: "Bài hai" has the id of an earlier one, and is another article'),
    ]);
  });

  it('keeps all that has no id and shares an address, whatever came before', async () => {
    const episode = (number: number) =>
      `<item><title>Tập ${number}</title><link>https://cu.example/show</link>${DATE}<enclosure ` +
      `url="https://cu.example/${number}.mp3" type="mp3" length="1"/></item>`;
    const idsOf = (texts: readonly string[]) => texts.map(text => /^id: "([^"\n]*)/m.exec(text)?.[1] ?? '');
    const { plan, problems } = await importInto(rss([1, 2, 3].map(episode).join('')));
    const ids = idsOf(plan.articles.map(({ text }) => text));
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^https:\/\/cu\.example\/show#[0-9a-f]{8}$/);
    expect(problems).toEqual([]);
    // `mp3` is no media type; it is the ending of one.
    expect(plan.articles[0]?.text).toContain('type: audio/mpeg\n');
    const later = await importInto(rss([4, 3, 2].map(episode).join('')), { ids });
    expect([later.plan.known, later.plan.articles.length]).toEqual([2, 1]);
  });

  it('holds back what has no date, with the reason', async () => {
    const { content, problems, plan } = await importInto(
      rss(
        '<item><title>A</title><guid>1</guid><pubDate>hôm qua</pubDate></item><item><title>B</title><guid>2' +
          '</guid></item>',
      ),
    );
    const text = content['articles/undated/a.html'];
    expect(text).toMatch(
      /^---\n# It was not out: its date "hôm qua" can't be read\.\ndraft: true\ntitle: A\n# date:\nid: "1"\n/,
    );
    expect(text).not.toMatch(/^date:/m);
    expect(plan.articles.map(({ held }) => held)).toEqual([`its date "hôm qua" can't be read`, 'it has no date']);
    expect(problems).toEqual([
      `feed.xml:4: warning: "A" is a draft, since its date "hôm qua" can't be read; write date: into ` +
        'articles/undated/a.html, and take draft: out',
      'feed.xml:4: warning: "B" is a draft, since it has no date; write date: into articles/undated/b.html, ' +
        'and take draft: out',
    ]);
  });

  it('reads a day that comes first in the language of the feed, and else names the two that it may be', async () => {
    const dated = '<item><title>A</title><guid>1</guid><pubDate>02.01.2026 08:30</pubDate></item>';
    const publishedIn = async (language: string) => {
      const feed = await readBytes(rss(`<language>${language}</language>${dated}`));
      return feed.items.map(({ published }) => published);
    };
    expect(await publishedIn('de_DE')).toEqual([Date.UTC(2026, 0, 2, 8, 30)]);
    expect(await publishedIn('en-us')).toEqual([undefined]);
    expect(await publishedIn('?')).toEqual([undefined]);
    const { plan } = await importInto(rss(dated));
    expect(plan.articles.map(({ held }) => held)).toEqual(['its date "02.01.2026 08:30" may be the 2/1 or the 1/2']);
  });

  it('writes dates in the zone of the site', async () => {
    const feed = await readBytes(rss(item('1')));
    const dateIn = (timeZone: string) => {
      const options = { site: { ...SITE, timeZone }, there: new Map(), keys: new Set<string>(), now: NOW };
      return /^date: (.*)$/m.exec(planImport(feed, { ...options, source: 'x' }).articles[0]?.text ?? '')?.[1];
    };
    expect(['Asia/Ho_Chi_Minh', 'UTC', 'America/St_Johns', 'Asia/Kolkata'].map(dateIn)).toEqual([
      '2026-11-20T08:30:00+07:00',
      '2026-11-20T01:30:00Z',
      '2026-11-19T22:00:00-03:30',
      '2026-11-20T07:00:00+05:30',
    ]);
  });

  it('has the first 50 categories of more, and the rest as tags', async () => {
    const feed = await readBytes(
      rss(item('1') + Array.from({ length: 60 }, (_, n) => item(`x${n}`, `<category>c${n}</category>`)).join('')),
    );
    const [first] = feed.items;
    if (!first) throw new Error('no item');
    const all = { ...first, topics: Array.from({ length: 60 }, (_, n) => ({ name: `c${n}` })) };
    const options = { site: SITE, there: new Map(), keys: new Set<string>(), now: NOW, source: 'x' };
    const { articles, problems } = planImport({ ...feed, items: [all, ...feed.items.slice(1)] }, options);
    expect(articles[0]?.text).toMatch(/categories: \[c0, .*, c49\]\ntags: \[c50, .*, c59\]\n/);
    expect(problems.map(({ message, severity }) => [severity, message])).toEqual([
      ['warning', '"Bài 1" has 60 categories; those after the first 50 are tags'],
    ]);
  });

  it('keeps text and links of what has no title', async () => {
    const html = '&lt;p&gt;Đọc &lt;a href="https://other.example/x"&gt;chuyện này&lt;/a&gt;.&lt;/p&gt;';
    const { content, site } = await importInto(
      rss(`<item><guid>1</guid>${DATE}<description>${html}</description></item>`),
    );
    const built = await buildContent(content, site, NOW);
    expect(built.files.get('rss.xml')).toContain('https://other.example/x');
    expect(built.files.get('rss.xml')).toContain('<title>Đọc chuyện này…</title>');
  });

  it('names what has no title by its text', async () => {
    const { plan } = await importInto(
      rss(`<item><description>${'một hai '.repeat(30)}</description><guid>1</guid>${DATE}</item>`),
    );
    expect(plan.articles[0]?.text).toMatch(/^---\ntitle: (?:một hai ){12}một…\n/);
    expect((await importInto(rss(`<item><guid>1</guid>${DATE}</item>`))).plan.articles[0]?.text).toContain(
      'title: Untitled',
    );
  });

  it('writes nothing that Bantin would not read, and says why', async () => {
    const { plan, problems } = await importInto(rss(item('1', `<description>${'x'.repeat(5_300_000)}</description>`)));
    expect(plan.articles).toEqual([]);
    expect(problems).toEqual([
      expect.stringMatching(/^feed\.xml:4: "Bài 1" the file has 5\.1 MB, an article at most 5 MB/),
    ]);
  });

  it('takes for categories what stands first somewhere, and all else for tags', async () => {
    const topics = (...names: string[]) => names.map(name => `<category>${name}</category>`).join('');
    const { plan, site } = await importInto(
      rss(
        item('1', topics('Đời sống', 'chợ', 'Tư pháp')) +
          item('2', topics('Tư pháp', 'ĐỜI SỐNG', 'a/b', 'toa')) +
          item('3', topics('Media')) +
          item('4', topics('Vải')) +
          item('5', topics('Vái', 'x/y')) +
          item('7', topics('vai')) +
          item('6'),
      ),
    );
    expect(site.categories.map(({ title, slug }) => [title, slug])).toEqual([
      ['Đời sống', 'doi-song'],
      ['Tư pháp', 'tu-phap'],
      ['Media', 'media-2'],
      ['Vải', 'vai'],
      ['Vái', 'vai-2'],
    ]);
    expect(plan.articles.map(({ text }) => /categories: .*(?:\ntags: .*)?/.exec(text)?.[0])).toEqual([
      'categories: [Đời sống, Tư pháp]\ntags: [chợ]',
      'categories: [Tư pháp, ĐỜI SỐNG]\ntags: [a/b, toa]',
      'categories: [Media]',
      'categories: [Vải]',
      'categories: [Vái]\ntags: [x/y]',
      'categories: [vai]',
      'categories: []',
    ]);
  });

  it('keeps in a site that is there a name that would mean another category as a tag, and says so', async () => {
    const feed = await readBytes(rss(item('1', '<category>vai</category>')));
    const site = { ...SITE, categories: [{ id: 'vai', title: 'Vải', slug: 'vai', aliases: [] }] };
    const { articles } = planImport(feed, { site, there: new Map(), keys: new Set(), now: NOW, source: 'x' });
    // By its slug the name means that category, as it does when an author types it.
    expect(articles[0]?.text).toContain('categories: [vai]');
    const other = await readBytes(rss(item('1', '<category>Vái</category>') + item('2', '<category>Vái</category>')));
    const plan = (aliases: readonly string[]) =>
      planImport(other, {
        site: { ...site, categories: [{ id: 'vai', title: 'Vải', slug: 'vai', aliases }] },
        there: new Map(),
        keys: new Set(),
        now: NOW,
        source: 'x',
      });
    const { articles: tagged, problems } = plan([]);
    expect(tagged[0]?.text).toContain('categories: []\ntags: [Vái]');
    expect(groupProblems(problems).map(formatProblem)).toEqual([
      'x:4: warning: the category "Vái" is a tag here, since "Vải" of site.yaml has its slug; if that is meant, ' +
        'write "Vái" into its aliases and import once more with --update (in 2 places)',
    ]);
    const told = plan(['Vái']);
    expect([told.articles[0]?.text, told.problems]).toEqual([expect.stringContaining('categories: [Vái]\n'), []]);
  });

  it('reads relative addresses as Atom does, where the content has a base of its own', async () => {
    const { site, content } =
      await importInto(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://cu.example/tin/">
<title>Báo</title><link href="./"/><logo>/logo.png</logo><entry xml:base="11/"><id>1</id><title>A</title>\
<updated>2026-11-20T01:30:00Z</updated>
<link href="a.html"/><link rel="enclosure" href="a.mp3"/><content type="html"\
 xml:base="https://cdn.example/z/">&lt;img src="q.png"></content></entry></feed>`);
    expect(site).toMatchObject({ url: 'https://cu.example/tin/', logo: 'https://cu.example/logo.png' });
    const text = content['articles/2026/11/a.html'];
    expect(text).toContain('link: "https://cu.example/tin/11/a.html"\n');
    expect(text).toContain('url: "https://cu.example/tin/11/a.mp3"\n');
    expect(text).toContain('<img src="https://cdn.example/z/q.png">');
  });

  it('keeps the language and the authors of the feed in a site that has others', async () => {
    const text = async (authors: string) => {
      const feed = await readBytes(
        `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Paper</title><author><name>Ann</name>\
</author>
<entry><id>1</id><title>A</title><updated>2026-11-20T01:30:00Z</updated>${authors}</entry></feed>`,
      );
      const own = planImport(feed, { site: SITE, there: new Map(), keys: new Set(), now: NOW, source: 'x' });
      return own.articles[0]?.text;
    };
    expect(await text('')).toMatch(/\nauthor: Ann\n[\s\S]*\nlanguage: en-GB\n/);
    expect(await text('<author><name>Bob</name></author>')).toMatch(/\nauthor: Bob\n/);
    // A site that was drafted of the feed has both already.
    const feed = await readBytes(rss(item('1'), '<language>vi-VN</language>'));
    const plan = planImport(feed, { site: SITE, there: new Map(), keys: new Set(), now: NOW, source: 'x' });
    expect(plan.articles[0]?.text).not.toMatch(/language:|author/);
  });

  it('takes no address that is none', async () => {
    const fields =
      '<link>javascript:x</link><enclosure url="ftp://x" type="a"/><media:thumbnail ' +
      'url="data:x"/><description>&lt;a href="b"&gt;c&lt;/a&gt;</description>';
    const { plan, problems } = await importInto(rss(item('1', fields)));
    expect(problems).toEqual([]);
    expect(plan.articles[0]?.text.split('\n').filter(line => /javascript|ftp|data/.test(line))).toEqual([]);
    expect(plan.articles[0]?.text).toContain('<a href="https://cu.example/b">c</a>');
  });
});

describe('the draft of site.yaml', () => {
  const draft = async (document: string, source?: string) =>
    draftSite(await readBytes(document), { now: NOW, ...(source !== undefined && { source }) });

  it('tells what the feed tells', async () => {
    const channel = '<language>en-us</language><copyright>© A &amp; B</copyright><image><url>/logo.png</url></image>';
    expect(
      await draft(rss(item('1', '<category>Chợ</category>').replace('2026', '1999'), channel)),
    ).toBe(`title: Old Paper
description: Tin
url: "https://cu.example/"
language: en-US
timeZone: UTC
# Where the feeds will be served: change it to your own address.
feedsUrl: "https://feeds.cu.example/"
# The year from which the address above was yours. The ids of new articles hang on it: choose once, and never change it.
since: 1999
rights: "© A & B"
logo: "https://cu.example/logo.png"
categories:
  - title: Chợ
`);
  });

  it('is complete where the feed tells nothing', async () => {
    const bare = '<rss><channel/></rss>';
    expect(await draft(bare)).toContain(
      'title: newsroom.example\n# The source names no address: write that of your site. Links and ids hang on it.\n' +
        'url: "https://newsroom.example/"\n' +
        '# The source names no language: this is a guess by its letters. Correct it.\nlanguage: en\n' +
        'timeZone: UTC\n',
    );
    expect(await draft(bare, 'https://www.bao.example/tin/rss')).toContain('url: "https://www.bao.example/"\n');
    expect(await draft(bare, 'https://www.bao.example/tin/rss')).toContain('feedsUrl: "https://feeds.bao.example/"');
    expect(await draft(bare)).toContain('since: 2026');
    const linked =
      '<rss><channel><item><title>A</title><link>http://127.0.0.1/a/b</link><pubDate>1 Jan 1066 00:00 ' +
      'GMT</pubDate></item></channel></rss>';
    expect(await draft(linked)).toMatch(
      /url: "http:\/\/127\.0\.0\.1\/"[\s\S]*feedsUrl: "https:\/\/newsroom\.example\/"[\s\S]*since: 1970/,
    );
  });

  it.each([
    ['Chợ quê ngày Tết', '', 'vi'],
    ['Market day', '', 'en'],
    ['Market day', '<dc:language>fr</dc:language>', 'fr'],
    ['市場の日です', '', 'ja'],
    ['Рынок в деревне', '', 'ru'],
  ])('guesses of %j %s the language %s', async (title, more, language) => {
    const document = rss(item('1', more).replace('Bài 1', title))
      .replace('>Tin<', '>News<')
      .replace('Old Paper', title);
    expect(await draft(document)).toContain(`\nlanguage: ${language}\n`);
  });

  it('builds at once, without a problem', async () => {
    const { content, site } = await importInto(
      rss(item('1', '<category>articles</category><description>A</description>')),
    );
    const built = await buildContent(content, site, NOW);
    expect(built.problems.map(problem => (typeof problem === 'string' ? problem : formatProblem(problem)))).toEqual([]);
    expect(built.files.get('articles-2/rss.xml')).toContain('<guid isPermaLink="false">1</guid>');
  });
});
