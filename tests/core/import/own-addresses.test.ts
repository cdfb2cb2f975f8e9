import { describe, expect, it } from 'vitest';
import { commonPattern } from '../../../functions/core/import/folders/common-pattern.ts';
import {
  eleventyAddress,
  eleventyInput,
  eleventyPattern,
} from '../../../functions/core/import/folders/eleventy-address.ts';
import { jekyllAddress } from '../../../functions/core/import/folders/jekyll-address.ts';
import {
  hexoAddress,
  pagesAddress,
  vitePressAddress,
  zolaAddress,
} from '../../../functions/core/import/folders/path-address.ts';
import { nikolaAddress, pelicanAddress } from '../../../functions/core/import/folders/python-address.ts';
import { siteFacts } from '../../../functions/core/import/folders/site-facts.ts';
import { zoneNamed } from '../../../functions/core/time/zone.ts';

const HOME = 'https://bao.example/b/';
const zone = zoneNamed('Asia/Ho_Chi_Minh');

describe('the address that Zola gives', () => {
  it.each([
    ['content/tin/2024-01-02-Chợ Quê.md', '', 'tin/cho-que/'],
    ['content/Tin Vui/2024-01-02T10:20:30Z_a.md', '', 'tin-vui/a/'],
    ['content/tin/2024-01-02-lu/index.md', '', 'tin/lu/'],
    ['content/tin/a.md', '+++\nslug = "Một Hai"\n+++\n', 'tin/mot-hai/'],
    ['content/tin/a.md', '+++\npath = "/2024/A.B"\n+++\n', '2024/A.B/'],
  ])('%s with %j is %s', (name, text, expected) => {
    expect(zolaAddress({ name, text }, { home: HOME })).toBe(HOME + expected);
  });

  it('begins with the language, unless that is the main one', () => {
    const page = { name: 'content/tin/a.vi.md', text: '', language: 'vi' };
    expect(zolaAddress(page, { home: HOME })).toBe(`${HOME}vi/tin/a/`);
    expect(zolaAddress(page, { home: HOME, main: 'vi' })).toBe(`${HOME}tin/a/`);
  });

  it('has no language that its path does not name', () => {
    const page = { name: 'content/tin/a.vi.md', language: 'vi' };
    const at = (path: string) => zolaAddress({ ...page, text: `+++\npath = "${path}"\n+++\n` }, { home: HOME });
    expect([at('vi/lu'), at('lu/vi')]).toEqual([`${HOME}vi/lu/`, `${HOME}lu/vi/`]);
  });
});

describe('segments of addresses of Zola', () => {
  it.each([
    ['', 'tin-vui/cho-que/'],
    ['[slugify]\npaths = "on"', 'tin-vui/cho-que/'],
    ['[slugify]\npaths = "safe"', 'Tin%20Vui/Ch%E1%BB%A3%20Qu%C3%AA/'],
    ['[slugify]\npaths = "off"', 'Tin%20Vui/Ch%E1%BB%A3%20Qu%C3%AA%3F%20./'],
  ])('by %j: %s', (config, expected) => {
    const { zolaPaths } = siteFacts('config.toml', `base_url = "https://bao.example"\n${config}\n`);
    const page = { name: 'content/Tin Vui/Chợ Quê? ..md', text: '' };
    expect(zolaAddress(page, { home: HOME, paths: zolaPaths })).toBe(HOME + expected);
  });
});

describe('the address that Jekyll gives', () => {
  const published = Date.UTC(2024, 0, 2, 18);
  const value = (path: string, type: string, permalink: string) =>
    `  - { scope: { path: "${path}", type: "${type}" }, values: { permalink: "${permalink}" } }\n`;

  it.each([
    [value('', 'posts', '/blog/:title/'), '_posts/2024-01-02-lu.md', '', 'blog/lu/'],
    [value('', '', '/p/:title/') + value('', 'posts', '/a/:title'), '_posts/2024-01-02-lu.md', '', 'a/lu'],
    [value('', 'posts', '/a/:title') + value('', '', '/p/:title/'), '_posts/2024-01-02-lu.md', '', 'a/lu'],
    [value('_posts/tin', 'posts', 'none') + value('', '', '/p/:title/'), '_posts/tin/2024-01-02-lu.md', '', 'lu.html'],
    [value('_posts/tin', 'posts', 'none') + value('', '', '/p/:title/'), '_posts/tins/2024-01-02-lu.md', '', 'p/lu/'],
    [value('', 'posts', '/blog/:title/'), '_posts/2024-01-02-lu.md', 'permalink: /own/', 'own/'],
    [value('', 'pages', '/p/:title/'), '_posts/2024-01-02-lu.md', '', '2024/lu/'],
    [value('**/_posts', 'posts', '/p/:title/'), '_posts/2024-01-02-lu.md', '', '2024/lu/'],
    ['  - 1\n  - { scope: a, values: [] }\n', '_posts/2024-01-02-lu.md', '', '2024/lu/'],
  ])('by the defaults %s of %s is %s', (defaults, name, fields, expected) => {
    const config = `url: https://bao.example\npermalink: /:year/:title/\ndefaults:\n${defaults}`;
    const { permalink, folders } = siteFacts('_config.yml', config);
    const post = { name, text: `---\ntitle: x\n${fields}\n---\n`, published };
    expect(jekyllAddress(post, { home: HOME, permalink, folders, zone })).toBe(HOME + expected);
  });
});

describe('the address that Hexo gives', () => {
  const published = Date.UTC(2024, 0, 2, 18);
  it.each([
    ['source/_posts/Chợ/lu-rut.md', undefined, '', '2024/01/03/Ch%E1%BB%A3/lu-rut/'],
    ['source/_posts/Chợ/Lu.md', ':year/:i_month/:name.html', '', '2024/1/Lu.html'],
    ['source/_posts/a.md', 'p/:abbrlink/', 'abbrlink: 5b0', 'p/5b0/'],
    ['source/_posts/a.md', undefined, 'permalink: /x/y.html', 'x/y.html'],
    ['source/_posts/a.md', ':category/:title/', '', undefined],
    ['source/about/index.md', undefined, '', undefined],
  ])('%s by %s with "%s" is %s', (name, permalink, fields, expected) => {
    const page = { name, text: `---\ntitle: x\n${fields}\n---\n`, published };
    expect(hexoAddress(page, { home: HOME, permalink, zone })).toBe(expected && HOME + expected);
  });
});

describe('the title that Hexo reads in the name of a file', () => {
  const DATED = ':year-:month-:day-:title.md';
  it.each([
    ['2024-01-02-one', DATED, 'one'],
    ['2024-1-2-one', DATED, '2024-1-2-one'],
    ['one', DATED, 'one'],
    ['2024-01-02-one', undefined, '2024-01-02-one'],
    ['2024/1/Một hai', ':year/:i_month/:title.md', 'M%E1%BB%99t%20hai'],
    ['tin/2024_one', ':category/:year_:title.md', 'one'],
    ['a+b', '(:title', 'a+b'],
    ['2024-one', ':year-:slug.md', '2024-one'],
    [`${'a-'.repeat(50)}b`, ':a-:b-:c-:title.md.', `${'a-'.repeat(50)}b`],
  ])('%s by %s is %s', (path, newPostName, title) => {
    const facts = siteFacts('_config.yml', `url: ${HOME}\n${newPostName ? `new_post_name: "${newPostName}"` : ''}\n`);
    const page = { name: `source/_posts/${path}.md`, text: '', published: Date.UTC(2024, 0, 2) };
    const site = { home: HOME, permalink: ':year/:title/', newPostName: facts.newPostName, zone };
    expect(hexoAddress(page, site)).toBe(`${HOME}2024/${title}/`);
  });
});

describe('the address that VitePress gives', () => {
  const facts = siteFacts(
    'docs/.vitepress/config.mts',
    "export default { title: 'Báo', srcDir: './src', cleanUrls: true, sitemap: { hostname: 'https://bao.example' },\n" +
      "head: [['meta', { url: 'https://other.example/a.png' }]] }",
  );

  it('follows its configuration', () => {
    expect(facts).toMatchObject({ title: 'Báo', url: 'https://bao.example/' });
    const at = (name: string) =>
      vitePressAddress({ name, text: '' }, { home: HOME, ...(facts.vitePress ?? { folder: '', hasCleanUrls: false }) });
    expect(['docs/src/bai/a.md', 'docs/src/bai/index.md', 'other/a.md'].map(at)).toEqual([
      `${HOME}bai/a`,
      `${HOME}bai/`,
      undefined,
    ]);
    const plain = { home: HOME, folder: '', hasCleanUrls: false };
    expect(vitePressAddress({ name: 'bai/Một a.md', text: '' }, plain)).toBe(`${HOME}bai/M%E1%BB%99t%20a.html`);
  });

  it('is that of VuePress, too, where README.md is the page of its folder', () => {
    const config = siteFacts('docs/.vuepress/config.js', "module.exports = { title: 'Báo', cleanUrls: false }");
    expect(config.isMoved).toBeUndefined();
    const site = { home: HOME, ...(config.vitePress ?? { folder: '', hasCleanUrls: false }) };
    const names = ['docs/tin/a.md', 'docs/tin/README.md', 'docs/README.md', 'docs/tin/README2.md', 'a.md'];
    const at = (name: string) => vitePressAddress({ name, text: '' }, site);
    expect(names.map(at)).toEqual([`${HOME}tin/a.html`, `${HOME}tin/`, HOME, `${HOME}tin/README2.html`, undefined]);
    for (const moved of ["permalink: '/:year/:slug'", "plugins: ['@vuepress/plugin-blog']"])
      expect(siteFacts('.vuepress/config.js', `module.exports = { ${moved} }`).isMoved).toBe(true);
  });

  it('is not known where it rewrites them', () => {
    expect(siteFacts('.vitepress/config.ts', 'export default { rewrites: {} }').isMoved).toBe(true);
  });

  it('does not go by what a comment says', () => {
    const text = `// rewrites: {}
export default { /* rewrites: {
}, title: 'Old' */
  title: "// 'Báo'", // rewrites(page) {}
  sitemap: { hostname: 'https://bao.example' },
}`;
    const facts = siteFacts('.vitepress/config.ts', text);
    expect([facts.isMoved, facts.title, facts.url]).toEqual([undefined, "// 'Báo'", 'https://bao.example/']);
  });
});

describe('a configuration that is a program', () => {
  it.each([
    'head: [`/assets/*`],',
    'head: [`\n/*`, `\\`/*`],',
    'ignoreDeadLinks: [/\\/api\\/*/],',
    'ignoreDeadLinks: [\n  /^\\/[*/*]/,\n  /a*/i],',
    'test: path => /\\/*/.test(path),',
    "a: 8 / 2, glob: '/*' /* */, b: 4 / 2,",
  ])('keeps what stands below %j', line => {
    const rest = 'cleanUrls: true, base: "/x/", title: "Báo" /* title: "No" */, }';
    const { vitePress, basePath, title } = siteFacts('.vitepress/config.ts', `export default { ${line}\n${rest}`);
    expect([vitePress?.hasCleanUrls, basePath, title]).toEqual([true, '/x/', 'Báo']);
  });

  it('keeps what stands below a comment that does not end', () => {
    expect(siteFacts('.vitepress/config.ts', 'x = /* y\ntitle: "Báo"').title).toBe('Báo');
  });
});

describe('the address that Astro gives a text in its pages', () => {
  it.each([
    ['', ['tin/a/', 'tin/']],
    ["build: { format: 'file' }", ['tin/a.html', 'tin.html']],
    ["build: { format: 'preserve' }", ['tin/a.html', 'tin/']],
    ["trailingSlash: 'never'", ['tin/a', 'tin']],
    ["// build: { format: 'file' }", ['tin/a/', 'tin/']],
    ["image: { format: 'file' }", ['tin/a/', 'tin/']],
    ["build: { assets: 'x' }, image: { format: 'file' }", ['tin/a/', 'tin/']],
    ["vite: { build: { x: { format: 'file' } } }, build: { y: {}, format: 'preserve' }", ['tin/a.html', 'tin/']],
  ])('by %j', (config, expected) => {
    const { astro } = siteFacts('astro.config.mjs', `export default defineConfig({\n${config}\n})`);
    const at = (name: string) => pagesAddress({ name, text: '' }, HOME, astro);
    expect(['src/pages/tin/a.md', 'src/pages/tin/index.md'].map(at)).toEqual(expected.map(path => HOME + path));
  });
});

describe('the pattern of Nikola', () => {
  it.each([
    ['POSTS = (\n    ("posts/*.rst", "blog", "post.tmpl"),\n)\nPRETTY_URLS = False\n', 'blog/:slug.html'],
    ["POSTS = [['posts/*.md', '', 'post.tmpl']]\n", ':slug/'],
    ['POSTS = ()\n', undefined],
  ])('in %j is %s', (text, expected) => {
    expect(siteFacts('conf.py', text).permalink).toBe(expected);
  });
});

describe('the address that Pelican gives', () => {
  const at = (title: string, text = '', config = '', name = 'content/tin/2024-01-02-cho_que.md') => {
    const { permalink, language: main, pelicanSlugs } = siteFacts('pelicanconf.py', `DEFAULT_LANG = 'vi'\n${config}`);
    return pelicanAddress(
      { name, text, title, published: Date.UTC(2024, 0, 2, 18) },
      { home: HOME, main, permalink, slugs: pelicanSlugs, zone },
    )?.slice(HOME.length);
  };

  it.each([
    ['Chợ Quê: số 12 – “Lũ”', '', 'cho-que-so-12-lu.html'],
    ['Đê & cầu_mới (2)', '', 'de-cau_moi-2.html'],
    ['A', 'Slug: Mot_Hai\n', 'Mot_Hai.html'],
    ['A', 'Url: cu/a.html\n', 'cu/a.html'],
    ['A', 'Lang: vi\n', 'a.html'],
    ['A', 'Lang: en\n', undefined],
    ['雑記', '', undefined],
    ['A <i>b</i>', '', undefined],
    ['R&amp;D', '', undefined],
  ])('by the title or its own slug: %j with %j is at %s', (title, fields, expected) => {
    expect(at(title, `Title: x\n${fields}\nChữ\n`)).toBe(expected);
  });

  it.each([
    ["ARTICLE_URL = 'bai/{date:%Y}/{date:%m}/{date:%d}/{slug}/'", 'bai/2024/01/03/hai/'],
    ["ARTICLE_URL = '{date:%y-%-m-%-d}/{slug}.html'", '24-1-3/hai.html'],
    ["ARTICLE_URL = '{date:%b}/{slug}/'", undefined],
    ["ARTICLE_URL = '{category}/{slug}/'", undefined],
    ["SLUGIFY_SOURCE = 'basename'", '2024-01-02-cho_que.html'],
    ["# SLUGIFY_SOURCE = 'basename'", 'hai.html'],
    ["FILENAME_METADATA = r'(?P<date>\\d{4}-\\d{2}-\\d{2})-(?P<slug>.*)'", undefined],
    ["FILENAME_METADATA = r'(?P<date>\\d{4}-\\d{2}-\\d{2}).*'", 'hai.html'],
    ['SLUGIFY_PRESERVE_CASE = True', undefined],
  ])('as its configuration says: by %j at %s', (config, expected) => {
    expect(at('Hai', '', config)).toBe(expected);
  });
});

describe('the address that Nikola gives', () => {
  const CONFIG = "POSTS = (('posts/*.md', 'bai', 'post.tmpl'),)\n";
  const at = (name: string, text = '', config = CONFIG, language?: string) =>
    nikolaAddress(
      { name, text, ...(language !== undefined && { language }) },
      { home: HOME, main: 'vi', permalink: siteFacts('conf.py', config).permalink },
    )?.slice(HOME.length);

  it.each([
    ['posts/mot.md', '', 'bai/mot/'],
    ['posts/2024/01/Một Hai_ba.md', '', 'bai/2024/01/mot-hai_ba/'],
    ['posts/2024/mot.md', '.. title: A\n.. slug: Hai\n\nChữ\n', 'bai/2024/Hai/'],
    ['posts/2024/mot.md', '.. title: A\n.. pretty_url: False\n\nChữ\n', 'bai/2024/mot.html'],
    ['posts/index.md', '', 'bai/index.html'],
    ['posts/雑記.md', '', undefined],
  ])('by its folders and its slug or name: %s with %j is at %s', (name, text, expected) => {
    expect(at(name, text)).toBe(expected);
  });

  it('as its configuration says, and none of a translation', () => {
    expect(at('posts/a/b.md', '', `${CONFIG}PRETTY_URLS = False\n`)).toBe('bai/a/b.html');
    expect(at('posts/a/b.md', '', '')).toBe('posts/a/b/');
    expect(at('posts/a.md', '', CONFIG, 'vi')).toBe('bai/a/');
    expect(at('posts/a.en.md', '', CONFIG, 'en')).toBeUndefined();
  });
});

describe('the address that Eleventy gives', () => {
  const at = (name: string, patterns: Readonly<Record<string, string>> = {}, text = '') =>
    eleventyAddress(
      { name, text, title: 'Một', published: Date.UTC(2024, 0, 2, 18) },
      { home: HOME, input: 'src/', patterns, zone },
    )?.slice(HOME.length);

  it.each([
    ['src/tin/2024-01-02-mot.md', 'tin/mot/'],
    ['src/tin/mot/index.md', 'tin/mot/'],
    ['src/tin/tin.md', 'tin/'],
    ['other/a.md', undefined],
  ])('by its place: %s is at %s', (name, expected) => {
    expect(at(name)).toBe(expected);
  });

  it.each([
    ['/bai/{{ page.fileSlug }}/', 'bai/mot/'],
    ['bai/{{page.filePathStem}}.html', 'bai/tin/mot.html'],
    ['/{{ page.date | date: "%Y/%m/%d" }}/{{- page.fileSlug -}}/index.html', '2024/01/03/mot/'],
    ['/{{ page.date | inWords }}/', undefined],
    ['/{% if a %}a{% endif %}/', undefined],
    ['false', undefined],
    ['', undefined],
  ])('by the pattern %s of its folder at %s', (pattern, expected) => {
    expect(at('src/tin/2024-01-02-mot.md', { '': '/other/', 'src/tin/': pattern })).toBe(expected);
    expect(at('src/x/mot.md', { 'src/tin/': pattern }, '---\npermalink: /x/\n---\n')).toBe('x/');
  });

  it.each([
    ['posts/posts.json', '{"permalink": "/{{ page.fileSlug }}/"}', ['posts/', '/{{ page.fileSlug }}/']],
    ['posts/posts.json', '{"permalink": false}', ['posts/', 'false']],
    ['posts/posts.json', '{"permalink": {"build": "x"}}', ['posts/', '']],
    ['posts/posts.json', '{"tags": "x"}', undefined],
    ['posts/posts.json', '{"tags', ['posts/', '']],
    ['posts/other.json', '{"permalink": "/x/"}', undefined],
    [
      'posts/posts.11tydata.js',
      'module.exports = { permalink: "/{{ page.fileSlug }}/" }',
      ['posts/', '/{{ page.fileSlug }}/'],
    ],
    ['posts/posts.11tydata.js', 'module.exports = { permalink: data => 1 }', ['posts/', '']],
    [
      'posts/posts.11tydata.js',
      'export default { permalink: function({page}) {\n return `/bai/#{ page.fileSlug }/`\n} }'.replace('#', '$'),
      ['posts/', '/bai/{{ page.fileSlug }}/'],
    ],
    ['posts/posts.11tydata.js', `export default { permalink: d => \`/\${d.x}/\` }`, ['posts/', '']],
    ['posts/posts.11tydata.js', 'module.exports = { layout: "a" }', undefined],
    ['_data/eleventyComputed.js', 'export default { permalink: data => 1 }', ['', '']],
    ['_data/eleventyComputed.js', 'export default { title: data => 1 }', undefined],
    ['_data/permalink.js', 'export default data => 1', ['', '']],
  ])('%s with %s says %j', (name, text, expected) => {
    expect(eleventyPattern(name, text)).toEqual(expected);
  });

  const SLUG = '$' + '{data.page.fileSlug}';
  it.each([
    [`eleventyComputed: { permalink: (data) => \`/bai/${SLUG}/\` }`, '/bai/{{ page.fileSlug }}/'],
    [`permalink: data => \`/bai/${SLUG}/\`, tags: "a"`, '/bai/{{ page.fileSlug }}/'],
    [`permalink(data) { return \`/bai/${SLUG}/\`; }`, '/bai/{{ page.fileSlug }}/'],
    [`permalink: ({ page }) => {\n    return \`/${SLUG}/\`;\n  }`, '/{{ page.fileSlug }}/'],
    [
      '// permalink: "/old/{{ page.fileSlug }}/"\n  permalink: "/new/{{ page.fileSlug }}/"',
      '/new/{{ page.fileSlug }}/',
    ],
    ['permalink: "/{{ page.date | date: \'%Y\' }}/",', "/{{ page.date | date: '%Y' }}/"],
    ['permalink: (data) => `/blog/` + data.page.fileSlug + `/`', ''],
    [`permalink: data => data.tags.includes("vi") ? \`/vi/${SLUG}/\` : \`/en/${SLUG}/\``, ''],
    [`permalink: data => slugify(\`/vi/${SLUG}/\`)`, ''],
    [`permalink: data => \`/vi/${SLUG}/\`.toLowerCase()`, ''],
    [`permalink: data => { if (data.x) return \`/vi/${SLUG}/\`; return "/x/"; }`, ''],
    [`permalink: data => { return \`/vi/${SLUG}/\` + data.x; }`, ''],
    [`permalink: data => data.draft || \`/vi/${SLUG}/\``, ''],
    ['permalink: "/blog/" + base', ''],
    ['permalink: isVi ? "/vi/" : "/en/"', ''],
    [`permalink: "/a/", eleventyComputed: { permalink: d => \`/\${d.x}/\` }`, ''],
  ])('a program with { %s } says "%s"', (fields, expected) => {
    const program = `module.exports = {\n  ${fields}\n};\n`;
    expect(eleventyPattern('posts/posts.11tydata.js', program)).toEqual(['posts/', expected]);
  });

  it.each([
    ['export default { dir: { input: "./content/" } }', 'content/'],
    ["return { dir: { 'input': 'src' } }", 'src/'],
    ['return { dir: { input: "." } }', ''],
    ['return {}', undefined],
  ])('in %s has its folder', (program, expected) => {
    expect(eleventyInput(program)).toBe(expected);
  });
});

describe('the address that Astro and Gatsby give', () => {
  it('is known of pages', () => {
    const at = (name: string) => pagesAddress({ name, text: '' }, HOME);
    expect(['src/pages/tin/a.md', 'src/pages/tin/index.mdx', 'src/content/blog/a.md'].map(at)).toEqual([
      `${HOME}tin/a/`,
      `${HOME}tin/`,
      undefined,
    ]);
  });
});

describe('the pattern of addresses', () => {
  const of = (...addresses: readonly (readonly [key: string, path: string])[]) =>
    commonPattern(
      addresses.map(([key, path]) => ({
        key: `articles/${key}.md`,
        published: Date.UTC(2024, 0, 2, 18),
        address: `https://bao.example${path}`,
      })),
      zone,
    );

  it.each([
    [
      [
        ['a', '/tin/a/'],
        ['b', '/tin/b/'],
        ['c', '/x/c/'],
      ],
      '/tin/{name}/',
    ],
    [[['a', '/2024/01/03/a.html']], '/{yyyy}/{mm}/{dd}/{name}.html'],
    [[['cho.vi', '/tin/cho/']], '/tin/{name}/'],
    [[['Chợ/index.zh-cn', '/tin/cho/']], '/tin/{slug}/'],
    [[['2024-01-03-Chợ', '/01/cho']], '/01/{slug}'],
    [[['2024-01-03-Chợ', '/ti%20n/Ch%E1%BB%A3']], '/ti%20n/{name}'],
    [
      [
        ['a', '/b/a/'],
        ['b', '/a/b/'],
      ],
      '/a/{name}/',
    ],
    [
      [
        ['a', '/bb/a/'],
        ['b', '/c/b/'],
      ],
      '/c/{name}/',
    ],
    [
      [
        ['a', '/tin/b/'],
        ['b', '/b/?a=1'],
      ],
      undefined,
    ],
    [
      [
        ['a', '/%7B/a/'],
        ['b', '/%ff/'],
      ],
      undefined,
    ],
  ] as const)('of %j is %s', (addresses, expected) => {
    expect(of(...addresses)).toBe(expected);
  });
});
