import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../functions/core/import/folders/checkout-files.ts';
import { type Publisher, publisherOf } from '../../../functions/core/import/folders/publishers.ts';

type Facts = Parameters<typeof placesOf>[2];

/** Returns the places of files in a checkout with a configuration, each with its language. */
function placed(config: string, names: readonly string[], facts: Facts = {}): readonly string[] {
  const publisher = publisherOf({ names: new Set([config, ...names]), packages: new Set(), configToml: '' });
  return [...placesOf(names, publisher as Publisher, facts).values()].map(place => {
    if (place.kind === 'left') return place.why;
    return 'language' in place && place.kind === 'article' ? `${place.key} ${place.language}` : place.key;
  });
}

const SECTIONS = ['ho_so', 'ky_su', 'sa_pa', 'tin', 'vi-mo', 'vi-360', 'to-100', 'ho-ga'];

describe('sections called by two words that look like a language and a country', () => {
  it.each([
    ['Hugo', 'hugo.toml', (section: string) => `content/${section}/a.md`],
    ['Hexo', '_config.yml', (section: string) => `source/_posts/${section}/a.md`],
    ['Jekyll', '_config.yml', (section: string) => `_posts/${section}/2020-01-02-a.md`],
    ['Jekyll with folders above', '_config.yml', (section: string) => `${section}/_posts/2020-01-02-a.md`],
  ])('are none in %s', (_, config, nameIn) => {
    const file = nameIn('x').replace(/^.*\//, '');
    for (const language of ['vi', 'vi-VN', undefined])
      expect(placed(config, SECTIONS.map(nameIn), language === undefined ? {} : { language })).toEqual(
        SECTIONS.map(section => `articles/${section}/${file}`),
      );
  });

  it.each([
    ['the configuration names them', ['vi_mo', 'en'], { languages: { vi_mo: {}, en: {} } }],
    ['another has the same first part', ['zh_cn', 'zh_tw'], {}],
    ['a folder of that part alone is there', ['en', 'en_vn'], {}],
    ["they begin with the site's language", ['pt-br', 'en'], { language: 'pt' }],
    ['they are written as tags are', ['nb_NO', 'en-VN'], {}],
  ])('are languages where %s', (_, tags, facts) => {
    const names = tags.map((tag, at) => `content/${tag}/tin/a${tags.length > 2 ? at : ''}.md`);
    expect(placed('hugo.toml', names, facts)).toEqual(
      tags.map(tag => `articles/tin/a.${tag}.md ${tag.replace('_', '-')}`),
    );
  });

  it('are languages where they have the texts of another, and sections where they have none', () => {
    expect(placed('hugo.toml', ['content/vi/a.md', 'content/ko-kr/a.md'])).toEqual([
      'articles/a.vi.md vi',
      'articles/a.ko-kr.md ko-kr',
    ]);
    expect(placed('hugo.toml', ['content/vi/a.md', 'content/ko-kr/b.md'])).toEqual([
      'articles/vi/a.md',
      'articles/ko-kr/b.md',
    ]);
  });

  it.each(['pt-br', 'pt_BR', 'en-us'])('are sections where %s of the site stands alone', tag => {
    expect(placed('hugo.toml', [`content/${tag}/a.md`], { language: tag.replace('_', '-') })).toEqual([
      `articles/${tag}/a.md`,
    ]);
  });
});

describe('files beside translations', () => {
  it('stay beside them where the original has one of the same name', () => {
    const [blog, vi] = ['blog/2020-01-02-x', 'i18n/vi/docusaurus-plugin-content-blog/2020-01-02-x'];
    const names = [`${blog}/index.md`, `${blog}/img.png`, `${vi}/index.md`, `${vi}/img.png`, `${vi}/own.mp4`];
    expect(placed('docusaurus.config.js', names)).toEqual([
      'articles/2020-01-02-x/index.md',
      'articles/2020-01-02-x/img.png',
      'articles/2020-01-02-x/index.vi.md vi',
      'articles/2020-01-02-x/img.vi.png',
      'articles/2020-01-02-x/own.mp4',
    ]);
    expect(
      placed(
        'hugo.toml',
        ['en/x/a.png', 'en/x/a.md', 'vi/x/a.md', 'vi/x/a.png'].map(n => `content/${n}`),
      ),
    ).toEqual(['articles/x/a.png', 'articles/x/a.en.md en', 'articles/x/a.vi.md vi', 'articles/x/a.vi.png']);
  });

  it("are left out with texts of the site's own language that are there without it", () => {
    const en = 'i18n/en/docusaurus-plugin-content-blog';
    const names = ['blog/x/index.md', 'blog/x/a.png', `${en}/x/index.md`, `${en}/x/a.png`, `${en}/y.md`];
    const why = "translation into the site's own language";
    expect(placed('docusaurus.config.js', names, { language: 'en' })).toEqual([
      'articles/x/index.md',
      'articles/x/a.png',
      why,
      why,
      'articles/y.en.md en',
    ]);
  });
});
