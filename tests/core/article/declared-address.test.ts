import { describe, expect, it } from 'vitest';
import { articleUrl } from '../../../functions/core/article/article-url.ts';
import { readingSlug } from '../../../functions/core/article/key.ts';
import { articleOf, problemsOf, SITE } from '../samples.ts';

const BLOG = { ...SITE, permalink: 'https://bao.example/{yyyy}/{mm}/{dd}/{slug}/' };
const text = (...fields: readonly string[]) => `---\ntitle: A\ndate: 2026-11-20\n${fields.join('\n')}\n---\nLời\n`;
const address = (fields: string | readonly string[], key = 'articles/a.md', site = BLOG) =>
  articleUrl(articleOf(text(...[fields].flat()), { key }, site), site).replace('https://bao.example', '');

describe('the address of an article on a site with a permalink', () => {
  it.each([
    ['slug: cau-moi', '/2026/11/20/cau-moi/'],
    ['slug: /cau/moi/', '/2026/11/20/cau/moi/'],
    ['slug: Hello_World', '/2026/11/20/Hello_World/'],
    ['slug: cầu mới', '/2026/11/20/c%E1%BA%A7u%20m%E1%BB%9Bi/'],
    ['slug: ../../x', '/2026/11/20/x/'],
    ['slug: 2048', '/2026/11/20/2048/'],
    ['permalink: /cau-moi/', '/cau-moi/'],
    ['permalink: /cau/index.html', '/cau/'],
    ['permalink: cau/moi.html', '/cau/moi.html'],
    ['url: /cau-moi', '/cau-moi'],
    ['url: https://bao.example/cau?a=1#b', '/cau?a=1#b'],
    ['path: blog/cau', '/blog/cau'],
    ['URL: /cau/', '/cau/'],
  ])('is given by %s', (field, expected) => {
    expect(address(field)).toBe(expected);
    const name = field.split(':')[0]?.toLowerCase();
    const note = `articles/a.md:4:1: note: ${name} is read as the address`;
    expect(problemsOf(text(field), {}, BLOG)).toEqual(name === 'slug' ? [] : [note]);
  });

  it('is that of our link first, then a whole one, then that of the slug', () => {
    expect(address(['slug: a', 'url: /u/', 'permalink: /p/', 'link: /l/'])).toBe('/l/');
    expect(address(['slug: a', 'url: /u/', 'permalink: /p/'])).toBe('/p/');
    expect(address(['slug: a', 'url: /u/'])).toBe('/u/');
    expect(address(['slug: a', 'url: https://other.example/u/'])).toBe('/2026/11/20/a/');
  });

  it.each([
    'permalink: /:year/:title/',
    'permalink: "/{{ page.fileSlug }}/"',
    'permalink: pretty',
    'url: https://other.example/',
    'url: "javascript:x"',
    'slug: ".."',
    'permalink: { a: 1 }',
  ])('is not given by %s, which is reported', field => {
    expect(address(field)).toBe('/2026/11/20/a/');
    expect(problemsOf(text(field), {}, BLOG)).toEqual([
      expect.stringMatching(
        /: \w+: (?:".+" is no address that this site can use|expected text, found a \w+), so it is ignored; write \S/,
      ),
    ]);
  });

  it('does not repeat the date of a file name, and of a bundle has the name of the folder', () => {
    expect(address([], 'articles/2025-01-29-cau-moi.md')).toBe('/2026/11/20/cau-moi/');
    expect(address([], 'articles/2025-01-29-.md')).toBe('/2026/11/20/2025-01-29/');
    expect(address([], 'articles/van-hoa/2025-01-29-cau-moi/index.md')).toBe('/2026/11/20/cau-moi/');
    expect(address([], 'articles/index.md')).toBe('/2026/11/20/index/');
  });
});

describe('the folder of an article’s page on a site without a permalink', () => {
  const own = readingSlug('articles/a.md');
  const slugOf = (field: string) => articleOf(text(field), { key: 'articles/a.md' }).slug;

  it.each([
    ['slug: cau-moi', 'cau-moi'],
    ['slug: Cầu Mới', 'cau-moi'],
    ['slug: c%E1%BA%A7u-m%E1%BB%9Bi', 'cau-moi'],
    ['slug: /cau/moi/', 'cau-moi'],
    ['slug: ../../x', 'x'],
    ['slug: 2048', '2048'],
    ['slug: "%zz"', 'zz'],
  ])('has the slug before the hash of the key: %s', (field, slug) => {
    expect(slugOf(field)).toBe(own.replace(/^a/, slug));
    expect(problemsOf(text(field))).toEqual([]);
    expect(articleOf(text(field), { key: 'articles/a.md' }).former).toEqual([`articles/${own}/index.html`]);
  });

  it('has at most 80 characters before the hash', () => {
    expect(slugOf(`slug: ${'mot-'.repeat(200)}`)).toMatch(/^(?:mot-){19}mot-[\da-f]{8}$/);
  });

  it.each([
    ['slug: [a, b]', 'a list'],
    ['slug: { a: b }', 'a mapping'],
    ['Slug: true', 'true'],
  ])('is that of the file where the slug is no text: %s', (field, found) => {
    expect(slugOf(field)).toBe(own);
    expect(problemsOf(text(field))).toEqual([
      expect.stringMatching(
        new RegExp(`^articles/a\\.md:4:7: warning: [Ss]lug: expected text, found ${found}, so it is ignored; write a`),
      ),
    ]);
  });

  it('is that of the file where the slug is empty, without a word', () => {
    expect(problemsOf(text('slug:'))).toEqual([]);
  });

  it.each(['slug: ".."', 'slug: "✓"', 'slug: 🎉🎉', 'slug: "雑記"'])(
    'is that of the file where nothing can be spelled: %s',
    field => {
      expect(slugOf(field)).toBe(own);
      expect(problemsOf(text(field))).toEqual([
        `articles/a.md:4:1: warning: ${field.replace(/"?$/, '"').replace(/ "?/, ' "')} is no address that this ` +
          'site can use, so it is ignored; write a name of Latin letters, digits and hyphens, such as slug: cau-moi',
      ]);
    },
  );

  it('is that of the file where that has the slug, where the article is read elsewhere, and with a permalink', () => {
    for (const field of ['slug: a', 'slug: cau-moi\nlink: https://x.example/a']) {
      const article = articleOf(text(field), { key: 'articles/a.md' });
      expect([article.slug, article.former]).toEqual([own, undefined]);
    }
    expect(articleOf(text('slug: cau-moi'), { key: 'articles/a.md' }, BLOG).slug).toBe(own);
  });
});

describe('an article whose name has two endings', () => {
  const named = (key: string, field = 'summary: B', site?: typeof BLOG) => articleOf(text(field), { key }, site);

  it.each(['cho.html.md', 'cho.html.markdown', 'cho.md.md', 'cho.HTM.mdx'])(
    'has neither in its page’s address, and the id and the former address that it had: %s',
    name => {
      const key = `articles/tin/${name}`;
      const [, before = ''] = /^(.+)\.\w+$/.exec(name) ?? [];
      const { slug, former, id, categories } = named(key);
      expect(slug).toBe(readingSlug(key, 'cho'));
      expect(former).toEqual([`articles/${readingSlug(key)}/index.html`]);
      expect(id).toBe(`tag:bao.example,2018:articles/tin/${before}`);
      expect(categories).toMatchObject([{ slug: 'tin' }]);
      expect(named(key, 'slug: cau').former).toHaveLength(2);
    },
  );

  it.each(['cho.v2.md', 'md.md', 'html.md', '.html.md', '2026.11.md'])(
    'is no other that has a dot, or an ending for a name: %s',
    name => {
      const { slug, former } = named(`articles/${name}`);
      expect([slug, former]).toEqual([readingSlug(`articles/${name}`), undefined]);
    },
  );

  it('keeps the address that a permalink gives it', () => {
    expect(named('articles/cho.html.md', 'summary: B', BLOG).link).toBe(undefined);
    expect(named('articles/cho.html.md', 'summary: B', BLOG).former).toBe(undefined);
  });
});

describe('the date of an article that gives none', () => {
  it('is that in its address, where its key has none', () => {
    const dated = (key: string, field: string) =>
      articleOf(`---\ntitle: A\n${field}\n---\nLời\n`, { key }).published - Date.UTC(2020, 6, 26, 17);
    expect(dated('articles/a.md', 'path: blog/2020/07/27/cau-moi')).toBe(0);
    expect(dated('articles/a.md', 'permalink: /2020/07/27/cau-moi/')).toBe(0);
    expect(dated('articles/2020-07-27-a.md', 'path: blog/2021/01/01/cau-moi')).toBe(0);
  });
});

describe('a bundle', () => {
  it('has the category of the folder above, its id by its key, and its date by its folder', () => {
    const article = articleOf('---\ntitle: A\n---\nLời\n', { key: 'articles/van-hoa/2025-01-29-cho/index.html' });
    expect(article).toMatchObject({
      id: 'tag:bao.example,2018:articles/van-hoa/2025-01-29-cho/index',
      categories: [{ slug: 'van-hoa' }],
      published: Date.UTC(2025, 0, 28, 17),
    });
    expect(articleOf('---\ntitle: A\n---\nLời\n', { key: 'articles/cho/index.md' }).categories).toEqual([]);
  });

  it('has a source in each language, which is the article of its folder, too', () => {
    const slugs = ['index.md', 'index.en.md', 'index.VI.md', 'index.zh_CN.md'].map(file => {
      const article = articleOf('---\ntitle: A\ndate: 2025-01-29\n---\nLời\n', { key: `articles/van-hoa/cho/${file}` });
      expect(article.categories).toMatchObject([{ slug: 'van-hoa' }]);
      expect(article.slug).toMatch(/^cho-[0-9a-z]{4,}$/);
      return article.slug;
    });
    expect(new Set(slugs).size).toBe(4);
    const { slug, former } = articleOf('---\ntitle: A\ndate: 2025-01-29\n---\nLời\n', {
      key: 'articles/cho/index.en.md',
    });
    expect(former).toEqual([`articles/${slug.replace('cho', 'index-en')}/index.html`]);
    for (const key of ['articles/cho/index.min.md', 'articles/cho/index.en.old.md'])
      expect(articleOf('---\ntitle: A\n---\nLời\n', { key }).categories).toMatchObject([{ slug: 'cho' }]);
  });
});
