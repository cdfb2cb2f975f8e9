import { describe, expect, it } from 'vitest';
import { problemsOf, SITE } from '../samples.ts';

const LISTED = { id: 'x', title: 'Rock, Pop', slug: 'rock-pop', aliases: ['Nhạc, hát'] };

function warned(fields: string, site = SITE): readonly string[] {
  return problemsOf(`---\ntitle: A\ndate: 2026-11-20\n${fields}\n---\nLời`, {}, site);
}

describe('a category whose slug another feed has', () => {
  it('is reported with the edition that has it, which is to have another', () => {
    const edition = { language: 'en', slug: 'van-hoa', title: 'English' };
    const site = { ...SITE, categories: [], feeds: { rules: [], editions: [edition] } };
    expect(warned('category: Văn hóa', site)).toEqual([
      expect.stringContaining(
        'category: "Văn hóa" has the slug van-hoa, which the edition "English" has, so its feed is',
      ),
    ]);
    expect(warned('category: Văn hóa', site).join()).toContain(
      'give the edition another slug, in editions: of site.yaml',
    );
    expect(warned('category: English', site)).toEqual([]);
  });

  it('is reported with the folders of Bantin’s own', () => {
    expect(warned('category: Tags', { ...SITE, categories: [] })).toEqual([
      expect.stringMatching(/ has the slug tags, where Bantin keeps files of its own, .*list it in site\.yaml with/),
    ]);
  });
});

describe('two categories of one article with one slug', () => {
  it('are one, and the second is reported unless it is the same name', () => {
    expect(warned('categories: [Java, 掌握Java]')).toEqual([
      'articles/a.md:4:20: warning: category: "掌握Java" has the slug java, as "Java" beside it has, so the article is ' +
        'in that alone; list both in site.yaml with slugs of their own, or take one out',
    ]);
    expect(warned('categories: [Đời sống, doi-song, ĐỜI SỐNG]')).toEqual([]);
    const listed = { id: 'x', title: 'Thời sự', slug: 'thoi-su', aliases: ['Tin tức'] };
    expect(warned('categories: [Thời sự, Tin tức]', { ...SITE, categories: [listed] })).toEqual([]);
  });
});

describe('a category that is not listed', () => {
  const site = { ...SITE, categories: [{ id: 'kinh-te', title: 'Kinh tế', slug: 'kinh-te', aliases: ['Thị trường'] }] };

  it.each(['Kin tế', 'kinh-tee', 'Thi truong 2', 'KINH TẾS'])('and is a typing error away from one is: %s', name => {
    expect(warned(`category: ${name}`, site)).toEqual([
      `articles/a.md:4:11: warning: category: "${name}" is none that site.yaml lists, so it has a feed of its own; ` +
        'did you mean "Kinh tế"? If not, list it in site.yaml',
    ]);
  });

  it.each(['Văn hóa và Giải trí', 'Văn hóa and Giải trí', 'Van hoa va giai tri'])(
    'and has another word for & than one is: %s',
    name => {
      const title = 'Văn hóa & Giải trí';
      const listed = { id: 'van-hoa-giai-tri', title, slug: 'van-hoa-giai-tri', aliases: [] };
      expect(warned(`category: ${name}`, { ...SITE, categories: [listed] })).toEqual([
        `articles/a.md:4:11: warning: category: "${name}" is none that site.yaml lists, so it has a feed of its own; ` +
          `did you mean "${title}"? If not, list it in site.yaml`,
      ]);
    },
  );

  it.each([
    ['category: Kinh tế; Du lịch', '4:11'],
    ['categories: [Thời sự, Kinh tế;Du lịch]', '4:23'],
  ])('and holds several that a semicolon parts: %s', (field, place) => {
    const name = field.replace(/^.*[:,] |\]$/g, '');
    expect(warned(field, site)).toEqual([
      `articles/a.md:${place}: warning: category: "${name}" is one category with a semicolon in its name; for ` +
        'several, write categories: [Kinh tế, Du lịch], and if it is one, list it in site.yaml',
    ]);
  });

  it.each(['Kinh tế', 'Thị trường', 'Du lịch', 'Y tế'])(
    'is no typing error where it is far from all, or listed: %s',
    name => {
      expect(warned(`category: ${name}`, site)).toEqual([]);
      expect(warned(`category: ${name}`)).toEqual([]);
    },
  );
});

describe('a category with a comma in its name', () => {
  it.each([
    ['category: Đời sống, Tư pháp', 'Đời sống, Tư pháp', 'Đời sống, Tư pháp', 11],
    ['categories: "a,b"', 'a,b', 'a, b', 13],
    ['categories: 生活，评论', '生活，评论', '生活, 评论', 13],
    ['category: Rock, Jazz', 'Rock, Jazz', 'Rock, Jazz', 11],
  ])('is reported, with how to write a list: %s', (field, name, list, column) => {
    expect(warned(field, { ...SITE, categories: [LISTED] })).toEqual([
      `articles/a.md:4:${column}: warning: category: "${name}" is one category with a comma in its name; for ` +
        `several, write categories: [${list}], and if it is one, list it in site.yaml`,
    ]);
  });

  it.each(['category: Rock, Pop', 'category: nhạc, hát', 'categories: ["a, b"]', 'categories: [a, b]', 'category: a'])(
    'is none where the site lists it, or where it is in a list: %s',
    field => {
      expect(warned(field, { ...SITE, categories: [LISTED] })).toEqual([]);
    },
  );
});
