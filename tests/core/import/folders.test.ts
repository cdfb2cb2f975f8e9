import { describe, expect, it } from 'vitest';
import { onlySection, placesOf } from '../../../functions/core/import/folders/checkout-files.ts';
import { docusaurusAddress } from '../../../functions/core/import/folders/docusaurus-address.ts';
import { draftPermalink } from '../../../functions/core/import/folders/permalinks.ts';
import { type Publisher, publisherOf } from '../../../functions/core/import/folders/publishers.ts';
import { siteFacts } from '../../../functions/core/import/folders/site-facts.ts';
import { withField, withFormer } from '../../../functions/core/import/folders/with-field.ts';
import { articlesByName, picturesByName } from '../../../functions/core/import/references/files-meant.ts';
import { rewriteReferences } from '../../../functions/core/import/references/rewrite-references.ts';

function made(names: readonly string[], packages: readonly string[] = [], configToml = ''): Publisher {
  const publisher = publisherOf({ names: new Set(names), packages: new Set(packages), configToml });
  if (!publisher) throw new Error('unknown');
  return publisher;
}

const JEKYLL = made(['_config.yml', '_posts/a.md']);
const HUGO = made(['hugo.toml', 'content/a.md']);

describe('the publisher of a folder', () => {
  it.each([
    ['Jekyll', ['_config.yml', 'vi/_posts/2020-01-01-a.md'], [], ''],
    ['Jekyll', ['Gemfile', '_drafts/a.md'], [], ''],
    ['Hexo', ['_config.yml', 'source/_posts/a.md'], [], ''],
    ['Hugo', ['hugo.yaml', 'content/a.md'], [], ''],
    ['Hugo', ['config.toml', 'content/a.md'], [], 'baseURL = "x"'],
    ['Zola', ['config.toml', 'content/a.md'], [], 'title = "x"\nbase_url = "x"'],
    ['Docusaurus', ['docusaurus.config.ts'], [], ''],
    ['Astro', ['astro.config.mjs'], [], ''],
    ['Gatsby', ['gatsby-config.js'], [], ''],
    ['Pelican', ['pelicanconf.py'], [], ''],
    ['Nikola', ['conf.py', 'posts/a.md'], [], ''],
    ['Eleventy', ['package.json'], ['@11ty/eleventy'], ''],
    ['VitePress', ['package.json'], ['vitepress'], ''],
    ['VitePress', ['docs/.vitepress/config.mts', 'docs/a.md'], [], ''],
    ['VuePress', ['package.json'], ['vuepress'], ''],
    ['VuePress', ['docs/.vuepress/config.js', 'docs/a.md'], [], ''],
    ['VuePress', ['.vuepress/config.ts', 'a.md'], [], ''],
    ['Next', ['package.json'], ['next'], ''],
    ['Hugo', ['hugo.toml', 'src/a.md'], [], ''],
    ['Hugo', ['config/_default/params.toml', 'src/a.md'], [], ''],
    ['Hugo', ['config.toml', 'src/a.md'], [], 'contentDir = "src"'],
  ])('is %s', (name, names, packages, toml) => {
    expect(made(names, packages, toml).name).toBe(name);
  });

  it('is none where a folder holds feeds, or files that look like little of it', () => {
    const packages = new Set<string>();
    for (const names of [['a.xml'], ['_config.yml'], ['conf.py', 'a.md'], ['config.toml', 'a.md']])
      expect(publisherOf({ names: new Set(names), packages, configToml: 'base_url = "x"' })).toBeUndefined();
  });
});

describe('a file of a checkout', () => {
  const place = (name: string, publisher: Publisher) => {
    const found = placesOf([name], publisher).get(name);
    return found && 'key' in found ? `${found.kind} ${found.key}` : `left ${found?.why}`;
  };

  it.each([
    ['_posts/2020-01-01-a.md', 'article articles/2020-01-01-a.md'],
    ['news/_posts/vi/2020-01-01-a.html', 'article articles/news/vi/2020-01-01-a.html'],
    ['blog/_posts/a.md', 'article articles/a.md'],
    ['_drafts/a.md', 'article articles/_drafts/a.md'],
    ['_posts/a.png', 'beside articles/a.png'],
    ['assets/a.png', 'static media/assets/a.png'],
    ['_data/authors.yml', 'authors authors.yml'],
    ['_data/authors.yaml', 'authors authors.yaml'],
    ['_data/nav.yml', 'left data file'],
    ['_recipes/a.md', 'left collection _recipes'],
    ['_recipes/a.png', 'asset media/_recipes/a.png'],
    ['_layouts/a.html', 'left file in _layouts/'],
    ['about.md', 'left page, or text beside the articles'],
    ['_posts/a.adoc', 'left text .adoc, which is not read'],
    ['main.css', 'left file .css'],
    ['CNAME', 'left file'],
  ])('of Jekyll: %s is %s', (name, expected) => {
    expect(place(name, JEKYLL)).toBe(expected);
  });

  it.each([
    ['content/posts/a.md', 'article articles/a.md'],
    ['content/blog/posts/2020/a.md', 'article articles/2020/a.md'],
    ['content/tin/a/index.md', 'article articles/tin/a/index.md'],
    ['content/tin/a/b.jpg', 'beside articles/tin/a/b.jpg'],
    ['content/tin/_index.md', 'left page of a section'],
    ['content/tin/_index.vi.md', 'left page of a section'],
    ['content/readme.md', 'left page, or text beside the articles'],
    ['static/img/a.jpg', 'static media/img/a.jpg'],
    ['assets/a.jpg', 'asset media/assets/a.jpg'],
    ['public/index.html', 'left file in public/'],
    ['themes/x/a.jpg', 'left file in themes/'],
    ['data/authors.yaml', 'authors authors.yaml'],
    ['data/nav.yaml', 'left file in data/'],
    ['themes/x/data/authors.yml', 'left file in themes/'],
  ])('of Hugo: %s is %s', (name, expected) => {
    expect(place(name, HUGO)).toBe(expected);
  });

  it.each([
    ['content/a.md', 'article articles/a.md'],
    ['content/tin/pages/a.md', 'article articles/tin/pages/a.md'],
    ['content/pages/a.md', 'left page, or text beside the articles'],
    ['content/pages/tin/a.html', 'left page, or text beside the articles'],
    ['content/pages/a.jpg', 'beside articles/pages/a.jpg'],
  ])('of Pelican: %s is %s', (name, expected) => {
    expect(place(name, made(['pelicanconf.py']))).toBe(expected);
  });

  it.each([
    ['content/a.md', 'article articles/a.md'],
    ['content/tin/a/index.md', 'article articles/tin/a/index.md'],
    ['content/tin/a/2024-01-02-so-do.html', 'left page, or text beside the articles'],
    ['content/tin/a/2024-01-02-so-lieu.txt', 'left page, or text beside the articles'],
    ['content/tin/a/anh.jpg', 'beside articles/tin/a/anh.jpg'],
  ])('of Zola, whose pages are Markdown alone: %s is %s', (name, expected) => {
    expect(place(name, made(['config.toml', 'content/a.md'], [], 'base_url = "https://bao.example"'))).toBe(expected);
  });

  it.each([
    ['blog/posts/2020-01-02-a.md', 'article articles/2020-01-02-a.md'],
    ['src/blog/tin/a.mdx', 'article articles/tin/a.mdx'],
    ['articles/a.md', 'article articles/a.md'],
    ['app/n/a/page.mdx', 'article articles/n/a/page.mdx'],
    ['docs/a.md', 'left page, or text beside the articles'],
    ['blog/README.md', 'left page, or text beside the articles'],
  ])('of Next: %s is %s', (name, expected) => {
    expect(place(name, made(['next.config.ts']))).toBe(expected);
  });

  it('has a place of its own', () => {
    const places = placesOf(['content/blog/a.md', 'content/posts/a.md', 'content/a.md', 'content/A.md'], HUGO);
    const keys = [...places.values()].map(found => ('key' in found ? found.key : found.why));
    expect(keys).toEqual([
      'articles/a.md',
      'articles/content/posts/a.md',
      'articles/content/a.md',
      'file whose place another has',
    ]);
  });

  it('is of a language where folders or endings say so, and a section like any other elsewhere', () => {
    const of = (names: readonly string[], language?: string) =>
      [...placesOf(names, HUGO, language === undefined ? {} : { language }).values()].map(found =>
        found.kind === 'article'
          ? `${found.key} ${found.language ?? ''}`
          : found.kind === 'left'
            ? found.why
            : found.key,
      );
    expect(of(['content/en/posts/a.md', 'content/vi/posts/a.md', 'content/vi/posts/b.png', 'content/xx/c.md'])).toEqual(
      ['articles/a.en.md en', 'articles/a.vi.md vi', 'articles/b.png', 'articles/xx/c.md '],
    );
    expect(of(['content/a.vi.md', 'content/a.en.md', 'content/b.md'])).toEqual([
      'articles/a.vi.md vi',
      'articles/a.en.md en',
      'articles/b.md ',
    ]);
    expect(of(['content/it/a.md'])).toEqual(['articles/it/a.md ']);
    expect(of(['content/it/a.md'], 'it-IT')).toEqual(['articles/a.it.md it']);
  });

  it('tells the only section', () => {
    expect(onlySection(['content/posts/a.md', 'content/posts/b/index.md'])).toBe('posts');
    expect(onlySection(['content/a.md'])).toBe('');
    expect(onlySection(['content/posts/a.md', 'content/tin/b.md'])).toBeUndefined();
  });
});

describe('the configuration of a checkout', () => {
  it.each([
    [
      '_config.yml',
      'title: Báo\ndescription: Tin\nurl: https://bao.example\nbaseurl: /blog\nlang: vi_VN.UTF-8\ntimezone: ' +
        'Asia/Ho_Chi_Minh\nauthor:\n  name: Lê Na\n  email: x\ncollections:\n  posts:\n    permalink: ' +
        '/a/:title/\npermalink: pretty\n',
      {
        title: 'Báo',
        description: 'Tin',
        url: 'https://bao.example/',
        basePath: '/blog',
        language: 'vi-VN',
        timeZone: 'Asia/Ho_Chi_Minh',
        author: 'Lê Na',
        permalink: '/a/:title/',
      },
    ],
    [
      'hugo.toml',
      'baseURL = "https://bao.example/b/"\nlanguageCode = "vi"\ntitle = "Báo"\ntimeZone = ' +
        '"nowhere"\n[params]\ndescription = "Tin"\nauthor = ["Na", "Bo"]\n[permalinks.page]\nposts = "/:year/:slug/"\n',
      {
        title: 'Báo',
        description: 'Tin',
        url: 'https://bao.example/b/',
        language: 'vi',
        author: 'Na',
        permalink: '/:year/:slug/',
        permalinks: { posts: '/:year/:slug/' },
      },
    ],
    ['_data/site.json', '{"title": "Báo", "url": "nothing", "language": null}', { title: 'Báo' }],
    [
      'docusaurus.config.js',
      'module.exports = { title: "Báo", tagline: \'Tin\', url: `https://bao.example`, baseUrl: "/b/", i18n: { ' +
        'defaultLocale: "vi" }, x: "a" + b, "author": `$x` };',
      {
        title: 'Báo',
        description: 'Tin',
        url: 'https://bao.example/',
        blogFolder: 'blog',
        basePath: '/b/',
        language: 'vi',
      },
    ],
    [
      'pelicanconf.py',
      "AUTHOR = 'Na'\nSITENAME = u'Báo'\nSITENAME = 'Báo'\nSITEURL = 'https://bao.example'\nTIMEZONE = " +
        "'UTC'\nDEFAULT_LANG = 'vi'\nARTICLE_URL = '{date:%Y}/{slug}/'\n",
      {
        title: 'Báo',
        url: 'https://bao.example/',
        language: 'vi',
        timeZone: 'UTC',
        author: 'Na',
        permalink: '{date:%Y}/{slug}/',
        pelicanSlugs: 'title',
      },
    ],
    ['_config.yml', 'a: [', {}],
  ])('%s is read, and never run', (name, text, expected) => {
    expect(siteFacts(name, text)).toEqual(expected);
  });

  it.each([
    ['Jekyll', undefined, '/', false, '/{yyyy}/{mm}/{dd}/{name}.html'],
    ['Jekyll', 'pretty', '/b/', true, '/b/{categories}/{yyyy}/{mm}/{dd}/{name}/'],
    ['Jekyll', '/:categories/:title/', '/', false, '/{name}/'],
    ['Jekyll', ':categories/:slug/', '/', false, '/{slug}/'],
    ['Jekyll', '/:year/:i_month/:title/', '/', false, '"/:year/:i_month/:title/" has :i_month, which has no name here'],
    ['Jekyll', '/:year/', '/', false, '"/:year/" does not tell articles apart'],
    ['Hexo', undefined, '/', false, '/{yyyy}/{mm}/{dd}/{name}/'],
    ['Docusaurus', undefined, '/d/', false, '/d/blog/{yyyy}/{mm}/{dd}/{name}'],
    ['Hexo', ':category/:title/', '/', true, '/{categories}/{name}/'],
    ['Hugo', undefined, '/', false, '/tin/{slug}/'],
    ['Pelican', undefined, '/', false, '/{slug}.html'],
    ['Pelican', '{category}/{date:%Y}/{slug}/', '/', true, '/{category}/{yyyy}/{slug}/'],
    ['Pelican', '{lang}/{slug}/', '/', false, '"{lang}/{slug}/" has {lang}, which has no name here'],
    ['Nikola', undefined, '/', false, '/posts/{slug}/'],
    [
      'Astro',
      undefined,
      '/',
      false,
      'the addresses that Astro gave are not known; write the pattern of them, if articles stay there',
    ],
  ])('%s: the pattern %s at %s is %s', (publisher, pattern, basePath, hasCategories, expected) => {
    const draft = draftPermalink({ publisher, pattern, basePath, hasCategories, section: 'tin' });
    expect('template' in draft ? draft.template : draft.why).toBe(expected);
  });

  it('has the folder of the first language', () => {
    const of = (...paths: readonly string[]) =>
      siteFacts('docusaurus.config.js', `x = { ${paths.map(path => `baseUrl: '${path}'`).join(', y: { ')} }`).basePath;
    expect(of('/', '/de/')).toBeUndefined();
    expect(of('/blog/', '/de/')).toBe('/blog/');
  });

  it.each([
    ["presets: [['x', { blog: { feedOptions: { a: '}' }, routeBasePath: '/' }, docs: { routeBasePath: '/d' } }]]", ''],
    ["blog: { a: { b: 1 }, routeBasePath: '/tin/' }", 'tin'],
    ["docs: { routeBasePath: '/docs/' }, plugins: [['content-docs', { routeBasePath: '/architecture' }]]", 'blog'],
    ["blog: { path: 'blog' }, plugins: [['content-docs', { routeBasePath: '/a' }]]", 'blog'],
    ["blog: false, plugins: [['@docusaurus/plugin-content-blog', { routeBasePath: '/a' }]]", undefined],
    ['blog: { routeBasePath: base }', undefined],
    ["url: 'https://a.example'", 'blog'],
  ])('of Docusaurus is at the path of the blog: %s', (text, expected) => {
    const facts = siteFacts('docusaurus.config.js', `module.exports = { ${text} };`);
    expect([facts.blogFolder, facts.isMoved]).toEqual([expected, expected === undefined ? true : undefined]);
    const context = { publisher: 'Docusaurus', pattern: undefined, basePath: '/', hasCategories: false };
    const draft = draftPermalink({ ...context, section: undefined, ...facts });
    const folder = expected === '' ? '' : `${expected}/`;
    expect(draft).toEqual(
      expected === undefined ? { why: expect.any(String) } : { template: `/${folder}{yyyy}/{mm}/{dd}/{name}` },
    );
  });

  it.each([
    ['blog/2026-11-05-hai.mdx', '', 'blog/2026/11/05/hai'],
    ['blog/2026/11/06/ba.md', '', 'blog/2026/11/06/ba'],
    ['blog/tin/2026-11-05-hai/index.md', '', 'blog/2026/11/05/tin/hai'],
    ['blog/2026-11-05/index.md', '', 'blog/2026/11/05'],
    ['blog/chợ quê.md', '', 'blog/ch%E1%BB%A3%20qu%C3%AA'],
    ['blog/2026-11-05-es2015+.md', '', 'blog/2026/11/05/es2015+'],
    ['blog/2026-11-05-hai.md', 'slug: /mot/hai/', 'blog/mot/hai'],
    ['blog/2026-11-05-hai.md', 'slug: ""', 'blog/2026/11/05/hai'],
  ])('of Docusaurus for %s with %j is %s', (name, field, address) => {
    const text = `---\ntitle: A\n${field}\n---\nLời\n`;
    expect(docusaurusAddress({ name, text }, 'https://a.example/')).toBe(`https://a.example/${address}`);
  });

  it('tells no pattern of sections that are several', () => {
    const context = { publisher: 'Zola', pattern: undefined, basePath: '/', hasCategories: false };
    expect(draftPermalink({ ...context, section: undefined })).toHaveProperty('why');
    expect(draftPermalink({ ...context, section: '' })).toEqual({ template: '/{slug}/' });
  });
});

describe('references in the texts of a checkout', () => {
  function rewritten(text: string, name: string, publisher: Publisher, keys: Readonly<Record<string, string>>) {
    const articles = Object.keys(keys).filter(key => key.endsWith('.md'));
    return rewriteReferences(text, name, {
      publisher,
      keys: new Map(Object.entries(keys)),
      articles: articlesByName(articles),
      pictures: picturesByName(Object.keys(keys)),
      url: 'https://bao.example/b/',
      articleAt: address => (address === '/2020/hai/' ? 'articles/hai.md' : undefined),
    });
  }
  it.each([
    ['image: a.png', 'image: /media/covers/a.png'],
    ['cover:\n  image: "x/c.png"', 'cover:\n  image: "/media/x/c.png"'],
    ['images:\n- ../covers/a.png', 'images:\n- /media/covers/a.png'],
    ['image: b.png', undefined],
    ['image: vers/a.png', undefined],
    ['image: https://cdn.example/a.png', undefined],
    ['image: //cdn.example/a.png', undefined],
    ['image: d.png', undefined],
    ['description: See a.png', undefined],
    ['description: a.png, and b', undefined],
  ])('in %j, of which a template has the folder, are %j', (field, expected) => {
    const keys = {
      ...{ 'posts/m.md': 'articles/m.md', 'src/assets/covers/a.png': 'media/covers/a.png' },
      ...{ 'posts/kin/m.md': 'articles/kin/index.md', 'posts/kin/d.png': 'articles/kin/d.png' },
      ...{ 'src/assets/x/c.png': 'media/x/c.png', 'src/1/b.png': 'media/1/b.png', 'src/2/b.png': 'media/2/b.png' },
    };
    const text = `---\ntitle: M\n${field}\n---\n![](a.png)\n`;
    const found = rewritten(text, 'posts/m.md', made([], ['@11ty/eleventy']), keys);
    expect(found.text).toBe(text.replace(field, expected ?? field));
    expect(found.byName !== undefined).toBe(expected !== undefined);
  });

  it('lead to the text where VitePress has the page of one', () => {
    const vitepress = made([], ['vitepress']);
    const keys = { 'x/a.md': 'articles/x/a.md', 'x/b.md': 'articles/y/b.md', 'x/c.html': 'articles/x/c.html' };
    const of = (text: string) => rewritten(text, 'x/a.md', vitepress, keys).text;
    expect(of('[b](./b.html#y) [c](./c.html) [d](./d.html)')).toBe('[b](../y/b.md#y) [c](./c.html) [d](./d.html)');
    expect(rewritten('[b](./b.html)', 'x/a.md', HUGO, keys).text).toBe('[b](./b.html)');
  });

  const KEYS = {
    '_posts/2020-01-01-mot.md': 'articles/2020-01-01-mot.md',
    'tin/_posts/2020-01-02-hai.md': 'articles/tin/2020-01-02-hai.md',
    'img/a.png': 'media/img/a.png',
    'img/ả.png': 'media/img/ả.png',
  };

  it.each([
    ['![a](/img/a.png)', '![a](/media/img/a.png)'],
    ['![a](/b/img/a.png "x")', '![a](/media/img/a.png "x")'],
    ['<img src="https://bao.example/b/img/a.png?x=1#y">', '<img src="/media/img/a.png?x=1#y">'],
    ['image: ../img/a.png', 'image: /media/img/a.png'],
    ['image: img/%E1%BA%A3.png', 'image: /media/img/ả.png'],
    ['![a]({{ site.baseurl }}/img/a.png)', '![a](/media/img/a.png)'],
    ['![a]({{ "/img/a.png" | relative_url }})', '![a](/media/img/a.png)'],
    ['![a]({{ "/img/none.png" | relative_url }})', '![a]({{ "/img/none.png" | relative_url }})'],
    ['[x]({% post_url tin/2020-01-02-hai %})', '[x](tin/2020-01-02-hai.md)'],
    ['[x]({% link tin/_posts/2020-01-02-hai.md %}#y)', '[x](tin/2020-01-02-hai.md#y)'],
    ['[x]({{ site.baseurl }}{% post_url tin/2020-01-02-hai %})', '[x](tin/2020-01-02-hai.md)'],
    ['[x]({{site.url}}{{site.baseurl}}{%- link img/a.png %})', '[x](../media/img/a.png)'],
    ['[x]({% post_url none %})', '[x]({% post_url none %})'],
    [
      'Xem {% link tin/_posts/2020-01-02-hai.md %}.',
      'Xem <a href="tin/2020-01-02-hai.md" data-shown="address">tin/2020-01-02-hai.md</a>.',
    ],
    ['[x]: {% post_url tin/2020-01-02-hai -%}', '[x]: tin/2020-01-02-hai.md'],
    ['---\nimage: "{% link img/a.png %}"\n---\n', '---\nimage: "../media/img/a.png"\n---\n'],
    ['{% link tin/2020-01-02-hai https://a.example/ %}', undefined],
    ['{% link %}{% link "" %}', undefined],
    ['[x](/2020/hai/)', '[x](hai.md)'],
    ['[x](https://khac.example/img/a.png) a/b.png /img/none.png ../../../x.png', undefined],
    ['mailto:a@b.example, x/%E1.png, {{ page.title }}', undefined],
    ['We say {static}/x, {filename}a.md and |static|b; {{ site.url }} is the home page', undefined],
    ['`{{ site.url }}/img/a.png` ``a ` /img/a.png``', undefined],
    ['```\n![a]({{ site.url }}/img/a.png)\n~~~\n/img/a.png\n```\n', undefined],
    ['> ~~~~ md\n> /img/a.png\n> ~~~\n> /img/a.png\n> ~~~~\n', undefined],
    ['<pre class="x">/img/a.png</pre> <code>/img/a.png</code>', undefined],
    ['`a /img/a.png', '`a /media/img/a.png'],
    ['`a\n\n/img/a.png `', '`a\n\n/media/img/a.png `'],
    ['```\na\n```\n/img/a.png', '```\na\n```\n/media/img/a.png'],
    ['{{ site.url }}{{ site.baseurl }}/img/a.png', '/media/img/a.png'],
    [
      '---\npermalink: /2020/hai/\nimage: /img/a.png\n---\n',
      '---\npermalink: /2020/hai/\nimage: /media/img/a.png\n---\n',
    ],
    ['---\nredirect_from:\n  - /2020/hai/\n- /2020/hai/\nurl: /2020/hai/\nlink: x\n---\n', undefined],
    ['+++\naliases = [\n"/2020/hai/",\n]\nslug = "/2020/hai/"\npath = "/2020/hai/"\n+++\n', undefined],
    ['---\npermalink: /2020/hai/', '---\npermalink: hai.md'],
    ['---\npermalink: [/2020/hai/\n---\n/2020/hai/', '---\npermalink: [/2020/hai/\n---\nhai.md'],
    ['{"url": "/2020/hai/", "title": "/img/a.png"}\n\nx', undefined],
    [
      '{"permalink": "/2020/hai/", "image": "/img/a.png", "aliases": ["/2020/hai/"]}\n\n/img/a.png',
      '{"permalink": "/2020/hai/", "image": "/media/img/a.png", "aliases": ["/2020/hai/"]}\n\n/media/img/a.png',
    ],
    ['Title: A\r\nUrl: /2020/hai/\r\nGuid: /img/a.png\r\nslug: /2020/hai/\r\n\r\nx', undefined],
    [
      'Title: A\nUrl: /2020/hai/\nImage: /img/a.png\n\n/2020/hai/',
      'Title: A\nUrl: /2020/hai/\nImage: /media/img/a.png\n\nhai.md',
    ],
    ['---toml\ntitle = "A"\nurl = "/2020/hai/"\n---\nx', undefined],
    ['---\ntitle: A\nimage:\n  url: /img/a.png\n---\n', '---\ntitle: A\nimage:\n  url: /media/img/a.png\n---\n'],
    ['a\n\n    /img/a.png\n\n    /img/a.png\n', undefined],
    ['\t/img/a.png\n', undefined],
    ['a\n    /img/a.png\n', 'a\n    /media/img/a.png\n'],
    [
      '- a\n\n    /img/a.png\n\n    - b\n\n        /img/a.png\n',
      '- a\n\n    /media/img/a.png\n\n    - b\n\n        /media/img/a.png\n',
    ],
    ['- a\n\n      /img/a.png\n', undefined],
    ['- a\n\nb\n\n    /img/a.png\n', undefined],
    ['{% highlight sh %}\n\n/img/a.png {% raw %}{% endhighlight %}\n', undefined],
    ['{{< highlight sh >}}\n/img/a.png{{</ highlight >}}\n', undefined],
  ])('of Jekyll: %s becomes %s', (text, expected) => {
    expect(rewritten(text, '_posts/2020-01-01-mot.md', JEKYLL, KEYS).text).toBe(expected ?? text);
  });

  it('are told of where they mean a picture that is not there', () => {
    const text =
      '<img src="/img/none.png?x"> ![](/img/a.png) ![](none.png) ![](https://bao.example/b/c.jpg) `/d.png` ' +
      '![](https://khac.example/e.png) ![](//khac.example/f.png) [x](/img/none.pdf) {{ page.dir }}/g.png ' +
      '[x](https://bao.example/b/gioi-thieu/)';
    const { absent } = rewritten(text, '_posts/2020-01-01-mot.md', JEKYLL, KEYS);
    expect([...absent]).toEqual(['/img/none.png', 'https://bao.example/b/c.jpg']);
  });

  it.each([
    ['{% post_link khac "Bài khác" %}', '[Bài khác](khac.md)', '<a href="khac.md">Bài khác</a>'],
    [
      '{% post_link khac Bài <khác> [1] false %}',
      '[Bài \\<khác\\> \\[1\\]](khac.md)',
      '<a href="khac.md">Bài &lt;khác&gt; [1]</a>',
    ],
    ['{% post_link "a (b)" c %}', '[c](a%20%28b%29.md)', '<a href="a%20(b).md">c</a>'],
    ...['{% post_link khac %}', '{% post_path khac %}'].map(tag => [
      tag,
      '<a href="khac.md" data-shown="address">khac.md</a>',
      '<a href="khac.md" data-shown="address">khac.md</a>',
    ]),
    ['{% post_link none "Bài khác" %}', '{% post_link none "Bài khác" %}', '{% post_link none "Bài khác" %}'],
  ])('of Hexo keep their words: %s', (tag, inMarkdown, inHtml) => {
    const hexo = made(['_config.yml', 'source/_posts/a.md']);
    const keys = {
      'source/_posts/mot.md': 'articles/mot.md',
      'source/_posts/mot.html': 'articles/mot.html',
      'source/_posts/khac.md': 'articles/khac.md',
      'source/_posts/a (b).md': 'articles/a (b).md',
    };
    expect(rewritten(`Một ${tag}`, 'source/_posts/mot.md', hexo, keys).text).toBe(`Một ${inMarkdown}`);
    expect(rewritten(`Một ${tag}`, 'source/_posts/mot.html', hexo, keys).text).toBe(`Một ${inHtml}`);
  });

  it.each([
    ['{{< relref "mer.md" >}}', 'mer.en.md'],
    ['{{< relref "mer" >}}', 'mer.en.md'],
    ['{{< ref path="mer.md" lang="fr" >}}', 'mer.md'],
    ['{{< ref "seul.md" >}}', 'seul.md'],
  ])('of Hugo lead to an article in the language of their own: %s', (tag, target) => {
    const names = ['mer.md', 'mer.en.md', 'seul.md', 'pont.md', 'pont.en.md'];
    const keys = Object.fromEntries(names.map(name => [`content/posts/${name}`, `articles/posts/${name}`]));
    expect(rewritten(`[x](${tag})`, 'content/posts/pont.en.md', HUGO, keys).text).toBe(`[x](${target})`);
    const inFrench = target.replace('.en', '');
    expect(rewritten(`[x](${tag})`, 'content/posts/pont.md', HUGO, keys).text).toBe(`[x](${inFrench})`);
  });

  it.each(['zh-cn', 'zh_CN', 'zh_cn'])('of Hugo lead to an article in a language of two parts: %s', lang => {
    const names = ['mer.md', 'mer.en.md', 'mer.zh_CN.md', 'pont.en.md', 'pont.zh_CN.md'];
    const keys = Object.fromEntries(names.map(name => [`content/posts/${name}`, `articles/posts/${name}`]));
    const tag = `[x]({{< ref path="mer.md" lang="${lang}" >}})`;
    expect(rewritten(tag, 'content/posts/pont.en.md', HUGO, keys).text).toBe('[x](mer.zh_CN.md)');
    expect(rewritten('[x]({{< ref "mer" >}})', 'content/posts/pont.zh_CN.md', HUGO, keys).text).toBe(
      '[x](mer.zh_CN.md)',
    );
  });

  it('of Hugo, Zola, Pelican and Astro are read as these do', () => {
    const keys = {
      'content/tin/mot/index.md': 'articles/tin/mot/index.md',
      'content/tin/mot/a.png': 'articles/tin/mot/a.png',
      'content/hai.md': 'articles/hai.md',
      'static/b.png': 'media/b.png',
      'src/assets/c.png': 'media/assets/c.png',
    };
    const text =
      '![a](a.png) {{< figure src="/b.png" >}} [x]({{< ref "hai.md" >}}) [y]({{< relref path="/tin/mot" >}}) ' +
      '[z](@/hai.md) ![c](../../../src/assets/c.png) ![d](~/assets/c.png) {static}/hai.md {{ site.url }}/b.png';
    const { text: found, named } = rewritten(text, 'content/tin/mot/index.md', HUGO, keys);
    expect(found).toBe(
      '![a](a.png) {{< figure src="/media/b.png" >}} [x](../../hai.md) [y](index.md) [z](../../hai.md) ' +
        '![c](/media/assets/c.png) ![d](/media/assets/c.png) {static}../../hai.md {{ site.url }}/media/b.png',
    );
    expect([...named].sort()).toEqual(['content/hai.md', 'content/tin/mot/a.png', 'src/assets/c.png', 'static/b.png']);
  });
});

describe('references in texts of Pelican', () => {
  it.each([
    ['[x]({filename}/hai.md) ![a]({static}a.png)', '[x](hai.md) ![a](/media/a.png)'],
    ['[x](|filename|hai.md)', '[x](hai.md)'],
    ['a {filename} b, {static}', undefined],
    ['`{filename}/hai.md`', undefined],
  ])('%s becomes %s', (text, expected) => {
    const keys = new Map([
      ['content/mot.md', 'articles/mot.md'],
      ['content/hai.md', 'articles/hai.md'],
      ['content/a.png', 'media/a.png'],
    ]);
    const [articles, articleAt] = [articlesByName(keys.keys()), () => undefined];
    const publisher = made(['pelicanconf.py']);
    const about = { publisher, keys, articles, pictures: picturesByName([]), url: undefined, articleAt };
    const found = rewriteReferences(text, 'content/mot.md', about);
    expect(found.text).toBe(expected ?? text);
  });
});

describe('a field more in front matter', () => {
  it.each([
    ['---\r\ntitle: A\r\n---\r\nB', '---\r\naliases: ["/a"]\r\ntitle: A\r\n---\r\nB'],
    ['+++\ntitle = "A"\n+++\nB', '+++\naliases = ["/a"]\ntitle = "A"\n+++\nB'],
    ['---\nredirect_from: /b\n---\n', '---\naliases: ["/a"]\nredirect_from: /b\n---\n'],
    ['---\naliases: /b\n---\n', '---\nredirect_from: ["/a"]\naliases: /b\n---\n'],
    ['---\naliases: /b\nalias: /c\nRedirect-From: /d\n---\n', undefined],
    ['{"title": "A"}\n', '{"aliases": ["/a"], "title": "A"}\n'],
    ['---\n{title: A}\n---\n', '---\n{"aliases": ["/a"], title: A}\n---\n'],
    [';;;\n"title": "A"\n;;;\nB', ';;;\n"aliases": ["/a"],\n"title": "A"\n;;;\nB'],
    ['Title: A\nDate: 2020-01-02\n\nB', 'aliases: /a\nTitle: A\nDate: 2020-01-02\n\nB'],
    ['.. title: A\n.. date: 2020-01-02\n\nB', '.. aliases: /a\n.. title: A\n.. date: 2020-01-02\n\nB'],
    ['title: A\n---\nB', 'aliases: ["/a"]\ntitle: A\n---\nB'],
    ['---\ntitle: A', undefined],
    ['A\n---\nB\n---\n', '---\naliases: ["/a"]\n---\nA\n---\nB\n---\n'],
  ])('is put into %j', (text, expected) => {
    expect(withFormer(text, '/a')).toBe(expected);
  });

  it('is not put beside another name of the same', () => {
    expect(withField('---\nlang: vi\n---\n', 'language', 'en')).toBeUndefined();
    expect(withField('{"ID": "1", "title": "A"}\n\nA', 'id', '2')).toBeUndefined();
    expect(withField('Id: 1\nTitle: A\n\nA', 'id', '2')).toBeUndefined();
  });
});
