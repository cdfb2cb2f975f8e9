import { describe, expect, it } from 'vitest';
import { isFormerPath } from '../../../functions/core/article/former-addresses.ts';
import { createArticleReader } from '../../../functions/core/article/read-article.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { NOW, SITE } from '../samples.ts';

const ignored = (alias: string): string =>
  `nothing can lead on from "${alias.slice(0, 100)}", so it is ignored; a former address is the path of a page on ` +
  "the site's host, without a query, and none of Bantin's own files";

function read(fields: string, site = SITE) {
  const text = `---\ntitle: A\ndate: 2026-11-20\n${fields}\n---\nLời.\n`;
  const { article, problems } = createArticleReader(site)({
    key: 'articles/a.md',
    bytes: Buffer.from(text),
    lastModified: NOW,
  });
  return { former: article?.former, link: article?.link, told: problems.map(formatProblem) };
}

const NOT_FILLED =
  'permalink has parts that only the program which made the site can fill, so it is ignored; write the path that the ' +
  'page had, such as /2026/11/cau-moi/';

describe('a template of Jekyll’s in one article', () => {
  it.each([
    ['permalink: /:year/:month/:title/', '2026/11/a/index.html'],
    ['permalink: /:categories/:year/:month/:day/:title/', '2026/11/20/a/index.html'],
    ['permalink: /:categories/:title:output_ext\ncategories: [Đời sống, Kinh tế]', 'đời sống/kinh tế/a.html'],
    ['permalink: :categories/:title/\ncategories: []', 'a/index.html'],
    ['permalink: /b/:short_year-:i_month-:i_day/:slug.html\nslug: Cầu_Mới 2', 'b/26-11-20/cầu-mới-2.html'],
    ['permalink: /:title/\nslug: "-Cầu_Mới: 2/3!"', 'Cầu_Mới-2-3!/index.html'],
    ['permalink: https://bao.example/:year/:title', '2026/a/index.html'],
  ])('is a former address where all its parts are known: %s', (fields, former) => {
    const { former: found, told } = read(fields);
    expect(found).toContain(former);
    expect(told).toContain('articles/a.md:4:1: note: permalink is read as a former address');
    expect(told.join()).not.toContain(NOT_FILLED);
  });

  it.each([
    '/:year/:y_day/:title/',
    '/:Year/:title/',
    '/{{ page.date }}/',
    '/{slug}/',
    '/:year/{{ title }}/',
    '/:collection/a',
  ])('is ignored with a warning where one is not: %s', permalink => {
    const { former, told } = read(`permalink: "${permalink}"`);
    expect(former).toBeUndefined();
    expect(told).toEqual([`articles/a.md:4:1: warning: ${NOT_FILLED}`]);
  });

  it('has no category by a folder, and none of another field', () => {
    const bytes = Buffer.from('---\ntitle: A\ndate: 2026-11-20\npermalink: /:categories/:title/\n---\nLời.\n');
    const { article, problems } = createArticleReader(SITE)({ key: 'articles/tin/a.md', bytes, lastModified: NOW });
    expect([article?.former, problems.map(({ message }) => message)]).toEqual([undefined, [NOT_FILLED]]);
    expect(problems.map(({ files }) => files)).toEqual([1]);
    expect(read('url: /:year/:title/').told.join()).toContain('warning: url has parts that only the program');
  });

  it('is told of no more where it names a whole template', () => {
    expect(read('permalink: pretty')).toMatchObject({ former: undefined, told: [] });
  });
});

describe('former addresses', () => {
  it.each([
    ['aliases: { vi: /cu/ }', 'aliases', '4:10', 'a mapping'],
    ['redirect_from: false', 'redirect_from', '4:16', 'false'],
  ])('are ignored with a warning where they are neither text nor a list: %s', (fields, field, place, found) => {
    const { former, told } = read(fields);
    expect(former).toBeUndefined();
    expect(told).toEqual([
      `articles/a.md:${place}: warning: ${field}: expected a path or a list of paths, found ${found}, ` +
        `so it is ignored; write ${field}: [/2020/07/cau-moi/]`,
    ]);
  });

  it.each([
    [
      'aliases: [/2020/07/Cũ/, cu.html, "https://bao.example/x?"]',
      ['2020/07/Cũ/index.html', 'cu.html', 'x/index.html'],
    ],
    ['redirect_from: /2020/cu', ['2020/cu/index.html']],
    ['aliases: [/v/1.88.0/, /2025/Rust-1.88.0]', ['2025/Rust-1.88.0/index.html', 'v/1.88.0/index.html']],
    [
      'redirectFrom:\n  - https://feeds.bao.example/articles/cu/\n  - /a%20b.htm',
      ['a b.htm', 'articles/cu/index.html'],
    ],
    ['permalink: /p/\nurl: /u/\npath: t/x', ['p/index.html', 't/x/index.html', 'u/index.html']],
  ])('are read from %s', (fields, former) => {
    const { former: found, told } = read(fields);
    expect(found).toEqual(former);
    expect(told.filter(problem => !problem.includes('is read as a former address'))).toEqual([]);
  });

  it.each([
    ['aliases: [/cu/, /cu-nua/]', []],
    ['Aliases: /cu/', []],
    ['redirect_from: [/cu/, /cu-nua/]', ['articles/a.md:4:17: note: redirect_from is read as a former address']],
    ['alias: /cu/', ['articles/a.md:4:8: note: alias is read as a former address']],
    ['permalink: /cu/', ['articles/a.md:4:1: note: permalink is read as a former address']],
  ])('are noted where the field is another publisher’s: %s', (fields, notes) => {
    expect(read(fields).told).toEqual(notes);
  });

  it.each([
    '/',
    '/index.html',
    '/404.html',
    '/rss.xml',
    '/?p=12',
    '/media/a.html',
    '/tags/x/',
    '/feed/',
    '/a.php',
    '/a%2Fb/',
    '/a//b/',
    '/%zz/',
    '/.bantin/',
    '/a/.b/c.html',
    `/${'я'.repeat(128)}/`,
    '/articles/2019/a.htm',
    '/articles/2019.old/x/',
    '/articles/2019.old/x.html',
    '/articles/.html',
    'https://khac.example/a/',
    'mailto:a@b.example',
  ])('are nothing that could not lead on: %s', alias => {
    const { former, told } = read(`aliases: "${alias}"`);
    expect(former).toBeUndefined();
    expect(told).toEqual([`articles/a.md:4:10: warning: aliases: ${ignored(alias)}`]);
  });

  it('are not the address that other fields give on a site with a permalink', () => {
    const site = { ...SITE, permalink: 'https://bao.example/{slug}/' };
    expect(read('permalink: /p/\naliases: /cu/', site)).toMatchObject({
      former: ['cu/index.html'],
      link: 'https://bao.example/p/',
    });
  });

  it('are at most 50', () => {
    const { former, told } = read(`aliases: [${Array.from({ length: 60 }, (_, at) => `/cu/${at}/`).join(', ')}]`);
    expect(former).toHaveLength(50);
    expect(told.at(-1)).toContain('aliases: at most 50 are read; take some out');
  });

  it('are pages', () => {
    const longest = `${'я'.repeat(127)}a/index.html`;
    for (const path of [
      'a/index.html',
      'a.htm',
      '2019.old/a.htm',
      'articles/a/index.html',
      'articles/a.b.html',
      longest,
    ])
      expect(isFormerPath(path), path).toBe(true);
    for (const path of ['index.html', 'a/b.xml', 'sitemaps/a.html', `${'a/'.repeat(200)}index.html`])
      expect(isFormerPath(path)).toBe(false);
  });
});
