import { describe, expect, it } from 'vitest';
import { keyOfNew, type NewArticle } from '../../../functions/core/article/new-article.ts';
import { sourceOfNew } from '../../../functions/core/article/new-source.ts';
import { createCategoryResolver } from '../../../functions/core/site/category-name.ts';
import { zoneNamed } from '../../../functions/core/time/zone.ts';

const LIFE = { id: 'doi-song', title: 'Đời sống', slug: 'doi-song' };
const resolve = createCategoryResolver([{ ...LIFE, aliases: ['xa-hoi'] }]);
/** In Vietnam it is the 1st of December already. */
const EVENING = Date.parse('2026-11-30T20:00:00Z');

function place(keys: readonly string[], more: Partial<NewArticle> = {}): string {
  const article: NewArticle = { title: 'Chợ phiên', published: EVENING, ending: 'md', ...more };
  return keyOfNew(article, { keys, zone: zoneNamed('Asia/Ho_Chi_Minh'), resolve });
}

describe('the key of a new article', () => {
  it('is by month in the zone of the site where there is nothing to go by', () => {
    expect(place([])).toBe('articles/2026/12/cho-phien.md');
    expect(place(['articles/_index.md', 'articles/a.jpg', 'articles/2026/.DS_Store'])).toBe(
      'articles/2026/12/cho-phien.md',
    );
    expect(place([], { category: LIFE })).toBe('articles/2026/12/cho-phien.md');
  });

  it('is no page bundle of the folder that it lies in', () => {
    expect(place([], { title: 'Index' })).toBe('articles/2026/12/index-2.md');
    expect(place(['articles/a.md'], { title: 'Index' })).toBe('articles/index-2.md');
    expect(place(['articles/2026/11/a/index.md'], { title: 'Index' })).toBe('articles/2026/12/index/index.md');
  });

  it.each([
    [['articles/a.md', 'articles/b.txt', 'articles/2026/11/c.md'], 'articles/cho-phien.md'],
    [['articles/2025/a.md'], 'articles/2026/cho-phien.md'],
    [['articles/2026/11/03/a.md', 'articles/2026/11/04/b.md'], 'articles/2026/12/01/cho-phien.md'],
    [['articles/2026-11-03-a.md', 'articles/2026-11-04-b.md'], 'articles/2026-12-01-cho-phien.md'],
    [['articles/2026/11/a/index.md'], 'articles/2026/12/cho-phien/index.md'],
    // As many by month as flat: as usual.
    [['articles/a.md', 'articles/2026/11/c.md'], 'articles/2026/12/cho-phien.md'],
    // As many each, none of them as usual: it depends on nothing but the keys.
    [['articles/2026/a.md', 'articles/b.md'], 'articles/cho-phien.md'],
    // Folders of a category are not for an article that has none.
    [['articles/doi-song/a.md', 'articles/doi-song/b.md', 'articles/2026/11/c.md'], 'articles/2026/12/cho-phien.md'],
    // Numbers that are no part of a date.
    [['articles/2026/11/7/a.md'], 'articles/2026/12/cho-phien.md'],
  ])('lies where most articles do: beside %j at %s', (keys, key) => {
    expect(place(keys)).toBe(key);
    expect(place([...keys].reverse())).toBe(key);
  });

  it.each([
    [['articles/doi-song/a.md', 'articles/2026/11/b.md', 'articles/2026/11/c.md'], 'articles/doi-song/cho-phien.md'],
    [['articles/Đời sống/a.md'], 'articles/Đời sống/cho-phien.md'],
    [['articles/xa-hoi/2026/11/a.md'], 'articles/xa-hoi/2026/12/cho-phien.md'],
    [['articles/2026/doi-song/a.md'], 'articles/2026/doi-song/cho-phien.md'],
    // All others have a folder each, so it gets one.
    [['articles/thoi-su/2026/a.md', 'articles/kinh-te/2026/b.md'], 'articles/doi-song/2026/cho-phien.md'],
    [['articles/thoi-su/a.md', 'articles/2026/11/b.md', 'articles/2026/11/c.md'], 'articles/2026/12/cho-phien.md'],
  ])('lies where articles of its category do: beside %j at %s', (keys, key) => {
    expect(place(keys, { category: LIFE })).toBe(key);
  });

  it('differs from those that there are by more than its ending, its case or its composition', () => {
    const there = ['articles/2026/12/Cho-Phien.txt', 'articles/2026/12/cho-phien-2.html'];
    expect(place(there)).toBe('articles/2026/12/cho-phien-3.md');
    const folders = ['articles/Cho\u0323/cho-phien.md', 'articles/Ch\u1ecd/a.md', 'articles/Ch\u1ecd/b.md'];
    expect(place(folders, { category: resolved('Ch\u1ecd') })).toBe('articles/Ch\u1ecd/cho-phien-2.md');
  });

  it('is made of a title that has nothing to spell', () => {
    expect(place([], { title: '🎉', ending: 'txt' })).toMatch(/^articles\/2026\/12\/[0-9a-f]{8,}\.txt$/);
  });
});

function resolved(name: string) {
  const found = resolve(name);
  if ('problem' in found) throw new Error(found.problem);
  return found.category;
}

describe('the source of a new article', () => {
  const ENGLISH = { language: 'en-GB', categories: [] };
  const source = { title: "Chợ: 'phiên' #1", date: '2026-12-01 03:00', ending: 'md' } as const;

  it('has its fields, and as comments those that it may have', () => {
    expect(sourceOfNew({ ...source, category: LIFE, isDraft: true }, ENGLISH).split('\n')).toEqual([
      '---',
      `title: "Chợ: 'phiên' #1"`,
      'date: 2026-12-01 03:00',
      'category: Đời sống',
      '# author: who wrote it',
      '# summary: one or two sentences, for lists and search engines',
      '# image: /media/photo.jpg',
      'draft: true # take this line out to publish the article',
      '---',
      '',
      'Write the article here, in place of this line.',
      '',
    ]);
  });

  it('has a paragraph to write in, in HTML, and no field that is not given', () => {
    const html = sourceOfNew({ ...source, ending: 'html' }, ENGLISH);
    expect(html).toMatch(/---\n\n<p>Write the article here, in place of this line\.<\/p>\n$/);
    expect(html).not.toMatch(/^category|draft/m);
    expect(html).toContain('\n# category: the section, as its readers know it\n');
  });

  it('is explained in the language of the newsroom, and names the categories that there are', () => {
    expect(sourceOfNew(source, { language: 'vi-VN', categories: [LIFE, resolved('Thời sự')] }).split('\n')).toEqual([
      '---',
      `title: "Chợ: 'phiên' #1"`,
      'date: 2026-12-01 03:00',
      '# category: Đời sống, Thời sự',
      '# author: người viết',
      '# summary: một hai câu, cho danh sách bài và công cụ tìm kiếm',
      '# image: /media/anh.jpg',
      '---',
      '',
      'Viết bài ở đây, thay cho dòng này.',
      '',
    ]);
  });
});
