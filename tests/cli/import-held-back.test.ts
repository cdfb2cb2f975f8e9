import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFolder } from './importing.ts';

const ARTICLE = '---\ntitle: A\ndate: 2020-01-02\n---\nA\n';
const HUGO = { 'hugo.toml': 'baseURL = "https://bao.example/"\n', 'content/posts/out.md': ARTICLE };
const ELEVENTY = {
  'package.json': '{"devDependencies": {"@11ty/eleventy": "3"}}',
  '_data/metadata.json': '{"url": "https://bao.example/"}',
  'posts/out.md': ARTICLE,
};
const OF_ANOTHER = 'module.exports = { ...require("../../lib/base"), tags: "posts" };\n';
const HIDDEN = '{"draft":true,"permalink":false,"eleventyExcludeFromCollections":true}';
const jekyll = (defaults: string): string => `url: https://bao.example\ndefaults:\n${defaults}`;

describe('what another file of a checkout holds back', () => {
  it.each([
    ['Hugo, YAML', HUGO, { 'content/posts/secret/_index.md': '---\ncascade:\n  draft: true\n---\n' }],
    ['Hugo, TOML', HUGO, { 'content/posts/secret/_index.md': '+++\n[cascade]\ndraft = true\n+++\n' }],
    ['Hugo, a list', HUGO, { 'content/posts/secret/_index.md': '+++\n[[cascade]]\ndraft = true\n+++\n' }],
    ['Hugo, JSON', HUGO, { 'content/posts/secret/_index.md': '{"cascade": {"draft": true}}\n' }],
    ['Hugo, a date', HUGO, { 'content/posts/secret/_index.md': '---\ncascade:\n  expiryDate: 2021-01-01\n---\n' }],
    ['Hugo, what is broken', HUGO, { 'content/posts/secret/_index.md': '---\ncascade: [\n---\n' }],
    [
      'Hugo, its configuration',
      {
        ...HUGO,
        'hugo.toml':
          'baseURL = "https://bao.example/"\n[[cascade]]\ndraft = true\n[cascade.target]\npath = "/posts/secret/**"\n' +
          '[[cascade]]\ndraft = true\n[cascade.target]\nkind = "section"\n',
      },
      {},
    ],
    [
      'Zola',
      { 'config.toml': 'base_url = "https://bao.example"\n', 'content/posts/out.md': ARTICLE },
      { 'content/posts/secret/_index.md': '+++\ndraft = true\n+++\n' },
    ],
    ['Eleventy', ELEVENTY, { 'posts/secret/secret.json': HIDDEN }],
    ['Eleventy, .11tydata.json', ELEVENTY, { 'posts/secret/secret.11tydata.json': HIDDEN }],
    ['Eleventy, a program', ELEVENTY, { 'posts/secret/secret.11tydata.js': 'export default { draft };\n' }],
    ['Eleventy, a program that reads another', ELEVENTY, { 'posts/secret/secret.11tydata.js': OF_ANOTHER }],
    ['Eleventy, data of one text', ELEVENTY, { 'posts/secret/in.json': '{"permalink": false}' }],
    ['Eleventy, computed', ELEVENTY, { 'posts/secret/secret.json': '{"eleventyComputed": {"draft": "{{ x }}"}}' }],
  ])('%s: is a draft', async (_, site, more) => {
    const folder = 'hugo.toml' in site || 'config.toml' in site ? 'content/posts' : 'posts';
    const { report, text } = await importFolder({ ...site, ...more, [`${folder}/secret/in.md`]: ARTICLE });
    expect(report.drafts.map(({ path }) => path)).toEqual(['articles/secret/in.md']);
    expect(text('articles/secret/in.md').replace(/^permalink: .*\n/m, '')).toBe(
      ARTICLE.replace('---\n', '---\ndraft: true\n'),
    );
    expect(text('articles/out.md')).toBe(ARTICLE);
  });

  it.each([
    ['js', 'module.exports = { permalink: data => (data.draft ? false : data.permalink) };', 2],
    ['js', 'module.exports = { ...require("../lib/computed.js") };', 2],
    ['mjs', 'export default { title: data => data.page.fileSlug.toUpperCase() };', 0],
    ['json', '{"eleventyExcludeFromCollections": "{{ secret }}"}', 2],
    ['json', '{"title": "{{ page.fileSlug }}"}', 0],
  ])('Eleventy, data that are computed for all: %s %s', async (ending, program, drafts) => {
    const texts = { 'posts/a.md': ARTICLE, 'posts/b.md': ARTICLE.replace('A', 'B') };
    const { report } = await importFolder({ ...ELEVENTY, ...texts, [`_data/eleventyComputed.${ending}`]: program });
    expect(report.drafts.filter(({ path }) => /\/[ab]\.md$/.test(path)).length).toBe(drafts);
  });

  it('Eleventy, data of one text in the root: is no draft', async () => {
    const program = 'export default { permalink: false };\n';
    const own = { 'du-an.11tydata.js': program, 'du-an.html': '<p>A</p>\n', 'posts/in.md': ARTICLE };
    expect((await importFolder({ ...ELEVENTY, ...own })).report.drafts).toEqual([]);
    const all = { 'du-an.11tydata.js': program, 'posts/in.md': ARTICLE };
    expect((await importFolder({ ...ELEVENTY, ...all })).report.drafts).not.toEqual([]);
  });

  it('Eleventy, data of one text in the root: is a draft beside texts whose longer names begin alike', async () => {
    const program = 'module.exports = { draft: true };\n';
    const texts = Object.fromEntries(['post.en.md', 'post.md', 'post.vi.md', 'other.md'].map(name => [name, ARTICLE]));
    const held = async (more: Readonly<Record<string, string>>): Promise<readonly string[]> =>
      (await importFolder({ ...ELEVENTY, ...more })).report.drafts.map(({ path }) => path);
    expect(await held({ ...texts, 'post.11tydata.js': program })).toEqual(['articles/post.md']);
    const { 'post.md': _, ...longer } = texts;
    expect(await held({ ...longer, 'post.11tydata.js': program })).toContain('articles/other.md');
  });

  it('Eleventy, a program of literals without a name of publishing: is no draft', async () => {
    const program = "export default { author: 'Lê Na', permalink: data => `/bai/` + data.page.fileSlug };\n";
    const files = { ...ELEVENTY, 'posts/secret/secret.11tydata.js': program, 'posts/secret/in.md': ARTICLE };
    const { report, text } = await importFolder(files);
    expect(report.drafts).toEqual([]);
    expect(text('articles/secret/in.md')).not.toContain('draft');
  });

  it('Jekyll: is a draft where its defaults say so, unless the article says another', async () => {
    const { report, text } = await importFolder({
      '_config.yml': jekyll(
        '  - scope: { path: "_posts/private" }\n    values: { published: false }\n' +
          '  - scope: { path: "", type: pages }\n    values: { published: false }\n',
      ),
      '_posts/2020-01-02-out.md': ARTICLE,
      '_posts/private/2020-01-02-in.md': ARTICLE,
      '_posts/private/2020-01-02-bare.md': 'Chữ\n\nText\n',
      '_posts/private/2020-01-02-told.md': '---\ntitle: A\npublished: true\n---\nA\n',
    });
    expect(report.drafts).toEqual([
      { path: 'articles/private/2020-01-02-bare.md', why: 'published: false, in _config.yml' },
      { path: 'articles/private/2020-01-02-in.md', why: 'published: false, in _config.yml' },
    ]);
    expect(text('articles/private/2020-01-02-bare.md')).toBe('---\ndraft: true\ncategories: []\n---\nChữ\n\nText\n');
  });

  it('Pelican: is a draft where its metadata say so', async () => {
    const { report, text } = await importFolder({
      'pelicanconf.py': "SITEURL = 'https://bao.example'\nDEFAULT_METADATA = {\n    'status': 'draft',\n}\n",
      'content/a.md': 'Title: A\nDate: 2020-01-02\n\nA\n',
    });
    expect(report.problems).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringContaining("is a draft, since what pelicanconf.py says of it can't"),
      },
    ]);
    expect(text('articles/a.md')).toBe('draft: true\nTitle: A\nDate: 2020-01-02\n\nA\n');
  });

  it('is a draft in JSON, and left out where it has no place to say so', async () => {
    const { report, text, out } = await importFolder({
      ...HUGO,
      'content/posts/secret/_index.md': '---\ncascade: { private: true }\n---\n',
      'content/posts/secret/a.md': '{"title": "A", "date": "2020-01-02"}\n\nA\n',
      'content/posts/secret/b.md': '---\ntitle: B\ndate: 2020-01-02\ndraft: false\n---\nB\n',
      'content/posts/secret/c.md': '---\ntitle: [C\ndate: 2020-01-02\n---\nC\n',
    });
    expect(text('articles/secret/a.md')).toBe(
      '{"draft": true, "permalink": "/posts/secret/a/", "title": "A", "date": "2020-01-02"}\n\nA\n',
    );
    expect(text('articles/secret/b.md')).toBe(
      '---\npermalink: "/posts/secret/b/"\ntitle: B\ndate: 2020-01-02\ndraft: true\n---\nB\n',
    );
    expect(report.problems).toMatchObject([
      { severity: 'error', path: expect.stringMatching(/secret\/c\.md$/) },
      {
        severity: 'warning',
        message: expect.stringMatching(/^is held back by private: true, in .* write draft: true/),
      },
      { severity: 'warning', message: expect.stringContaining('--feed') },
    ]);
    expect(report.written).toContain('articles/out.md');
    expect(existsSync(join(out, 'articles/out.md'))).toBe(true);
  });
});

describe('pictures that no article which is out shows', () => {
  const DRAFT = '---\ntitle: A\ndate: 2020-01-02\ndraft: true\n---\n![a](/img/draft.png)\n';
  const OUT = '---\ntitle: A\ndate: 2020-01-02\n---\n![a](/img/out.png) ![b](beside.png)\n';

  it.each([
    ['Eleventy', { ...ELEVENTY, 'posts/out.md': OUT }, 'posts', ''],
    ['Nikola', { 'conf.py': "SITE_URL = 'https://bao.example/'\n", 'posts/out.md': OUT }, 'posts', ''],
    [
      'Pelican',
      { 'pelicanconf.py': "SITEURL = 'https://bao.example'\n", 'content/out.md': OUT },
      'content',
      'content/',
    ],
  ])('do not come into media/ from a folder of %s', async (_, site, texts, root) => {
    const { text, out, report } = await importFolder({
      ...site,
      [`${texts}/draft.md`]: DRAFT,
      [`${texts}/beside.png`]: 'beside',
      [`${root}img/draft.png`]: 'draft',
      [`${root}img/out.png`]: 'out',
      [`${root}private/scan.pdf`]: 'scan',
    });
    expect(text('articles/out.md')).toContain('![a](/media/img/out.png) ![b](beside.png)');
    expect([text('media/img/out.png'), text('articles/beside.png')]).toEqual(['out', 'beside']);
    expect(existsSync(join(out, 'media/img/draft.png'))).toBe(false);
    expect(existsSync(join(out, 'media/private'))).toBe(false);
    expect(report.left).toContainEqual(
      expect.objectContaining({ kind: 'file that no article which is out shows', count: 2 }),
    );
  });

  it('do not come from what Jekyll excludes', async () => {
    const { out, report } = await importFolder({
      '_config.yml': 'url: https://bao.example\nexclude:\n  - private/\n  - "*.pdf"\n  - _posts/old\n',
      '_posts/2020-01-02-out.md': ARTICLE,
      '_posts/old/2020-01-02-in.md': ARTICLE,
      'private/a.png': 'a',
      'files/b.pdf': 'b',
      'files/privates.png': 'c',
    });
    expect(existsSync(join(out, 'media/private'))).toBe(false);
    expect(existsSync(join(out, 'media/files/b.pdf'))).toBe(false);
    expect(existsSync(join(out, 'media/files/privates.png'))).toBe(true);
    expect(report.written).toEqual(['articles/2020-01-02-out.md', 'site.yaml']);
    expect(report.left).toContainEqual(
      expect.objectContaining({ kind: 'file that the configuration excludes', count: 3 }),
    );
  });

  it.each([
    ['Eleventy', ELEVENTY, { '.eleventyignore': '# x\nposts/secret\n' }],
    ['Eleventy, what git ignores', ELEVENTY, { '.gitignore': 'secret/\n' }],
    ['Hugo', { ...HUGO, 'hugo.toml': 'baseURL = "https://bao.example/"\nignoreFiles = ["secret/.*"]\n' }, {}],
  ])('do not come from what is ignored: %s', async (_, site, more) => {
    const folder = 'hugo.toml' in site ? 'content/posts' : 'posts';
    const { report } = await importFolder({
      ...{ ...site, ...more, [`${folder}/secret/in.md`]: ARTICLE },
      [`${folder}/secret/a.png`]: 'a',
    });
    expect(report.written).toEqual(['articles/out.md', 'site.yaml']);
    expect(report.left).toContainEqual(
      expect.objectContaining({ kind: 'file that the configuration excludes', count: 2 }),
    );
  });
});

describe('fields in a file of their own, as Nikola has them', () => {
  const CONF = { 'conf.py': "SITE_URL = 'https://bao.example/'\n" };
  const meta = (...more: readonly string[]) =>
    `.. title: Chợ quê\n.. slug: cho-que\n.. date: 2020-01-02 10:00:00 UTC+07:00\n.. tags: a, b\n${more.join('\n')}\n`;

  it('come with the text, and are no file that is left out', async () => {
    const { text, report } = await importFolder({
      ...CONF,
      'posts/a.txt': 'Lời đầu.\n\nLời sau.\n',
      'posts/a.meta': meta('', '.. description: Mô tả'),
      'posts/b.md': '---\ntitle: Khác\n---\n[a](a.txt)\n',
      'posts/b.meta': `---\ntitle: B\ndate: 2020-01-03\n---\n`,
    });
    expect(text('articles/a.txt')).toBe(
      `${meta('.. description: Mô tả').replaceAll('\n\n', '\n')}\nLời đầu.\n\nLời sau.\n`,
    );
    expect(text('articles/b.md')).toBe('---\ntitle: B\ndate: 2020-01-03\n---\n\n[a](a.txt)\n');
    expect(report.drafts).toEqual([]);
    expect(report.left).toEqual([]);
  });

  it('hold it back, whatever it says itself', async () => {
    const { text, report } = await importFolder({
      ...CONF,
      'posts/a.md': '---\ntitle: A\ndate: 2020-01-02\n---\nLời\n',
      'posts/a.meta': meta('.. status: draft'),
      'posts/b.meta': meta(),
    });
    expect(text('articles/a.md')).toContain('.. status: draft');
    expect(report.drafts).toMatchObject([{ path: 'articles/a.md' }]);
    expect(report.left).toEqual([{ kind: 'file .meta', count: 1, example: 'posts/b.meta' }]);
  });
});

describe('an article of a checkout whose date can not be read', () => {
  const HEXO = { '_config.yml': 'url: https://bao.example\npermalink: :title/\n' };
  const importOne = (text: string) => importFolder({ ...HUGO, 'content/posts/b.md': text });

  it('is a draft with the reason, and its date a comment', async () => {
    const { report, status, text } = await importOne('---\ntitle: B\ndate: sometime in spring\n---\nB\n');
    const why = 'its date "sometime in spring" can\'t be read';
    expect(report.drafts).toEqual([{ path: 'articles/b.md', why }]);
    const message = `is a draft, since ${why}; write date: in articles/b.md, and then take draft: out`;
    expect(report.problems).toContainEqual(expect.objectContaining({ severity: 'warning', message }));
    expect(text('articles/b.md')).toBe('---\ndraft: true\ntitle: B\n# date: sometime in spring\n---\nB\n');
    expect(status).toBe(0);
  });

  it.each(['embargo', 'publishDate', 'published', 'expiryDate', 'unpublishDate', 'ngày đăng'])(
    'is a draft that keeps what holds it back, by its %s',
    async name => {
      const line = `${name}: đến khi có lệnh`;
      const { report, status, text } = await importFolder({
        ...HEXO,
        'source/_posts/ra.md': ARTICLE,
        'source/_posts/tin/n.md': `---\ntitle: N\ndate: 2026-01-03 08:00\n${line}\n---\nN\n`,
      });
      const why = `its ${name} "đến khi có lệnh" can't be read`;
      expect(report.drafts).toEqual([{ path: 'articles/tin/n.md', why }]);
      const remedy = `correct ${name}: in articles/tin/n.md, or take that out, and then take draft: out`;
      const message = `is a draft, since ${why}; ${remedy}`;
      expect(report.problems).toContainEqual(expect.objectContaining({ severity: 'warning', line: 4, message }));
      const written = text('articles/tin/n.md');
      expect(written).toContain(`\n${line}\n`);
      expect(written).toContain('draft: true\n');
      expect(written).toContain('categories: []\n');
      expect(status).toBe(0);
    },
  );

  it.each([
    ['YAML', '---\ntitle: B\ndate: sometime\nembargo: soon\n---\nB\n', '# date: sometime\nembargo: soon\n'],
    ['TOML', '+++\ntitle = "B"\ndate = "sometime"\nembargo = "soon"\n+++\nB\n', '# date = "sometime"\nembargo = '],
    ['JSON', '{"title": "B", "date": "sometime", "embargo": "soon"}\nB\n', '"date": "sometime", "embargo": "soon"'],
    ['braces', '---\n{title: B, date: sometime, embargo: soon}\n---\nB\n', 'date: sometime, embargo: soon'],
  ])('is a draft with both reasons, in %s', async (_, original, kept) => {
    const { report, text } = await importOne(original);
    const whys = report.drafts.map(({ why }) => why);
    expect(whys).toEqual([
      expect.stringMatching(/^its (?=.*date "sometime")(?=.*embargo "soon").* and .* can't be read$/),
    ]);
    expect(text('articles/b.md')).toContain(kept);
    expect(text('articles/b.md')).toMatch(/draft"?(?:: | = )true/);
  });

  it('keeps its id and its former addresses', async () => {
    const { text } = await importFolder(
      {
        '_config.yml': 'url: https://bao.example\npermalink: /tin/:title/\n',
        'feed.xml':
          '<rss version="2.0"><channel><title>B</title><link>https://bao.example/</link><item><title>N</title>' +
          '<guid isPermaLink="false">tin-7</guid><link>https://bao.example/tin/n/</link></item></channel></rss>',
        '_posts/2020-01-02-n.md': '---\ntitle: N\ndate: 2020-01-02\nembargo: soon\n---\nN\n',
      },
      '--host-here',
    );
    const written = text('articles/2020-01-02-n.md');
    expect(written).toContain('id: "tin-7"');
    expect(written).toContain('aliases: ["/tin/n/"]');
  });

  it('stays a draft where it is one for another reason, too', async () => {
    const cascade = { 'content/posts/secret/_index.md': '---\ncascade:\n  draft: true\n---\n' };
    const unread = 'title: B\ndate: sometime\n';
    const { report } = await importFolder({
      ...{ ...HUGO, ...cascade, 'content/posts/secret/b.md': `---\n${unread}---\nB\n` },
      'content/posts/c.md': `---\n${unread}draft: true\n---\nC\n`,
    });
    const told = report.problems.map(({ message }) => message).filter(message => message.startsWith('is a draft'));
    expect(told.sort()).toEqual([
      expect.stringMatching(/; draft: true stays, since it is a draft itself$/),
      expect.stringMatching(/; draft: true stays, since draft: true, in .*_index\.md$/),
    ]);
  });

  it('is no draft where more is wrong, which is told', async () => {
    const { report } = await importOne('---\ntitle: [B]\ndate: sometime\n---\nB\n');
    expect(report.drafts).toEqual([]);
    expect(report.problems.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
  });
});
