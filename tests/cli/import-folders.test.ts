import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rss } from '../core/import/imported.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, type Ran, writeInto } from './run.ts';

const NOW = '2026-11-23T12:00:00Z';

interface Imported extends Ran {
  readonly out: string;
  readonly source: string;
  readonly report: {
    readonly format: string;
    readonly written: readonly string[];
    readonly updated?: readonly string[];
    readonly edited?: readonly string[];
    readonly gone: readonly string[];
    readonly known: number;
    readonly drafts: readonly { readonly path: string; readonly why: string }[];
    readonly left: readonly { readonly kind: string; readonly count: number }[];
    readonly copied: { readonly files: number; readonly there: number };
    readonly problems: readonly { readonly severity: string; readonly message: string }[];
  };
  text(key: string): string;
}

async function importing(
  files: Readonly<Record<string, string | Buffer>>,
  ...flags: readonly string[]
): Promise<Imported> {
  const directory = temporaryDirectory();
  const source = join(directory, 'site');
  for (const [name, content] of Object.entries(files)) writeInto(source, name, content);
  return again(source, join(directory, 'content'), ...flags);
}

async function again(source: string, out: string, ...flags: readonly string[]): Promise<Imported> {
  const ran = await bantin('import', source, '--out', out, '--json', ...flags);
  const report = ran.stdout === '' ? {} : JSON.parse(ran.stdout);
  return { ...ran, out, source, report, text: key => readFileSync(join(out, key), 'utf8') };
}

const JEKYLL = {
  '_config.yml':
    'title: Báo\nurl: https://bao.example\nlang: vi\ntimezone: Asia/Ho_Chi_Minh\npermalink: /:year/:month/:title/\n',
  '_posts/2020-01-02-mot.md':
    '---\nlayout: post\ntitle: Một\nauthor: na\n---\n![a]({{ site.baseurl }}/img/a.png) [hai]({% post_url ' +
    '2020-01-03-hai %}) [hai](/2020/01/hai/)\n',
  '_posts/2020-01-03-hai.md': '---\ntitle: Hai\nimage: /img/b.png\n---\nHai\n',
  '_posts/2020-01-04-ngay.html': '<p>Không có tiêu đề',
  '_drafts/nhap.md': '---\ntitle: Nháp\nimage: ../_kin/c.png\n---\nNháp\n',
  '_kin/c.png': 'c',
  '_data/authors.yml': 'na:\n  name: Lê Na\n',
  'img/a.png': 'a',
  'img/b.png': 'b',
  'about.md': '---\ntitle: Về\n---\n',
  '_layouts/post.html': '{{ content }}',
};

describe('a site of Jekyll', () => {
  it('is counted in words that agree with their number', async () => {
    const { source } = await importing(JEKYLL);
    const told = async (out: string) => (await bantin('import', source, '--out', join(source, '..', out))).stdout;
    expect(await told('two')).toContain('3 pictures and other files written\n');
    for (const name of ['img/a.png', '_data/authors.yml']) rmSync(join(source, name));
    expect(await told('one')).toContain('1 picture or other file written\n');
  });

  it('leads authors to their pictures where these lie here', async () => {
    const authors = 'na:\n  name: Lê Na\n  url: /about/\n  picture: /img/a.png # ảnh\n';
    const { text } = await importing({ ...JEKYLL, '_data/authors.yml': authors });
    expect(text('authors.yml')).toBe(authors.replace('/img/', '/media/img/'));
    expect(text('media/img/a.png')).toBe('a');
  });

  it('becomes articles, pictures, people and a site.yaml that builds', async () => {
    const { report, text, out, status } = await importing(JEKYLL);
    expect([status, report.format]).toEqual([1, 'Jekyll']);
    expect(report.written).toEqual([
      'articles/_drafts/nhap.md',
      'articles/2020-01-02-mot.md',
      'articles/2020-01-03-hai.md',
      'articles/2020-01-04-ngay.html',
      'site.yaml',
    ]);
    expect(report.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('the article has no title'),
      expect.stringContaining('the ids of articles are new'),
    ]);
    expect(text('articles/2020-01-02-mot.md')).toBe(
      '---\nlayout: post\ntitle: Một\nauthor: na\n---\n![a](/media/img/a.png) [hai](2020-01-03-hai.md) ' +
        '[hai](/2020/01/hai/)\n',
    );
    expect(text('media/img/a.png')).toBe('a');
    // A picture that only a draft shows is public as soon as it lies in media/.
    expect(existsSync(join(out, 'media/_kin'))).toBe(false);
    expect(report.drafts).toEqual([{ path: 'articles/_drafts/nhap.md', why: '_drafts/' }]);
    expect(text('site.yaml')).toMatch(
      /title: Báo\nurl: "https:\/\/bao\.example\/"\nlanguage: vi\ntimeZone: Asia\/Ho_Chi_Minh\n[\s\S]*since: 2020\n/,
    );
    expect(text('site.yaml')).toContain('permalink: "/{yyyy}/{mm}/{name}/"\n');
    expect(report.left).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'page, or text beside the articles', count: 1 }),
        expect.objectContaining({ kind: 'file in _layouts/', count: 1 }),
        expect.objectContaining({ kind: 'file that no article which is out shows', count: 1 }),
      ]),
    );
    await bantin('build', out, '--out', join(out, '../public'), '--now', NOW);
    const xml = readFileSync(join(out, '../public/rss.xml'), 'utf8');
    expect(xml).toContain('<link>https://bao.example/2020/01/mot/</link>');
    expect(xml).toContain('<dc:creator>Lê Na</dc:creator>');
    expect(xml).toContain('href="https://bao.example/2020/01/hai/"');
    expect(existsSync(join(out, '../public/media/img/a.png'))).toBe(true);
  });

  it('is told of for pictures that it does not have', async () => {
    const { report } = await importing({ ...JEKYLL, '_posts/2020-01-05-a.html': '<img src="/img/thieu.png">\n' });
    expect(report.problems.map(({ message }) => message)).toContain(
      '1 picture of the site is not in this folder, so feeds lead to the site for such, as ' +
        '/img/thieu.png in _posts/2020-01-05-a.html; put what is missing there and import again, or correct the path',
    );
  });

  it('moves here with its addresses', async () => {
    const { text } = await importing(JEKYLL, '--host-here');
    expect(text('articles/2020-01-02-mot.md')).toMatch(
      /^---\naliases: \["\/2020\/01\/mot\/"\]\nlayout: post\n[\s\S]*( \[hai\]\(2020-01-03-hai\.md\)){2}\n$/,
    );
    expect(text('articles/_drafts/nhap.md')).not.toContain('aliases');
    expect(text('site.yaml')).not.toContain('permalink');
    const [head, hai, mot] = text('redirects/redirects.csv').split('\n');
    expect(head).toBe('from,to');
    expect(hai).toMatch(/^https:\/\/bao\.example\/2020\/01\/hai\/,\S+\/articles\/2020-01-03-hai-[0-9a-f]{8}\/$/);
    expect(mot).toMatch(/^https:\/\/bao\.example\/2020\/01\/mot\/,\S+\/articles\/2020-01-02-mot-[0-9a-f]{8}\/$/);
  });

  it('is imported twice without a change, and takes corrections where nobody edited', async () => {
    const { source, out } = await importing(JEKYLL);
    const twice = await again(source, out);
    expect(twice.report).toMatchObject({ written: [], known: 4, copied: { files: 0, there: 3 } });
    writeInto(source, '_posts/2020-01-02-mot.md', '---\ntitle: Một, sửa\n---\nMới\n');
    writeInto(source, '_posts/2020-01-03-hai.md', '---\ntitle: Hai, sửa\n---\nMới\n');
    writeInto(out, 'articles/2020-01-03-hai.md', '---\ntitle: Hai, sửa ở đây\n---\n');
    expect((await again(source, out)).report).toMatchObject({ written: [], known: 4 });
    expect(readFileSync(join(out, 'articles/2020-01-02-mot.md'), 'utf8')).toContain('title: Một\n');
    const updated = await again(source, out, '--update');
    expect(updated.report).toMatchObject({
      updated: ['articles/2020-01-02-mot.md'],
      edited: ['articles/2020-01-03-hai.md'],
    });
    expect(updated.text('articles/2020-01-02-mot.md')).toContain('title: Một, sửa\n');
    expect(updated.text('articles/2020-01-03-hai.md')).toContain('title: Hai, sửa ở đây\n');
    const { stdout } = await bantin('import', source, '--out', out, '--update');
    expect(stdout).toContain(
      '0 articles were corrected\nleft alone: articles/2020-01-03-hai.md was edited here, and is another in the ' +
        'source, too\n',
    );
  });

  it('writes nothing in a dry run', async () => {
    const { report, out } = await importing(JEKYLL, '--dry-run');
    expect(report).toMatchObject({ copied: { files: 3 } });
    expect(report.written).toHaveLength(5);
    expect(existsSync(out)).toBe(false);
  });

  it('holds an article that tells no date', async () => {
    const files = {
      '_config.yml': 'url: https://a.example\n',
      '_posts/a.md': '---\ntitle: A\n---\nA\n',
      '_posts/b.md': 'B\n\nText\n',
      '_posts/c.md': '{"title": "C", "draft": false}\n\nC\n',
      '_posts/d.md': '---\ntitle: D\nDraft: "no"\nlayout: post\n---\nD\n',
      '_posts/e.md': '---\ntitle: E\ndraft: [false]\n---\nE\n',
    };
    const { report, text, status } = await importing(files);
    expect(status).toBe(1);
    expect(text('articles/a.md')).toBe('---\ndraft: true\ntitle: A\n---\nA\n');
    expect(text('articles/b.md')).toBe('---\ndraft: true\n---\nB\n\nText\n');
    expect(text('articles/d.md')).toBe('---\ntitle: D\nDraft: true\nlayout: post\n---\nD\n');
    expect(text('articles/c.md')).toBe('{"title": "C", "draft": true}\n\nC\n');
    expect(report.drafts.map(({ path }) => path)).toEqual(report.written.slice(0, 4));
    const is = (name: string): string =>
      `warning: is a draft, since it tells no date; write date: into articles/${name}.md, and take draft: out`;
    expect(report.problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      is('a'),
      is('b'),
      is('c'),
      is('d'),
      expect.stringMatching(/^error: draft/),
    ]);
  });
});

describe('a site of another publisher', () => {
  it.each([
    [
      'Hugo',
      {
        'hugo.toml': 'baseURL = "https://bao.example/"\ntitle = "Báo"\n[params]\ndescription = "Tin"\n',
        'content/posts/mot/index.md':
          '+++\ntitle = "Một"\ndate = 2020-01-02\n+++\n![a](a.png) {{< ref "hai" >}} ![b](/b.png)\n',
        'content/posts/mot/a.png': 'a',
        'content/posts/hai.md': '---\ntitle: Hai\ndate: 2020-01-03\n---\nHai\n',
        'content/about.md': '---\ntitle: Về\n---\nVề\n',
        'static/b.png': 'b',
      },
      {
        'articles/mot/index.md':
          '![a](a.png) <a href="../hai.md" data-shown="address">../hai.md</a> ![b](/media/b.png)',
        'articles/mot/a.png': 'a',
        'media/b.png': 'b',
      },
      'permalink: "/posts/{slug}/"',
    ],
    [
      'Eleventy',
      {
        'package.json': '{"devDependencies": {"@11ty/eleventy": "3"}}',
        '_data/metadata.json': '{"title": "Báo", "url": "https://bao.example/", "language": "vi"}',
        'posts/mot.md': '---json\n{"title": "Một", "date": "2020-01-02"}\n---\n![a](/img/a.png) [về](../about.md)\n',
        'posts/js.md': '---js\n{ title: "A" }\n---\n',
        'about.md': 'Về\n\nText\n',
        'img/a.png': 'a',
      },
      { 'articles/mot.md': '![a](/media/img/a.png) [về](../about.md)' },
      'permalink: "/posts/{name}/"',
    ],
    [
      'Astro',
      {
        'astro.config.mjs': "export default defineConfig({ site: 'https://bao.example' });",
        'src/content/blog/mot.mdx': '---\ntitle: Một\npubDate: Jan 02 2020\nheroImage: ../../assets/a.png\n---\nMột\n',
        'src/assets/a.png': 'a',
        'src/assets/b.png': 'b',
      },
      { 'articles/mot.mdx': 'heroImage: /media/assets/a.png', 'media/assets/a.png': 'a' },
      'url: "https://bao.example/"',
    ],
    [
      'Docusaurus',
      {
        'docusaurus.config.js': "module.exports = { title: 'Báo', url: 'https://bao.example', baseUrl: '/b/' };",
        'blog/2020-01-02-mot/index.md':
          '---\ntitle: Một\nauthors: [na]\n---\n![a](./a.png) [hai](../2020-01-03-hai.md)\n',
        'blog/2020-01-02-mot/a.png': 'a',
        'blog/2020-01-03-hai.md': '---\ntitle: Hai\n---\nHai\n',
        'blog/authors.yml': 'na:\n  name: Lê Na\n',
        'docs/x.md': '---\ntitle: X\ndate: 2020-01-01\n---\n',
      },
      { 'articles/2020-01-02-mot/index.md': '![a](./a.png) [hai](../2020-01-03-hai.md)', 'authors.yml': 'Lê Na' },
      'url: "https://bao.example/b/"',
    ],
    [
      'Pelican',
      {
        'pelicanconf.py': "SITENAME = 'Báo'\nSITEURL = 'https://bao.example'\n",
        'content/mot.md': 'Title: Một\nDate: 2020-01-02\n\n![a]({static}/images/a.png) [hai]({filename}hai.md)\n',
        'content/hai.md': 'Title: Hai\nDate: 2020-01-03\n\nHai\n',
        'content/x.rst': 'X\n=\n',
        'content/images/a.png': 'a',
      },
      { 'articles/mot.md': '![a](/media/images/a.png) [hai](hai.md)' },
      'permalink: "/{slug}.html"',
    ],
    [
      'Next',
      {
        'next.config.ts': 'export default {};',
        'blog/posts/2020-01-02-mot.md': '---\ntitle: Một\ncreated_at: 2020-01-02\n---\n![a](/assets/a.png)\n',
        'blog/README.md': '# Bài\n',
        'app/icon.png': 'i',
        'public/assets/a.png': 'a',
        'docs/x.md': '---\ntitle: X\ndate: 2020-01-01\n---\n',
      },
      { 'articles/2020-01-02-mot.md': '![a](/media/assets/a.png)', 'media/assets/a.png': 'a' },
      'language',
    ],
    [
      'VuePress',
      {
        'docs/.vuepress/config.js':
          "module.exports = { title: 'Báo', themeConfig: { hostname: 'https://bao.example' }, lang: 'vi-VN' };",
        'docs/README.md': '---\nhome: true\n---\n',
        'docs/tin/README.md':
          '---\ndate: 2020-01-02\n---\n# Tin chợ\n\n![a](/img/a.png) [hai](./hai.md) [ba](./ba.html)\n',
        'docs/tin/hai.md': '---\ntitle: Hai\ndate: 2020-01-03 08:00:00\n---\n[tin](./README.md)\n',
        'docs/tin/ba.md': '---\ndate: 2020-01-04\n---\n# Ba\n\n![b](./b.png)\n',
        'docs/about.md': '# Về\n',
        'docs/.vuepress/public/img/a.png': 'a',
        'docs/.vuepress/public/.git/a.png': 'a',
        'docs/.vuepress/components/a.md': '---\ntitle: A\ndate: 2020-01-01\n---\n',
        'docs/tin/b.png': 'b',
      },
      {
        'articles/tin/index.md': '![a](/media/img/a.png) [hai](./hai.md) [ba](ba.md)',
        'articles/tin/hai.md': '[tin](index.md)',
        'articles/tin/ba.md': '![b](./b.png)',
        'media/img/a.png': 'a',
      },
      'url: "https://bao.example/"',
    ],
  ])('%s is read', async (name, files, expected, line) => {
    const { report, text } = await importing(files);
    expect(report.format).toBe(name);
    for (const [key, part] of Object.entries(expected)) expect(text(key)).toContain(part);
    expect(text('site.yaml')).toContain(line);
    const paths = report.written.join(' ');
    expect(paths).not.toMatch(/icon|about|docs|(?<!tin\/)b\.png|js\.md|components|README|\.git/);
  });

  it('whose templates have the folder of pictures brings those that articles name', async () => {
    const { report, text } = await importing({
      'package.json': '{"devDependencies": {"@11ty/eleventy": "3"}}',
      'posts/2020-01-02-mot.md': '---\ntitle: Một\nimage: bia.png\n---\nMột\n',
      'posts/2020-01-03-hai.md': '---\nnewstitle: Hai\n---\n{% include "hai.njk" %}\n',
      'src/assets/covers/bia.png': 'a',
    });
    expect(text('articles/2020-01-02-mot.md')).toContain('image: /media/assets/covers/bia.png');
    expect(text('media/assets/covers/bia.png')).toBe('a');
    expect(report.written).toContain('articles/2020-01-03-hai.md');
    expect(report.problems.map(({ message }) => message)).toContain(
      'the picture of 1 article is named without the folder, which templates of the site add, and found by name ' +
        '(bia.png: src/assets/covers/bia.png)',
    );
  });

  it('in several languages has each article in its own', async () => {
    const article = '---\ntitle: A\ndate: 2020-01-02\n---\nA\n';
    const files = {
      'hugo.yaml': 'baseURL: https://a.example/\nlanguageCode: en\n',
      'content/en/posts/a.md': article,
      'content/vi/posts/a.md': article,
    };
    const { text } = await importing(files, '--host-here');
    expect(text('articles/a.en.md')).toBe(article);
    const own = 'translationOf: "articles/a.en.md"\nlanguage: "vi"\n';
    expect(text('articles/a.vi.md')).toBe(article.replace('---\n', `---\n${own}`));
  });

  it('of which no text is an article, or beside another source, is told', async () => {
    const files = { '_config.yml': 'title: A\n', '_posts/a.txt~': 'x', '_posts/a.png': 'x' };
    expect((await importing(files)).stderr).toContain('is a site of Jekyll, and no text in it is an article');
    const { source, out } = await importing(JEKYLL);
    const { stderr, status } = await bantin('import', source, join(source, 'about.md'), '--out', out);
    expect([status, stderr]).toEqual([2, expect.stringContaining('is a site of Jekyll; import it by itself')]);
  });

  it('tells where its configuration does not tell the home page', async () => {
    const files = { '_config.yml': 'title: A\n', '_posts/2020-01-02-a.md': '---\ntitle: A\n---\nA\n' };
    const { report } = await importing(files);
    expect(report.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('--site-url'),
      expect.stringContaining('--feed'),
    ]);
    const media = await importing(files, '--media');
    expect(media.report.problems[1]?.message).toContain('--media is for feeds and exports');
    const told = await importing(files, '--site-url', 'https://bao.example/');
    expect([told.report.problems, told.text('site.yaml')]).toEqual([
      [expect.objectContaining({ message: expect.stringContaining('--feed') })],
      expect.stringContaining('https://bao.example/'),
    ]);
  });
});

describe('bantin import --update', () => {
  const item = (id: string, text: string, date = '20 Nov 2026') =>
    `<item><title>Bài ${id}</title><guid>${id}</guid><pubDate>${date} 01:30:00 GMT</pubDate><description>` +
    `${text}</description></item>`;
  const key = (id: string): string => `articles/2026/11/bai-${id}.html`;

  async function feedOf(items: string, out: string, ...flags: readonly string[]): Promise<Imported> {
    const directory = temporaryDirectory();
    writeInto(directory, 'feed.xml', rss(items));
    return again(join(directory, 'feed.xml'), out, ...flags);
  }

  it('takes what was corrected in a feed, and leaves alone what was edited here', async () => {
    const out = join(temporaryDirectory(), 'content');
    await feedOf(['1', '2', '3', '4'].map(id => item(id, 'Cũ')).join(''), out);
    writeInto(out, key('2'), '---\ntitle: Của tôi\nid: "2"\ndate: 2026-11-20\n---\nA\n');
    writeInto(out, key('3'), '---\ntitle: Của tôi\nid: "3"\ndate: 2026-11-20\n---\nA\n');
    const changed =
      item('1', 'Mới', '02 Jan 2025') + item('2', 'Mới') + item('3', 'Cũ') + item('4', 'Cũ') + item('5', 'Năm');
    expect((await feedOf(changed, out, '--update', '--dry-run')).report.updated).toEqual([key('1')]);
    const { report, text } = await feedOf(changed, out, '--update');
    expect(report).toMatchObject({ updated: [key('1')], edited: [key('2')], written: [key('5')], known: 4 });
    // It stays where it lies, though its date is of another month now: its address hangs on that.
    expect(text(key('1'))).toMatch(/date: 2025-01-02[\s\S]*Mới/);
    expect(text(key('2'))).toContain('Của tôi');
    expect((await feedOf(changed, out, '--update')).report).toMatchObject({ updated: [], edited: [key('2')] });
    // Where somebody made the same correction here, there is nothing to tell.
    writeInto(
      out,
      key('2'),
      text(key('1')).replaceAll('Bài 1', 'Bài 2').replace('2025-01-02', '2026-11-20').replace('id: "1"', 'id: "2"'),
    );
    expect((await feedOf(changed, out, '--update')).report).toMatchObject({ updated: [], edited: [] });
  });

  it('writes no article again that was deleted or moved here, and tells of it', async () => {
    const out = join(temporaryDirectory(), 'content');
    const unknown = '<item><title>Không id</title><pubDate>20 Nov 2026 01:30:00 GMT</pubDate></item>';
    const items = item('1', 'Một') + item('2', 'Hai') + item('3', 'Ba') + unknown;
    await feedOf(items, out);
    rmSync(join(out, key('1')));
    rmSync(join(out, 'articles/2026/11/khong-id.html'));
    renameSync(join(out, key('2')), join(out, 'articles/hai.html'));
    const renamed = items.replace('Bài 1', 'Tên khác');
    for (const flags of [[], ['--update'], ['--host-here', '--dry-run']]) {
      const { report } = await feedOf(renamed, out, ...flags);
      const gone = ['articles/2026/11/ten-khac.html', 'articles/2026/11/khong-id.html'];
      expect(report).toMatchObject({ gone, written: [], known: 2 });
    }
    expect(existsSync(join(out, key('1')))).toBe(false);
    const { report } = await feedOf(items.replace('Hai', 'Hai, sửa'), out, '--update');
    // Where it was moved to is known since it was seen there as it had been written.
    expect(report).toMatchObject({ updated: ['articles/hai.html'], edited: [] });
    // Another article may have the name of one that was deleted.
    expect((await feedOf(item('7', 'Bảy').replace('Bài 7', 'Bài 1'), out)).report.written).toEqual([key('1')]);
  });

  it('writes no article of a folder again that was deleted here', async () => {
    const first = await importing(JEKYLL);
    rmSync(join(first.out, 'articles/2020-01-03-hai.md'));
    const { report, out } = await again(first.source, first.out, '--update');
    expect(report).toMatchObject({ gone: ['articles/2020-01-03-hai.md'], written: [], known: 3 });
    const { stdout } = await bantin('import', first.source, '--out', out);
    expect(stdout).toContain(
      '1 article of an earlier import is not there any more, such as articles/2020-01-03-hai.md',
    );
    rmSync(join(out, '.bantin-import.jsonl'));
    expect((await again(first.source, out)).report.written).toEqual(['articles/2020-01-03-hai.md']);
  });

  it('can not tell who wrote what no record has', async () => {
    const out = join(temporaryDirectory(), 'content');
    await feedOf(item('1', 'Cũ'), out);
    writeInto(out, '.bantin-import.jsonl', '[]\n7\n');
    expect((await feedOf(item('1', 'Mới'), out, '--update')).report).toMatchObject({ updated: [], edited: [key('1')] });
  });
});
