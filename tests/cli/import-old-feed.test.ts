import { describe, expect, it } from 'vitest';
import { rss } from '../core/import/imported.ts';
import { importFolder } from './importing.ts';

const article = (title: string, more = ''): string => `---\ntitle: ${title}\n${more}---\n${title}\n`;
const item = (link: string, guid: string, title: string, date = 'Thu, 02 Jan 2020 00:00:00 GMT'): string =>
  `<item><title>${title}</title><link>${link}</link><guid>${guid}</guid><pubDate>${date}</pubDate></item>`;
const CONFIG = 'url: https://bao.example\ntimezone: UTC\n';
const idIn = (text: string): string | undefined => /^id: (.*)$/m.exec(text)?.[1];

describe('the feed that a site of Jekyll had', () => {
  const POSTS = {
    '_config.yml': CONFIG,
    '_posts/2020-01-02-a.md': article('A'),
    '_posts/2020-01-02-b.md': article('B'),
    '_posts/2020-01-02-c.md': article('C'),
    '_posts/2020-01-02-d.md': article('D'),
    '_drafts/e.md': article('E'),
  };
  const at = (name: string): string => `https://bao.example/2020/01/02/${name}`;
  const feed = (...names: string[]): string =>
    rss(names.map(name => item(`${at(name)}.html`, at(name), name.toUpperCase())).join(''));

  it('gives articles their ids, and others theirs by the same pattern', async () => {
    const { report, text } = await importFolder({ ...POSTS, '_site/feed.xml': feed('a', 'b', 'c') });
    for (const name of ['a', 'b', 'c', 'd'])
      expect(text(`articles/2020-01-02-${name}.md`)).toBe(
        article(name.toUpperCase(), '').replace('---\n', `---\nid: "${at(name)}"\n`),
      );
    expect(idIn(text('articles/_drafts/e.md'))).toBeUndefined();
    expect(report.problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      "note: 3 of 4 articles have their id of the site's feed, 1 have one made as those are, and 0 a new one",
    ]);
  });

  it('tells how many have a new id, where its ids have no pattern or it lacks them', async () => {
    const { report, text } = await importFolder({ ...POSTS, 'feed.xml': feed('a', 'b') });
    expect(idIn(text('articles/2020-01-02-d.md'))).toBeUndefined();
    expect(report.problems.at(-1)?.message).toContain("2 of 4 articles have their id of the site's feed, 0");
    const none = await importFolder(POSTS);
    expect(none.report.problems.at(-1)?.message).toContain('give that with --feed');
  });

  it('is no template of one, nor data', async () => {
    const files = { 'feed.xml': '---\n---\n<rss>{% for %}</rss>', 'index.json': '{"a": 1}', 'x/atom.xml': '<feed' };
    const { report } = await importFolder({ ...POSTS, ...files });
    expect(report.problems.at(-1)?.message).toContain('give that with --feed');
  });

  it('is told where an article has another id of its own', async () => {
    const posts = { ...POSTS, '_posts/2020-01-02-a.md': article('A', 'id: own\n') };
    const { report, text } = await importFolder({ ...posts, '_site/feed.xml': feed('a') });
    expect(idIn(text('articles/2020-01-02-a.md'))).toBe('own');
    expect(report.problems[0]?.message).toBe(`has the id own, and ${at('a')} in the feed; write id: ${at('a')}`);
  });
});

describe('a feed that is given', () => {
  const HUGO = { 'hugo.toml': 'baseURL = "https://bao.example/"\n' };

  it('knows articles by their titles and names, where addresses are not known', async () => {
    const items = [
      item('https://bao.example/x/1', 'u1', 'Một'),
      item('https://bao.example/x/hai/', 'u2', 'Another title'),
      item('https://bao.example/x/3', 'u3', 'Twice'),
      item('https://bao.example/x/4', 'u4', 'Far', 'Thu, 02 Jan 2025 00:00:00 GMT'),
    ];
    const { text } = await importFolder({
      ...HUGO,
      'content/tin/a.md': article('MỘT', 'date: 2020-01-02\n'),
      'content/tho/hai.md': '{"title": "Hai", "date": "2020-01-02"}\n\nHai\n',
      'content/tin/b.md': article('Twice', 'date: 2020-01-02\n'),
      'content/tin/c.md': article('Twice', 'date: 2020-01-02\n'),
      'content/tin/d.md': article('Far', 'date: 2020-01-02\n'),
      'public/index.xml': rss(items.join('')),
    });
    expect(idIn(text('articles/tin/a.md'))).toBe('"u1"');
    expect(text('articles/tho/hai.md')).toContain('{"permalink": "/x/hai/", "id": "u2", ');
    for (const name of ['b', 'c', 'd']) expect(idIn(text(`articles/tin/${name}.md`))).toBeUndefined();
  });
});

describe('addresses that no pattern gives', () => {
  it('are written into the articles of Jekyll that had them', async () => {
    const { text, report } = await importFolder({
      '_config.yml': `${CONFIG}baseurl: /b\n`,
      '_posts/2020-01-02-a.md': article('A'),
      '_posts/2020-01-02-Hai_Ba.md': article('B'),
      '_posts/2020-01-02-a b.md': article('C'),
      '_posts/2020-01-02-d.md': article('D', 'categories: [Đời sống, Tin]\ncategory: x\n'),
      'tin/_posts/2020-01-02-e.md': article('E', 'categories: Ba Bon\n'),
      '_posts/2020-01-02-f.md': article('F', 'permalink: /b/f/\n'),
      '_posts/2020-01-02-g.md': article('G', 'permalink: /g/\n'),
      '_posts/2020-01-02-h.md': article('H', 'slug: Ha Ha\n'),
      '_posts/2020-01-02-i.md': article('I'),
      '_posts/2020-01-02-j.md': article('J'),
    });
    const own = (name: string): string | undefined => /^permalink: (.*)$/m.exec(text(`articles/${name}.md`))?.[1];
    expect(text('site.yaml')).toContain('permalink: "/b/{yyyy}/{mm}/{dd}/{name}.html"');
    expect([own('2020-01-02-a'), own('2020-01-02-Hai_Ba')]).toEqual([undefined, undefined]);
    expect(own('2020-01-02-a b')).toBe('"/b/2020/01/02/a-b.html"');
    expect(own('2020-01-02-d')).toBe('"/b/%C4%91%E1%BB%9Di%20s%E1%BB%91ng/tin/x/2020/01/02/d.html"');
    expect(own('tin/2020-01-02-e')).toBe('"/b/tin/ba/bon/2020/01/02/e.html"');
    expect([own('2020-01-02-f'), own('2020-01-02-g')]).toEqual(['/b/f/', '/g/']);
    expect(own('2020-01-02-h')).toBe('"/b/2020/01/02/Ha-Ha.html"');
    expect(report.problems.map(({ message }) => message).filter(message => message.includes('was read'))).toEqual([
      'was read at https://bao.example/b/b/f/, and would be at https://bao.example/b/f/; write its permalink:',
      'was read at https://bao.example/b/g/, and would be at https://bao.example/g/; write its permalink:',
    ]);
  });

  it('are written into the articles of Hugo that had them, those of the feed first', async () => {
    const { text } = await importFolder({
      'hugo.toml': 'baseURL = "https://bao.example/"\ntimeZone = "UTC"\n',
      'content/posts/a.md': article('A', 'date: 2020-01-02\n'),
      'content/posts/lu/rut.md': article('B', 'date: 2020-01-02\nslug: lu-da-rut\n'),
      'content/posts/c.md': article('C', 'date: 2020-01-02\n'),
      'content/posts/d.md': article('D', 'date: 2020-01-02\n'),
      'public/index.xml': rss(
        item('https://bao.example/cu/c/', 'c', 'C') + item('http://localhost:1313/posts/x/', 'd', 'D'),
      ),
    });
    const own = (name: string): string | undefined => /^permalink: (.*)$/m.exec(text(`articles/${name}.md`))?.[1];
    expect(text('site.yaml')).toContain('permalink: "/posts/{slug}/"');
    expect(['a', 'lu/rut', 'c', 'd'].map(own)).toEqual([undefined, '"/posts/lu/lu-da-rut/"', '"/cu/c/"', undefined]);
  });

  it('are former ones where the site moves here', async () => {
    const { text } = await importFolder(
      {
        '_config.yml': CONFIG,
        '_posts/2020-01-02-Hai_Ba.md': article('B', 'categories: [Tin, Ngay]\n'),
        '_posts/2020-01-02-c.md': article('C'),
      },
      '--host-here',
    );
    expect(text('articles/2020-01-02-Hai_Ba.md')).toContain('aliases: ["/tin/ngay/2020/01/02/Hai_Ba.html"]');
    expect(text('redirects/redirects.csv')).toContain('https://bao.example/tin/ngay/2020/01/02/Hai_Ba.html,');
  });

  it('are not known where the pattern of Jekyll has a part that is not', async () => {
    const { text } = await importFolder({
      '_config.yml': `${CONFIG}permalink: /:year/:week/:title/\n`,
      '_posts/2020-01-02-c.md': article('C', 'categories: x\n'),
    });
    expect(text('articles/2020-01-02-c.md')).toBe(article('C', 'categories: x\n'));
    expect(text('site.yaml')).not.toMatch(/^permalink/m);
  });
});
