import { describe, expect, it } from 'vitest';
import { type HugoPage, type HugoSite, hugoAddress } from '../../../functions/core/import/folders/hugo-address.ts';
import { joinFacts, siteFacts } from '../../../functions/core/import/folders/site-facts.ts';
import { zoneNamed } from '../../../functions/core/time/zone.ts';

const SITE = { home: 'https://bao.example/b/', permalinks: {}, zone: zoneNamed('Asia/Ho_Chi_Minh') };
const address = (name: string, fields = '', permalinks: Readonly<Record<string, string>> = {}, title = 'Chợ phiên') =>
  hugoAddress(
    { name, text: `---\ntitle: x\n${fields}\n---\n`, title, published: Date.UTC(2024, 0, 2, 18) },
    { ...SITE, permalinks },
  )?.slice(SITE.home.length - 1);

describe('the address that Hugo gives', () => {
  it.each([
    ['content/posts/a.md', '', '/posts/a/'],
    ['content/a.md', '', '/a/'],
    ['content/posts/lu/rut.md', 'slug: lu-da-rut', '/posts/lu/lu-da-rut/'],
    ['content/posts/cho/index.md', '', '/posts/cho/'],
    ['content/posts/cho/index.md', 'Slug: "Phiên chợ"', '/posts/phi%C3%AAn-ch%E1%BB%A3/'],
    ['content/Bài Viết/Một, hai - Ba!.md', '', '/b%C3%A0i-vi%E1%BA%BFt/m%E1%BB%99t-hai-ba/'],
    ['content/posts/a.md', 'url: /X/y', '/X/y/'],
    ['content/posts/a.md', 'url: x.html', '/x.html'],
    ['content/posts/a.md', 'url: /:year/x/', undefined],
  ])('by itself: %s with "%s" is at %s', (name, fields, expected) => {
    expect(address(name, fields)).toBe(expected);
  });

  it.each([
    ['/:year/:month/:slug/', '', '/2024/01/ch%E1%BB%A3-phi%C3%AAn/'],
    ['/:year/:month/:slug/', 'slug: cho', '/2024/01/cho/'],
    ['/:day/:title', 'slug: cho', '/03/ch%E1%BB%A3-phi%C3%AAn/'],
    ['/:monthname/:weekdayname/:weekday/:yearday/:title/', '', '/january/wednesday/3/3/ch%E1%BB%A3-phi%C3%AAn/'],
    ['/b/:sections[1:]/:sections[last]/:slug/', 'slug: cho', '/b/x/x/cho/'],
    ['/:sections[0]/:sections[:1]/:sections[5]/:slug/', 'slug: cho', '/tin-tuc/tin-tuc/cho/'],
    ['/:section/:slugorcontentbasename/', '', '/tin-tuc/cho-phien/'],
    ['/:sections/:contentbasename/', 'slug: cho', '/tin-tuc/x/cho-phien/'],
    ['/:nothing/:title/', '', undefined],
  ])('by the pattern of a section: %s', (pattern, fields, expected) => {
    expect(address('content/tin-tuc/x/cho-phien/index.md', fields, { tintuc: pattern, posts: '/no/' })).toBe(expected);
  });

  it('is not known of a title with a slash', () => {
    expect(address('content/posts/a.md', '', { posts: '/:title/' }, 'A/B')).toBeUndefined();
  });

  const at = (page: Partial<HugoPage>, site: Partial<HugoSite>) =>
    hugoAddress({ name: 'content/posts/Ba Ba.md', text: '', title: 'x', published: 0, ...page }, { ...SITE, ...site });

  it.each([
    [{ uglyUrls: true }, '/posts/ba-ba.html'],
    [{ uglyUrls: ['posts'] }, '/posts/ba-ba.html'],
    [{ uglyUrls: ['tin'] }, '/posts/ba-ba/'],
    [{ uglyUrls: true, permalinks: { posts: '/:year/:filename/' } }, '/1970/ba-ba.html'],
    [{ keepsCase: true }, '/posts/Ba-Ba/'],
  ] as const)('follows the configuration: %j gives %s', (site, expected) => {
    expect(at({}, site)).toBe(`https://bao.example/b${expected}`);
  });

  const languages = {
    vi: { permalinks: { posts: '/bai/:filename/' } },
    en: { contentDir: 'content/english' },
    fr: { url: 'https://fr.bao.example' },
  };
  it.each([
    ['content/posts/a.md', undefined, { defaultLanguage: 'vi' }, 'https://bao.example/b/posts/a/'],
    ['content/posts/a.vi.md', 'vi', { defaultLanguage: 'vi' }, 'https://bao.example/b/bai/a/'],
    ['content/posts/a.vi.md', 'vi', {}, 'https://bao.example/b/vi/bai/a/'],
    ['content/posts/a/index.en.md', 'en', {}, 'https://bao.example/b/posts/a/'],
    ['content/english/posts/a.md', undefined, {}, 'https://bao.example/b/posts/a/'],
    ['content/english/posts/a.md', 'en', { isDefaultInFolder: true }, 'https://bao.example/b/en/posts/a/'],
    ['content/posts/a.fr.md', 'fr', {}, 'https://fr.bao.example/posts/a/'],
    ['content/de/posts/a.md', 'de', {}, undefined],
    ['content/vi/posts/a.md', 'vi', { defaultLanguage: 'vi' }, 'https://bao.example/b/bai/a/'],
    ['content/vi/posts/a.md', 'vi', {}, 'https://bao.example/b/vi/bai/a/'],
    ['content/fr/posts/a.md', 'fr', {}, 'https://fr.bao.example/posts/a/'],
    ['content/vi.md', 'vi', {}, 'https://bao.example/b/vi/vi/'],
  ] as const)('is that of a language: %s (%s) with %j is at %s', (name, language, site, expected) => {
    expect(at({ name, ...(language && { language }) }, { languages, ...site })).toBe(expected);
  });
});

describe('a configuration of Hugo in several files', () => {
  const facts = (files: Readonly<Record<string, string>>) =>
    joinFacts(Object.entries(files).map(([name, text]) => siteFacts(name, text)));

  it('is read as one, whose main file goes first', () => {
    expect(
      facts({
        'config/_default/hugo.toml':
          'baseURL = "https://bao.example/"\ndefaultContentLanguage = "vi"\nuglyURLs = true\n',
        'config/_default/permalinks.toml': 'posts = "/:year/:slug/"\n[page]\ntin = "/:slug/"\n',
        'config/_default/params.yaml': 'description: Báo làng\n',
        'config/_default/languages.toml': '[vi]\ntitle = "Báo"\n[en]\ncontentDir = "content/english/"\n',
        'config/_default/languages.fr.toml': 'title = "Journal"\nbaseURL = "https://fr.example"\n',
        'config/_default/permalinks.fr.toml': 'posts = "/:slug/"\n',
      }),
    ).toMatchObject({
      ...{ title: 'Báo', description: 'Báo làng', url: 'https://bao.example/', uglyUrls: true },
      permalinks: { posts: '/:year/:slug/', tin: '/:slug/' },
      languages: {
        ...{ vi: { title: 'Báo' }, en: { contentDir: 'content/english' } },
        fr: { title: 'Journal', url: 'https://fr.example', permalinks: { posts: '/:slug/' } },
      },
    });
  });

  it('may list patterns with the pages that they are for', () => {
    const listed = [
      'permalinks:',
      '- {pattern: /:slug/, target: {path: "/tin tức/**"}}',
      '- {pattern: /b/:slug/, target: {path: "{/b,/b/**}"}}',
      '- {pattern: /c/, target: {kind: section, path: /c}}',
      'uglyURLs: {b: true, c: false}',
    ].join('\n');
    expect(facts({ 'hugo.yaml': listed })).toMatchObject({
      permalinks: { tintức: '/:slug/', b: '/b/:slug/' },
      uglyUrls: ['b'],
    });
  });
});

describe('a part of the configuration of Hugo in a folder of its own', () => {
  it('tells of the folders that are mounted as texts of a language', () => {
    const mounts = "mounts:\n  - {source: 'content/vi', target: content, lang: vi}\n  - {source: a, target: assets}\n";
    const facts = joinFacts([
      siteFacts('config/_default/languages/languages.yaml', 'vi: {title: Báo}\n'),
      siteFacts('config/_default/module/module.yaml', mounts),
      siteFacts('hugo.toml', 'defaultContentLanguage = "vi"\n'),
    ]);
    expect(facts.languages).toEqual({ vi: { title: 'Báo', contentDir: 'content/vi' } });
    const page = { name: 'content/vi/tin/a.md', text: '', title: 'A', published: 0, language: 'vi' };
    expect(hugoAddress(page, { ...SITE, ...facts })).toBe(`${SITE.home}tin/a/`);
  });
});
