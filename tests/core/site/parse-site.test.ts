import { describe, expect, it } from 'vitest';
import { articleUrl } from '../../../functions/core/article/article-url.ts';
import { createArticleReader } from '../../../functions/core/article/read-article.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { createCategoryResolver } from '../../../functions/core/site/category-name.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';
import { expandPermalink } from '../../../functions/core/site/permalink.ts';

const MINIMAL = 'title: Báo Sông Mây\nurl: https://bao.example\nsince: 2018\nfeedsUrl: https://feeds.bao.example\n';

function problemsOf(yaml: string): readonly string[] {
  return parseSite(yaml).problems.map(formatProblem);
}

describe('parseSite', () => {
  it('fills in every default', () => {
    expect(parseSite(MINIMAL)).toEqual({
      problems: [],
      site: {
        title: 'Báo Sông Mây',
        description: 'Báo Sông Mây',
        url: 'https://bao.example/',
        feedsUrl: 'https://feeds.bao.example/',
        since: 2018,
        language: 'vi',
        timeZone: 'Asia/Ho_Chi_Minh',
        entries: 50,
        minimumHours: 48,
        archives: false,
        browse: true,
        content: 'full',
        authors: [],
        categories: [],
        plainText: { drop: [] },
      },
    });
  });

  it.each([
    ['title: Báo # 1', '1:12', 'title', '# 1', ''],
    ['title: A\ndescription: #tintuc', '2:14', 'description', '#tintuc', ', so there is no value'],
    ['title: A\nauthor: Tổ # 2', '2:12', 'author', '# 2', ''],
    ['title: A\ncategories:\n  - id: a\n    title: Hạng # 1', '4:17', 'categories.title', '# 1', ''],
    ['title: A\nplainText:\n  drop:\n    - Xem # thêm', '4:11', 'plainText.drop', '# thêm', ''],
    ['title: A\nlabels:\n  feeds: Nguồn # 3', '3:16', 'labels.feeds', '# 3', ''],
  ])('warns of a text that a # cuts: %j', (fields, place, name, comment, empty) => {
    const found = problemsOf(`${fields}\n${MINIMAL.replace(/^.*\n/, '')}`).filter(told => told.includes('in YAML'));
    expect(found).toEqual([
      `site.yaml:${place}: warning: ${name}: "${comment}" is a comment in YAML and is left out${empty}; ` +
        'put the value in quotes, or the comment on its own line',
    ]);
  });

  it.each([
    'language: vi # lời',
    'description: "Báo # 1" # lời',
    'description: Báo  # lời',
    '# lời',
    'hub: # lời',
    'feeds:\n  tags: true # lời\n  authors: true # lời',
  ])('takes a comment that is meant as one: %j', fields => {
    expect(problemsOf(`${MINIMAL}${fields}\n`).filter(told => told.includes('in YAML'))).toEqual([]);
  });

  it('finds its pictures wherever the files are served', () => {
    const yaml = `${MINIMAL}logo: /media/ảnh.png\nicon: media/i.png\n`;
    expect(parseSite(yaml, { feedsUrl: 'http://127.0.0.1:8080' }).site).toMatchObject({
      logo: 'http://127.0.0.1:8080/media/%E1%BA%A3nh.png',
      icon: 'http://127.0.0.1:8080/media/i.png',
    });
  });

  it.each([
    ['logo.png', '; write /media/logo.png, if it lies there'],
    ['../media/nhận diện.png', ''],
    ['./content/media/a/Logo.JPG', '; write /media/a/Logo.JPG, if it lies there'],
    ['/logo.svg', '; write /media/logo.svg, if it lies there'],
    ['ftp://bao.example/logo.png', ''],
    ['logo', ''],
  ])('has pictures at URLs and under media/ alone, and says what to write: %s', (logo, remedy) => {
    expect(problemsOf(`${MINIMAL}logo: ${logo}\n`)).toEqual([
      'site.yaml:5:7: logo: expected a URL such as https://bao.example/logo.png, or a path such as /media/logo.png, ' +
        `found "${logo}"${remedy}`,
    ]);
  });

  it('reads every field', () => {
    const { site, problems } = parseSite(`${MINIMAL}description: Tin địa phương
language: en-gb
timeZone: Europe/London
permalink: /{category}/{yyyy}/{mm}/{dd}/{slug}
entries: 30
minimumHours: 24
archives: true
content: summary
author:
  { name: Tòa soạn, email: toa.soan@bao.example, url: https://bao.example/toa-soan, fediverse: "@tin@bao.example" }
rights: © Báo Sông Mây
logo: https://bao.example/logo.png
icon: https://bao.example/icon.png
hub: https://hub.example/
smartnews: true
categories:
  - Kinh tế
  - id: law
    title: Tư pháp
    description: Tòa án và pháp luật
    slug: phap-luat
    aliases: [Pháp đình]
plainText:
  drop: [Cùng chuyên mục, Đọc thêm]
`);
    expect(problems).toEqual([]);
    expect(site).toMatchObject({
      description: 'Tin địa phương',
      language: 'en-GB',
      timeZone: 'Europe/London',
      permalink: 'https://bao.example/{category}/{yyyy}/{mm}/{dd}/{slug}',
      entries: 30,
      minimumHours: 24,
      archives: true,
      content: 'summary',
      authors: [
        {
          name: 'Tòa soạn',
          email: 'toa.soan@bao.example',
          url: 'https://bao.example/toa-soan',
          fediverse: '@tin@bao.example',
        },
      ],
      rights: '© Báo Sông Mây',
      hub: 'https://hub.example/',
      smartnews: true,
      categories: [
        { id: 'kinh-te', title: 'Kinh tế', slug: 'kinh-te', aliases: [] },
        { id: 'law', title: 'Tư pháp', slug: 'phap-luat', description: 'Tòa án và pháp luật', aliases: ['Pháp đình'] },
      ],
      plainText: { drop: ['Cùng chuyên mục', 'Đọc thêm'] },
    });
  });

  it('takes no feedsUrl that paths can not be put after', () => {
    const { site, problems } = parseSite(MINIMAL.replace('feeds.bao.example', 'feeds.bao.example/?a=b'));
    expect(site).toBeUndefined();
    expect(problems).toEqual([
      expect.objectContaining({ line: 4, column: 11, message: expect.stringContaining('without ? and #') }),
    ]);
  });

  it('takes feedsUrl from outside where one is given', () => {
    expect(parseSite(MINIMAL, { feedsUrl: 'http://127.0.0.1:8080' }).site?.feedsUrl).toBe('http://127.0.0.1:8080/');
    expect(parseSite(MINIMAL.replace(/feedsUrl.*\n/, ''), { feedsUrl: 'http://127.0.0.1/' }).site).toBeDefined();
    const wrong = MINIMAL.replace('https://feeds.bao.example', 'feeds.bao.example');
    const { site, problems } = parseSite(wrong, { feedsUrl: 'http://127.0.0.1/' });
    expect(site?.feedsUrl).toBe('http://127.0.0.1/');
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(/^site\.yaml:4:11: warning: feedsUrl: .*feeds\.bao\.example/),
    ]);
  });

  it.each([
    ['', /^site\.yaml:1:1: expected fields/],
    ['- a\n', /^site\.yaml:1:1: expected fields/],
    [MINIMAL.replace(/title.*\n/, ''), /^site\.yaml:1:1: title is missing; add/],
    [
      MINIMAL.replace(/since.*\n/, ''),
      /^site\.yaml:1:1: since is missing; add the year from which the address in url has been yours/,
    ],
    [MINIMAL.replace('https://bao.example', 'bao.example'), /^site\.yaml:2:6: url: expected a URL/],
    [MINIMAL.replace('https://bao.example', 'https://a:b@bao.example'), /^site\.yaml:2:6: url: expected a URL/],
    [
      MINIMAL.replace('2018', 'long ago'),
      /^site\.yaml:3:8: since: expected a whole number from 1970 to 9999, found "long ago"/,
    ],
    [`${MINIMAL}entries: 0\n`, /^site\.yaml:5:10: entries: expected a whole number from 1 to 500, found the number 0/],
    [`${MINIMAL}timeZone: Asia/Saigonn\n`, /^site\.yaml:5:11: timeZone: expected a zone/],
    [`${MINIMAL}language: "tiếng Việt"\n`, /^site\.yaml:5:11: language: expected a language/],
    [`${MINIMAL}content: some\n`, /^site\.yaml:5:10: content: expected full or summary/],
    [`${MINIMAL}permalink: https://bao.example/{year}/{slug}\n`, /permalink: \{year\} is not a placeholder/],
    [`${MINIMAL}permalink: https://bao.example/{yyyy}\n`, /permalink: without \{slug\} or \{name\}/],
    [`${MINIMAL}permalink: bao/{slug}\n`, /permalink: expected a URL/],
    [`${MINIMAL}author: { name: A, fediverse: "@a" }\n`, /author\.fediverse: expected an account such as/],
    [`${MINIMAL}author: { email: a@b.example }\n`, /author: an author needs a name/],
    [`${MINIMAL}author: { name: A, email: nobody }\n`, /author\.email: expected an address/],
    [
      `${MINIMAL}hub: http://hub.example/\n`,
      /^site\.yaml:5:6: hub: expected an https URL without #, such as .*, found "http:\/\/hub\.example\/"/,
    ],
    [
      `${MINIMAL}hub: https://hub.example/${'h'.repeat(1000)}\n`,
      /^site\.yaml:5:6: hub: expected at most 1000 characters, found 1020$/,
    ],
    [`${MINIMAL}hub: none\n`, /^site\.yaml:5:6: hub: expected a URL/],
    [`${MINIMAL}rights: [a]\n`, /^site\.yaml:5:9: rights: expected text, found a list/],
    [`${MINIMAL}plainText: [a]\n`, /plainText: expected a field drop:/],
    [`${MINIMAL}categories: Tin\n`, /categories: expected a list/],
    [`${MINIMAL}categories: [{ id: a }]\n`, /a category needs a title/],
    [`${MINIMAL}categories: [Tin, tin]\n`, /"tin" means both "Tin" and "tin"/],
    [
      `${MINIMAL}categories: [{ title: Tin, slug: Tin Tức }]\n`,
      /categories\.slug: expected lower-case letters.*write tin-tuc/,
    ],
    [`${MINIMAL}categories: [Articles]\n`, /where Bantin keeps files of its own/],
    [`${MINIMAL}title: Báo\n`, /title is given before, on line 1; keep one/],
  ])('refuses %j', (yaml, message) => {
    const { site, problems } = parseSite(yaml);
    expect(site).toBeUndefined();
    expect(problems.map(formatProblem).join('\n')).toMatch(message);
  });

  it('warns of an alias whose address is that of another category, and goes on', () => {
    const categories = '[{ title: Thời sự, aliases: [Tin tức, Mới] }, { title: Mời, aliases: [tin-tuc] }]';
    const yaml = `${MINIMAL}categories: ${categories}\n`;
    const place = 'site.yaml:5:13: warning: categories: the address of';
    const remedy = 'leads there; take it out, or spell it otherwise';
    expect(problemsOf(yaml)).toEqual([
      `${place} "Mới", an alias of "Thời sự", is that of "Mời" and ${remedy}`,
      `${place} "tin-tuc", an alias of "Mời", is that of "Thời sự" and ${remedy}`,
    ]);
    expect(parseSite(yaml).site).toBeDefined();
  });

  it('warns of unknown fields, and goes on', () => {
    expect(problemsOf(`${MINIMAL}langage: vi\n`)).toEqual([
      'site.yaml:5:1: warning: langage is not a field that Bantin knows; did you mean language?',
    ]);
    expect(problemsOf(`${MINIMAL}weather: fair\n`)).toEqual([
      'site.yaml:5:1: warning: weather is not a field that Bantin knows; it is ignored',
    ]);
    expect(problemsOf(`${MINIMAL}author.mail: ban.doc@bao.example\n`)).toEqual([
      'site.yaml:5:1: warning: author.mail is not a field that Bantin knows; write it as author: { mail: … }',
    ]);
    expect(problemsOf(`${MINIMAL}author: Bàn tin\nauthor.mail: ban.doc@bao.example\n`)).toEqual([
      'site.yaml:6:1: warning: author.mail is not a field that Bantin knows; write mail: among the fields of author:',
    ]);
    expect(problemsOf(`${MINIMAL}title.en: News\n`)).toEqual([
      'site.yaml:5:1: warning: title.en is not a field that Bantin knows; it is ignored',
    ]);
    expect(parseSite(`${MINIMAL}weather: fair\n`).site).toBeDefined();
  });
});

describe('a category name', () => {
  const resolve = createCategoryResolver([
    { id: 'life', title: 'Đời sống', slug: 'doi-song', aliases: ['Cuộc sống'] },
    { id: 'law', title: 'Tư pháp', slug: 'phap-luat', aliases: [] },
  ]);

  it.each(['Đời sống', 'ĐỜI SỐNG', 'đời  sống', 'Đời sống'.normalize('NFD'), 'doi-song', 'life', 'cuộc sống'])(
    'finds a listed one by %j',
    name => {
      expect(resolve(name)).toEqual({ category: { id: 'life', title: 'Đời sống', slug: 'doi-song' } });
    },
  );

  const former = createCategoryResolver([
    { id: 'thoi-su', title: 'Thời sự', slug: 'thoi-su', aliases: ['Tin tức'] },
    { id: 'news-2', title: 'Tín Túc', slug: 'thoi-su-2', aliases: [] },
  ]);

  it.each([
    'tin-tuc',
    'Tin_Tuc',
    'TIN TỨC',
    'Ｔｉｎ　ｔức',
    'Tin\u00a0tức',
    'Tin\u200b tức',
    'Tin tức'.normalize('NFD'),
  ])('leads from a former one to the category, however it is typed: %j', name => {
    expect(former(name)).toEqual({ category: { id: 'thoi-su', title: 'Thời sự', slug: 'thoi-su' } });
  });

  it('leads from what has the address of a former one to the category, and tells so', () => {
    expect(former('Tìn Tực')).toMatchObject({ category: { slug: 'thoi-su' }, clash: 'Thời sự' });
    expect(former('Tín túc')).toEqual({ category: { id: 'news-2', title: 'Tín Túc', slug: 'thoi-su-2' } });
  });

  it('makes one that is not listed', () => {
    expect(resolve('Thể thao')).toEqual({ category: { id: 'the-thao', title: 'Thể thao', slug: 'the-thao' } });
  });

  it('does not let two names share a slug unnoticed', () => {
    expect(resolve('Đôi Sóng')).toEqual({
      category: { id: 'life', title: 'Đời sống', slug: 'doi-song' },
      clash: 'Đời sống',
    });
  });

  it.each([
    ['..', /can't be the name/],
    ['a/b', /holds a slash/],
    ['a\\b', /holds a slash/],
    ['__proto__', /can't be the name/],
    ['constructor', /can't be the name/],
    ['x'.repeat(300), /at most 100 characters, this one has 300/],
    ['😀', /no letter or digit/],
  ])('refuses %j', (name, message) => {
    const resolved = resolve(name);
    expect('problem' in resolved && resolved.problem).toMatch(message);
  });
});

describe('a category whose name spells a reserved slug', () => {
  const resolve = createCategoryResolver([]);

  it.each(['media', 'Sitemaps', 'Authors', 'tags', 'feeds', 'Browse', 'Articles', 'RSS'])('has another: %s', name => {
    const reserved = name.toLowerCase();
    const resolved = resolve(name);
    if (!('category' in resolved)) throw new Error(resolved.problem);
    expect(resolved).toEqual({
      category: { id: resolved.category.slug, title: name, slug: expect.any(String) },
      reserved,
    });
    expect(resolved.category.slug).toMatch(new RegExp(`^${reserved}-[0-9a-f]{8}$`));
  });

  it('has one for all spellings of its name, and always the same', () => {
    const slugs = ['Tags', 'TAGS', ' tags! '].map(name => {
      const resolved = resolve(name);
      return 'category' in resolved ? resolved.category.slug : undefined;
    });
    expect(new Set(slugs)).toEqual(new Set(['tags-f416eba0']));
  });
});

describe('a permalink', () => {
  it("has the date of the site's own clock, and a URL's spelling", () => {
    const { site } = parseSite(`${MINIMAL}permalink: https://bao.example/{category}/{yyyy}/{mm}/{dd}/{slug}/\n`);
    if (!site?.permalink) throw new Error('no permalink');
    const published = Date.UTC(2018, 11, 6, 18);
    expect(
      expandPermalink(site.permalink, site, {
        slug: 'cho-que',
        name: 'Cho_que',
        categories: ['doi-song', 'que'],
        published,
      }),
    ).toBe('https://bao.example/doi-song/2018/12/07/cho-que/');
    expect(expandPermalink(site.permalink, site, { slug: 'cho-que', name: 'Cho_que', categories: [], published })).toBe(
      'https://bao.example/articles/2018/12/07/cho-que/',
    );
  });

  it.each([
    ['/{categories}/{slug}/', '/doi-song/que/cho-que/', '/cho-que/'],
    ['/tin/{categories}/{yyyy}/{slug}.html', '/tin/doi-song/que/2018/cho-que.html', '/tin/2018/cho-que.html'],
    ['/{slug}/{categories}', '/cho-que/doi-song/que', '/cho-que/'],
    ['/:categories/:year/:month/:day/:title/', '/doi-song/que/2018/12/07/cho-que/', '/2018/12/07/cho-que/'],
    ['/:category/:slug/', '/doi-song/cho-que/', '/articles/cho-que/'],
  ])('has all categories of the article, in our words or those of others: %s', (template, filed, unfiled) => {
    const { site, problems } = parseSite(`${MINIMAL}permalink: ${template}\n`);
    expect(problems).toEqual([]);
    const of = (categories: readonly string[]) =>
      site?.permalink &&
      expandPermalink(site.permalink, site, {
        slug: 'cho-que',
        name: 'Cho_que',
        categories,
        published: Date.UTC(2018, 11, 6, 18),
      });
    expect(of(['doi-song', 'que'])).toBe(`https://bao.example${filed}`);
    expect(of([])).toBe(`https://bao.example${unfiled}`);
  });

  it('names the placeholders of others that mean nothing here', () => {
    const { problems } = parseSite(`${MINIMAL}permalink: /:section/:slug/\n`);
    expect(problems.map(({ message }) => message)).toEqual([
      'permalink: :section is not a placeholder; use {slug}, {name}, {category}, {categories}, {yyyy}, {mm}, {dd}',
    ]);
  });

  it("has the file's name as it is, escaped where it has to be", () => {
    const { site } = parseSite(`${MINIMAL}permalink: /{yyyy}/{name}\n`);
    if (!site) throw new Error('no site');
    const urlOf = (key: string, slug?: string): string => {
      const fields = slug === undefined ? '' : `slug: ${slug}\n`;
      const bytes = Buffer.from(`---\ntitle: A\ndate: 2026-11-20\n${fields}---\nLời\n`);
      const { article } = createArticleReader(site)({ key, bytes, lastModified: 0 });
      return article ? articleUrl(article, site) : '';
    };
    expect(urlOf('articles/2020-05-01-My_Title.md')).toBe('https://bao.example/2026/My_Title');
    expect(urlOf('articles/v8.5.0.md')).toBe('https://bao.example/2026/v8.5.0');
    expect(urlOf('articles/光圈.md')).toBe('https://bao.example/2026/%E5%85%89%E5%9C%88');
    expect(urlOf('articles/a b?c/index.md')).toBe('https://bao.example/2026/a%20b%3Fc');
    expect(urlOf('articles/x.md', 'Mot_Hai')).toBe('https://bao.example/2026/Mot_Hai');
  });
});
